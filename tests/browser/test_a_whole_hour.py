"""An hour from Prepare to the pulse in a real browser: by keys, by taps, and without scripts."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace
from playwright.sync_api import BrowserContext, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from relating.case import Episode, Feedback, Mark, Note, Pulse, Session
from relating.journal import actions, queries
from relating.people.models import User
from tests.browser.conftest import See, SignIn, Window
from tests.browser.test_the_hour import all_sent, at_his_laptop, going_on, marks, room, shown
from tests.cast import Cast, agree, browser_of, episode, session

DARK = "rgb(18, 18, 24)"


@pytest.fixture
def ben(cast: Cast, laptop: BrowserContext, sign_in: SignIn) -> Page:
    """Ben's laptop in an hour that is going on, with Ben signed in."""
    return at_his_laptop(cast, laptop, sign_in)


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
    ben.get_by_label("What would a camera have seen?").first.fill("A long silence.")
    ben.get_by_label("Make it an episode").check()
    ben.get_by_role("button", name="Save all", exact=True).click()
    ben.get_by_role("link", name="Open", exact=True).click()
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
    page.goto(f"{reverse('episode-new', args=[cast.case])}?mark={found[0].id}")
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


PAGES = ("prepare", "agenda", "room", "room-both", "after", "sessions", "contract")


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
        *(reverse(name, args=[hour.id]) for name in ("session", "session-edit", "pulse-here")),
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


class Hand:
    """Ben's hand on the mouse: every press of a button, a link or a choice counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def press(self, found: Locator) -> None:
        found.click()
        self.clicks += 1

    def link(self, name: str) -> None:
        self.press(self.page.get_by_role("link", name=name).first)


def ana_adds_and_sends(phone: Page, hour: Session) -> None:
    """Ana reads what the two keep, adds to it, and sends her pulse."""
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


def test_a_whole_hour_from_the_caseload_to_the_pulse_in_forty_five_clicks(
    cast: Cast, window: Window, live_server: LiveServer, sign_in: SignIn
) -> None:
    agree(cast.case, cast.ana, cast.ben)
    hour = going_on(cast)
    shape = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    hers, his = window(base_url=live_server.url, **shape), window(base_url=live_server.url)
    sign_in(hers, User.objects.get(pk=cast.ana.id))
    sign_in(his, User.objects.get(pk=cast.ben.id))
    desk, phone = his.new_page(), hers.new_page()
    ben = Hand(desk)

    desk.goto(reverse("caseload"))
    ben.link("Ana")
    if not desk.url.endswith("/prepare/"):
        ben.link("Prepare")
    ben.link("Open the Room")
    expect(desk.locator("[data-room]")).to_have_attribute("data-ready", "")
    for _ in range(15):
        desk.keyboard.press("Space")
    ben.clicks += 15
    all_sent(desk)
    ben.link("Leave the Room")

    before = ben.clicks
    lines = desk.locator(".mk textarea")
    expect(lines).to_have_count(15)
    for place in range(15):
        lines.nth(place).fill(f"Moment {place}.")
    for place in range(5):
        ben.press(desk.locator(".fate").nth(place).get_by_text("Make it an episode"))
    desk.get_by_label("What do you two keep from this hour?").fill("Anger has a place here.")
    desk.get_by_role("textbox", name="Own note").fill("I was too quick.")
    desk.get_by_label("What I saw or heard here").fill("You looked at the door.")
    for item in ("safe", "understood", "matters", "way", "could_say"):
        ben.press(desk.locator(f'label:has([name=pulse-{item}][value="8"])'))
    ben.press(desk.get_by_role("button", name="Save all, and close the hour"))
    expect(desk.get_by_text("Saved, and the hour is closed.")).to_be_visible()
    expect(desk.get_by_text("This hour is closed.")).to_be_visible()
    assert ben.clicks - before <= 20
    assert ben.clicks <= 45
    case = queries.open_case(cast.ben, cast.case)
    counts = [len(case.all(kind)) for kind in (Mark, Episode, Note, Feedback, Pulse)]
    assert counts == [15, 5, 1, 1, 1]
    assert case.sessions[0].state == "held"

    ana_adds_and_sends(phone, hour)
    desk.goto(reverse("session", args=[hour.id]))
    expect(desk.get_by_text("I was afraid you would mind.")).to_be_visible()
    desk.goto(reverse("prepare", args=[cast.case]))
    desk.locator(".prepare-alliance > summary").click()
    expect(desk.get_by_text("not a validated instrument").first).to_be_visible()


LONG = "She said that it was nothing, and then for a while nothing else at all. " * 20


def test_before_the_hour_all_is_on_one_screen_however_long_the_words(
    cast: Cast, laptop: BrowserContext, sign_in: SignIn, axe: See
) -> None:
    now = timezone.now()
    for place in range(4):
        held = session(now - timedelta(days=3 + place), state="held", next_time=LONG)
        actions.record(cast.ben, cast.case, replace(held, id=uuid4(), recorded_at=now))
        told = episode(LONG, at=now - timedelta(hours=place + 1), visibility="shared")
        actions.record(cast.ana, cast.case, replace(told, recorded_at=now))
        point = {"id": uuid4(), "words": LONG, "visibility": "shared"}
        for viewer in (cast.ana, cast.ben):
            browser_of(viewer).post(reverse("agenda", args=[cast.case]), point | {"id": uuid4()})
        said = {"id": uuid4(), "based_on": 0, "saw": LONG, "said": "on"}
        browser_of(cast.ben).post(reverse("feedback-new", args=[cast.case]), said)
    sign_in(laptop, User.objects.get(pk=cast.ben.id))
    page = laptop.new_page()
    page.goto(reverse("prepare", args=[cast.case]))
    assert page.locator(".bring, .bring-more").count() >= 1
    assert page.locator("details.fold").count() >= 3
    assert page.evaluate("document.documentElement.scrollHeight") <= 800
    assert axe(page) == ""
    page.locator("details.fold > summary").first.click()
    assert page.locator("details.fold[open] > div").inner_text().strip() == LONG.strip()
