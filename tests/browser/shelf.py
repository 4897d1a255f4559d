"""A shelf on Ana's phone: what goes onto it, how it is put up, opened, and looked for."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from relating.case import Plan, Safety, Word
from relating.journal import actions
from relating.people.models import User
from tests.browser.conftest import PHONE, SignIn, Window
from tests.browser.test_the_phone import COUNT, ready
from tests.cast import THEN, Cast, person

PIN, WRONG = "493817", "000001"
SAY = "I can do one of these today."
SEA = "Walk to the sea."
SLOW = 20_000
"""A PIN is made slow on purpose, and this machine may be busy."""
QUICKLY = """(() => {
  if (!globalThis.crypto?.subtle) return;
  const derive = crypto.subtle.deriveKey.bind(crypto.subtle);
  crypto.subtle.deriveKey = async (how, ...rest) => {
    if (how.name === "PBKDF2" && !(how.iterations >= 1_000_000)) throw new Error("quick to try");
    return derive(how.iterations ? { ...how, iterations: 1000 } : how, ...rest);
  };
})();"""
"""A PIN must be slow for whoever tries them all. That this is asked for is seen here, and then not
waited for; where a profile is looked through it is."""


@pytest.fixture
def phone(window: Window, live_server: LiveServer) -> Iterator[BrowserContext]:
    """Ana's phone, with its worker."""
    opened = window(base_url=live_server.url, service_workers="allow", **PHONE)
    opened.add_init_script(QUICKLY)
    yield opened
    opened.set_offline(False)


def stock(cast: Cast, name: str = "Mara", say: str = SAY, sea: str = SEA, word: str = "") -> None:
    """Put down what goes onto a shelf."""
    hers: dict[str, Any] = {"author": "client", "visibility": "private", "recorded_at": THEN}
    day = timezone.localdate()
    actions.record(cast.ana, cast.case, person(name))
    actions.record(cast.ana, cast.case, Plan(id=uuid4(), **hers, on=day, say=say))
    later = Plan(id=uuid4(), **hers, on=day + timedelta(days=2), say="Another day.")
    actions.record(cast.ana, cast.case, later)
    actions.record(cast.ana, cast.case, Safety(id=uuid4(), **hers, on_my_own=sea))
    label = word or "seasick"
    actions.word(cast.ana, cast.case, Word(list="feeling", code="my-seasick", label=label))


def put_up(phone: BrowserContext, cast: Cast, sign_in: SignIn, freely: str = "No:") -> Page:
    """Sign in on this phone, and put a shelf up there."""
    sign_in(phone, User.objects.get(pk=cast.ana.id))
    page = phone.new_page()
    page.goto(reverse("phone", args=[cast.case]))
    ready(page)
    page.get_by_text(freely).tap()
    page.get_by_label("A PIN of six digits").fill(PIN)
    page.get_by_label("Once more").fill(PIN)
    page.get_by_role("button", name="Put them behind this PIN").tap()
    expect(page.get_by_text("They are on this phone")).to_be_visible(timeout=SLOW)
    return page


def tries(page: Page, pin: str) -> None:
    page.get_by_label("PIN of six digits").fill(pin)


def opens(page: Page, pin: str = PIN) -> None:
    tries(page, pin)
    expect(page.locator("[data-open]")).to_be_visible(timeout=SLOW)


def shelf_of(page: Page) -> int:
    """How many shelves lie in this browser."""
    return int(page.evaluate(COUNT.replace('"pages"', '"covers"'), "shelf"))


def shows_nothing(page: Page, *words: str) -> None:
    for each in words:
        assert each not in page.content()
