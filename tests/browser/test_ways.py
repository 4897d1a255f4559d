"""A way in a real browser: Ana begins it with a thumb, Ben reads it and says his part."""

from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from relating.case import Loop, Step, ThenNow, Way
from relating.journal import queries
from relating.people.gate import Viewer
from relating.people.models import User
from tests.browser.conftest import PHONE, See, SignIn, Window
from tests.cast import Cast, tell
from tests.sure import there
from tests.web.ways.test_ways import SENTENCE, a_way, criticised

NARROW = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}


def page_of(context: BrowserContext, sign_in: SignIn, viewer: Viewer, url: str) -> Page:
    """A page in this window, as this person."""
    sign_in(context, User.objects.get(pk=viewer.id))
    page = context.new_page()
    page.goto(url)
    return page


def fits(page: Page) -> bool:
    """Whether nothing makes the page wider than its window."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def top_of(part: Locator) -> float:
    """How far down the page a part begins."""
    return there(part.bounding_box())["y"]


def only_way(cast: Cast) -> Way:
    (found,) = queries.open_case(cast.ana, cast.case).all(Way)
    return found


def keep(page: Page, words: str, then: str) -> None:
    """Answer what is asked on a way's page, and wait for the next question."""
    page.locator(".askcard textarea").fill(words)
    page.locator(".askcard").get_by_role("button", name="Keep it").click()
    expect(page.locator(".askcard label")).to_have_text(then)


def test_ana_begins_a_way_fills_it_shares_it_and_ben_says_his_part(
    cast: Cast, phone: BrowserContext, laptop: BrowserContext, sign_in: SignIn, axe: See
) -> None:
    told = tell(cast, "He clicks.", other_did=("criticised",), i_did=("pleasing",), rather="Wait.")
    ana = page_of(phone, sign_in, cast.ana, reverse("episode", args=[told.id]))
    ana.get_by_role("link", name="Make it a way of mine").tap()
    expect(ana.get_by_label("How would I say it")).to_have_value("He clicks.")
    assert axe(ana) == ""
    ana.get_by_label("How would I say it").fill(SENTENCE)
    ana.get_by_role("button", name="Begin it").tap()
    expect(ana.get_by_role("heading", level=1)).to_have_text(SENTENCE)
    assert axe(ana) == ""
    keep(ana, "The third click.", "What do I feel then?")
    keep(ana, "Hot.", "What do they do then?")
    assert "The third click." in ana.locator(".spared").inner_text()
    ana.get_by_role("button", name="Take it as the first").tap()
    expect(ana.locator(".option .words")).to_have_text("Wait.")
    ana.get_by_role("button", name="Share with Ben").tap()
    expect(ana.get_by_role("heading", name="Shared with Ben")).to_be_visible()
    ben = page_of(laptop, sign_in, cast.ben, reverse("ways", args=[cast.case]))
    ben.get_by_role("link", name=SENTENCE).click()
    expect(ben.get_by_text("The third click.")).to_be_visible()
    assert axe(ben) == ""
    assert fits(ben)
    ben.get_by_text("Your part in it").click()
    ben.get_by_label("My part in it").fill("I take over.")
    ben.wait_for_function("() => Object.keys(localStorage).length === 1")
    ben.reload()
    expect(ben.get_by_label("My part in it")).to_have_value("I take over.")
    ben.get_by_role("button", name="Keep it").click()
    expect(ben.get_by_text("Kept. Ana can read it.")).to_be_visible()
    ana.reload()
    expect(ana.get_by_text("I take over.")).to_be_visible()


def test_by_keyboard_alone_a_place_is_said_and_the_way_is_put_to_rest(
    cast: Cast, laptop: BrowserContext, sign_in: SignIn
) -> None:
    way = a_way(cast)
    page = page_of(laptop, sign_in, cast.ana, reverse("way", args=[way.id]))
    page.locator(".askcard textarea").focus()
    page.keyboard.type("The third click.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".askcard label")).to_have_text("What happens first?")
    page.get_by_role("link", name="Change: What I do").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What I do")
    page.get_by_label("And what do I do?").focus()
    page.keyboard.type("I nod.")
    page.keyboard.press("Tab")
    page.keyboard.type("Making")
    page.get_by_role("button", name="Keep it").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("I nod.")).to_be_visible()
    page.get_by_role("button", name="It rests").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="It rests")).to_have_attribute("aria-pressed", "true")
    assert only_way(cast).status == "resting"


def test_without_scripts_a_way_is_begun_filled_and_given_something_to_do_instead(
    cast: Cast, window: Window, live_server: LiveServer, sign_in: SignIn
) -> None:
    plain = window(base_url=live_server.url, java_script_enabled=False, **PHONE)
    page = page_of(plain, sign_in, cast.ana, reverse("ways", args=[cast.case]))
    page.get_by_role("link", name="Begin a way").click()
    page.get_by_label("How would I say it").fill(SENTENCE)
    page.get_by_role("button", name="Begin it").click()
    page.get_by_label("What did it spare me?").fill("The third click.")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator(".spared .said-large")).to_have_text("The third click.")
    page.get_by_role("link", name="Add").click()
    page.get_by_label("What would I like to do instead?").fill("Nothing.")
    page.get_by_label("on purpose").check(force=True)
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator(".option-size")).to_have_text("on purpose")
    page.get_by_role("link", name="Nothing.").click()
    page.get_by_role("button", name="Keep it at hand").click()
    expect(page.locator(".option-pinned")).to_contain_text("Nothing.")


@pytest.mark.parametrize("shape", [PHONE, NARROW, {"viewport": {"width": 1280, "height": 800}}])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_a_way_are_without_fault_and_nothing_is_too_wide(
    cast: Cast,
    window: Window,
    live_server: LiveServer,
    sign_in: SignIn,
    axe: See,
    shape: dict[str, Any],
    scheme: str,
) -> None:
    way = whole_way(cast)
    context = window(base_url=live_server.url, color_scheme=scheme, **shape)
    ana = page_of(context, sign_in, cast.ana, reverse("way", args=[way]))
    for name, given in (
        ("way", [way]),
        ("ways", [cast.case]),
        ("way-new", [cast.case]),
        ("option-new", [way]),
        ("way-part", [way, "old-i-do"]),
        ("way-part", [way, "spared"]),
        ("way-times", [way, "times"]),
    ):
        ana.goto(reverse(name, args=given))
        assert axe(ana) == "", name
        assert fits(ana), name


def whole_way(cast: Cast) -> UUID:
    """A way of which much is said, with a long word in it."""
    time = criticised(cast)
    loop = Loop(
        first=Step(words="He clicks.", code="criticised"),
        feel=Step(words="Donaudampfschifffahrtsgesellschaftskapitänsmütze"),
        i_do=Step(code="pleasing", times=(time,)),
    )
    return a_way(cast, old=loop, spared=ThenNow(now="The third click."), my_part="I nod.").id


def test_old_stands_above_new_on_a_phone_and_beside_it_on_a_laptop(
    cast: Cast, phone: BrowserContext, laptop: BrowserContext, sign_in: SignIn
) -> None:
    way = reverse("way", args=[whole_way(cast)])
    small = page_of(phone, sign_in, cast.ana, way)
    cue = top_of(small.locator(".lobe-old .place-cue"))
    did = top_of(small.locator(".lobe-old .place").nth(2))
    assert did < cue < top_of(small.locator(".lobe-new .place:visible").first)
    large = page_of(laptop, sign_in, cast.ben, way)
    assert len({top_of(each) for each in large.locator(".lobe").all()}) == 1
    assert large.locator(".lobe ol > li").count() == 10
