"""What she came for, as Ana says it on her phone; and a review, with Ben at his laptop."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import LAPTOP, PHONE, See, SignIn, Window
from tests.browser.test_the_client import as_, overflow
from tests.cast import Cast
from tests.web.goals.came_for import DAY, HOME, LEVELS, goals, reviews

A_GOAL = re.compile(r"/goals/[0-9a-f-]{36}/$")


def well(page: Page, axe: See) -> None:
    """Nothing is wrong with a page, and nothing hangs over its edge."""
    assert axe(page) == ""
    assert overflow(page) <= 0


def says_it(page: Page, axe: See, cast: Cast) -> None:
    """From her ways to a goal that both see."""
    page.goto(reverse("ways", args=[cast.case]))
    page.get_by_role("link", name="Say it in your own words").click()
    well(page, axe)
    page.get_by_role("link", name="Something I came for").click()
    page.get_by_label("What did I come for?").fill(HOME)
    page.get_by_label("What would be a start?").fill(LEVELS["a_start"])
    page.get_by_label("What would be good enough?").fill(LEVELS["good_enough"])
    page.locator(".seg label", has_text="Share with").click()
    well(page, axe)
    page.get_by_role("button", name="Keep it").click()
    page.wait_for_url(A_GOAL)
    expect(page.get_by_role("heading", level=1)).to_have_text(HOME)
    well(page, axe)


def taps_how_far_it_is(page: Page, axe: See, cast: Cast) -> None:
    """At a review, by touch and with the keyboard."""
    page.goto(reverse("review", args=[cast.case, DAY]))
    page.locator(".goal-ask label", has_text="A start").click()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name=re.compile("Good enough"))).to_be_checked()
    expect(page.locator(".goal-ask .level-a_start .ico")).to_have_css("opacity", "1")
    expect(page.locator(".goal-ask .level-more .ico")).to_have_css("opacity", "0")
    page.get_by_label("In my words").fill("The bus is better.")
    page.locator(".seg label", has_text="Share with").click()
    well(page, axe)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".levels .ico-check")).to_have_count(2)
    well(page, axe)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_ana_says_what_she_came_for_and_how_far_it_is_and_ben_what_was_said(
    cast: Cast, window: Window, live_server: LiveServer, sign_in: SignIn, axe: See, scheme: str
) -> None:
    at = {"base_url": live_server.url, "color_scheme": scheme}
    phone = as_(window(**at, **PHONE), cast.ana, sign_in)
    says_it(phone, axe, cast)
    taps_how_far_it_is(phone, axe, cast)
    laptop = as_(window(**at, **LAPTOP), cast.ben, sign_in)
    laptop.goto(reverse("goals", args=[cast.case]))
    expect(laptop.locator(".levels .ico-check")).to_have_count(2)
    well(laptop, axe)
    laptop.locator("#reviews ~ ul a.row").first.click()
    expect(laptop.locator("main")).to_contain_text("The bus is better.")
    expect(laptop.get_by_role("radio", name=re.compile("Good enough"))).to_have_count(0)
    laptop.get_by_label("In my words").fill("We only needed half of the list.")
    well(laptop, axe)
    laptop.get_by_role("button", name="Save", exact=True).click()
    expect(laptop.locator("main")).to_contain_text("We only needed half of the list.")
    phone.goto(reverse("goal", args=[goals(cast)[0].id]))
    phone.get_by_role("button", name="Drop it").click()
    expect(phone.locator("main")).to_contain_text("You dropped it.")
    well(phone, axe)
    phone.get_by_role("button", name="Undo").click()
    expect(phone.get_by_role("button", name="Drop it")).to_be_visible()
    assert len(reviews(cast)) == 1
