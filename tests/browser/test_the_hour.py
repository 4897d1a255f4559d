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
from pytest_django.live_server_helper import LiveServer

from bench.clinic import made
from bench.server import Server, served
from relating.case import Episode, Mark, Session
from relating.installation import DEMO_PASSPHRASE
from relating.journal import actions, queries
from relating.people.models import User
from tests.browser.conftest import See, SignIn, Window
from tests.cast import Cast

MANY = int(os.environ.get("RELATING_MARKS", "60"))
"""So many marks are made over twenty changes of the connection; 1000 takes a few minutes."""
RELOADS = int(os.environ.get("RELATING_RELOADS", "3"))
"""So often a page goes right after something was kept; 500 takes an hour on a slowed machine."""
SLOWED = 20
DARK = "rgb(18, 18, 24)"


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


def test_a_tap_marks_on_a_phone_and_the_room_is_dark_in_a_light_scheme(
    cast: Cast, phone: BrowserContext, sign_in: SignIn, axe: See
) -> None:
    going_on(cast)
    sign_in(phone, User.objects.get(pk=cast.ben.id))
    page = room(phone.new_page(), cast)
    page.locator("[data-tap]").tap()
    page.locator("[data-tap]").tap(position={"x": 20, "y": 20})
    assert shown(page) == 2
    assert page.locator(".room").evaluate("room => getComputedStyle(room).backgroundColor") == DARK
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert axe(page) == ""
    all_sent(page)


def test_after_the_hour_a_mark_becomes_an_episode(ben: Page, cast: Cast) -> None:
    room(ben, cast)
    ben.keyboard.press("Space")
    all_sent(ben)
    ben.get_by_role("link", name="Leave the Room").click()
    ben.get_by_role("link", name="Say what it was").click()
    ben.get_by_label("What happened?").fill("A long silence.")
    ben.get_by_role("button", name="Save", exact=True).click()
    ben.wait_for_url(re.compile(r"/episodes/[0-9a-f-]{36}/$"))
    opened = queries.open_case(cast.ben, cast.case)
    (told,) = opened.all(Episode)
    (mark,) = opened.all(Mark)
    assert (told.place, told.session, told.at) == ("room", mark.session, mark.at)
    assert mark.became == told.id


def pressed(page: Page) -> list[str]:
    """The words that stand for the chosen mark."""
    return page.locator(".room-chip[aria-pressed=true]").all_inner_texts()


def focus(page: Page) -> None:
    """Come back to a window."""
    page.bring_to_front()
    page.evaluate("dispatchEvent(new Event('focus'))")


def test_an_hour_with_the_keyboard_in_two_windows(ben: Page, cast: Cast, axe: See) -> None:
    page = room(ben, cast)
    page.keyboard.press("Space")
    page.keyboard.press("1")
    page.wait_for_timeout(1000)  # the second mark has a second of its own
    page.keyboard.press("Space")
    assert pressed(page) == []
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("q")
    assert pressed(page) == ["1 Withdrew", "q To rescue"]
    page.get_by_label("Keys 1").uncheck()
    page.keyboard.press("8")
    assert pressed(page) == ["1 Withdrew", "q To rescue"]
    page.get_by_label("Keys 1").check()
    assert axe(page) == ""
    all_sent(page)

    other = room(page.context.new_page(), cast)
    assert shown(other) == 2
    page.keyboard.press("ArrowRight")
    for window, key in ((page, "3"), (other, "r")):
        window.keyboard.press(key)
    other.keyboard.press("Space")
    all_sent(other)
    all_sent(page)
    focus(page)
    expect(page.locator("circle.room-mark")).to_have_count(3)
    assert pressed(page) == ["3 Joked", "r To argue"]
    found = sorted(marks(cast), key=lambda each: each.at)
    assert [(each.client_move, each.pull) for each in found] == [
        ("withdrew", "rescue"),
        ("joked", "argue"),
        (None, None),
    ]
    other.close()

    page.get_by_role("link", name="For both").click()
    expect(page.locator("[data-room]")).to_have_attribute("data-ready", "")
    page.keyboard.press("ArrowLeft")
    first = f"{timezone.localtime(found[0].at):%H:%M:%S}"
    expect(page.locator("[data-saying]")).to_have_text(first)
    expect(page.get_by_text("Withdrew")).to_have_count(0)
    assert axe(page) == ""
    page.get_by_role("link", name="Back").click()
    expect(page.locator("[data-saying]")).to_have_text(f"This one: {first}")
    page.get_by_role("link", name="Leave the Room").click()
    page.get_by_role("link", name="Say what it was").first.click()
    expect(page.get_by_role("checkbox", name="Pulling away")).to_be_checked()
    expect(page.get_by_role("radio", name="To rescue")).to_be_checked()


def test_without_scripts_the_same_button_marks(
    cast: Cast, window: Window, live_server: LiveServer
) -> None:
    from django.conf import settings
    from django.test import Client

    going_on(cast)
    context = window(base_url=live_server.url, java_script_enabled=False)
    client = Client()
    client.force_login(User.objects.get(pk=cast.ben.id))
    name = settings.SESSION_COOKIE_NAME
    value = client.cookies[name].value
    context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
    page = context.new_page()
    page.goto(reverse("room", args=[cast.case]))
    page.locator("[data-tap]").click()
    page.get_by_role("button", name="Went along").click()
    expect(page.locator("circle.room-mark")).to_have_count(1)
    (mark,) = marks(cast)
    assert mark.client_move == "agreed"


