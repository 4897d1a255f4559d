"""Ben at his laptop, and on his phone between two hours; Eve in the practice."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from relating.journal import actions
from relating.people.gate import Viewer
from relating.people.models import User
from tests.browser.conftest import See, SignIn, Window
from tests.cast import THEN, Cast, browser_of, episode, member, person, session, tell
from tests.sure import there


@pytest.fixture
def told(cast: Cast) -> Cast:
    """Ana's case with two people, a dozen shared episodes, a private one and two sessions."""
    now = timezone.now()
    mara, sam = person("Mara", visibility="shared"), person("Sam", visibility="shared")
    for each in (mara, sam):
        actions.record(cast.ana, cast.case, each)
    for number in range(12):
        told = episode(
            f"Time {number}. She asked, and I said of course.",
            visibility="shared",
            person=(mara if number % 2 else sam).id,
            at=now - timedelta(days=3 * number + 1),
            i_did=("pleasing",) if number % 3 else ("say_no",),
            other_did=("criticised",),
        )
        actions.record(cast.ana, cast.case, told)
    actions.record(cast.ana, cast.case, episode("Nobody may read this."))
    for days, state in ((-7, "held"), (1, "planned")):
        actions.record(cast.ben, cast.case, session(now + timedelta(days=days), state=state))
    return cast


def user(viewer: Viewer) -> User:
    return User.objects.get(pk=viewer.id)


def page_of(context: BrowserContext, sign_in: SignIn, viewer: Viewer, url: str) -> Page:
    sign_in(context, user(viewer))
    page = context.new_page()
    page.goto(url)
    return page


def addresses(case: UUID) -> dict[str, str]:
    names = ("case", "episodes", "circle", "timeline", "search", "case-invitation")
    return {
        "caseload": reverse("caseload"),
        "case-new": reverse("case-new"),
        **{name: reverse(name, args=[case]) for name in names},
    }


