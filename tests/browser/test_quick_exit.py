"""Quick exit from what is being told, and what is still there afterwards."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from relating.journal import actions
from relating.people.models import User
from tests.browser.conftest import SignIn
from tests.browser.test_something_happened import STORY, happened, kept
from tests.cast import Cast, episode


def until_signed_out(page: Page) -> None:
    """The session ends in the background."""
    for _ in range(50):
        if not Session.objects.exists():
            return
        page.wait_for_timeout(100)
    pytest.fail("still signed in")


@pytest.mark.parametrize("way", ["the button", "three times escape"])
def test_quick_exit_leaves_nothing_behind(
    at_home: Page, cast: Cast, phone: BrowserContext, way: str
) -> None:
    actions.record(cast.ana, cast.case, episode("A story nobody else may see"))
    page = at_home
    phone.route(f"{settings.LEAVE_TO}**", lambda route: route.fulfill(body="Rain later"))
    page.goto(reverse("diary", args=[cast.case]))
    happened(page, cast.case)
    page.get_by_label("What happened?").fill(STORY)
    other = phone.new_page()
    other.goto(reverse("diary", args=[cast.case]))
    with page.expect_request("**/leave/"):
        if way == "the button":
            page.get_by_role("button", name="Quick exit").tap()
        else:
            for _ in range(3):
                page.keyboard.press("Escape")
    for each in (page, other):
        each.wait_for_url(f"{settings.LEAVE_TO}**")
    until_signed_out(page)
    page.go_back()
    expect(page.get_by_label("Sign-in name")).to_be_visible()
    assert "story" not in page.content().lower()
    assert cast.ana.called not in page.content()


def test_whoever_leaves_without_a_network_is_signed_out_once_there_is_one(
    at_home: Page, cast: Cast, phone: BrowserContext
) -> None:
    actions.record(cast.ana, cast.case, episode("A story nobody else may see"))
    at_home.goto(reverse("diary", args=[cast.case]))
    page = happened(at_home, cast.case)
    phone.set_offline(True)
    with page.expect_event("requestfailed", lambda each: each.url.startswith(settings.LEAVE_TO)):
        page.get_by_role("button", name="Quick exit").tap()
    page.wait_for_timeout(300)  # the browser's own page, which says that there is no network
    phone.set_offline(False)
    assert Session.objects.exists()
    page.go_back()
    expect(page.get_by_label("Sign-in name")).to_be_visible()
    assert "story" not in page.content().lower()
    until_signed_out(page)


def test_the_sentence_in_which_one_left_is_there_again(
    at_home: Page, cast: Cast, phone: BrowserContext, sign_in: SignIn
) -> None:
    phone.route(f"{settings.LEAVE_TO}**", lambda route: route.fulfill(body="Rain later"))
    page = happened(at_home, cast.case)
    page.get_by_label("What happened?").fill(STORY)
    kept(page)
    page.get_by_role("button", name="Quick exit").tap()
    page.wait_for_url(f"{settings.LEAVE_TO}**")
    until_signed_out(page)
    sign_in(phone, User.objects.get(pk=cast.ana.id))
    happened(page, cast.case)
    expect(page.get_by_label("What happened?")).to_have_value(STORY)
