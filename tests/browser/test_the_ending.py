"""The ending in a real browser: a day, a letter, the book, and its PDF page by page."""

import re
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import BrowserContext, Route, expect

from tests.browser.conftest import See, SignIn
from tests.browser.test_ways import fits, page_of
from tests.cast import LONG_AGO, Cast, tell
from tests.web.ending.saying import a_book, says, stopped


def never_answered(_route: Route) -> None:
    """A book that takes its time."""


def test_ana_says_yes_to_a_day_and_sends_a_letter(
    cast: Cast, phone: BrowserContext, sign_in: SignIn, axe: See
) -> None:
    says(cast, cast.ben, day=timezone.localdate() + timedelta(days=7))
    ana = page_of(phone, sign_in, cast.ana, reverse("ending", args=[cast.case]))
    assert axe(ana) == ""
    assert fits(ana)
    ana.get_by_role("button", name="I say yes to it, too").tap()
    expect(ana.get_by_text("You both said yes to")).to_be_visible()
    ana.get_by_role("link", name="Your letter to Ben").tap()
    ana.get_by_label("Dear Ben,").fill("The pencil.")
    ana.get_by_label("Send to Ben").check()
    ana.get_by_role("button", name="Save").tap()
    expect(ana.get_by_text("Sent to Ben.")).to_be_visible()


def test_her_book_comes_as_a_file_and_can_be_stopped(
    cast: Cast, laptop: BrowserContext, sign_in: SignIn, axe: See
) -> None:
    tell(cast, "I brought a list.", recorded_at=LONG_AGO)
    a_book(cast, title="The pencil, and after")
    ana = page_of(laptop, sign_in, cast.ana, reverse("book", args=[cast.case]))
    assert axe(ana) == ""
    stop = ana.get_by_role("button", name="Stop")
    expect(stop).to_be_hidden()
    with ana.expect_download() as download:
        ana.get_by_role("button", name="Take it along as a PDF").click()
    assert download.value.suggested_filename.startswith("book-")
    expect(ana.get_by_text("Done.")).to_be_visible()
    expect(stop).to_be_hidden()
    ana.route("**/book/paper/", never_answered)
    ana.get_by_role("button", name="Take it along as a PDF").click()
    stop.click()
    expect(ana.get_by_text("Stopped. Nothing was kept.")).to_be_visible()


def test_in_a_case_that_has_ended_nothing_asks_for_more(
    cast: Cast, phone: BrowserContext, sign_in: SignIn, axe: See
) -> None:
    tell(cast, "I brought a list.")
    stopped(cast, cast.ben)
    ana = page_of(phone, sign_in, cast.ana, reverse("case", args=[cast.case]))
    assert axe(ana) == ""
    expect(ana.get_by_role("link", name="Something happened")).to_have_count(0)
    ana.goto(reverse("ways", args=[cast.case]))
    expect(ana.get_by_role("link", name="Begin a way")).to_be_hidden()
    ana.get_by_role("link", name="Ending").tap()
    expect(ana.get_by_role("button", name="Save")).to_be_visible()


def test_what_she_typed_before_it_ended_in_another_window_can_be_read_and_copied(
    cast: Cast, phone: BrowserContext, sign_in: SignIn, axe: See
) -> None:
    words = "She asked, and I said: of course."
    ana = page_of(phone, sign_in, cast.ana, reverse("episode-new", args=[cast.case]))
    expect(ana.locator("form[data-draft]")).to_have_attribute("data-ready", "")
    ana.locator("[name=story]").fill(words)
    stopped(cast, cast.ben)
    ana.locator("form[data-draft]").get_by_role("button", name="Save").first.tap()
    text = ana.locator("textarea[data-left-text]")
    expect(text).to_have_value(re.compile(re.escape(words)))
    expect(ana.get_by_text("Ben ended it on")).to_be_visible()
    assert axe(ana) == ""
    assert fits(ana)
    ana.goto(reverse("diary", args=[cast.case]))
    ana.goto(reverse("episode-new", args=[cast.case]))
    expect(ana.get_by_text("What you typed here and did not save.")).to_be_visible()
    expect(text).to_have_value(words)
    assert axe(ana) == ""
    ana.get_by_role("button", name="Let go of it").tap()
    expect(text).to_be_hidden()
    ana.reload()
    expect(ana.get_by_text("Ben ended it on")).to_be_visible()
    expect(text).to_be_hidden()