def fits(page: Page) -> bool:
    """Whether the page is no wider than its window."""
    root = "document.documentElement"
    return bool(page.evaluate(f"{root}.scrollWidth <= {root}.clientWidth"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_every_page_of_ben_holds_what_axe_asks_for_and_fits_its_window(
    told: Cast,
    window: Window,
    live_server: LiveServer,
    sign_in: SignIn,
    axe: See,
    width: int,
    scheme: str,
) -> None:
    shape = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    context = window(base_url=live_server.url, **shape)
    sign_in(context, user(told.ben))
    page = context.new_page()
    for name, url in addresses(told.case).items():
        page.goto(url)
        assert axe(page) == "", name
        assert fits(page), name


def test_ben_opens_a_case_makes_the_link_and_copies_it(
    cast: Cast, laptop: BrowserContext, sign_in: SignIn, axe: See
) -> None:
    laptop.grant_permissions(["clipboard-read", "clipboard-write"])
    page = page_of(laptop, sign_in, cast.ben, "/")
    page.get_by_role("link", name="Open a case").click()
    page.get_by_label("What do you call them here?").fill("R.")
    page.get_by_label("Short: weeks to a few months").check()
    page.get_by_role("button", name="Open the case").click()
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_role("button", name="Copy the link")).to_be_visible()
    assert axe(page) == ""
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    link = page.locator("#link").inner_text()
    assert page.evaluate("navigator.clipboard.readText()") == link
    assert page.title() == "A link to come in"
    assert link.split("/")[-2] not in page.url
    page.get_by_role("link", name="Done").click()
    expect(page.get_by_text("R. is not here yet")).to_be_visible()


def test_ben_narrows_the_list_down_and_takes_it_back_without_a_script(
    told: Cast, window: Window, live_server: LiveServer, sign_in: SignIn
) -> None:
    context = window(base_url=live_server.url, java_script_enabled=False)
    page = page_of(context, sign_in, told.ben, reverse("episodes", args=[told.case]))
    rows = page.locator(".row")
    expect(rows).to_have_count(12)
    page.get_by_role("link", name="Mara", exact=True).click()
    expect(rows).to_have_count(6)
    page.get_by_text("Narrow down").click()
    page.get_by_role("link", name="new way", exact=True).click()
    expect(rows).to_have_count(2)
    page.get_by_role("link", name="Everyone").click()
    expect(rows).to_have_count(4)
    page.locator("a.chip[aria-current]", has_text="new way").first.click()
    expect(rows).to_have_count(12)


def test_a_mark_on_the_circle_leads_to_what_happened(
    told: Cast, laptop: BrowserContext, sign_in: SignIn
) -> None:
    page = page_of(laptop, sign_in, told.ben, reverse("circle", args=[told.case]))
    mark = page.locator(".draw a").first
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/episodes/*/")


def test_the_first_touch_shows_where_the_other_stood_and_the_second_opens(
    cast: Cast, phone: BrowserContext, sign_in: SignIn
) -> None:
    for number in range(5):
        at = THEN - timedelta(days=number)
        mine = (0.5 - number / 4, 0.0)
        tell(cast, at=at, recorded_at=at, my_position=mine, other_position=(-0.5, 0.5))
    page = page_of(phone, sign_in, cast.ana, reverse("circle", args=[cast.case]))
    mark = page.locator(".draw a", has=page.locator(".tie")).first
    box = there(mark.locator(":scope > *").first.bounding_box())
    where = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.touchscreen.tap(*where)
    expect(page.locator(".touched .tie")).to_have_css("opacity", "1")
    expect(page).to_have_url(re.compile(r"/circle/$"))
    page.touchscreen.tap(*where)
    page.wait_for_url("**/episodes/*/")


def test_ben_finds_what_ana_shared_and_the_address_does_not_say_what_he_looked_for(
    told: Cast, laptop: BrowserContext, sign_in: SignIn, axe: See
) -> None:
    page = page_of(laptop, sign_in, told.ben, reverse("search", args=[told.case]))
    page.get_by_label("A word, or a few").fill("of COURSE time")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Found 12 times")).to_be_visible()
    assert page.locator("mark").first.inner_text().lower() in {"of", "course", "time"}
    assert axe(page) == ""
    assert re.search(r"/search/(\?again=[0-9a-f]{16})?$", page.url)
    page.get_by_label("A word, or a few").fill("nobody may read")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing with these words.")).to_be_visible()


def test_long_names_and_thirty_cases_break_no_page(
    told: Cast, window: Window, live_server: LiveServer, sign_in: SignIn
) -> None:
    name = "Maximilian-Ferdinand von und zu Hohenlohe-Waldenburg"
    for number in range(29):
        actions.open_new_case(told.ben, f"{name} {number}", timezone.localdate())
    for width in (1280, 320):
        context = window(base_url=live_server.url, viewport={"width": width, "height": 800})
        page = page_of(context, sign_in, told.ben, reverse("caseload"))
        assert fits(page)
        page.goto(reverse("case", args=[told.case]))
        assert fits(page)


@pytest.mark.parametrize("width", [1280, 390])
def test_eve_and_dov_have_pages_that_axe_finds_nothing_wrong_with(
    cast: Cast,
    window: Window,
    live_server: LiveServer,
    sign_in: SignIn,
    axe: See,
    width: int,
) -> None:
    context = window(base_url=live_server.url, viewport={"width": width, "height": 800})
    end = reverse("member-end", args=[cast.ben.id])
    for viewer, url in ((cast.eve, reverse("practice")), (cast.eve, end), (cast.dov, "/")):
        page = page_of(context, sign_in, viewer, url)
        assert axe(page) == "", url
        assert fits(page), url


def test_the_end_of_bens_work_ends_what_is_open_on_his_screen(
    told: Cast, laptop: BrowserContext, sign_in: SignIn
) -> None:
    page = page_of(laptop, sign_in, told.ben, reverse("case", args=[told.case]))
    actions.hand_over(told.case, member(told.clinic, "Carla", "counsellor").id)
    browser_of(told.eve).post(reverse("member-end", args=[told.ben.id]))
    page.get_by_role("link", name="Understand").first.click()
    expect(page.get_by_text("Time 0")).to_have_count(0)
    page.goto("/")
    expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()


def test_with_the_keyboard_what_was_found_comes_next_and_not_the_top_of_the_page(
    told: Cast, laptop: BrowserContext, sign_in: SignIn
) -> None:
    page = page_of(laptop, sign_in, told.ben, reverse("search", args=[told.case]))
    for words in ("asked", "course"):
        page.locator("[name=words]").fill(words)
        page.keyboard.press("Enter")
        expect(page.locator("mark").first).to_have_text(words)
        expect(page.locator("#found")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main ul.rows') !== null")
