"""Back then on Ana's phone, from her yes to keeping it off; and somebody found by two letters."""

import re

import pytest
from django.urls import reverse
from msgspec.structs import replace
from playwright.sync_api import BrowserContext, Page, expect

from relating.case import Preferences
from relating.case.entries.preferences import BackThen
from relating.journal import actions, queries
from relating.people.models import User
from tests.browser.conftest import See, SignIn
from tests.cast import Cast, episode, id_from, person

STORY = "Nobody came to the window."


@pytest.fixture
def page(cast: Cast, phone: BrowserContext, sign_in: SignIn) -> Page:
    """Ana's phone; Ben asked to look at back then."""
    yes = Preferences(
        id=id_from(cast.ben, cast.case, "00000000-0000-4000-8000-000000000001"),
        author="counsellor",
        visibility="shared",
        recorded_at=episode().recorded_at,
        back_then=BackThen(yes=0),
    )
    actions.record(cast.ben, cast.case, yes)
    sign_in(phone, User.objects.get(pk=cast.ana.id))
    return phone.new_page()


def test_she_says_yes_opens_what_waits_and_keeps_it_off(page: Page, cast: Cast, axe: See) -> None:
    page.goto(reverse("contract", args=[cast.case]))
    page.get_by_role("link", name="Look at this").tap()
    expect(page.get_by_text("Ben asks whether you two look at it")).to_be_visible()
    assert axe(page) == ""
    page.get_by_role("button", name="Yes, look at back then").tap()
    expect(page.get_by_text("It is on: you two look at it")).to_be_visible()
    told = episode(STORY, author="counsellor", place="past", at=None, age=9, visibility="shared")
    actions.record(cast.ben, cast.case, told)
    page.goto(reverse("diary", args=[cast.case]))
    assert STORY not in page.content()
    page.get_by_text("Not opened yet").tap()
    expect(page.get_by_role("link", name="Open it")).to_be_visible()
    assert STORY not in page.content()
    assert axe(page) == ""
    page.get_by_role("link", name="Open it").tap()
    expect(page.get_by_text(STORY)).to_be_visible()
    assert axe(page) == ""
    page.get_by_role("button", name="Keep it off this phone").tap()
    expect(page.get_by_text("You keep it off this phone")).to_be_visible()
    page.get_by_role("button", name="Turn it off").tap()
    expect(page.get_by_text("It is off: you two look at now")).to_be_visible()
    assert axe(page) == ""


def test_two_letters_find_somebody_with_scripts_and_enter_still_saves(
    page: Page, cast: Cast
) -> None:
    rafa = replace(person("Rafa", role="ex_partner"), unsafe=True)
    actions.record(cast.ana, cast.case, rafa)
    page.goto(reverse("episode-new", args=[cast.case]))
    expect(page.locator("form.happened")).to_have_attribute("data-ready", "")
    page.get_by_label("What happened?").fill(STORY)
    page.get_by_text("somebody else, by name").tap()
    page.get_by_label("Two letters of the name").fill("ra")
    page.get_by_role("button", name="Find").tap()
    page.locator(".find .face", has_text="Rafa").tap()
    expect(page.get_by_label("What happened?")).to_have_value(STORY)
    assert not queries.open_case(cast.ana, cast.case).episodes
    page.get_by_label("Two letters of the name").press("Enter")
    page.wait_for_url(re.compile(r"/episodes/[0-9a-f-]{36}/$"))
    (found,) = queries.open_case(cast.ana, cast.case).episodes
    assert (found.story, found.person) == (STORY, rafa.id)