PAGES = ("prepare", "agenda", "room", "room-both", "room-after", "sessions", "contract")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_around_the_hour_are_accessible_at_the_desk(
    cast: Cast, window: Window, live_server: LiveServer, sign_in: SignIn, axe: See, scheme: str
) -> None:
    hour = going_on(cast)
    now = timezone.now()
    mark = Mark(id=uuid4(), author="counsellor", visibility="private", recorded_at=now, at=now)
    actions.record(cast.ben, cast.case, mark)
    laptop = window(
        base_url=live_server.url, color_scheme=scheme, viewport={"width": 1280, "height": 800}
    )
    sign_in(laptop, User.objects.get(pk=cast.ben.id))
    page = laptop.new_page()
    case = [reverse(name, args=[cast.case]) for name in (*PAGES, "session-new")]
    for address in (
        *case,
        *(reverse(name, args=[hour.id]) for name in ("session", "session-edit")),
    ):
        page.goto(address)
        assert axe(page) == "", address
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address


def test_anas_pages_around_the_hour_are_accessible_on_her_phone(
    cast: Cast, phone: BrowserContext, sign_in: SignIn, axe: See
) -> None:
    hour = going_on(cast)
    sign_in(phone, User.objects.get(pk=cast.ana.id))
    page = phone.new_page()
    case = [reverse(name, args=[cast.case]) for name in ("agenda", "sessions", "contract")]
    for address in (*case, reverse("session", args=[hour.id])):
        page.goto(address)
        assert axe(page) == "", address
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address


def test_ana_brings_something_and_ben_finds_it_in_prepare(
    cast: Cast, window: Window, live_server: LiveServer, sign_in: SignIn
) -> None:
    going_on(cast)
    shape = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    hers, his = window(base_url=live_server.url, **shape), window(base_url=live_server.url)
    sign_in(hers, User.objects.get(pk=cast.ana.id))
    sign_in(his, User.objects.get(pk=cast.ben.id))
    page = hers.new_page()
    page.goto(reverse("agenda", args=[cast.case]))
    page.get_by_label("What would you like to bring?").fill("The birthday.")
    page.locator(".seg label", has_text="Share with Ben").tap()
    page.get_by_role("button", name="Save", exact=True).tap()
    expect(page.get_by_text("Saved. Ben can read it.")).to_be_visible()
    desk = his.new_page()
    desk.goto(reverse("prepare", args=[cast.case]))
    desk.get_by_role("button", name="Done: The birthday.").click()
    expect(desk.locator("li.done", has_text="The birthday.")).to_be_visible()


def test_a_whole_hour_from_prepare_to_the_pulse(
    cast: Cast, window: Window, live_server: LiveServer, sign_in: SignIn
) -> None:
    hour = going_on(cast)
    shape = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    hers, his = window(base_url=live_server.url, **shape), window(base_url=live_server.url)
    sign_in(hers, User.objects.get(pk=cast.ana.id))
    sign_in(his, User.objects.get(pk=cast.ben.id))
    desk, phone = his.new_page(), hers.new_page()

    desk.goto(reverse("prepare", args=[cast.case]))
    desk.get_by_role("link", name="Open the Room").click()
    expect(desk.locator("[data-room]")).to_have_attribute("data-ready", "")
    desk.keyboard.press("Space")
    desk.get_by_role("button", name="Opened up").click()
    all_sent(desk)
    desk.get_by_role("link", name="Leave the Room").click()
    desk.get_by_role("link", name="Say what it was").click()
    desk.get_by_label("What happened?").fill("She said she had been angry.")
    desk.get_by_role("button", name="Save", exact=True).click()
    desk.wait_for_url(re.compile(r"/episodes/[0-9a-f-]{36}/$"))

    desk.goto(reverse("room-after", args=[cast.case]))
    desk.get_by_role("link", name="Say what you keep").click()
    desk.locator(".chip", has_text="Held").click()
    desk.get_by_label("What do you two keep from this hour?").fill("Anger has a place here.")
    desk.get_by_role("button", name="Save", exact=True).click()
    desk.wait_for_url(re.compile(rf"/sessions/{hour.id}/$"))
    expect(desk.get_by_text("She said she had been angry.")).to_be_visible()

    phone.goto(reverse("session", args=[hour.id]))
    expect(phone.get_by_text("Anger has a place here.")).to_be_visible()
    phone.get_by_label("What would you add?").fill("I was afraid you would mind.")
    phone.locator(".seg label", has_text="Share with Ben").tap()
    phone.get_by_role("button", name="Add", exact=True).tap()
    expect(phone.get_by_text("I was afraid you would mind.")).to_be_visible()
    phone.get_by_role("link", name="The pulse of this hour").tap()
    for item in ("safe", "understood", "matters", "way", "could_say"):
        phone.locator(f'[name={item}][value="8"]').check()
    phone.locator(".seg label", has_text="Send to Ben").tap()
    phone.get_by_role("button", name="Save", exact=True).tap()
    phone.wait_for_url(re.compile(r"/cases/"))

    desk.reload()
    expect(desk.get_by_text("I was afraid you would mind.")).to_be_visible()
    desk.goto(reverse("prepare", args=[cast.case]))
    expect(desk.get_by_text("not a validated instrument").first).to_be_visible()
