"""Ana on her phone, Ben at his laptop: the pages of her case in a real browser."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from relating.case import Content, Episode, Safety
from relating.journal import actions
from relating.people.gate import Viewer
from relating.people.models import User
from tests.browser.conftest import See, SignIn, Window
from tests.cast import THEN, Cast, episode, person, row_in, tell

NARROW = {"viewport": {"width": 320, "height": 568}, "has_touch": True, "is_mobile": True}
NAMES = ("Mara", "Maximilian Ferdinand von der Hohenstaufenburg")
LONG = "He said this and I said that, and then nobody said anything. " * 40


def told(cast: Cast) -> tuple[list[str], Episode]:
    """A case with everything in it that these pages show; their addresses, and one episode."""
    people = [person(name, unsafe=number == 1) for number, name in enumerate(NAMES)]
    one = episode(LONG, person=people[1].id, i_did=("pleasing",), valence=-2, authenticity=3)
    everything: tuple[Content, ...] = (*people, one, episode("", person=people[0].id), plan(cast))
    for content in everything:
        actions.record(cast.ana, cast.case, content)
    row = row_in(cast.case, people[1])
    case = ("case", "diary", "people", "person-new", "safety", "safety-edit", "more", "ways")
    addresses = [reverse(name, args=[cast.case]) for name in (*case, "seen", "export", "deleted")]
    entry = [reverse(name, args=[one.id]) for name in ("episode", "versions", "share", "delete")]
    persons = [reverse(name, args=[row]) for name in ("person", "person-edit")]
    return [*addresses, *entry, *persons], one


def plan(cast: Cast) -> Safety:
    """Ana's safety plan."""
    return Safety(
        id=uuid4(),
        author="client",
        visibility="shared",
        recorded_at=THEN,
        on_my_own="Walk to the sea.",
    )


def as_(context: BrowserContext, viewer: Viewer, sign_in: SignIn) -> Page:
    """A page in this window, as this person."""
    sign_in(context, User.objects.get(pk=viewer.id))
    return context.new_page()


def overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_anas_is_accessible_and_fits_her_phone(
    cast: Cast,
    window: Window,
    live_server: LiveServer,
    sign_in: SignIn,
    axe: See,
    scheme: str,
) -> None:
    addresses, _one = told(cast)
    phone = window(base_url=live_server.url, color_scheme=scheme, **NARROW)
    page = as_(phone, cast.ana, sign_in)
    for address in addresses:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        assert len(answer.body()) < 60_000, address
        assert axe(page) == "", address
        assert overflow(page) <= 0, address


def test_bens_pages_are_accessible_at_his_desk(
    cast: Cast, laptop: BrowserContext, sign_in: SignIn, axe: See
) -> None:
    _addresses, one = told(cast)
    actions.share(cast.ana, one.id)
    page = as_(laptop, cast.ben, sign_in)
    names = ("people", "person-new", "safety", "safety-edit", "seen", "export", "diary")
    case = [reverse(name, args=[cast.case]) for name in names]
    for address in (*case, reverse("episode", args=[one.id]), reverse("versions", args=[one.id])):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        assert axe(page) == "", address


def test_ana_shares_takes_back_deletes_and_undoes_with_her_thumb(
    cast: Cast, phone: BrowserContext, sign_in: SignIn
) -> None:
    _addresses, one = told(cast)
    page = as_(phone, cast.ana, sign_in)
    page.goto(reverse("episode", args=[one.id]))
    page.get_by_role("button", name="Share with Ben").tap()
    expect(page.get_by_role("status")).to_contain_text("Shared.")
    page.get_by_role("button", name="Take it back").tap()
    expect(page.get_by_role("heading", name="Private to you")).to_be_visible()
    page.get_by_role("link", name="Delete").tap()
    page.get_by_role("button", name="Delete").tap()
    page.get_by_role("button", name="Undo").tap()
    expect(page.get_by_role("status")).to_contain_text("It is back.")


def test_a_double_tap_on_erasing_does_not_end_on_a_page_that_is_not_there(
    cast: Cast, phone: BrowserContext, sign_in: SignIn
) -> None:
    one = episode("What she said.")
    actions.record(cast.ana, cast.case, one)
    actions.delete(cast.ana, one.id)
    page = as_(phone, cast.ana, sign_in)
    page.goto(reverse("erase", args=[one.id]))
    page.get_by_role("button", name="Erase for good").dblclick()
    page.wait_for_url(f"**{reverse('deleted', args=[cast.case])}")
    expect(page.get_by_text("Erased for good.")).to_be_visible()


def test_ana_adds_somebody_with_the_keyboard_alone(
    cast: Cast, phone: BrowserContext, sign_in: SignIn
) -> None:
    page = as_(phone, cast.ana, sign_in)
    page.goto(reverse("person-new", args=[cast.case]))
    page.get_by_label("What do you call them?").focus()
    page.keyboard.type("Aunt Pilar")
    page.get_by_label("Who are they?").select_option(label="Another relative")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Aunt Pilar")
    expect(page.get_by_role("heading", name="Private to you")).to_be_visible()


def test_the_safety_plan_is_one_tap_from_everywhere(
    cast: Cast, phone: BrowserContext, sign_in: SignIn
) -> None:
    _addresses, one = told(cast)
    page = as_(phone, cast.ana, sign_in)
    for name, entry in (("case", cast.case), ("people", cast.case), ("episode", one.id)):
        page.goto(reverse(name, args=[entry]))
        page.get_by_role("link", name="Safety plan", exact=True).tap()
        expect(page.get_by_role("heading", level=1)).to_have_text("Safety plan")


def test_the_safety_plan_prints_without_anything_to_press(
    cast: Cast, phone: BrowserContext, sign_in: SignIn
) -> None:
    told(cast)
    page = as_(phone, cast.ana, sign_in)
    page.goto(reverse("safety", args=[cast.case]))
    page.emulate_media(media="print")
    expect(page.get_by_text("Walk to the sea.")).to_be_visible()
    for gone in ("Quick exit", "Take it back"):
        expect(page.get_by_role("button", name=gone)).to_be_hidden()


def test_a_circle_prints_on_one_page(
    cast: Cast, laptop: BrowserContext, phone: BrowserContext, sign_in: SignIn
) -> None:
    for number in range(100):
        at = THEN - timedelta(days=number)
        tell(cast, at=at, recorded_at=at, visibility="shared", i_did=("pleasing",))
    for window, viewer in ((phone, cast.ana), (laptop, cast.ben)):
        page = as_(window, viewer, sign_in)
        page.goto(reverse("circle", args=[cast.case]))
        assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1
