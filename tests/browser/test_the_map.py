"""The map of people: moved with a mouse, a finger and the keys; looking back writes nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import BrowserContext, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from relating.case import Tie
from relating.case.entries.tie import Ring
from relating.journal import actions, queries
from relating.people.models import User
from tests.browser.conftest import See, SignIn, Window
from tests.browser.test_the_client import NARROW, overflow
from tests.cast import Cast, person

WIDE = {"viewport": {"width": 1024, "height": 900}, "has_touch": True}
UPRIGHT = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
FRAMES = 40
WORK = {"LayoutCount", "RecalcStyleCount"}
A_MOVE = 2
"""How often a move may set the page: its place and its style once each."""


def known(cast: Cast, **rings: Ring) -> None:
    """People who stood so three months ago."""
    then = timezone.now().replace(microsecond=0) - timedelta(days=95)
    for name, ring in rings.items():
        who = person(name.title())
        actions.record(cast.ana, cast.case, who)
        put(cast, who.id, ring, then.date().isoformat())


def put(cast: Cast, who: str, ring: Ring, on: str) -> None:
    day = date.fromisoformat(on)
    at = timezone.now().replace(microsecond=0)
    actions.record(
        cast.ana,
        cast.case,
        Tie(
            id=uuid4(),
            author="client",
            visibility="private",
            recorded_at=at,
            person=who,
            on=day,
            ring=ring,
        ),
    )


def rings(cast: Cast) -> dict[str, str | None]:
    """Where everybody stands by what was written last."""
    case = queries.open_case(cast.ana, cast.case)
    every = sorted(case.all(Tie), key=lambda each: (each.on, each.recorded_at))
    return {case.people[each.person or ""].alias: each.ring for each in every}


@pytest.fixture
def ana(cast: Cast, window: Window, live_server: LiveServer, sign_in: SignIn) -> Page:
    """Ana with a wide page under her finger."""
    context: BrowserContext = window(base_url=live_server.url, **WIDE)
    sign_in(context, User.objects.get(pk=cast.ana.id))
    return context.new_page()


def stone(page: Page, name: str) -> Locator:
    return page.locator(f'svg.map a[aria-label^="{name}"]')


def middle(found: Locator) -> tuple[float, float]:
    box = found.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + min(box["height"] / 2, 19)


def edge_of(page: Page, ring: Ring) -> tuple[float, float]:
    """A place within a ring, at its left."""
    x, y, far = page.locator(f'[data-ring="{ring}"]').evaluate(
        "(ring) => { const box = ring.getBoundingClientRect();"
        " return [box.left, box.top + box.height / 2, box.width]; }"
    )
    return x + far * 0.04, y


@contextmanager
def saved(page: Page) -> Iterator[None]:
    with page.expect_navigation():
        yield
    expect(page.get_by_role("status").first).to_be_visible()


def test_a_mouse_puts_somebody_elsewhere_and_undo_takes_them_back(ana: Page, cast: Cast) -> None:
    known(cast, sam="near", jo="middle")
    ana.goto(reverse("people", args=[cast.case]))
    ana.mouse.move(*middle(stone(ana, "Jo")))
    ana.mouse.down()
    ana.mouse.move(*edge_of(ana, "far"), steps=8)
    with saved(ana):
        ana.mouse.up()
    assert rings(cast) == {"Sam": "near", "Jo": "far"}
    expect(stone(ana, "Jo")).to_have_attribute("aria-label", "Jo, far")
    with ana.expect_navigation():
        ana.get_by_role("button", name="Undo").click()
    assert rings(cast) == {"Sam": "near", "Jo": "middle"}


def test_a_press_without_a_move_leads_to_the_person_and_escape_puts_back(
    ana: Page, cast: Cast
) -> None:
    known(cast, sam="near")
    ana.goto(reverse("people", args=[cast.case]))
    sam = stone(ana, "Sam")
    ana.mouse.move(*middle(sam))
    ana.mouse.down()
    ana.mouse.move(*edge_of(ana, "far"), steps=4)
    ana.keyboard.press("Escape")
    ana.mouse.up()
    assert sam.get_attribute("transform") is None
    assert rings(cast) == {"Sam": "near"}
    sam.click()
    expect(ana.get_by_role("heading", level=1)).to_have_text("Sam")


def test_a_finger_puts_somebody_elsewhere(ana: Page, cast: Cast) -> None:
    known(cast, sam="near")
    ana.goto(reverse("people", args=[cast.case]))
    touch = ana.context.new_cdp_session(ana)
    start, end = middle(stone(ana, "Sam")), edge_of(ana, "middle")

    def send(kind: str, at: tuple[float, float] | None = None) -> None:
        points = [{"x": at[0], "y": at[1]}] if at else []
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    send("touchStart", start)
    for step in range(1, 7):
        x, y = (a + (b - a) * step / 6 for a, b in zip(start, end, strict=True))
        send("touchMove", (x, y))
    with saved(ana):
        send("touchEnd")
    assert rings(cast) == {"Sam": "middle"}


def test_the_arrow_keys_choose_a_ring_and_enter_keeps_it(ana: Page, cast: Cast) -> None:
    known(cast, sam="near")
    ana.goto(reverse("people", args=[cast.case]))
    stone(ana, "Sam").focus()
    for _ in range(2):
        ana.keyboard.press("ArrowDown")
    expect(ana.locator("[data-says]")).to_have_text("Sam: far")
    ana.keyboard.press("Escape")
    ana.keyboard.press("ArrowDown")
    expect(ana.locator("[data-says]")).to_have_text("Sam: middle")
    with saved(ana):
        ana.keyboard.press("Enter")
    assert rings(cast) == {"Sam": "middle"}


def test_looking_back_writes_nothing_and_shows_where_they_stood(ana: Page, cast: Cast) -> None:
    known(cast, sam="far")
    who = next(
        id
        for id, each in queries.open_case(cast.ana, cast.case).people.items()
        if each.alias == "Sam"
    )
    put(cast, who, "near", timezone.localdate().isoformat())
    ana.goto(reverse("people", args=[cast.case]))
    expect(ana.get_by_text("Nearer than in", exact=False)).to_contain_text("Sam")
    expect(ana.locator("svg.map .m-was")).to_have_count(1)
    many = len(queries.open_case(cast.ana, cast.case).all(Tie))
    ana.get_by_label("Then", exact=True).check(force=True)
    expect(stone(ana, "Sam")).to_have_attribute("aria-label", "Sam, far")
    ana.get_by_label("Now", exact=True).check(force=True)
    expect(stone(ana, "Sam")).to_have_attribute("aria-label", "Sam, near")
    back = ana.get_by_role("slider")
    back.focus()
    ana.keyboard.press("Home")
    expect(ana.locator("svg.map .m-was")).to_have_count(0)
    assert len(queries.open_case(cast.ana, cast.case).all(Tie)) == many


@pytest.mark.parametrize("scripts", [True, False])
def test_the_upright_map_begins_at_me_and_the_list_does_without_scripts(
    cast: Cast, window: Window, live_server: LiveServer, sign_in: SignIn, axe: See, *, scripts: bool
) -> None:
    known(cast, sam="near", jo="far")
    context: BrowserContext = window(
        base_url=live_server.url, java_script_enabled=scripts, **UPRIGHT
    )
    sign_in(context, User.objects.get(pk=cast.ana.id))
    page = context.new_page()
    page.goto(reverse("people", args=[cast.case]))
    expect(page.locator("svg.map")).to_be_hidden()
    page.get_by_role("link", name="See the map").tap()
    expect(page.locator("svg.map")).to_be_visible()
    if scripts:
        left = page.locator(".map-scroll").evaluate(
            "(box) => (box.scrollWidth - box.clientWidth) / 2 - box.scrollLeft"
        )
        assert abs(left) <= 1
        assert axe(page) == ""
    page.goto(reverse("people-place", args=[cast.case]))
    with page.expect_navigation():
        page.get_by_role("group", name="Jo").get_by_role("button", name="Near").tap()
    assert rings(cast) == {"Sam": "near", "Jo": "near"}


def test_a_move_among_forty_people_sets_the_page_once(ana: Page, cast: Cast) -> None:
    known(cast, **{f"n{n}": ("near", "middle", "far")[n % 3] for n in range(40)})
    ana.goto(reverse("people", args=[cast.case]))
    cdp = ana.context.new_cdp_session(ana)
    cdp.send("Performance.enable")
    x, y = middle(stone(ana, "N7"))
    ana.mouse.move(x, y)
    ana.mouse.down()

    def work() -> float:
        metrics = cdp.send("Performance.getMetrics")["metrics"]
        return sum(float(each["value"]) for each in metrics if each["name"] in WORK)

    ana.mouse.move(x + 20, y + 20)
    before = work()
    for step in range(FRAMES):
        ana.mouse.move(x + step * 3, y + step)
    each = (work() - before) / FRAMES
    ana.keyboard.press("Escape")
    ana.mouse.up()
    assert each <= A_MOVE


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_page_of_people_is_good_for_everybody_and_fits_the_smallest_phone(
    cast: Cast, window: Window, live_server: LiveServer, sign_in: SignIn, axe: See, scheme: str
) -> None:
    long = "maximilian_ferdinand_von_der_hohenstaufenburg"
    longest: dict[str, Ring] = {long: "middle"}
    known(cast, sam="near", jo="far", **longest)
    context: BrowserContext = window(base_url=live_server.url, color_scheme=scheme, **NARROW)
    sign_in(context, User.objects.get(pk=cast.ana.id))
    page = context.new_page()
    case = queries.open_case(cast.ana, cast.case)
    who = next(each.id for each in case.people.values() if each.alias == long.title())
    row = case.person_row(who)
    of_case = [reverse(name, args=[cast.case]) for name in ("people", "people-map", "people-place")]
    of_one = [reverse(name, args=[row]) for name in ("person", "person-tie")]
    for address in (*of_case, *of_one):
        page.goto(address)
        assert (address, axe(page)) == (address, "")
        assert (address, overflow(page)) == (address, 0)
