"""The question mark opens the list of keys on every page that has some."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from relating.people.models import User
from tests.browser.conftest import See, SignIn
from tests.cast import THEN, Cast, tell

LIST = "Keys on this page"


@pytest.fixture
def desk(laptop: BrowserContext, cast: Cast, sign_in: SignIn) -> Page:
    """Ben at his desk, with a circle to look at."""
    for day in range(6):
        tell(cast, at=THEN - timedelta(days=day), my_position=(0.2, -0.5), visibility="shared")
    sign_in(laptop, User.objects.get(pk=cast.ben.id))
    return laptop.new_page()


@pytest.mark.parametrize("name", ["circle", "room"])
def test_the_question_mark_opens_the_keys_and_closes_them(
    desk: Page, cast: Cast, axe: See, name: str
) -> None:
    desk.goto(reverse(name, args=[cast.case]))
    shown = desk.get_by_role("dialog", name=LIST)
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


def test_whoever_writes_a_question_mark_has_written_one(desk: Page, cast: Cast) -> None:
    desk.goto(reverse("circle", args=[cast.case]))
    desk.evaluate("() => document.querySelector('main').append(document.createElement('textarea'))")
    field = desk.locator("textarea")
    field.press("?")
    expect(desk.get_by_role("dialog", name=LIST)).to_be_hidden()
    expect(field).to_have_value("?")
