"""Words: everybody calls things as they call them, and every change can be undone."""

import re

import pytest
from django.contrib.sessions.models import Session as BrowserSession
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from relating.case.vocabulary import DEFAULTS, LISTS
from relating.journal import actions, queries
from relating.people.gate import Viewer
from tests.cast import Cast, browser_of, episode


def url(cast: Cast, name: str = "behaviour") -> str:
    return reverse("words", args=[cast.case, name])


def hidden_field(page: str, name: str) -> str:
    match = re.search(rf'name="{name}" value="([^"]+)"', page)
    assert match is not None, name
    return match[1]


def changed(browser: Client, address: str, **sent: str) -> HttpResponse:
    answer = browser.post(address, sent)
    assert answer.status_code == 303, answer.content.decode()
    return browser.get(answer.headers["Location"])


def label_of(viewer: Viewer, cast: Cast, code: str = "pleasing", name: str = "behaviour") -> str:
    return queries.open_case(viewer, cast.case).vocabulary.label(name, code)


def undo(browser: Client, address: str, page: HttpResponse) -> None:
    word = hidden_field(page.content.decode(), "word")
    assert browser.post(address, {"act": "undo", "word": word}).status_code == 303


def test_every_list_has_its_page_for_client_counsellor_and_practice(cast: Cast) -> None:
    for name in LISTS:
        for viewer in (cast.ana, cast.ben):
            assert browser_of(viewer).get(url(cast, name)).status_code == 200
        page = browser_of(cast.eve).get(reverse("practice-words", args=[name]))
        assert page.status_code == 200


def test_a_list_that_is_not_there_is_not_there(cast: Cast) -> None:
    for address, viewer in (
        (url(cast, "nonsense"), cast.ana),
        (reverse("practice-words", args=["nonsense"]), cast.eve),
    ):
        assert browser_of(viewer).get(address).status_code == 404
        assert browser_of(viewer).post(address, {"act": "add"}).status_code == 404


def test_all_lists_stand_on_the_page_of_words(cast: Cast) -> None:
    for viewer, address in (
        (cast.ana, reverse("words-home", args=[cast.case])),
        (cast.ben, reverse("words-home", args=[cast.case])),
        (cast.eve, reverse("practice-words-home")),
    ):
        lines = browser_of(viewer).get(address).context["lines"]
        assert {line.name for line, _ in lines} == set(LISTS)


def test_ana_renames_a_word_and_undoes_it(cast: Cast) -> None:
    first, browser = label_of(cast.ana, cast), browser_of(cast.ana)
    page = changed(browser, url(cast), act="rename", code="pleasing", label="Making myself small")
    assert label_of(cast.ana, cast) == "Making myself small"
    assert "Renamed." in page.content.decode()
    undo(browser, url(cast), page)
    assert label_of(cast.ana, cast) == first


def test_undo_goes_back_one_step_and_not_to_the_beginning(cast: Cast) -> None:
    browser = browser_of(cast.ana)
    changed(browser, url(cast), act="rename", code="pleasing", label="Once")
    page = changed(browser, url(cast), act="rename", code="pleasing", label="Twice")
    undo(browser, url(cast), page)
    assert label_of(cast.ana, cast) == "Once"


def test_undo_is_offered_once_and_only_on_the_list_that_was_changed(cast: Cast) -> None:
    browser = browser_of(cast.ana)
    page = changed(browser, url(cast), act="hide", code="pleasing")
    assert 'value="undo"' in page.content.decode()
    assert 'value="undo"' not in browser.get(url(cast)).content.decode()
    browser.post(url(cast), {"act": "show", "code": "pleasing"})
    assert 'value="undo"' not in browser.get(url(cast, "feeling")).content.decode()


