"""On paper: no frame, nothing to press, nothing dark, and no word is cut."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from relating.case import Goal, Safety, Session, WorkWithMe
from relating.case.entries.work_with_me import WorkLine
from relating.journal import actions
from relating.people.models import User
from tests.browser.conftest import SignIn, Window
from tests.cast import THEN, Cast, browser_of, episode, session

A4 = {"viewport": {"width": 680, "height": 960}}
"""What lies between the margins of the page, in the pixels of a style sheet."""
LONG = (
    "She said that it was nothing, and then for a while nothing else at all, but looked away. " * 6
)
FRAME = "nav, .rail, .tabbar, .bar, .savebar, .messages, .exit-form"
PRESSED = "button, .btn, summary .ico, .tabs"
FILLED_IN = "main :is(input, select, textarea), .sharing, .whence, details form"
DARK = """() => [...document.querySelectorAll("body, main, main *")]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }))
  .filter((each) => {
    const [, r, g, b, a] = getComputedStyle(each).backgroundColor
      .match(/(\\d+), (\\d+), (\\d+)(?:, ([\\d.]+))?/) ?? [];
    return r !== undefined && a !== "0" && Number(r) + Number(g) + Number(b) < 450;
  }).map((each) => each.className || each.tagName)"""
PALE = """() => [...document.querySelectorAll("main *")]
  .filter((each) => [...each.childNodes].some((one) => one.nodeType === 3 && one.data.trim()))
  .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest("svg"))
  .filter((each) => {
    const [r, g, b] = getComputedStyle(each).color.match(/\\d+/g).map(Number);
    return r + g + b > 400;
  }).map((each) => each.className || each.tagName)"""
CUT = """() => [...document.querySelectorAll("main *")]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest(".sr"))
  .filter((each) => getComputedStyle(each).overflowX !== "visible" || each === document.body)
  .filter(({ scrollWidth: w, clientWidth, scrollHeight: h, clientHeight }) =>
    w - clientWidth > 1 || h - clientHeight > 3)
  .filter((each) => each.textContent.trim())
  .map((each) => each.className || each.tagName)"""


def over(cast: Cast) -> Session:
    now = timezone.now()
    hour = replace(session(now - timedelta(hours=1)), id=uuid4(), recorded_at=now, summary=LONG)
    actions.record(cast.ben, cast.case, hour)
    told = episode(LONG, at=now - timedelta(hours=2), visibility="shared")
    actions.record(cast.ana, cast.case, replace(told, recorded_at=now))
    said = {"id": uuid4(), "based_on": 0, "saw": LONG, "said": "on"}
    browser_of(cast.ben).post(reverse("feedback-new", args=[cast.case]), said)
    return hour


def is_right_on_paper(page: Page, address: str) -> None:
    page.goto(address)
    for hidden in (FRAME, PRESSED):
        shown = page.locator(hidden).locator("visible=true")
        assert shown.count() == 0, (address, shown.first.evaluate("each => each.outerHTML"))
    for what, looks in (("dark", DARK), ("pale", PALE), ("cut", CUT)):
        assert page.evaluate(looks) == [], (address, what)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address


def test_pages_are_right_on_paper_from_a_dark_screen_too(
    cast: Cast, window: Window, live_server: LiveServer, sign_in: SignIn
) -> None:
    hour = over(cast)
    case = [reverse(name, args=[cast.case]) for name in ("prepare", "sessions", "feedback")]
    his = [*case, *(reverse(name, args=[hour.id]) for name in ("session", "session-after"))]
    hers = [reverse(name, args=[cast.case]) for name in ("case", "diary", "safety", "hours")]
    for viewer, addresses in ((cast.ben, his), (cast.ana, hers)):
        desk = window(base_url=live_server.url, color_scheme="dark", **A4)
        sign_in(desk, User.objects.get(pk=viewer.id))
        page = desk.new_page()
        page.emulate_media(media="print")
        for address in addresses:
            is_right_on_paper(page, address)


def to_read(cast: Cast) -> list[str]:
    """What Ana told, of several kinds, each shared; and the pages on which one reads it."""
    hour = over(cast)
    hers: dict[str, Any] = {"author": "client", "visibility": "shared", "recorded_at": THEN}
    line = WorkLine(id=uuid4(), about="pace", words="Slowly.")
    told = episode(LONG, visibility="shared")
    for each in (
        WorkWithMe(id=uuid4(), lines=(line,), **hers),
        Safety(id=uuid4(), warning_signs="I go quiet.", **hers),
        goal := Goal(id=uuid4(), words="Home at six.", **hers),
        told,
    ):
        actions.record(cast.ana, cast.case, each)
    of_case = (
        "with-me",
        "safety",
        "goals",
        "feedback",
        "case-supervision",
        "search",
        "book",
        "ending",
    )
    return [
        *(reverse(name, args=[cast.case]) for name in of_case),
        *(reverse("words", args=[cast.case, each]) for each in ("feeling", "behaviour")),
        reverse("episode", args=[told.id]),
        reverse("goal", args=[goal.id]),
        reverse("session", args=[hour.id]),
    ]


def test_what_is_read_has_nothing_to_fill_in_on_paper_and_nobody_s_sharing(
    cast: Cast, window: Window, live_server: LiveServer, sign_in: SignIn
) -> None:
    addresses = to_read(cast)
    desk = window(base_url=live_server.url, **A4)
    sign_in(desk, User.objects.get(pk=cast.ana.id))
    page = desk.new_page()
    page.emulate_media(media="print")
    for address in addresses:
        page.goto(address)
        for hidden in (FRAME, PRESSED, FILLED_IN):
            shown = page.locator(hidden).locator("visible=true")
            assert shown.count() == 0, (address, shown.first.evaluate("each => each.outerHTML"))
        assert page.locator("main h1").locator("visible=true").count() == 1, address


def test_what_is_written_in_a_form_stands_on_paper_as_words_and_what_is_empty_does_not(
    cast: Cast, window: Window, live_server: LiveServer, sign_in: SignIn
) -> None:
    desk = window(base_url=live_server.url, **A4)
    sign_in(desk, User.objects.get(pk=cast.ana.id))
    page = desk.new_page()
    page.goto(reverse("goal-new", args=[cast.case]))
    page.locator("[name=words]").press_sequentially("Home at six.")
    page.locator("[name=a_start]").focus()
    page.emulate_media(media="print")
    words = page.locator("[name=words]")
    assert words.is_visible()
    assert words.evaluate("each => getComputedStyle(each).borderStyle") == "none"
    for name in ("a_start", "more"):
        assert not page.locator(f"[name={name}]").is_visible()
        assert not page.locator(f"label[for=id_{name}]").is_visible()
