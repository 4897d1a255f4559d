"""Words: everybody calls things as they call them, and every change can be undone."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session as BrowserSession
from django.test import Client
from django.urls import reverse

from relating.case import Content, Note, Word
from relating.case.words.vocabulary import DEFAULTS, LISTS
from relating.case.words.word import own_word
from relating.journal import actions, queries
from relating.people.gate import Viewer
from relating.web.words.page import OWN
from tests.cast import PASSPHRASE, THEN, Cast, Response, browser_of, episode, row_in


def url(cast: Cast, name: str = "behaviour") -> str:
    return reverse("words", args=[cast.case, name])


def hidden_field(page: str, name: str) -> str:
    match = re.search(rf'name="{name}" value="([^"]+)"', page)
    assert match is not None, name
    return match[1]


def changed(browser: Client, address: str, **sent: str) -> Response:
    answer = browser.post(address, sent)
    assert answer.status_code == 303, answer.content.decode()
    return browser.get(answer.headers["Location"])


def label_of(viewer: Viewer, cast: Cast, code: str = "pleasing", name: str = "behaviour") -> str:
    return queries.open_case(viewer, cast.case).vocabulary.label(name, code)


def refused(browser: Client, address: str, **sent: str) -> str:
    answer = browser.post(address, sent)
    assert answer.status_code == 422
    return answer.content.decode()


def fresh_of(browser: Client, address: str) -> str:
    return hidden_field(browser.get(address).content.decode(), "fresh")


def own_labels(viewer: Viewer, cast: Cast, name: str = "behaviour") -> list[str]:
    terms = queries.open_case(viewer, cast.case).vocabulary.terms(name)
    return [term.label for term in terms if term.custom]


def undo(browser: Client, address: str, page: Response) -> None:
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


def test_every_list_stands_once_on_the_page_of_words(cast: Cast) -> None:
    for viewer, address in (
        (cast.ana, reverse("words-home", args=[cast.case])),
        (cast.ben, reverse("words-home", args=[cast.case])),
        (cast.eve, reverse("practice-words-home")),
    ):
        groups = browser_of(viewer).get(address).context["groups"]
        ends = [line.url.rsplit("/", 2)[1] for group in groups for line in group.lines]
        assert sorted(ends) == sorted(LISTS)


def test_the_lists_that_ana_uses_most_come_first(cast: Cast) -> None:
    for number in range(3):
        told = episode(f"{number}", self_treatment=("st_blame",), i_did=("pleasing",))
        actions.record(cast.ana, cast.case, told)
    actions.record(cast.ana, cast.case, episode("more", self_treatment=("st_love",)))
    page = browser_of(cast.ana).get(reverse("words-home", args=[cast.case]))
    urls = [line.url for line in page.context["groups"][0].lines]
    assert urls[:2] == [url(cast, "self_treatment"), url(cast, "behaviour")]


def test_the_page_of_words_counts_what_was_changed(cast: Cast) -> None:
    browser = browser_of(cast.ana)
    changed(browser, url(cast), act="rename", code="pleasing", label="Small")
    changed(browser, url(cast), act="hide", code="joking")
    changed(browser, url(cast), act="add", fresh=fresh_of(browser, url(cast)), label="Vanishing")
    page = browser.get(reverse("words-home", args=[cast.case])).context["groups"]
    line = next(each for group in page for each in group.lines if each.url == url(cast))
    count = len(DEFAULTS.terms("behaviour"))
    assert line.counts == (f"{count} words", "1 of your own", "1 renamed", "1 hidden")


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
    page = changed(browser, url(cast), act="rename", code="pleasing", label="Twice", mine="Once")
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
    again = {"act": "rename", "code": "pleasing", "label": "Custard", "mine": "Rhubarb"}
    assert browser.post(url(cast), again).status_code == 303
    stored = " ".join(str(each.get_decoded()) for each in BrowserSession.objects.all())
    assert "Renamed." in stored
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
    changed(browser, url(cast), act="rename", code="pleasing", label="Smaller", mine="Small")
    term = queries.open_case(cast.ana, cast.case).vocabulary.term("behaviour", "pleasing")
    assert term is not None
    assert term.hidden


@pytest.mark.parametrize(("name", "stance"), [("behaviour", "old"), ("new", "new")])
def test_a_way_of_ones_own_is_old_or_new_and_has_its_place(
    cast: Cast, name: str, stance: str
) -> None:
    browser = browser_of(cast.ana)
    fresh = hidden_field(browser.get(url(cast, name)).content.decode(), "fresh")
    changed(browser, url(cast, name), act="add", fresh=fresh, label="Vanishing", octant="FG")
    found = queries.open_case(cast.ana, cast.case).vocabulary.terms(name)
    term = next(each for each in found if each.label == "Vanishing")
    assert (term.stance, term.octant, term.custom) == (stance, "FG", True)
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


def test_another_word_from_the_same_form_is_another_word(cast: Cast) -> None:
    browser = browser_of(cast.ana)
    fresh = fresh_of(browser, url(cast))
    for label in ("Vanishing", "Hovering"):
        changed(browser, url(cast), act="add", fresh=fresh, label=label)
    assert own_labels(cast.ana, cast) == ["Hovering", "Vanishing"]


def test_own_words_stand_in_the_order_of_their_letters(cast: Cast) -> None:
    for label in ("öde", "Vanishing", "hovering", "Avoiding", "Zoning out"):
        actions.word(cast.ana, cast.case, own_word("behaviour", f"my-{label[0]}", label))
    assert own_labels(cast.ana, cast) == ["Avoiding", "hovering", "Vanishing", "Zoning out", "öde"]


def test_a_new_way_can_be_added_from_the_page_of_old_ways(cast: Cast) -> None:
    browser = browser_of(cast.ana)
    sent = {"act": "add", "fresh": fresh_of(browser, url(cast)), "label": "Staying", "way": "new"}
    answer = browser.post(url(cast), sent)
    assert answer.headers["Location"].startswith(url(cast, "new"))
    assert own_labels(cast.ana, cast, "new") == ["Staying"]
    assert own_labels(cast.ana, cast) == []


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"act": "rename", "code": "pleasing", "label": "  "}, "Write a word first."),
        ({"act": "rename", "code": "no_such_code", "label": "x"}, "not in the list any more"),
        ({"act": "rename", "code": "pleasing", "label": "x" * 201}, "Too long"),
        ({"act": "rename", "code": "pleasing", "label": "Joking it AWAY"}, "in the list already"),
        ({"act": "add", "label": ""}, "Write a word first."),
        ({"act": "add", "label": "Joking it away"}, "in the list already"),
        ({"act": "dance", "code": "pleasing"}, "Please try once more"),
        ({}, "Please try once more"),
    ],
)
def test_what_does_not_fit_changes_nothing_and_is_said(
    cast: Cast, sent: dict[str, str], said: str
) -> None:
    before = queries.open_case(cast.ana, cast.case).vocabulary
    assert said in refused(browser_of(cast.ana), url(cast), **sent)
    assert queries.open_case(cast.ana, cast.case).vocabulary == before


def test_what_did_not_fit_is_still_there(cast: Cast) -> None:
    long = "Making myself so small that " * 9
    for act in ({"act": "rename", "code": "pleasing"}, {"act": "add"}):
        page = refused(browser_of(cast.ana), url(cast), label=long, **act)
        assert f'value="{long}"' in page
        assert page.count("<details open>") + page.count('word-add" open') == 1


def test_the_same_word_twice_is_asked_about_once_and_then_allowed(cast: Cast) -> None:
    browser = browser_of(cast.ana)
    sent = {"act": "add", "label": "Joking it away", "fresh": fresh_of(browser, url(cast))}
    page = refused(browser, url(cast), **sent)
    assert hidden_field(page, "again") == "Joking it away"
    changed(browser, url(cast), **sent, again="Joking it away")
    assert own_labels(cast.ana, cast) == ["Joking it away"]


def test_a_rename_does_not_run_over_another_one(cast: Cast) -> None:
    first, second = browser_of(cast.ana), browser_of(cast.ana)
    changed(first, url(cast), act="rename", code="pleasing", label="Small")
    page = refused(second, url(cast), act="rename", code="pleasing", label="Quiet", mine="")
    assert "renamed meanwhile" in page
    assert 'value="Quiet"' in page
    assert hidden_field(page, "mine") == "Small"
    assert label_of(cast.ana, cast) == "Small"
    changed(second, url(cast), act="rename", code="pleasing", label="Quiet", mine="Small")
    assert label_of(cast.ana, cast) == "Quiet"


def test_a_rename_sent_twice_is_one_change(cast: Cast) -> None:
    browser = browser_of(cast.ana)
    for _ in range(2):
        changed(browser, url(cast), act="rename", code="pleasing", label="Small", mine="")
    row = row_in(cast.case, Word(list="behaviour", code="pleasing", label="Small"))
    assert len(queries.history(cast.ana, row)) == 1


def test_undo_leaves_alone_what_was_changed_since(cast: Cast) -> None:
    browser = browser_of(cast.ana)
    page = changed(browser, url(cast), act="rename", code="pleasing", label="Small")
    changed(browser, url(cast), act="rename", code="pleasing", label="Quiet", mine="Small")
    undo(browser, url(cast), page)
    assert label_of(cast.ana, cast) == "Quiet"
    assert "stays as it is" in browser.get(url(cast)).content.decode()


def in_an_episode(code: str) -> Content:
    return episode(i_did=(code,))


def in_a_note(code: str) -> Content:
    return Note(
        id=uuid4(), author="client", visibility="private", recorded_at=THEN, feelings=(code,)
    )


@pytest.mark.parametrize(("name", "chosen"), [("behaviour", in_an_episode), ("feeling", in_a_note)])
def test_a_word_that_was_chosen_meanwhile_is_hidden_and_not_forgotten(
    cast: Cast, name: str, chosen: Callable[[str], Content]
) -> None:
    browser, address = browser_of(cast.ana), url(cast, name)
    page = changed(browser, address, act="add", fresh=fresh_of(browser, address), label="Gone")
    term = queries.open_case(cast.ana, cast.case).vocabulary.terms(name)[-1]
    actions.record(cast.ana, cast.case, chosen(term.code))
    undo(browser, address, page)
    assert label_of(cast.ana, cast, term.code, name) == "Gone"
    assert own_labels(cast.ana, cast, name) == []


def test_a_word_that_was_taken_out_comes_back_when_it_is_added_again(cast: Cast) -> None:
    browser = browser_of(cast.ana)
    sent = {"act": "add", "fresh": fresh_of(browser, url(cast)), "label": "Gone"}
    undo(browser, url(cast), changed(browser, url(cast), **sent))
    changed(browser, url(cast), **sent)
    assert own_labels(cast.ana, cast) == ["Gone"]


def test_the_places_and_the_standing_say_why_they_cannot_be_changed(cast: Cast) -> None:
    browser = browser_of(cast.ana)
    for name, code in (("place", "life"), ("standing", "above")):
        page = browser.get(url(cast, name)).content.decode()
        assert "cannot be changed" in page
        assert 'name="label"' not in page
        refused(browser, url(cast, name), act="rename", code=code, label="Out there")


def test_a_closed_list_is_renamed_but_neither_extended_nor_shortened(cast: Cast) -> None:
    browser, address = browser_of(cast.ana), url(cast, "awareness")
    assert "Add a word" not in browser.get(address).content.decode()
    for sent in ({"act": "add", "label": "Long ago"}, {"act": "hide", "code": "0"}):
        refused(browser, address, **sent)
    changed(browser, address, act="rename", code="0", label="Not at all")
    assert label_of(cast.ana, cast, "0", "awareness") == "Not at all"


def test_a_renamed_word_shows_the_word_it_had_and_takes_it_back(cast: Cast) -> None:
    first, browser = label_of(cast.ana, cast), browser_of(cast.ana)
    page = changed(browser, url(cast), act="rename", code="pleasing", label="Small")
    assert f"instead of “{first}”" in page.content.decode()
    changed(browser, url(cast), act="original", code="pleasing")
    assert label_of(cast.ana, cast) == first


def test_a_word_with_a_place_says_where_and_whose_placing_it_is(cast: Cast) -> None:
    page = browser_of(cast.ana).get(url(cast, "feeling")).content.decode()
    assert "as in published work on feelings between people" in page
    for name in LISTS:
        page = browser_of(cast.ana).get(url(cast, name)).content.decode()
        for short in ("IEI", "IIP", "CSIV", "CSIE", "ISC", "IIS", "IIT", "SASB", "3RS"):
            assert not re.search(rf"\b{short}\b", page), (name, short)


def test_every_page_of_words_is_light(cast: Cast) -> None:
    for viewer in (cast.ana, cast.ben):
        for name in LISTS:
            assert len(browser_of(viewer).get(url(cast, name)).content) <= 60_000, name


def test_what_was_typed_before_the_sign_in_ran_out_is_still_there(cast: Cast) -> None:
    browser = browser_of(cast.ana)
    page = browser.get(url(cast)).content.decode()
    sent = {"act": "rename", "code": "pleasing", "label": "Rhubarb", "mine": ""}
    sent["writer"] = hidden_field(page, "writer")
    stranger = Client()
    asked = stranger.post(url(cast), sent)
    assert asked.status_code == 401
    kept = hidden_field(asked.content.decode(), "kept")
    stranger.post(reverse("sign-in"), {"login": "ana", "password": PASSPHRASE, "kept": kept})
    assert 'value="Rhubarb"' in stranger.get(url(cast)).content.decode()
    assert label_of(cast.ana, cast) != "Rhubarb"


def test_more_words_of_ones_own_than_a_page_holds_are_turned_to_and_a_change_leads_to_its_page(
    cast: Cast,
) -> None:
    browser = browser_of(cast.ana)
    words = [f"Way of mine, number {number:02}" for number in range(OWN + 2)]
    for word in words:
        page = changed(
            browser, url(cast), act="add", fresh=fresh_of(browser, url(cast)), label=word
        )
        assert word in page.content.decode()
    first = browser.get(url(cast)).content.decode()
    last = browser.get(f"{url(cast)}?page=2").content.decode()
    assert "Page 1 of 2" in first
    assert [sum(word in page for word in words) for page in (first, last)] == [OWN, 2]
    assert all(word in first + last for word in words)
    form = last.split("<details>")[1]
    code, there = hidden_field(form, "code"), hidden_field(form, "mine")
    given = {"act": "rename", "code": code, "mine": there, "label": "Another name"}
    renamed = changed(browser, f"{url(cast)}?page=2", **given)
    assert "Another name" in renamed.content.decode()
    assert "Page 2 of 2" in renamed.content.decode()
    assert there in words
    assert there not in browser.get(f"{url(cast)}?page=2").content.decode()