def test_what_undo_brings_back_lies_sealed_in_the_session(cast: Cast) -> None:
    browser = browser_of(cast.ana)
    changed(browser, url(cast), act="rename", code="pleasing", label="Rhubarb")
    browser.post(url(cast), {"act": "rename", "code": "pleasing", "label": "Custard"})
    stored = " ".join(str(each.get_decoded()) for each in BrowserSession.objects.all())
    assert "undo-word" in stored
    assert "Rhubarb" not in stored
    assert "Custard" not in stored


def test_nobody_undoes_with_anothers_way_back(cast: Cast) -> None:
    browser = browser_of(cast.ana)
    page = changed(browser, url(cast), act="rename", code="pleasing", label="Mine")
    word = hidden_field(page.content.decode(), "word")
    ben = browser_of(cast.ben)
    changed(ben, url(cast), act="rename", code="pleasing", label="Ben's")
    ben.post(url(cast), {"act": "undo", "word": word})
    assert label_of(cast.ben, cast) == "Ben's"


def test_a_hidden_word_is_not_offered_and_can_be_shown_again(cast: Cast) -> None:
    browser = browser_of(cast.ana)
    changed(browser, url(cast), act="hide", code="pleasing")
    opened = queries.open_case(cast.ana, cast.case).vocabulary
    assert "pleasing" not in {term.code for term in opened.terms("behaviour")}
    changed(browser, url(cast), act="show", code="pleasing")
    opened = queries.open_case(cast.ana, cast.case).vocabulary
    assert "pleasing" in {term.code for term in opened.terms("behaviour")}


def test_hiding_keeps_the_new_name_and_renaming_keeps_it_hidden(cast: Cast) -> None:
    browser = browser_of(cast.ana)
    changed(browser, url(cast), act="rename", code="pleasing", label="Small")
    changed(browser, url(cast), act="hide", code="pleasing")
    assert label_of(cast.ana, cast) == "Small"
    changed(browser, url(cast), act="rename", code="pleasing", label="Smaller")
    term = queries.open_case(cast.ana, cast.case).vocabulary.term("behaviour", "pleasing")
    assert term is not None
    assert term.hidden


@pytest.mark.parametrize(("name", "old"), [("behaviour", True), ("new", False)])
def test_a_way_of_ones_own_is_old_or_new_and_has_its_place(
    cast: Cast, name: str, old: bool
) -> None:
    browser = browser_of(cast.ana)
    fresh = hidden_field(browser.get(url(cast, name)).content.decode(), "fresh")
    changed(browser, url(cast, name), act="add", fresh=fresh, label="Vanishing", octant="FG")
    found = queries.open_case(cast.ana, cast.case).vocabulary.terms(name)
    term = next(each for each in found if each.label == "Vanishing")
    assert (term.old, term.octant, term.custom) == (old, "FG", True)
    assert "vanish" not in term.code


def test_adding_can_be_undone_and_then_it_is_no_longer_offered(cast: Cast) -> None:
    browser = browser_of(cast.ana)
    fresh = hidden_field(browser.get(url(cast)).content.decode(), "fresh")
    page = changed(browser, url(cast), act="add", fresh=fresh, label="Vanishing")
    undo(browser, url(cast), page)
    found = queries.open_case(cast.ana, cast.case).vocabulary.terms("behaviour")
    assert "Vanishing" not in {each.label for each in found}


def test_a_form_sent_twice_adds_one_word(cast: Cast) -> None:
    browser = browser_of(cast.ana)
    fresh = hidden_field(browser.get(url(cast)).content.decode(), "fresh")
    sent = {"act": "add", "fresh": fresh, "label": "Vanishing"}
    for _ in range(2):
        assert browser.post(url(cast), sent).status_code == 303
    found = queries.open_case(cast.ana, cast.case).vocabulary.terms("behaviour")
    assert [each.label for each in found].count("Vanishing") == 1


