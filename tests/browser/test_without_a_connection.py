"""Without a connection, in a real browser: what is said, whom to call, and no tap that is lost."""

import re
from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from relating.people.models import User
from tests.browser.conftest import PHONE, See, SignIn, Window
from tests.browser.test_the_phone import STORY, ready, write, writing
from tests.cast import Cast

SAYS_OFFLINE = "Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false })"
NOT_SENT = "No connection. It was not sent; try again."


@pytest.fixture
def today(cast: Cast, window: Window, live_server: LiveServer, sign_in: SignIn) -> Iterator[Page]:
    """Today on Ana's phone, which is ready to write without a network."""
    phone = window(base_url=live_server.url, service_workers="allow", **PHONE)
    sign_in(phone, User.objects.get(pk=cast.ana.id))
    page = phone.new_page()
    page.goto(reverse("case", args=[cast.case]))
    ready(page)
    yield page
    phone.set_offline(False)


@pytest.mark.parametrize("asked", ["I need help now", "My safety plan"])
def test_whom_to_call_stands_unfolded_on_top_where_help_was_asked_for(
    today: Page, asked: str, axe: See
) -> None:
    today.context.set_offline(True)
    today.get_by_role("link", name=asked).tap()
    today.wait_for_url(re.compile(r"/write/#help$"))
    writing(today)
    expect(today.get_by_text("Your own plan needs a connection.")).to_be_in_viewport()
    expect(today.get_by_text("emergency").first).to_be_in_viewport()
    above = today.locator("[data-help]").bounding_box()
    below = today.get_by_role("heading", level=1).bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] + above["height"] <= below["y"]
    assert axe(today) == ""


def test_another_page_leads_to_the_page_to_write_on_which_says_why_and_back_goes_back(
    today: Page, cast: Cast
) -> None:
    away = today.get_by_text("No connection. You can still write.")
    back = today.get_by_role("link", name="Back", exact=True)
    today.context.set_offline(True)
    today.get_by_role("navigation").get_by_role("link", name="More").tap()
    today.wait_for_url(re.compile(r"/write/$"))
    writing(today)
    expect(away).to_be_visible()
    expect(back).to_be_hidden()
    expect(today.get_by_text("Your own plan needs a connection.")).to_be_hidden()
    today.context.set_offline(False)
    expect(away).to_be_hidden()
    back.tap()
    today.wait_for_url(re.compile(reverse("case", args=[cast.case]) + "$"))


def test_a_tap_that_sends_something_stays_on_the_page_and_can_be_tried_again(
    today: Page, cast: Cast, axe: See
) -> None:
    today.goto(reverse("phone", args=[cast.case]))
    today.get_by_text("Days", exact=True).tap()
    today.context.set_offline(True)
    button = today.get_by_role("button", name="Call it that")
    for _ in range(2):
        button.tap()
        expect(today.get_by_text(NOT_SENT)).to_have_count(1)
        expect(today.get_by_text(NOT_SENT)).to_be_in_viewport()
    assert axe(today) == ""
    today.context.set_offline(False)
    button.tap()
    expect(today.get_by_text("On this phone it is called Days.")).to_be_visible()


def test_a_browser_that_is_wrong_about_its_connection_keeps_nothing_back(
    today: Page, cast: Cast
) -> None:
    today.add_init_script(SAYS_OFFLINE)
    today.goto(reverse("phone", args=[cast.case]))
    today.get_by_text("Days", exact=True).tap()
    today.get_by_role("button", name="Call it that").tap()
    expect(today.get_by_text("On this phone it is called Days.")).to_be_visible()


def test_a_question_that_could_not_be_answered_can_be_answered_later(
    today: Page, cast: Cast
) -> None:
    today.goto(reverse("phone", args=[cast.case]))
    # whatever asks once, asks again where nothing went
    today.evaluate(
        """async () => {
          document.querySelector("form:has([name=called])").classList.add("confirm");
          const once = document.createElement("script");
          once.type = "module";
          const other = document.querySelector("script[src$='/exit.js']").src;
          once.src = other.replace("exit.js", "once.js");
          const there = new Promise((resolve) => once.addEventListener("load", resolve));
          document.head.append(once);
          await there;
        }"""
    )
    today.context.set_offline(True)
    button = today.get_by_role("button", name="Call it that")
    button.tap()
    expect(today.get_by_text(NOT_SENT)).to_be_visible()
    today.context.set_offline(False)
    button.tap()
    expect(today.get_by_text("On this phone it is called")).to_be_visible()


def test_today_says_that_what_was_kept_has_come_in(today: Page, cast: Cast) -> None:
    today.context.route("**/inbox/", lambda route: route.abort())
    today.goto("/write/")
    write(writing(today), STORY)
    today.goto(reverse("case", args=[cast.case]))
    said = today.get_by_text("Received: what was kept on this phone.")
    expect(said).to_have_count(0)
    today.context.unroute("**/inbox/")
    today.evaluate("dispatchEvent(new Event('online'))")
    expect(said).to_be_visible()
