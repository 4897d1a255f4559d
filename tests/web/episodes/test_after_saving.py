"""After saving one is back where one was, and may be asked one thing more, twice at most."""

import re
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from msgspec.structs import replace

from relating.case import Episode
from relating.journal import actions, queries
from relating.web.episodes.form_fields import ONE_MORE
from relating.web.episodes.one_more import left_open
from tests.cast import Cast, Response, browser_of, episode, person
from tests.web.episodes.telling import answers_of, told
from tests.web.undoing import undo

OPEN = {"person": None, "place_context": None, "valence": None, "ended": None}


def tell_from(browser: Client, cast: Cast, whence: str, **answers: Any) -> Response:
    """Tell something after coming from there."""
    address = reverse("episode-new", args=[cast.case])
    page = browser.get(address, headers={"referer": whence})
    sent = answers_of(page, **answers) | {"back": page.context["back"]}
    return browser.post(address, sent)


def one_more(answer: Client, page: str) -> str:
    """The address of the question that is offered on a page; empty where none is."""
    html = answer.get(page).content.decode().replace("&amp;", "&")
    found = re.search(r'href="([^"]*)">One more\?', html)
    return found[1] if found else ""


@pytest.mark.parametrize("name", ["case", "diary", "ways", "people"])
def test_one_is_back_where_one_was_with_undo(cast: Cast, name: str) -> None:
    browser = browser_of(cast.ana)
    here = reverse(name, args=[cast.case])
    answer = tell_from(browser, cast, f"http://testserver{here}?page=2", story="Kept")
    assert (answer.status_code, answer.headers["Location"]) == (303, here)
    page = browser.get(here).content.decode()
    assert "Saved. Private to you." in page
    undo(browser, page)
    assert queries.open_case(cast.ana, cast.case).episodes == ()


@pytest.mark.parametrize(
    "whence",
    ["", "https://elsewhere.example/cases/", "http://testserver/nowhere/", "//elsewhere.example"],
)
def test_from_nowhere_that_is_known_what_was_saved_is_shown(cast: Cast, whence: str) -> None:
    answer = tell_from(browser_of(cast.ana), cast, whence, story="Kept")
    assert answer.headers["Location"] == reverse("episode", args=[told(cast).id])


def test_a_form_is_no_page_to_be_back_on(cast: Cast) -> None:
    here = reverse("episode-new", args=[cast.case])
    answer = tell_from(browser_of(cast.ana), cast, f"http://testserver{here}", story="Kept")
    assert answer.headers["Location"] == reverse("episode", args=[told(cast).id])


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ({}, ("whom", "where")),
        ({"person": "p1"}, ("where", "end")),
        ({"person": "p1", "place_context": "home"}, ("end", "ended")),
        ({"person": "p1", "place_context": "home", "valence": 0}, ("ended",)),
        ({"person": "p1", "place": "room"}, ("end", "ended")),
        ({"place": "past"}, ("whom",)),
        ({"place": "practice", "person": "p1"}, ()),
        ({**OPEN, "person": "p1", "place_context": "home", "valence": 1, "ended": "x"}, ()),
    ],
)
def test_at_most_two_things_are_asked_and_only_what_was_left_open(
    said: dict[str, Any], asked: tuple[str, ...]
) -> None:
    assert left_open(episode(**said)) == asked


def test_what_a_count_lacks_is_no_reason_to_ask() -> None:
    whole = episode(person="p1", place_context="home", valence=0, ended="still_open")
    assert (whole.i_did, whole.other_did, whole.feelings) == (None, None, None)
    assert left_open(whole) == ()


