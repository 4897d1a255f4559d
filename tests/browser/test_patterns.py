"""Patterns in a real browser: Ben looks and shares, Ana answers with a thumb."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from relating.case import Pattern
from relating.journal import queries
from relating.people.gate import Viewer
from relating.people.models import User
from relating.web.patterns import discovery
from tests.browser.conftest import PHONE, See, SignIn, Window
from tests.cast import Cast
from tests.web import lives

NARROW = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pages wait for the engine; one test shows that they need not."""
    monkeypatch.setattr(discovery, "PATIENCE", 60)
    discovery.forget()
    yield
    discovery.forget()


def page_of(context: BrowserContext, sign_in: SignIn, viewer: Viewer, url: str) -> Page:
    sign_in(context, User.objects.get(pk=viewer.id))
    page = context.new_page()
    page.goto(url)
    return page


def fits(page: Page) -> bool:
    """Whether nothing makes the page wider than its window."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def shared(page: Page) -> None:
    """Ben presses through to the client's eyes."""
    page.get_by_role("button", name="Look at it together").click()
    page.get_by_role("link", name="Share with Ana").click()
    page.get_by_label("In your words").fill("I wonder whether you please when you are criticised.")
    page.get_by_role("button", name="Share it").click()
    expect(page.get_by_text("Shared with Ana.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bens_pages_of_patterns_are_without_fault(
    cast: Cast, window: Window, live_server: LiveServer, sign_in: SignIn, axe: See, scheme: str
) -> None:
    lives.told(cast)
    laptop = window(
        base_url=live_server.url,
        viewport={"width": 1280, "height": 800},
        color_scheme=scheme,
    )
    page = page_of(laptop, sign_in, cast.ben, reverse("patterns", args=[cast.case]))
    expect(page.get_by_role("heading", level=1)).to_contain_text("15 of 18")
    assert axe(page) == ""
    assert fits(page)
    page.goto(reverse("pattern-new", args=[cast.case]))
    assert axe(page) == ""


@pytest.mark.parametrize("shape", [PHONE, NARROW])
def test_on_a_phone_the_triangle_stands_as_three_cells_and_nothing_is_too_wide(
    cast: Cast,
    window: Window,
    live_server: LiveServer,
    sign_in: SignIn,
    axe: See,
    shape: dict[str, Any],
) -> None:
    lives.told(cast)
    small = window(base_url=live_server.url, **shape)
    page = page_of(small, sign_in, cast.ben, reverse("patterns", args=[cast.case]))
    assert fits(page)
    assert axe(page) == ""
    cells = page.locator("svg[aria-labelledby='triangle']:visible .cell")
    boxes = [cell.bounding_box() for cell in cells.all()]
    tops = [box["y"] for box in boxes if box]
    assert len({round(box["x"]) for box in boxes if box}) == 1
    assert tops == sorted(tops)
    assert len(tops) == 3


def test_ben_shares_ana_answers_and_ben_sees_it(
    cast: Cast, laptop: BrowserContext, phone: BrowserContext, sign_in: SignIn, axe: See
) -> None:
    lives.told(cast)
    ben = page_of(laptop, sign_in, cast.ben, reverse("patterns", args=[cast.case]))
    shared(ben)
    assert axe(ben) == ""
    ana = page_of(phone, sign_in, cast.ana, reverse("ways", args=[cast.case]))
    expect(ana.get_by_text("I wonder whether you please when you are criticised.")).to_be_visible()
    assert axe(ana) == ""
    boxes = [each.bounding_box() for each in ana.locator(".answers .btn").all()]
    assert len({(round(box["width"]), round(box["height"])) for box in boxes if box}) == 1
    ana.get_by_role("button", name="Not really").tap()
    expect(ana.locator("[aria-pressed=true]")).to_have_text("Not really")
    ana.get_by_role("link", name="The times behind it").tap()
    expect(ana.get_by_label("In my words")).to_be_visible()
    assert axe(ana) == ""
    assert fits(ana)
    ana.get_by_label("In my words").fill("Only with Dad.")
    ana.get_by_role("button", name="Keep my words").tap()
    expect(ana.get_by_text("Kept. You can change it at any time.")).to_be_visible()
    ben.reload()
    expect(ben.get_by_text("Only with Dad.")).to_be_visible()
    expect(ben.get_by_text("Not really")).to_be_visible()


def test_what_goes_together_is_turned_on_with_a_thumb(
    cast: Cast, phone: BrowserContext, sign_in: SignIn, axe: See
) -> None:
    lives.told(cast, "private")
    page = page_of(phone, sign_in, cast.ana, reverse("ways", args=[cast.case]))
    page.get_by_role("link", name="What often goes together").tap()
    expect(page.get_by_role("button", name="Turn it on")).to_be_visible()
    assert axe(page) == ""
    page.get_by_role("button", name="Turn it on").tap()
    expect(page.get_by_role("heading", level=2).first).to_contain_text("15 of 18")
    assert axe(page) == ""
    assert fits(page)


def test_a_page_that_waits_shows_by_itself_what_was_found(
    cast: Cast, laptop: BrowserContext, sign_in: SignIn, axe: See, monkeypatch: pytest.MonkeyPatch
) -> None:
    lives.told(cast)
    monkeypatch.setattr(discovery, "PATIENCE", 0)
    page = page_of(laptop, sign_in, cast.ben, reverse("patterns", args=[cast.case]))
    expect(page.get_by_text("Looking through 54 episodes.")).to_be_visible()
    assert axe(page) == ""
    expect(page.get_by_text("A possible pattern, not shared yet.")).to_be_visible(timeout=20_000)


def test_not_this_is_undone_with_one_press(
    cast: Cast, laptop: BrowserContext, sign_in: SignIn
) -> None:
    lives.told(cast)
    page = page_of(laptop, sign_in, cast.ben, reverse("patterns", args=[cast.case]))
    page.get_by_role("button", name="Not this").click()
    expect(page.get_by_role("button", name="Bring back")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("A possible pattern, not shared yet.")).to_be_visible()
    assert queries.open_case(cast.ben, cast.case).all(Pattern) == ()
