"""What has changed in a real browser: Ana chooses on her phone, Ben looks on his laptop."""

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from relating.people.gate import Viewer
from relating.people.models import User
from tests.browser.conftest import PHONE, See, SignIn, Window
from tests.cast import Cast
from tests.web.changed.test_changed import ABOUT, SENTENCE, a_way, lived


def page_of(context: BrowserContext, sign_in: SignIn, viewer: Viewer, url: str) -> Page:
    sign_in(context, User.objects.get(pk=viewer.id))
    page = context.new_page()
    page.goto(url)
    return page


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_ana_keeps_a_sentence_and_puts_it_out_of_sight(
    cast: Cast, window: Window, live_server: LiveServer, sign_in: SignIn, axe: See, scripts: bool
) -> None:
    a_way(cast)
    lived(cast)
    phone = window(base_url=live_server.url, **PHONE, java_script_enabled=scripts)
    page = page_of(phone, sign_in, cast.ana, reverse("changed", args=[cast.case]))
    page.get_by_role("link", name="Choose a sentence").click()
    expect(page.get_by_text(SENTENCE)).to_be_visible()
    page.get_by_label("In your own words").fill("I say it now, mostly.")
    page.get_by_role("button", name="Keep this sentence").click()
    expect(page.get_by_text("I say it now, mostly.")).to_be_visible()
    if scripts:
        assert axe(page) == ""
    page.get_by_role("button", name="Put it out of sight").click()
    expect(page.get_by_text("It is out of sight.")).to_be_visible()


def test_ben_reads_it_with_the_keyboard(
    cast: Cast, laptop: BrowserContext, sign_in: SignIn, axe: See
) -> None:
    a_way(cast)
    lived(cast)
    page = page_of(laptop, sign_in, cast.ben, reverse("changed", args=[cast.case]))
    expect(page.get_by_text(ABOUT)).to_be_visible()
    figures = page.locator("summary", has_text="Figures")
    figures.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("between 4 and 8 of 8")).to_be_visible()
    assert axe(page) == ""
    marks = page.locator(".domino-marks a")
    assert marks.count() == 20
    marks.first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Day -120.")).to_be_visible()
