"""Words on a phone and on a laptop: changed where they stand, with and without scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from relating.case.words.vocabulary import LISTS
from relating.journal import actions, queries
from relating.people.gate import Viewer
from relating.people.models import User
from tests.browser.conftest import LAPTOP, PHONE, See, SignIn, Window
from tests.cast import Cast, episode

OpenPage = Callable[..., Page]
SCHEMES = ("light", "dark")
MORE = "wish", "behaviour", "awareness", "place"


@pytest.fixture
def open_page(window: Window, live_server: LiveServer, sign_in: SignIn) -> OpenPage:
    """A page in a window of some shape, signed in as this viewer."""

    def open_at(viewer: Viewer, address: str, **shape: Any) -> Page:
        context = window(base_url=live_server.url, **shape)
        sign_in(context, User.objects.get(pk=viewer.id))
        page = context.new_page()
        page.goto(address)
        return page

    return open_at


def words(cast: Cast, name: str = "behaviour") -> str:
    return reverse("words", args=[cast.case, name])


def label(cast: Cast, code: str = "pleasing") -> str:
    return queries.open_case(cast.ana, cast.case).vocabulary.label("behaviour", code)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_has_nothing_against_the_words_of_a_case(
    cast: Cast, open_page: OpenPage, axe: See, scheme: str
) -> None:
    actions.record(cast.ana, cast.case, episode(i_did=("pleasing",)))
    addresses = [reverse("words-home", args=[cast.case]), *(words(cast, name) for name in MORE)]
    for viewer, shape in ((cast.ana, PHONE), (cast.ben, LAPTOP)):
        page = open_page(viewer, addresses[0], color_scheme=scheme, **shape)
        for address in addresses:
            page.goto(address)
            page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
            assert axe(page) == "", (address, scheme)


def test_axe_has_nothing_against_the_words_of_a_practice(
    cast: Cast, open_page: OpenPage, axe: See
) -> None:
    page = open_page(cast.eve, reverse("practice-words-home"), **LAPTOP)
    assert axe(page) == ""
    page.goto(reverse("practice-words", args=["behaviour"]))
    assert axe(page) == ""


def test_ana_renames_a_word_where_it_stands_and_takes_it_back(
    cast: Cast, open_page: OpenPage, axe: See
) -> None:
    first = label(cast)
    page = open_page(cast.ana, words(cast), **PHONE)
    page.locator("summary", has_text=first).click()
    page.locator("details[open]").get_by_label("Your word").fill("Making myself small")
    page.locator("details[open]").get_by_role("button", name="Save").click()
    page.get_by_text("Renamed.").wait_for()
    assert page.get_by_text("Making myself small").first.is_visible()
    assert page.get_by_role("button", name="Undo").is_visible()
    assert axe(page) == ""
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("As it was before.").wait_for()
    assert label(cast) == first


def test_the_way_back_stays_in_sight_at_the_end_of_a_long_list(
    cast: Cast, open_page: OpenPage
) -> None:
    page = open_page(cast.ana, words(cast), **PHONE)
    last = page.locator("details:has(.word-line)").last
    last.locator("summary").click()
    last.get_by_role("button", name="Hide").click()
    page.get_by_role("button", name="Undo").wait_for()
    box = page.get_by_role("button", name="Undo").bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= PHONE["viewport"]["height"] - box["height"]


def test_a_word_is_added_without_scripts(cast: Cast, open_page: OpenPage) -> None:
    page = open_page(cast.ana, words(cast), java_script_enabled=False, **PHONE)
    page.locator("summary", has_text="Add a word").click()
    page.get_by_label("Your word").first.fill("Vanishing")
    page.get_by_label("A new way").check()
    page.get_by_label("Where does it usually lie on the circle?").first.select_option("FG")
    page.get_by_role("button", name="Add the word").click()
    page.get_by_text("Added.").wait_for()
    assert page.url.split("#")[0].endswith(words(cast, "new"))
    term = queries.open_case(cast.ana, cast.case).vocabulary.terms("new")[-1]
    assert (term.label, term.octant) == ("Vanishing", "FG")


def test_what_was_typed_is_still_there_and_in_focus_when_it_does_not_fit(
    cast: Cast, open_page: OpenPage, axe: See
) -> None:
    page = open_page(cast.ana, words(cast), **PHONE)
    page.locator("summary", has_text="Add a word").click()
    page.get_by_label("Your word").first.fill("joking it away")
    page.get_by_role("button", name="Add the word").click()
    page.get_by_text("in the list already").wait_for()
    assert page.locator("#new-word").input_value() == "joking it away"
    assert page.evaluate("document.activeElement.id") == "new-word"
    assert axe(page) == ""


def test_no_list_of_words_is_wider_than_a_small_phone(cast: Cast, open_page: OpenPage) -> None:
    long = "W" * 60
    actions.record(cast.ana, cast.case, episode(i_did=("pleasing",)))
    page = open_page(cast.ana, words(cast), viewport={"width": 320, "height": 640})
    page.locator("summary", has_text="Add a word").click()
    page.get_by_label("Your word").first.fill(long)
    page.get_by_role("button", name="Add the word").click()
    page.get_by_text(long).first.wait_for()
    for name in LISTS:
        page.goto(words(cast, name))
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