def test_one_more_and_enough(cast: Cast) -> None:
    mara = person("Mara")
    actions.record(cast.ana, cast.case, mara)
    browser, here = browser_of(cast.ana), reverse("case", args=[cast.case])
    tell_from(browser, cast, f"http://testserver{here}", person=mara.id, story="Kept")
    first = one_more(browser, here)
    page = browser.get(first)
    assert "Where was it?" in page.content.decode()
    assert f'<a class="btn btn-2" href="{here}">Enough</a>' in page.content.decode()
    hidden = {name: page.context[name] for name in ("back", "then")}
    answer = browser.post(first, answers_of(page, place_context="home") | hidden)
    second = answer.headers["Location"]
    page = browser.get(second)
    assert "How did it end for me?" in page.content.decode()
    hidden = {name: page.context[name] for name in ("back", "then")}
    answer = browser.post(second, answers_of(page, valence="1") | hidden)
    assert answer.headers["Location"] == here
    kept = told(cast)
    assert (kept.place_context, kept.valence, kept.story) == ("home", 1, "Kept")
    assert one_more(browser, here) == ""


def test_what_is_told_better_asks_for_nothing_more(cast: Cast) -> None:
    before = episode("First words")
    actions.record(cast.ana, cast.case, before)
    browser, edit = browser_of(cast.ana), reverse("episode-edit", args=[before.id])
    browser.post(edit, answers_of(browser.get(edit), story="Better"))
    assert one_more(browser, reverse("episode", args=[before.id])) == ""


@pytest.fixture
def before(cast: Cast) -> Episode:
    at = datetime(2026, 2, 3, 18, 20, 17, tzinfo=UTC)
    kept = episode("Kept as it is", i_did=("joking",), valence=-1, at=at)
    actions.record(cast.ana, cast.case, kept)
    return kept


def more(cast: Cast, about: str, telling: UUID) -> tuple[Client, str, Response]:
    browser, address = browser_of(cast.ana), reverse("episode-more", args=[telling, about])
    return browser, address, browser.get(address)


def test_what_it_spared_and_cost_is_one_thing_more_and_sent_twice_there_once(
    cast: Cast, before: Episode
) -> None:
    browser, address, page = more(cast, "spared", before.id)
    html = page.content.decode()
    assert html.index("What did it spare me?") < html.index("What did it cost me?")
    sent = answers_of(page, protects_from=["conflict"], own_cost="My evening")
    for _ in range(2):
        assert browser.post(address, sent).status_code == 303
    kept = told(cast)
    assert replace(kept, protects_from=None, cost=None) == before
    assert kept.protects_from == ("conflict",)
    words = queries.open_case(cast.ana, cast.case).vocabulary
    assert [words.label("cost", code) for code in kept.cost or ()] == ["My evening"]


def test_somebody_is_looked_for_there_too_and_nothing_is_kept_yet(
    cast: Cast, before: Episode
) -> None:
    actions.record(cast.ana, cast.case, person("Mara"))
    browser, address, page = more(cast, "whom", before.id)
    answer = browser.post(address, answers_of(page, look_for="ma", look="1"))
    assert answer.status_code == 200
    assert "Mara" in answer.content.decode()
    assert told(cast) == before


def test_nothing_chosen_writes_nothing(cast: Cast, before: Episode) -> None:
    for about in ONE_MORE:
        browser, address, page = more(cast, about, before.id)
        assert browser.post(address, answers_of(page)).status_code == 303
    assert len(queries.history(cast.ana, before.id)) == 1


def test_told_better_meanwhile_both_are_laid_side_by_side(cast: Cast, before: Episode) -> None:
    browser, address, page = more(cast, "end", before.id)
    actions.revise(cast.ana, cast.case, replace(before, valence=-3), 1)
    answer = browser.post(address, answers_of(page, valence="2"))
    assert answer.status_code == 409
    assert "There are two versions of this" in answer.content.decode()


def test_only_she_is_asked_and_only_what_there_is(cast: Cast, before: Episode) -> None:
    actions.share(cast.ana, before.id)
    for viewer in (cast.ben, cast.cleo):
        address = reverse("episode-more", args=[before.id, "spared"])
        assert browser_of(viewer).get(address).status_code == 404
    address = reverse("episode-more", args=[before.id, "story"])
    assert browser_of(cast.ana).get(address).status_code == 404
