"""Whether it was told before: asked on a phone, answered by keyboard and without scripts."""

import re
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from relating.case import Episode
from relating.journal import actions, queries
from relating.people.models import User
from tests.browser.conftest import PHONE, See, SignIn, Window
from tests.browser.test_the_client import overflow
from tests.cast import Cast, episode, person


def told_twice(cast: Cast) -> Episode:
    """Ana told of Mara the day before yesterday, and now; return what she told now."""
    mara, now = person("Mara"), timezone.now().replace(microsecond=0)
    actions.record(cast.ana, cast.case, mara)
    before, told = (
        episode(
            f"The pencil, {days}.",
            person=mara.id,
            at=now - timedelta(days=days),
            recorded_at=now - timedelta(days=days),
            other_did=("criticised",),
            i_did=("pleasing",),
        )
        for days in (2, 0)
    )
    actions.record(cast.ana, cast.case, before)
    actions.record(cast.ana, cast.case, told)
    return told


def pressed_on(page: Page, name: str) -> None:
    """Tab to a button and press Enter there."""
    button = page.get_by_role("button", name=name)
    for _ in range(40):
        page.keyboard.press("Tab")
        if button.evaluate("each => each === document.activeElement"):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"no key leads to {name}")


def test_the_question_is_answered_by_keyboard_and_without_scripts(
    cast: Cast, window: Window, live_server: LiveServer, sign_in: SignIn
) -> None:
    told = told_twice(cast)
    plain = window(base_url=live_server.url, java_script_enabled=False, **PHONE)
    sign_in(plain, User.objects.get(pk=cast.ana.id))
    page = plain.new_page()
    page.goto(reverse("episode-again", args=[told.id]))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Is this the one you told on")
    pressed_on(page, "Yes, that one")
    page.wait_for_url(re.compile(r"/episodes/[0-9a-f-]{36}/$"))
    expect(page.get_by_role("heading", name="You told this twice")).to_be_visible()
    assert len(queries.open_case(cast.ana, cast.case).moments) == 1
    pressed_on(page, "These are two moments")
    expect(page.get_by_text("They are two moments now")).to_be_visible()
    assert len(queries.open_case(cast.ana, cast.case).moments) == 2


def test_it_is_without_fault_on_a_narrow_dark_phone(
    cast: Cast, window: Window, live_server: LiveServer, sign_in: SignIn, axe: See
) -> None:
    told = told_twice(cast)
    shape = {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"}
    narrow = window(base_url=live_server.url, **shape)
    sign_in(narrow, User.objects.get(pk=cast.ana.id))
    page = narrow.new_page()
    page.goto(reverse("episode-again", args=[told.id]))
    expect(page.get_by_role("button", name="Another one")).to_be_visible()
    assert axe(page) == ""
    assert overflow(page) <= 0
