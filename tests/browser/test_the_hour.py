"""The hour in a real browser: no mark is lost, whatever the connection does; one key, one tap."""

import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session as BrowserSession
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import BrowserContext, Error, Page, Route, expect

from bench.clinic import made
from bench.server import Server, served
from relating.case import Mark, Session
from relating.installation import DEMO_PASSPHRASE
from relating.journal import actions, queries
from relating.people.models import User
from tests.browser.conftest import See, SignIn, Window
from tests.cast import Cast
from tests.web.ending.saying import says, stopped

MANY = int(os.environ.get("RELATING_MARKS", "60"))
"""So many marks are made over twenty changes of the connection; 1000 takes a few minutes."""
RELOADS = int(os.environ.get("RELATING_RELOADS", "3"))
"""So often a page goes right after something was kept; 500 takes an hour on a slowed machine."""
SLOWED = 20


def going_on(cast: Cast) -> Session:
    now = timezone.now()
    made = Session(
        id=uuid4(),
        author="counsellor",
        visibility="shared",
        recorded_at=now,
        at=now - timedelta(minutes=20),
        minutes=50,
        number=3,
        state="planned",
    )
    actions.record(cast.ben, cast.case, made)
    return made


@pytest.fixture
def ben(cast: Cast, laptop: BrowserContext, sign_in: SignIn) -> Page:
    """Ben's laptop in an hour that is going on, with Ben signed in."""
    return at_his_laptop(cast, laptop, sign_in)


def at_his_laptop(cast: Cast, laptop: BrowserContext, sign_in: SignIn) -> Page:
    going_on(cast)
    sign_in(laptop, User.objects.get(pk=cast.ben.id))
    return laptop.new_page()


def room(page: Page, cast: Cast) -> Page:
    """Open the Room and wait until its script is there."""
    page.goto(reverse("room", args=[cast.case]))
    expect(page.locator("[data-room]")).to_have_attribute("data-ready", "")
    return page


def marks(cast: Cast) -> tuple[Mark, ...]:
    return queries.open_case(cast.ben, cast.case).all(Mark)


def shown(page: Page) -> int:
    return page.locator("circle.room-mark").count()


