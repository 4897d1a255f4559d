"""A plan and its try, as Ana plays them on her phone and Ben reads them at his laptop."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import See, SignIn, Window
from tests.browser.test_the_client import as_, overflow
from tests.cast import Cast, tell
from tests.web.plans.planned import (
    FEAR,
    SAY,
    attempts,
    looked_back,
    mara,
    planned,
    told,
    went,
)

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
A_PLAN = re.compile(r"/plans/[0-9a-f-]{36}/$")
SAID = "The delivery, obviously."


def chosen(page: Page, word: str) -> Locator:
    """The chip of one word."""
    return page.locator("label.chip", has_text=re.compile(rf"^\s*{word}\s*$"))


def fill_in(page: Page) -> None:
    """The two lines, with whom, today, and what she fears."""
    page.get_by_label("If …").fill("Mara adds something")
    page.get_by_label("I say …").fill(SAY)
    page.get_by_label("With whom?").select_option(label="Mara")
    page.get_by_label("On which day?").fill(timezone.localdate().isoformat())
    page.get_by_label("When, in your words").fill("ten to six")
    page.locator("summary", has_text="What I fear").click()
    page.get_by_label("What do you fear").fill(FEAR)
    chosen(page, "probably").click()


def play(page: Page, axe: See, cast: Cast) -> None:
    """From a plan to the look back, looking at each page on the way."""
    page.goto(reverse("plans", args=[cast.case]))
    assert axe(page) == ""
    page.get_by_role("link", name="A new plan").click()
    fill_in(page)
    chosen(page, "No").click()
    expect(page.locator(".plan-danger :checked")).to_have_count(1)
    assert axe(page) == ""
    page.get_by_role("button", name="Keep it").click()
    page.wait_for_url(A_PLAN)
    expect(page.get_by_role("heading", level=1)).to_contain_text(SAY)
    assert axe(page) == ""
    assert overflow(page) <= 0
    page.goto(reverse("case", args=[cast.case]))
    expect(page.locator(".deep")).to_contain_text(SAY)
    page.get_by_role("link", name="Have it large").click()
    page.wait_for_url(A_PLAN)
    page.get_by_role("button", name="I did", exact=True).click()
    page.wait_for_url("**/back/")
    assert axe(page) == ""
    page.get_by_label("It came").fill(SAID)
    chosen(page, "more than half").click()
    page.get_by_label("What I learned").fill("Cool is only a look.")
    page.get_by_role("button", name="Keep it").click()
    page.wait_for_url("**/tries/*/")
    for words in (FEAR, "probably", SAID, "Cool is only a look.", "more than half"):
        expect(page.locator("main")).to_contain_text(words)
    assert axe(page) == ""
    assert overflow(page) <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_ana_plans_tries_and_looks_back_on_her_phone(
    cast: Cast, window: Window, live_server: LiveServer, sign_in: SignIn, axe: See, scheme: str
) -> None:
    mara(cast)
    tell(cast)
    phone = window(base_url=live_server.url, color_scheme=scheme, **PHONE)
    play(as_(phone, cast.ana, sign_in), axe, cast)
    assert [each.did for each in attempts(cast)] == ["did"]
    assert [each.story for each in told(cast) if each.plan] == [SAID]


def test_it_is_all_there_without_scripts(
    cast: Cast, window: Window, live_server: LiveServer, sign_in: SignIn
) -> None:
    mara(cast)
    tell(cast)
    phone = window(base_url=live_server.url, java_script_enabled=False, **PHONE)
    play(as_(phone, cast.ana, sign_in), lambda _: "", cast)
    assert [each.story for each in told(cast) if each.plan] == [SAID]


def test_not_done_is_one_tap_of_the_same_size_and_can_be_undone(
    cast: Cast, window: Window, live_server: LiveServer, sign_in: SignIn
) -> None:
    id = planned(cast)
    page = as_(window(base_url=live_server.url, **PHONE), cast.ana, sign_in)
    page.goto(reverse("plan", args=[id]))
    boxes = [each.bounding_box() for each in page.locator(".went button").all()]
    sizes = {(round(each["width"]), round(each["height"])) for each in boxes if each}
    assert len(boxes) == 3
    assert len(sizes) == 1
    page.get_by_role("button", name="I didn\u2019t").click()
    expect(page.get_by_role("status").first).to_contain_text("That is all right.")
    assert [each.did for each in attempts(cast)] == ["did_not"]
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("How it went")).to_be_visible()
    assert attempts(cast) == ()


def test_how_it_went_is_said_with_the_keyboard_alone(
    cast: Cast, window: Window, live_server: LiveServer, sign_in: SignIn
) -> None:
    id = planned(cast)
    page = as_(window(base_url=live_server.url, **PHONE), cast.ana, sign_in)
    page.goto(reverse("plan", args=[id]))
    page.locator("#main").focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "differently":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/back/")
    page.get_by_label("It came").focus()
    page.keyboard.type("She laughed.")
    page.get_by_role("button", name="Keep it").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/tries/*/")
    assert [each.story for each in told(cast)] == ["She laughed."]


def test_whether_it_is_dangerous_is_shown_once_for_a_person(
    cast: Cast, window: Window, live_server: LiveServer, sign_in: SignIn
) -> None:
    known = mara(cast)
    planned(cast, person=known.id)
    page = as_(window(base_url=live_server.url, **PHONE), cast.ana, sign_in)
    page.goto(reverse("plan-new", args=[cast.case]))
    asked = page.get_by_text("Could it put you in danger?")
    expect(asked).to_be_visible()
    page.get_by_label("With whom?").select_option(label="Mara")
    expect(asked).to_be_hidden()


def test_ben_reads_what_is_shared_at_his_laptop(
    cast: Cast, window: Window, live_server: LiveServer, sign_in: SignIn, axe: See
) -> None:
    plan = planned(cast, fear=FEAR, hope="To go home at six.")
    went(cast, plan, "did")
    looked_back(cast, plan, came=SAID, learned="Only a look.", visibility="shared")
    planned(cast, say="Something of my own.")
    laptop = window(base_url=live_server.url, viewport={"width": 1280, "height": 800})
    page = as_(laptop, cast.ben, sign_in)
    page.goto(reverse("case", args=[cast.case]))
    page.get_by_role("link", name="Understand").click()
    page.get_by_role("link", name="Plans and tries").click()
    expect(page.locator("main")).to_contain_text(SAID)
    expect(page.locator("main")).not_to_contain_text("Something of my own.")
    assert axe(page) == ""
    page.locator("a.fc").click()
    page.wait_for_url("**/tries/*/")
    expect(page.locator("main")).to_contain_text("Ana feared")
    assert axe(page) == ""
    page.locator(".thread a").first.click()
    page.wait_for_url(A_PLAN)
    expect(page.locator("main form")).to_have_count(0)
    assert axe(page) == ""


def test_a_look_back_is_one_page_of_paper(
    cast: Cast, window: Window, live_server: LiveServer, sign_in: SignIn
) -> None:
    plan = planned(cast, fear=FEAR, hope="To go home at six.", backing="I ring Sam.")
    went(cast, plan, "did")
    looked_back(cast, plan, came=SAID, learned="Only a look.", would_say="Well.")
    page = as_(window(base_url=live_server.url, **PHONE), cast.ana, sign_in)
    for address in (reverse("plan", args=[plan]), reverse("attempt", args=[attempts(cast)[0].id])):
        page.goto(address)
        paper = page.pdf(format="A4")
        assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1, address
