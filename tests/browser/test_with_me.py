"""How to work with me, and help beside the thing, in a real browser: Ana's phone, Ben's laptop."""

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from relating.case import Answer
from relating.people.gate import Viewer
from relating.people.models import User
from tests.browser.conftest import PHONE, See, SignIn, Window
from tests.cast import Cast
from tests.web.with_me.test_with_me import an_answer, hour, put, shared

__all__ = ["an_answer", "hour"]


def page_of(context: BrowserContext, sign_in: SignIn, viewer: Viewer, url: str) -> Page:
    sign_in(context, User.objects.get(pk=viewer.id))
    page = context.new_page()
    page.goto(url)
    return page


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_ana_puts_on_what_she_said_and_shares_the_page(
    cast: Cast,
    an_answer: Answer,
    window: Window,
    live_server: LiveServer,
    sign_in: SignIn,
    axe: See,
    scripts: bool,
) -> None:
    phone = window(base_url=live_server.url, **PHONE, java_script_enabled=scripts)
    page = page_of(phone, sign_in, cast.ana, reverse("with-me", args=[cast.case]))
    expect(page.get_by_text(an_answer.words).first).to_be_visible()
    if scripts:
        assert axe(page) == ""
    page.get_by_role("link", name="Put it on").click()
    page.get_by_label("In your words").fill("Nothing large in the last ten minutes.")
    if scripts:
        assert axe(page) == ""
    page.get_by_role("button", name="Put it on the page").click()
    expect(page.get_by_text("Nothing large in the last ten minutes.").first).to_be_visible()
    page.get_by_role("button", name="Share with Ben").click()
    expect(page.get_by_role("heading", name="Shared with Ben")).to_be_visible()
    page.get_by_role("link", name="from 3 February").click()
    expect(page.get_by_text(an_answer.words).first).to_be_visible()


def test_ben_reads_it_and_opens_help_with_the_keyboard(
    cast: Cast, laptop: BrowserContext, sign_in: SignIn, axe: See
) -> None:
    put(cast)
    shared(cast)
    page = page_of(laptop, sign_in, cast.ben, reverse("prepare", args=[cast.case]))
    page.get_by_role("link", name="How to work with Ana").click()
    expect(page.get_by_role("heading", name="What helps")).to_be_visible()
    assert axe(page) == ""
    page.goto(reverse("feedback", args=[cast.case]))
    line = page.locator(".learn summary")
    expect(page.get_by_text("no finding about Ana")).to_be_hidden()
    line.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("no finding about Ana")).to_be_visible()
    assert axe(page) == ""


def test_nothing_is_loaded_from_elsewhere_by_what_this_is(
    cast: Cast, phone: BrowserContext, sign_in: SignIn, axe: See
) -> None:
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    page = page_of(phone, sign_in, cast.ana, reverse("what-this-is", args=[cast.case]))
    page.wait_for_load_state("networkidle")
    assert axe(page) == ""
    assert [each for each in asked if "localhost" not in each and "127.0.0.1" not in each] == []
