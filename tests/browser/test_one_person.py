"""One person once: the same name is asked back, two are put together and parted, by thumb alone."""

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from relating.journal import actions, queries
from relating.people.models import User
from tests.browser.conftest import See, SignIn, Window
from tests.browser.test_the_client import NARROW, overflow
from tests.cast import Cast, person, tell

LONG = "Maximilian Ferdinand von der Hohenstaufenburg"


def names(cast: Cast) -> list[str]:
    found = queries.open_case(cast.ana, cast.case).people.values()
    return sorted(each.alias for each in found if each.role != "counsellor")


def narrow(
    cast: Cast, window: Window, live_server: LiveServer, sign_in: SignIn, **more: bool
) -> Page:
    """Ana on the smallest phone, where two of the longest names are."""
    mara = person(LONG)
    actions.record(cast.ana, cast.case, mara)
    tell(cast, person=mara.id)
    context: BrowserContext = window(base_url=live_server.url, **NARROW, **more)
    sign_in(context, User.objects.get(pk=cast.ana.id))
    return context.new_page()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_same_name_is_asked_back_and_two_are_one_and_two_again(
    cast: Cast,
    window: Window,
    live_server: LiveServer,
    sign_in: SignIn,
    *,
    scripts: bool,
) -> None:
    page = narrow(cast, window, live_server, sign_in, java_script_enabled=scripts)
    page.goto(reverse("person-new", args=[cast.case]))
    name = page.get_by_label("What do you call them?")
    name.fill(LONG.upper())
    page.get_by_label("Lives with me").check()
    page.get_by_role("button", name="Save").tap()
    asked = page.get_by_role("heading", name="Is this Maximilian")
    expect(asked).to_be_visible()
    expect(name).to_have_value(LONG.upper())
    with page.expect_navigation():
        name.press("Enter")
    expect(asked).to_be_visible()
    assert names(cast) == [LONG]
    page.get_by_role("button", name="No, somebody else").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text(LONG.upper())
    page.get_by_role("link", name="This is the same person as").tap()
    page.get_by_role("button", name="1 time").tap()
    page.get_by_role("radio", name=f"{LONG}, my boss").check()
    page.get_by_role("button", name="They are one person").tap()
    expect(page.get_by_role("status")).to_contain_text("They are one person now.")
    expect(page.get_by_role("heading", level=1)).to_have_text(LONG)
    page.get_by_role("button", name="Undo").tap()
    expect(page.get_by_role("status")).to_contain_text("They are two people again.")
    assert names(cast) == [LONG.upper(), LONG]


def test_each_of_these_pages_is_good_for_everybody_and_fits(
    cast: Cast, window: Window, live_server: LiveServer, sign_in: SignIn, axe: See
) -> None:
    page = narrow(cast, window, live_server, sign_in)
    page.goto(reverse("episode-new", args=[cast.case]))
    page.get_by_label("someone new").check()
    page.get_by_label("What shall we call them here?").fill(LONG)
    page.get_by_role("button", name="Save", exact=True).tap()
    expect(page.get_by_role("heading", name="Is this Maximilian")).to_be_visible()
    fits(page, axe)
    page.get_by_role("button", name="No, somebody else").tap()
    page.get_by_role("link", name=LONG).tap()
    fits(page, axe)
    page.get_by_role("link", name="This is the same person as").tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("is the same person as")
    fits(page, axe)
    page.get_by_role("button", name=LONG).first.tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Are they one person?")
    fits(page, axe)
    page.get_by_role("button", name="They are one person").tap()
    page.get_by_role("link", name="They are two people").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Are these two people?")
    fits(page, axe)
    page.goto(reverse("people", args=[cast.case]))
    fits(page, axe)


def fits(page: Page, axe: See) -> None:
    """No part of the page lies beyond its edge, and axe finds nothing."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert overflow(page) <= 0
    assert axe(page) == ""