def stored(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.evaluate("() => ({...localStorage})")
    return found


def all_sent(page: Page) -> None:
    page.wait_for_function("() => Object.keys(localStorage).length === 0", timeout=30_000)


def test_a_key_marks_at_once_before_the_server_has_answered(ben: Page, cast: Cast) -> None:
    room(ben, cast)
    held: list[Route] = []
    ben.route("**/room/", lambda route: held.append(route))  # noqa: PLW0108  a builtin is refused
    waited = ben.evaluate(
        """async () => {
          const before = performance.now();
          const key = { key: " ", bubbles: true, cancelable: true };
          document.body.dispatchEvent(new KeyboardEvent("keydown", key));
          await new Promise(requestAnimationFrame);
          return [performance.now() - before, document.querySelectorAll(".room-mark").length];
        }"""
    )
    assert waited[1] == 1
    assert waited[0] <= 100
    ben.wait_for_function("() => Object.keys(localStorage).length === 1")
    assert marks(cast) == ()
    for route in held:
        route.continue_()
    all_sent(ben)
    assert len(marks(cast)) == 1


def test_space_marks_wherever_the_focus_is_but_on_a_word(ben: Page, cast: Cast) -> None:
    room(ben, cast)
    ben.keyboard.press("Space")
    assert shown(ben) == 1
    ben.get_by_role("button", name="Joked").click()
    ben.keyboard.press("Space")
    assert shown(ben) == 2
    ben.get_by_role("button", name="To rescue").press("Space")
    assert shown(ben) == 2
    ben.keyboard.press("Enter")
    assert shown(ben) == 3
    all_sent(ben)
    told = sorted(marks(cast), key=lambda mark: mark.at)
    assert [(each.client_move, each.pull) for each in told] == [
        ("joked", None),
        (None, "rescue"),
        (None, None),
    ]


def test_the_last_mark_can_be_taken_back(ben: Page, cast: Cast) -> None:
    room(ben, cast)
    ben.keyboard.press("Space")
    ben.get_by_role("button", name="Take this mark back").click()
    assert shown(ben) == 0
    all_sent(ben)
    assert [each.thrown_away for each in marks(cast)] == [True]


class Connection:
    """A page, the real server behind it, and everything that can go wrong between the two."""

    def __init__(self, page: Page, server: Server, address: str) -> None:
        self.page, self.server, self.address = page, server, address

    def room(self) -> None:
        """Open the Room, or open it again."""
        self.page.goto(self.address)
        expect(self.page.locator("[data-room]")).to_have_attribute("data-ready", "")

    def become(self, how: str) -> None:
        """Let the connection be like this from now on."""
        self.page.unroute_all(behavior="ignoreErrors")
        if not self.server.alive():
            self.server.start()
        self.page.context.set_offline(how == "gone")
        changes: dict[str, Callable[[], object]] = {
            "broken": lambda: self.page.route(self.address, broken),
            "answers lost": lambda: self.page.route(self.address, answered_to_nobody),
            "killed": self.server.kill,
            "reloaded": self.room,
        }
        changes.get(how, lambda: None)()


WEATHER = (
    *("well", "gone", "reloaded", "broken", "killed"),
    *("answers lost", "reloaded", "gone", "well", "killed"),
)
"""What the connection does, one after the other, twice over."""


def broken(route: Route) -> None:
    """The server says that something broke."""
    if route.request.method == "POST":
        route.fulfill(status=503, body="")
    else:
        route.continue_()


def answered_to_nobody(route: Route) -> None:
    """The server takes it in, and the answer is lost on the way."""
    if route.request.method == "POST":
        with suppress(Error):
            route.fetch()
        route.abort()
    else:
        route.continue_()


@pytest.fixture
def connection(window: Window, tmp_path: Path) -> Iterator[Connection]:
    """Ben in the Room, at a real server with a database in a file."""
    place = made(tmp_path / "practice", 5)
    with served(place) as server:
        context = window(base_url=f"http://localhost:{place.port}")
        context.set_default_timeout(30_000)
        page = context.new_page()
        page.goto("/sign-in/")
        page.fill("[name=login]", "ben")
        page.fill("[name=password]", DEMO_PASSPHRASE)
        page.locator(".gate-form button.btn").first.click()
        page.wait_for_url("**/cases/")
        case = place.cases["ana"]
        yield Connection(page, server, f"http://localhost:{place.port}/cases/{case}/room/")


def test_no_mark_is_lost_or_doubled_over_dropped_connections_and_reloads(
    connection: Connection,
) -> None:
    page, pressed, worded = connection.page, 0, 0
    connection.room()
    for turn, how in enumerate((*WEATHER, *WEATHER)):
        connection.become(how)
        for _ in range(MANY // 20):
            page.keyboard.press("Space")
            pressed += 1
        if turn % 4 == 0:
            page.get_by_role("button", name="Withdrew").click()
            worded += 1
    connection.become("reloaded")
    expect(page.locator("circle.room-mark")).to_have_count(pressed)
    all_sent(page)
    connection.room()
    expect(page.locator("circle.room-mark")).to_have_count(pressed)
    expect(page.locator("circle.room-mark[data-move=withdrew]")).to_have_count(worded)
    assert pressed == MANY


def test_a_mark_is_on_the_device_when_the_page_goes_in_the_task_of_the_press(
    ben: Page, cast: Cast
) -> None:
    page = room(ben, cast)
    page.route("**/room/", broken)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    for turn in range(RELOADS):
        lying = page.evaluate(
            """() => {
              const key = { key: " ", bubbles: true, cancelable: true };
              document.body.dispatchEvent(new KeyboardEvent("keydown", key));
              const lying = Object.keys(localStorage).length;
              location.reload();
              return lying;
            }"""
        )
        assert lying == turn + 1
        page.wait_for_load_state("load")
        expect(page.locator("[data-room]")).to_have_attribute("data-ready", "", timeout=60_000)
    expect(page.locator("circle.room-mark")).to_have_count(RELOADS)
    page.unroute_all(behavior="ignoreErrors")
    all_sent(room(page, cast))
    assert len(marks(cast)) == RELOADS


def test_a_mark_that_is_received_while_the_next_page_is_made_is_seen_on_that_page(
    ben: Page, cast: Cast
) -> None:
    page = room(ben, cast)
    sent: list[Route] = []

    def crossed(route: Route) -> None:
        if route.request.method == "POST":
            sent.append(route)
            return
        made_before = route.fetch()
        if sent:
            sent.pop().continue_()
            page.wait_for_timeout(500)  # the page that goes hears that its mark was received
        route.fulfill(response=made_before)

    page.route("**/room/", crossed)
    page.keyboard.press("Space")
    expect(page.locator("circle.room-mark")).to_have_count(1)
    room(page, cast)
    assert shown(page) == 1
    page.unroute_all(behavior="ignoreErrors")
    all_sent(room(page, cast))
    assert len(marks(cast)) == 1


def test_what_waits_is_counted_sealed_and_sent_when_the_connection_is_back(
    ben: Page, cast: Cast
) -> None:
    room(ben, cast)
    ben.context.set_offline(True)
    ben.keyboard.press("Space")
    ben.keyboard.press("Space")
    expect(ben.get_by_text("2 not sent yet, kept on this device")).to_be_visible()
    for name, sealed in stored(ben).items():
        assert re.fullmatch(r"draft-[0-9a-f]{24}-[0-9a-f-]{36}", name)
        with pytest.raises(ValueError):  # noqa: PT011
            json.loads(sealed)
    ben.context.set_offline(False)
    all_sent(ben)
    expect(ben.locator("[data-unsent]")).to_be_hidden()
    assert len(marks(cast)) == 2


def marked_after_the_sign_in_ended(
    ben: Page, cast: Cast, laptop: BrowserContext, sign_in: SignIn
) -> None:
    """Ben marks when his sign-in has ended, and signs in again."""
    room(ben, cast)
    BrowserSession.objects.all().delete()
    ben.keyboard.press("Space")
    expect(ben.get_by_role("link", name="Sign in again to send them")).to_be_visible()
    sign_in(laptop, User.objects.get(pk=cast.ben.id))


def test_marks_wait_for_a_sign_in_that_ran_out(
    ben: Page, cast: Cast, laptop: BrowserContext, sign_in: SignIn
) -> None:
    marked_after_the_sign_in_ended(ben, cast, laptop, sign_in)
    room(ben, cast)
    all_sent(ben)
    assert len(marks(cast)) == 1


def test_marks_of_an_ended_sign_in_are_sent_however_late_their_key_comes(
    ben: Page, cast: Cast, laptop: BrowserContext, sign_in: SignIn
) -> None:
    marked_after_the_sign_in_ended(ben, cast, laptop, sign_in)
    asked: list[Route] = []

    def one_after_the_other(route: Route) -> None:
        asked.append(route)
        ben.wait_for_timeout(500 * (len(asked) - 1))
        route.continue_()

    ben.route("**/drafts/", one_after_the_other)
    room(ben, cast)
    all_sent(ben)
    assert len(marks(cast)) == 1
    ben.unroute_all(behavior="wait")
    assert len([each for each in asked if "act=" not in (each.request.post_data or "")]) == 1


def test_marks_of_ben_are_nothing_to_cleo_on_the_same_device(
    ben: Page, cast: Cast, laptop: BrowserContext, sign_in: SignIn
) -> None:
    room(ben, cast)
    ben.context.set_offline(True)
    ben.keyboard.press("Space")
    ben.wait_for_function("() => Object.keys(localStorage).length === 1")
    ben.goto("about:blank")
    ben.context.set_offline(False)
    sign_in(laptop, User.objects.get(pk=cast.cleo.id))
    ben.goto(reverse("room", args=[cast.other_case]))
    expect(ben.locator("[data-room]")).to_have_attribute("data-ready", "")
    assert shown(ben) == 0
    assert len(stored(ben)) == 1


def test_a_room_that_was_open_when_it_ended_says_so_and_keeps_what_was_marked(
    ben: Page, cast: Cast, axe: See
) -> None:
    room(ben, cast)
    ben.keyboard.press("Space")
    all_sent(ben)
    word = stopped(cast, cast.ana)
    ben.keyboard.press("Space")
    expect(ben.get_by_text("The work has ended: nothing is marked any more.")).to_be_visible()
    expect(ben.locator("[data-saying]")).to_have_text("Not marked")
    expect(ben.get_by_text("Touch anywhere")).to_be_hidden()
    assert axe(ben) == ""
    ben.keyboard.press("Space")
    expect(ben.locator("[data-saying]")).to_have_text("Not marked")
    assert len(stored(ben)) == 1
    ben.get_by_role("link", name="Who ended it, and what lies here").click()
    expect(ben.get_by_role("main").get_by_text("Ana ended it on")).to_be_visible()
    expect(ben.get_by_text("On this device lies what you marked")).to_be_visible()
    assert axe(ben) == ""
    says(cast, cast.ana, id=word.id)
    room(ben, cast)
    all_sent(ben)
    assert len(marks(cast)) == 2


def test_what_was_marked_after_it_ended_can_be_let_go_of(ben: Page, cast: Cast) -> None:
    room(ben, cast)
    stopped(cast, cast.ana)
    ben.keyboard.press("Space")
    expect(ben.get_by_text("The work has ended: nothing is marked any more.")).to_be_visible()
    ben.goto(reverse("room", args=[cast.case]))
    ben.get_by_text("let go of it", exact=True).click()
    ben.get_by_role("button", name="Let go of it").click()
    expect(ben.get_by_text("On this device lies what you marked")).to_be_hidden()
    assert stored(ben) == {}
