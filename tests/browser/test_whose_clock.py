"""The phone's own clock: what it shows is now, and a day that is still to come is asked back."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from relating.journal import queries
from relating.people.models import User
from tests.browser.conftest import PHONE, See, SignIn, Window
from tests.cast import Cast

TOKYO = "Asia/Tokyo"
STORY = "She came over with the list."


def far_away(window: Window, server: LiveServer, sign_in: SignIn, cast: Cast) -> Page:
    """Ana's phone in Tokyo, with the form for what happened open."""
    phone = window(base_url=server.url, timezone_id=TOKYO, **PHONE)
    sign_in(phone, User.objects.get(pk=cast.ana.id))
    page = phone.new_page()
    page.goto(reverse("episode-new", args=[cast.case]))
    expect(page.get_by_text("by the clock in Tokyo")).to_be_visible()
    expect(page.locator("form.happened")).to_have_attribute("data-ready", "")
    return page


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).tap()


def test_in_tokyo_it_is_now_what_the_phone_shows(
    window: Window, live_server: LiveServer, sign_in: SignIn, cast: Cast
) -> None:
    page = far_away(window, live_server, sign_in, cast)
    there = timezone.now().astimezone(ZoneInfo(TOKYO))
    assert page.locator("[name=date]").input_value() == there.date().isoformat()
    page.locator("[name=story]").fill(STORY)
    save(page)
    page.wait_for_url(re.compile(r"/episodes/[0-9a-f-]{36}/$"))
    expect(page.get_by_text("by the clock in Tokyo")).to_be_visible()
    (told,) = queries.open_case(cast.ana, cast.case).episodes
    assert told.zone == TOKYO
    assert told.at is not None
    assert abs(told.at - timezone.now()) < timedelta(minutes=10)


def test_a_day_to_come_is_asked_back_and_one_tap_mends_it(
    window: Window, live_server: LiveServer, sign_in: SignIn, cast: Cast, axe: See
) -> None:
    page = far_away(window, live_server, sign_in, cast)
    page.get_by_text("change", exact=True).tap()
    page.locator("[name=story]").fill(STORY)
    page.locator("[name=date]").fill("2031-01-15")
    save(page)
    expect(page.get_by_text("That is still to come. Did you mean").first).to_be_visible()
    expect(page.locator("[name=story]")).to_have_value(STORY)
    assert axe(page) == ""
    page.get_by_role("button", name=re.compile("^Yes, 15 January")).tap()
    page.wait_for_url(re.compile(r"/episodes/[0-9a-f-]{36}/$"))
    (told,) = queries.open_case(cast.ana, cast.case).episodes
    assert (told.story, told.at is not None and told.at < timezone.now()) == (STORY, True)
