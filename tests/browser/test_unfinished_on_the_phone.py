"""What was begun on the page to write on and not saved, in a real browser."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import See
from tests.browser.test_the_phone import (
    COUNT,
    KEPT,
    STORY,
    once,
    phone,
    signed_out,
    told,
    until,
    write,
    writing,
)
from tests.cast import Cast

__all__ = ["once", "phone"]
BEGUN = "Begun and not saved. It cannot be read here."
MARKED = """(begun) => new Promise((resolve) => {
  const asked = indexedDB.open("pages");
  asked.onsuccess = () => {
    const all = asked.result.transaction("letters").objectStore("letters").getAll();
    all.onsuccess = () => {
      asked.result.close();
      resolve(all.result.filter((each) => Boolean(each.begun) === begun).length);
    };
  };
})"""


def begins(page: Page, story: str = STORY) -> None:
    page.get_by_label("What happened?").fill(story)
    until(page, MARKED, 1, argument=True)


@pytest.fixture
def crashed(once: Page, phone: BrowserContext) -> Page:
    """Signed out, something was begun, and its page is gone without a word; another is open."""
    signed_out(phone)
    once.goto("/write/")
    writing(once)
    begins(once)
    once.close()
    page = phone.new_page()
    page.goto("/write/")
    return writing(page)


def test_what_was_begun_before_the_page_was_gone_is_kept_as_it_is_and_goes(
    crashed: Page, cast: Cast, axe: See
) -> None:
    expect(crashed.get_by_text(BEGUN)).to_be_visible()
    assert axe(crashed) == ""
    assert STORY not in crashed.content()
    assert "She came over" not in crashed.evaluate(KEPT)
    assert told(cast) == []
    crashed.get_by_role("button", name="Send it as it is").tap()
    expect(crashed.locator("[data-letters] > li")).to_be_focused()
    expect(crashed.get_by_text("Received", exact=True)).to_be_visible()
    expect(crashed.get_by_text(BEGUN)).to_have_count(0)
    assert told(cast) == [STORY]
    until(crashed, COUNT, 0, "letters")


def test_what_was_begun_and_is_let_go_of_is_gone(crashed: Page, cast: Cast) -> None:
    crashed.get_by_text("let go of it", exact=True).tap()
    crashed.get_by_role("button", name="Let go of it").tap()
    expect(crashed.get_by_text("It is gone.")).to_be_visible()
    expect(crashed.locator("[data-letters] > li")).to_be_focused()
    expect(crashed.get_by_text(BEGUN)).to_have_count(0)
    until(crashed, COUNT, 0, "letters")
    crashed.reload()
    writing(crashed)
    expect(crashed.get_by_text(BEGUN)).to_have_count(0)
    assert told(cast) == []


def test_what_is_saved_takes_the_place_of_what_was_begun(
    once: Page, phone: BrowserContext, cast: Cast
) -> None:
    phone.set_offline(True)
    once.goto("/write/")
    writing(once)
    begins(once)
    write(once, f"{STORY} And then I went.")
    until(once, MARKED, 0, argument=True)
    until(once, MARKED, 1, argument=False)
    once.reload()
    writing(once)
    expect(once.get_by_text(BEGUN)).to_have_count(0)
    phone.set_offline(False)
    expect(once.get_by_text("Received", exact=True)).to_be_visible()
    assert told(cast) == [f"{STORY} And then I went."]


def test_what_is_wiped_out_again_is_not_kept(once: Page) -> None:
    once.goto("/write/")
    writing(once)
    begins(once)
    once.get_by_label("What happened?").fill("")
    until(once, COUNT, 0, "letters")


def test_what_another_window_is_at_is_not_offered_and_not_sent(
    once: Page, phone: BrowserContext, cast: Cast
) -> None:
    once.goto("/write/")
    writing(once)
    begins(once)
    other = phone.new_page()
    other.goto("/write/")
    writing(other)
    expect(other.get_by_text(BEGUN)).to_have_count(0)
    write(other, "Something else.")
    expect(other.get_by_text("Received", exact=True)).to_be_visible()
    assert told(cast) == ["Something else."]
    once.get_by_role("button", name=re.compile("^Save")).tap()
    expect(once.locator("[data-state=received]:visible")).to_have_count(2)  # of either window
    assert sorted(told(cast)) == sorted(["Something else.", STORY])
