"""Walks through the whole house as somebody would take them who wants to break nothing."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from relating.journal import actions, queries
from relating.people.gate import Viewer
from relating.people.models import User
from tests.browser.conftest import SignIn
from tests.cast import PASSPHRASE, THEN, Cast, episode, person, row_in

NAME = "Maximilian Ferdinand von der Hohenstaufen"
BESIDE = 12


def as_(context: BrowserContext, viewer: Viewer, sign_in: SignIn) -> Page:
    """A page in this window, as this person."""
    sign_in(context, User.objects.get(pk=viewer.id))
    return context.new_page()


def opened(page: Page, name: str, case: object) -> Page:
    """Open a form and wait until its scripts are there."""
    page.goto(reverse(name, args=[case]))
    expect(page.locator("form[data-draft]")).to_have_attribute("data-ready", "")
    return page


def come_back(page: Page) -> None:
    """Sign in on the page that asks for it in the middle of something."""
    expect(page.get_by_role("heading", name="You were signed out meanwhile")).to_be_visible()
    page.get_by_label("Sign-in name").fill("ana")
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Sign in").tap()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).tap()


def placed(cast: Cast, number: int) -> None:
    """Times that have their place on the circle, spread along a line."""
    for each in range(number):
        at = (each / number - 0.5, 0.4 - each / number)
        told = episode(f"Time {each}.", i_did=("pleasing",), my_position=at, at=THEN)
        actions.record(cast.ana, cast.case, told)


# Nothing typed is lost -----------------------------------------------------------------------


def test_a_person_begun_is_there_again_after_leaving_the_page(
    cast: Cast, phone: BrowserContext, sign_in: SignIn
) -> None:
    page = opened(as_(phone, cast.ana, sign_in), "person-new", cast.case)
    page.get_by_label("What do you call them?").fill(NAME)
    expect(page.get_by_text("Kept on this phone as you write")).to_be_visible()
    page.goto(reverse("people", args=[cast.case]))
    opened(page, "person-new", cast.case)
    expect(page.get_by_label("What do you call them?")).to_have_value(NAME)
    page.get_by_role("button", name="Start afresh").tap()
    expect(page.get_by_label("What do you call them?")).to_have_value("")


def test_a_person_saved_leaves_nothing_on_the_phone(
    cast: Cast, phone: BrowserContext, sign_in: SignIn
) -> None:
    page = opened(as_(phone, cast.ana, sign_in), "person-new", cast.case)
    page.get_by_label("What do you call them?").fill(NAME)
    page.get_by_label("Who are they?").select_option(label="Boss")
    expect(page.get_by_text("Kept on this phone as you write")).to_be_visible()
    save(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    assert page.evaluate("() => Object.keys(localStorage)") == []


@pytest.mark.parametrize(
    ("form", "field"),
    [("person-new", "alias"), ("safety-edit", "warning_signs"), ("episode-new", "story")],
)
def test_what_was_typed_survives_a_sign_in_that_ran_out(
    cast: Cast, phone: BrowserContext, sign_in: SignIn, form: str, field: str
) -> None:
    page = opened(as_(phone, cast.ana, sign_in), form, cast.case)
    page.locator(f"[name={field}]").fill("Aunt Pilar 🙂 مرحبا")
    if form == "person-new":
        page.get_by_label("Who are they?").select_option(label="Boss")
    Session.objects.all().delete()
    save(page)
    come_back(page)
    expect(page.locator(f"[name={field}]")).to_have_value("Aunt Pilar 🙂 مرحبا")
    expect(page.locator("form[data-draft]")).to_have_attribute("data-ready", "")
    save(page)
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Aunt Pilar 🙂 مرحبا")


def test_without_a_connection_the_safety_plan_waits_on_the_phone(
    cast: Cast, phone: BrowserContext, sign_in: SignIn
) -> None:
    page = opened(as_(phone, cast.ana, sign_in), "safety-edit", cast.case)
    page.locator("[name=on_my_own]").fill("Walk to the sea.")
    phone.set_offline(True)
    save(page)
    expect(page.get_by_role("status").filter(has_text="No connection.")).to_be_visible()
    phone.set_offline(False)
    save(page)
    expect(page.get_by_text("Walk to the sea.")).to_be_visible()
    plan = queries.open_case(cast.ana, cast.case).safety
    assert plan is not None
    assert plan.on_my_own == "Walk to the sea."


def test_save_pressed_twice_makes_one_person(
    cast: Cast, phone: BrowserContext, sign_in: SignIn
) -> None:
    page = opened(as_(phone, cast.ana, sign_in), "person-new", cast.case)
    page.get_by_label("What do you call them?").fill("Aunt Pilar")
    page.get_by_label("Who are they?").select_option(label="Boss")
    page.get_by_role("button", name="Save", exact=True).dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Aunt Pilar")
    people = queries.open_case(cast.ana, cast.case).people.values()
    assert [each.alias for each in people].count("Aunt Pilar") == 1


# Pictures under a thumb ----------------------------------------------------------------------


def marks(page: Page) -> list[dict[str, float | str]]:
    """Where every mark of the picture is, and where it leads."""
    found: list[dict[str, float | str]] = page.locator("svg.draw a").evaluate_all(
        """all => all.map(a => { const box = a.getBoundingClientRect();
        return {x: box.x + box.width / 2, y: box.y + box.height / 2, to: a.href.baseVal} })"""
    )
    return found


def test_a_tap_beside_a_mark_opens_the_nearest_one(
    cast: Cast, phone: BrowserContext, sign_in: SignIn
) -> None:
    placed(cast, 5)
    page = as_(phone, cast.ana, sign_in)
    page.goto(reverse("circle", args=[cast.case]))
    page.locator("svg.draw").scroll_into_view_if_needed()
    mark = marks(page)[0]
    page.touchscreen.tap(float(mark["x"]) + BESIDE, float(mark["y"]) - BESIDE)
    page.wait_for_url(f"**{mark['to']}")


def test_a_tap_far_from_every_mark_opens_nothing(
    cast: Cast, phone: BrowserContext, sign_in: SignIn
) -> None:
    placed(cast, 5)
    page = as_(phone, cast.ana, sign_in)
    page.goto(reverse("circle", args=[cast.case]))
    page.locator("svg.draw").scroll_into_view_if_needed()
    box = page.locator("svg.draw").bounding_box()
    assert box is not None
    page.touchscreen.tap(box["x"] + 60, box["y"] + box["height"] - 40)
    page.wait_for_timeout(300)
    assert page.url.endswith(reverse("circle", args=[cast.case]))


def test_a_mouse_beside_a_mark_opens_nothing(
    cast: Cast, laptop: BrowserContext, sign_in: SignIn
) -> None:
    placed(cast, 5)
    page = as_(laptop, cast.ana, sign_in)
    page.goto(reverse("circle", args=[cast.case]))
    page.locator("svg.draw").scroll_into_view_if_needed()
    mark = marks(page)[0]
    page.mouse.click(float(mark["x"]) + BESIDE, float(mark["y"]) - BESIDE)
    page.wait_for_timeout(300)
    assert page.url.endswith(reverse("circle", args=[cast.case]))


def test_tab_stops_at_the_newest_mark_and_the_arrows_lead_on(
    cast: Cast, laptop: BrowserContext, sign_in: SignIn
) -> None:
    placed(cast, 5)
    page = as_(laptop, cast.ana, sign_in)
    page.goto(reverse("circle", args=[cast.case]))
    assert page.locator('svg.draw a:not([tabindex="-1"])').count() == 1
    across = sorted(marks(page), key=lambda mark: float(mark["x"]))
    page.locator("svg.draw a").first.focus()
    for _ in across:
        page.keyboard.press("ArrowLeft")
    for mark in across:
        assert page.evaluate("document.activeElement.href.baseVal") == mark["to"]
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{across[-1]['to']}")


# What pages say ------------------------------------------------------------------------------


def test_a_link_that_was_used_says_what_to_do(cast: Cast, phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto(reverse("invitation", args=["a-token-that-was-used"]))
    expect(page.get_by_text("sign in with the name and the passphrase you chose")).to_be_visible()
    page.get_by_role("link", name="Sign in").tap()
    expect(page.get_by_label("Passphrase")).to_be_visible()


def test_who_was_shared_along_is_said_after_taking_back(
    cast: Cast, phone: BrowserContext, sign_in: SignIn
) -> None:
    mara = person("Mara")
    told = episode(person=mara.id)
    for content in (mara, told):
        actions.record(cast.ana, cast.case, content)
    page = as_(phone, cast.ana, sign_in)
    page.goto(reverse("episode", args=[told.id]))
    page.get_by_role("button", name="Share with Ben").tap()
    page.get_by_role("button", name="Take it back").tap()
    expect(page.get_by_text("Ben can still see who Mara is")).to_be_visible()
    page.goto(reverse("person", args=[row_in(cast.case, mara)]))
    page.get_by_role("button", name="Take it back").tap()
    expect(page.get_by_role("status")).to_contain_text("Taken back.")
    page.goto(reverse("episode", args=[told.id]))
    expect(page.get_by_text(re.compile("can still see"))).to_have_count(0)


@pytest.mark.parametrize("name", ["circle", "timeline"])
def test_an_empty_picture_offers_nothing_to_narrow_down(
    cast: Cast, phone: BrowserContext, sign_in: SignIn, name: str
) -> None:
    page = as_(phone, cast.ana, sign_in)
    page.goto(reverse(name, args=[cast.case]))
    expect(page.get_by_text("Narrow down")).to_have_count(0)


def test_a_button_pressed_after_the_sign_in_ran_out_says_that_nothing_was_done(
    cast: Cast, phone: BrowserContext, sign_in: SignIn
) -> None:
    told = episode()
    actions.record(cast.ana, cast.case, told)
    page = as_(phone, cast.ana, sign_in)
    page.goto(reverse("episode", args=[told.id]))
    Session.objects.all().delete()
    page.get_by_role("button", name="Share with Ben").tap()
    expect(page.get_by_text("Nothing was changed yet.")).to_be_visible()
    come_back(page)
    page.get_by_role("button", name="Share with Ben").tap()
    expect(page.get_by_role("status")).to_contain_text("Shared.")