@pytest.mark.parametrize(
    "sent",
    [
        {"act": "rename", "code": "pleasing", "label": "  "},
        {"act": "rename", "code": "no_such_code", "label": "x"},
        {"act": "rename", "code": "pleasing", "label": DEFAULTS.label("behaviour", "joking")},
        {"act": "add", "label": ""},
        {"act": "dance", "code": "pleasing"},
        {},
    ],
)
def test_what_does_not_fit_changes_nothing_and_is_said(cast: Cast, sent: dict[str, str]) -> None:
    before = queries.open_case(cast.ana, cast.case).vocabulary
    answer = browser_of(cast.ana).post(url(cast), sent)
    assert answer.status_code == 422
    assert "Nothing you wrote is lost" in answer.content.decode()
    assert queries.open_case(cast.ana, cast.case).vocabulary == before


def test_a_closed_list_is_renamed_but_neither_extended_nor_shortened(cast: Cast) -> None:
    browser, address = browser_of(cast.ana), url(cast, "place")
    assert "Add a word" not in browser.get(address).content.decode()
    for sent in ({"act": "add", "label": "On the moon"}, {"act": "hide", "code": "life"}):
        assert browser.post(address, sent).status_code == 422
    changed(browser, address, act="rename", code="life", label="Out there")
    assert label_of(cast.ana, cast, "life", "place") == "Out there"


def test_anas_words_stay_hers_until_she_shares_what_they_stand_in(cast: Cast) -> None:
    changed(browser_of(cast.ana), url(cast), act="rename", code="pleasing", label="Rhubarb")
    assert label_of(cast.ben, cast) != "Rhubarb"
    assert "Rhubarb" not in browser_of(cast.ben).get(url(cast)).content.decode()
    told = episode(visibility="shared", i_did=("pleasing",))
    actions.record(cast.ana, cast.case, told)
    assert label_of(cast.ben, cast) == "Rhubarb"


def test_bens_words_hold_in_his_cases_and_anas_stand_over_them(cast: Cast) -> None:
    changed(browser_of(cast.ben), url(cast), act="rename", code="pleasing", label="Fitting in")
    assert label_of(cast.ana, cast) == "Fitting in"
    changed(browser_of(cast.ana), url(cast), act="rename", code="pleasing", label="Small")
    assert label_of(cast.ana, cast) == "Small"
    other = queries.open_case(cast.carl, cast.other_case).vocabulary
    assert other.label("behaviour", "pleasing") == DEFAULTS.label("behaviour", "pleasing")


def test_the_words_of_the_practice_hold_for_everybody_in_it(cast: Cast) -> None:
    address = reverse("practice-words", args=["behaviour"])
    page = changed(browser_of(cast.eve), address, act="rename", code="pleasing", label="Ours")
    assert "Renamed." in page.content.decode()
    for viewer, case in ((cast.ana, cast.case), (cast.carl, cast.other_case)):
        opened = queries.open_case(viewer, case)
        assert opened.vocabulary.label("behaviour", "pleasing") == "Ours"


def test_a_renamed_word_shows_the_word_it_had_and_takes_it_back(cast: Cast) -> None:
    first, browser = label_of(cast.ana, cast), browser_of(cast.ana)
    page = changed(browser, url(cast), act="rename", code="pleasing", label="Small")
    assert f"was “{first}”" in page.content.decode()
    changed(browser, url(cast), act="original", code="pleasing")
    assert label_of(cast.ana, cast) == first


def test_an_entry_opens_by_its_place_in_the_list_so_that_no_address_says_a_word(cast: Cast) -> None:
    page = browser_of(cast.ana).get(url(cast) + "?word=2").content.decode()
    assert page.count('id="open"') == 1
    for odd in ("0", "999", "-1", "x", "1 "):
        assert (
            'id="open"' not in browser_of(cast.ana).get(url(cast) + f"?word={odd}").content.decode()
        )


def test_a_word_with_a_place_says_where_and_whose_placing_it_is(cast: Cast) -> None:
    page = browser_of(cast.ana).get(url(cast, "feeling")).content.decode()
    assert "placed as in research on feelings between people" in page
    assert "IEI" not in page
