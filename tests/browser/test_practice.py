"""Practice: on Ben's laptop, which both see, then alone on Ana's phone; also without scripts."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from relating.journal import queries
from tests.browser.conftest import See, SignIn, Window
from tests.browser.test_the_client import as_, overflow
from tests.cast import Cast
from tests.web.plans.planned import SAY
from tests.web.practise.practised import LANDED, MINE, REPLY, both_wrote, cards, shared_plan, takes

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
A_CARD = re.compile(r"/alone/\?card=2$")
ENOUGH = re.compile(r"/enough/$")
STOPPED = re.compile(r"\?stopped$")


def looks(page: Page, axe: See) -> None:
    """Nothing is wrong with a page, and nothing lies beside it."""
    assert axe(page) == ""
    assert overflow(page) <= 0


def tap(page: Page, question: str, word: str) -> None:
    """Choose one of the five words."""
    page.get_by_role("group", name=question).get_by_label(word, exact=True).check()


@pytest.mark.parametrize("scripts", [True, False])
def test_two_takes_at_two_taps_each_and_a_card_of_both(
    cast: Cast,
    window: Window,
    live_server: LiveServer,
    sign_in: SignIn,
    axe: See,
    *,
    scripts: bool,
) -> None:
    shared_plan(cast)
    shape = {"viewport": {"width": 1280, "height": 800}, "java_script_enabled": scripts}
    page = as_(window(base_url=live_server.url, **shape), cast.ben, sign_in)
    page.goto(reverse("room-both", args=[cast.case]))
    page.get_by_text("Practise", exact=True).click()
    page.get_by_role("link", name=SAY).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(SAY)
    if scripts:
        looks(page, axe)
    tap(page, "and now?", "a little")
    page.get_by_role("button", name="Once more").click()
    expect(page.get_by_text("Take 2")).to_be_visible()
    expect(
        page.get_by_role("group", name="How sure, before").get_by_label("a little")
    ).to_be_checked()
    tap(page, "and now?", "quite")
    page.locator("summary", has_text="What landed").click()
    page.get_by_label("What landed?").fill(LANDED)
    page.get_by_label("What they may say").fill(REPLY)
    page.get_by_label("What I say then").fill(MINE)
    if scripts:
        looks(page, axe)
    page.get_by_role("button", name="Stop").click()
    page.wait_for_url(STOPPED)
    expect(page.get_by_text("2 takes today")).to_be_visible()
    if scripts:
        looks(page, axe)
    found = takes(cast.ana, cast)
    assert {(each.confidence_before, each.confidence_after) for each in found} == {
        (None, 3),
        (3, 7),
    }
    assert [each.reply for each in cards(cast)] == [REPLY]


def test_by_keyboard_one_take_is_three_keys(
    cast: Cast, laptop: BrowserContext, sign_in: SignIn
) -> None:
    plan = shared_plan(cast)
    page = as_(laptop, cast.ben, sign_in)
    page.goto(reverse("room-practise", args=[plan.id]))
    page.get_by_role("group", name="and now?").get_by_label("hardly").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Once more").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Take 2")).to_be_visible()
    assert takes(cast.ana, cast)[0].confidence_after == 3


def test_what_was_typed_is_back_after_the_page_was_left(
    cast: Cast, laptop: BrowserContext, sign_in: SignIn
) -> None:
    plan = shared_plan(cast)
    page = as_(laptop, cast.ben, sign_in)
    page.goto(reverse("room-practise", args=[plan.id]))
    page.locator("form[data-ready]").wait_for()
    page.locator("summary", has_text="What landed").click()
    page.get_by_label("What they may say").fill(REPLY)
    page.wait_for_function("() => Object.keys(localStorage).length === 1")
    page.goto(reverse("room-both", args=[cast.case]))
    page.goto(reverse("room-practise", args=[plan.id]))
    expect(page.get_by_text("What you had begun is back")).to_be_visible()
    expect(page.get_by_label("What they may say")).to_have_value(REPLY)
    page.get_by_role("button", name="Once more").click()
    expect(page.get_by_text("A card waits for Ana")).to_be_visible()
    assert [(each.reply, each.mine) for each in cards(cast)] == [(REPLY, "")]


@pytest.mark.parametrize("scripts", [True, False])
def test_alone_a_card_is_turned_said_aloud_and_enough(
    cast: Cast,
    window: Window,
    live_server: LiveServer,
    sign_in: SignIn,
    axe: See,
    *,
    scripts: bool,
) -> None:
    plan = shared_plan(cast)
    both_wrote(cast, plan)
    page = as_(
        window(base_url=live_server.url, java_script_enabled=scripts, **PHONE), cast.ana, sign_in
    )
    page.goto(reverse("plan", args=[plan.id]))
    if scripts:
        looks(page, axe)
    page.get_by_role("link", name="Practise alone").click()
    expect(page.get_by_text(MINE)).to_be_hidden()
    if scripts:
        looks(page, axe)
    page.get_by_text("Turn the card").click()
    expect(page.get_by_text(MINE)).to_be_visible()
    if scripts:
        looks(page, axe)
    assert page.locator("textarea, input:not([type=hidden])").count() == 0
    page.get_by_role("link", name="Again").click()
    page.wait_for_url(A_CARD)
    page.get_by_text("Turn the card").click()
    page.get_by_role("button", name="Enough").click()
    page.wait_for_url(ENOUGH)
    expect(page.get_by_role("heading", level=1)).to_have_text(LANDED)
    if scripts:
        looks(page, axe)
    assert [each.alone for each in takes(cast.ana, cast)] == [False, True]


@pytest.mark.parametrize("width", [320, 195])
def test_it_fits_a_small_phone_and_large_letters(
    cast: Cast,
    window: Window,
    live_server: LiveServer,
    sign_in: SignIn,
    width: int,
) -> None:
    plan = shared_plan(cast)
    both_wrote(cast, plan)
    shape = {"viewport": {"width": width, "height": 640}, "color_scheme": "dark"}
    for who, name in (
        (cast.ana, "practise-alone"),
        (cast.ana, "practise-enough"),
        (cast.ana, "card-new"),
        (cast.ana, "plan"),
        (cast.ben, "room-practise"),
    ):
        page = as_(window(base_url=live_server.url, **shape), who, sign_in)
        page.goto(reverse(name, args=[plan.id]))
        assert overflow(page) <= 0, name


def test_something_new_is_said_on_the_phone_and_read_by_ben(
    cast: Cast, phone: BrowserContext, laptop: BrowserContext, sign_in: SignIn, axe: See
) -> None:
    shared_plan(cast)
    hers = as_(phone, cast.ana, sign_in)
    hour = queries.open_case(cast.ana, cast.case).sessions[0]
    hers.goto(reverse("session", args=[hour.id]))
    hers.get_by_role("link", name="Say it").click()
    looks(hers, axe)
    hers.get_by_label("I braced for …").fill("a click")
    hers.get_by_label("It was …").fill("quiet")
    hers.get_by_label("Share with Ben").check(force=True)
    hers.get_by_role("button", name="Save").click()
    expect(hers.get_by_text("Saved. Ben can read it.")).to_be_visible()
    looks(hers, axe)
    his = as_(laptop, cast.ben, sign_in)
    his.goto(reverse("alliance", args=[cast.case]))
    expect(his.get_by_text("quiet", exact=True)).to_be_visible()
    looks(his, axe)
