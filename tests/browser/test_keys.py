"""The question mark opens the list of keys on every page that has some."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from relating.people.models import User
from relating.web.caseload.views import FEW
from tests.browser.conftest import See, SignIn
from tests.cast import THEN, Cast, case_of, tell

LISTS = {"circle": "Keys", "room": "Keys on this page", "caseload": "Keys on this page"}


@pytest.fixture
def desk(laptop: BrowserContext, cast: Cast, sign_in: SignIn) -> Page:
    """Ben at his desk, with a circle to look at."""
    for day in range(6):
        tell(cast, at=THEN - timedelta(days=day), my_position=(0.2, -0.5), visibility="shared")
    sign_in(laptop, User.objects.get(pk=cast.ben.id))
    return laptop.new_page()


@pytest.mark.parametrize("name", LISTS)
def test_the_question_mark_opens_the_keys_and_closes_them(
    desk: Page, cast: Cast, axe: See, name: str
) -> None:
    if name == "caseload":
        for number in range(FEW):
            case_of(cast.ben, cast.cleo, f"Client {number}")
    desk.goto(reverse(name, args=[cast.case] if name != "caseload" else []))
    shown = desk.get_by_role("dialog", name=LISTS[name])
    expect(shown).to_be_hidden()
    desk.keyboard.press("?")
    expect(shown).to_be_visible()
    assert axe(desk) == ""
    desk.keyboard.press("?")
    expect(shown).to_be_hidden()
    desk.get_by_role("button", name="Keys").click()
    expect(shown).to_be_visible()
    desk.keyboard.press("Escape")
    expect(shown).to_be_hidden()
    if name == "caseload":
        desk.keyboard.press("/")
        expect(desk.get_by_role("searchbox", name="Find a client")).to_be_focused()


def test_a_key_leads_to_each_place_but_not_while_one_writes_or_once_they_are_off(
    desk: Page, cast: Cast
) -> None:
    desk.goto(reverse("circle", args=[cast.case]))
    desk.evaluate("() => document.querySelector('main').append(document.createElement('textarea'))")
    field = desk.locator("textarea")
    field.press("?")
    field.press("6")
    expect(desk.get_by_role("dialog", name="Keys")).to_be_hidden()
    expect(field).to_have_value("?6")
    field.blur()
    desk.keyboard.press("6")
    desk.wait_for_url("**/sessions/")
    desk.keyboard.press("c")
    desk.wait_for_url("**/cases/")
    desk.goto(reverse("circle", args=[cast.case]))
    desk.get_by_role("button", name="Keys").click()
    desk.get_by_role("checkbox", name="Keys without Ctrl").uncheck()
    desk.keyboard.press("Escape")
    desk.reload()
    for key in ("6", "c", "?"):
        desk.keyboard.press(key)
    desk.get_by_role("button", name="Keys").click()
    expect(desk.get_by_role("checkbox", name="Keys without Ctrl")).not_to_be_checked()
    expect(desk.locator(".keys-open kbd")).to_be_hidden()
    assert desk.url.endswith("/circle/")
