"""A bad moment on Ana's phone: whom to call is there, and nothing that she was writing is lost."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from relating.journal import queries
from relating.people.models import Clinic, User
from tests.browser.conftest import See, SignIn, Window
from tests.cast import Cast

STORY = "I could not stay in the room."
ASKED = "Are you safe right now?"


@pytest.fixture
def page(cast: Cast, phone: BrowserContext, sign_in: SignIn) -> Page:
    """Ana's phone, with something begun."""
    sign_in(phone, User.objects.get(pk=cast.ana.id))
    opened = phone.new_page()
    opened.goto(reverse("episode-new", args=[cast.case]))
    expect(opened.locator("form.happened")).to_have_attribute("data-ready", "")
    opened.get_by_label("What happened?").fill(STORY)
    return opened


def asked(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(ASKED)


def test_help_is_a_tap_away_and_what_was_begun_is_there_again(page: Page, axe: See) -> None:
    page.get_by_role("link", name="I need help now").tap()
    asked(page)
    assert axe(page) == ""
    page.get_by_role("link", name="back to what I was writing").tap()
    expect(page.get_by_label("What happened?")).to_have_value(STORY)


def test_stopping_leads_to_today_which_leads_back(page: Page) -> None:
    page.get_by_text("Find my feet, or stop").tap()
    expect(page.get_by_text("five things I see")).to_be_visible()
    page.get_by_role("link", name="Stop for now").tap()
    page.get_by_role("link", name="Go on writing").tap()
    expect(page.get_by_label("What happened?")).to_have_value(STORY)


def test_what_she_chose_opens_it_after_saving_and_it_is_there_after_a_reload(
    page: Page, cast: Cast
) -> None:
    page.get_by_text("How I was with myself").tap()
    page.locator(".chip", has_text="Thought of not being alive").tap()
    page.get_by_role("button", name="Save", exact=True).tap()
    asked(page)
    page.reload()
    asked(page)
    page.get_by_role("button", name="Tell Ben next time").tap()
    expect(page.get_by_text("On your list for next time")).to_be_visible()
    page.get_by_role("link", name="back to Today").tap()
    expect(page.get_by_text("A hard moment")).to_be_visible()
    expect(page.get_by_text(STORY)).to_have_count(0)
    page.go_back()
    asked(page)
    (told,) = queries.open_case(cast.ana, cast.case).episodes
    assert told.visibility == "private"


def test_without_a_connection_whom_to_call_stands_on_the_page_that_is_open(
    page: Page, cast: Cast, axe: See
) -> None:
    Clinic.objects.update(country="GB")
    page.reload()
    expect(page.locator("form.happened")).to_have_attribute("data-ready", "")
    page.context.set_offline(True)
    card = page.locator("[data-here]")
    expect(card).to_be_hidden()
    for fold in page.locator("form.happened details:not(.ground)").all():
        fold.evaluate("fold => fold.open = true")
    cruel = page.locator(".chip", has_text="Was cruel to myself")
    cruel.tap()
    expect(card).to_be_hidden()
    chip = page.locator(".chip", has_text="Thought of not being alive")
    chip.tap()
    expect(card).to_be_visible()
    expect(card.get_by_role("link", name="999")).to_have_attribute("href", "tel:999")
    chip.tap()
    expect(card).to_be_hidden()
    page.get_by_role("link", name="I need help now").tap()
    expect(card.get_by_role("link", name="999")).to_be_in_viewport()
    expect(page.get_by_label("What happened?")).to_have_value(STORY)
    assert axe(page) == ""
    page.context.set_offline(False)


def test_without_scripts_it_opens_beside_what_is_being_written(
    window: Window, live_server: LiveServer, cast: Cast, sign_in: SignIn
) -> None:
    plain = window(base_url=live_server.url, java_script_enabled=False)
    sign_in(plain, User.objects.get(pk=cast.ana.id))
    page = plain.new_page()
    page.goto(reverse("episode-new", args=[cast.case]))
    page.get_by_label("What happened?").fill(STORY)
    with plain.expect_page() as opened:
        page.get_by_role("link", name="I need help now").click()
    beside = opened.value
    asked(beside)
    expect(beside.get_by_text("in the window beside this one")).to_be_visible()
    expect(page.get_by_label("What happened?")).to_have_value(STORY)
    beside.get_by_role("button", name="Tell Ben next time").click()
    expect(beside.get_by_text("On your list for next time")).to_be_visible()
    expect(beside).to_have_url(re.compile(r"/pause/.*#next$"))
