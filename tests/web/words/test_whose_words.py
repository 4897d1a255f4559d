"""Whose words hold, who reads them, and what stands when two windows change them."""

from django.urls import reverse

from relating.case import Word
from relating.case.words.vocabulary import DEFAULTS
from relating.journal import actions, queries
from relating.journal.models import Trail
from tests.cast import Cast, browser_of, episode
from tests.web.words.test_words import changed, fresh_of, label_of, undo, url


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


def test_ana_reads_which_of_her_words_ben_can_read(cast: Cast) -> None:
    browser = browser_of(cast.ana)
    page = changed(browser, url(cast), act="rename", code="pleasing", label="Small")
    assert "private to you" in page.content.decode()
    actions.record(cast.ana, cast.case, episode(visibility="shared", i_did=("pleasing",)))
    shown = browser.get(url(cast)).content.decode()
    assert "shared with Ben" in shown
    assert "private to you" in shown  # what every page says of words that are changed
    marks = [
        entry.marks for group in browser.get(url(cast)).context["groups"] for entry in group.lines
    ]
    assert [mark for each in marks for mark in each][-1] == "shared with Ben"


def test_ben_sees_what_ana_calls_it_and_the_words_that_only_she_has(cast: Cast) -> None:
    ana, ben = browser_of(cast.ana), browser_of(cast.ben)
    changed(ana, url(cast), act="rename", code="pleasing", label="Small")
    changed(ana, url(cast), act="add", fresh=fresh_of(ana, url(cast)), label="Vanishing")
    own = queries.open_case(cast.ana, cast.case).vocabulary.terms("behaviour")[-1]
    page = ben.get(url(cast)).content.decode()
    assert "Small" not in page
    assert "Vanishing" not in page
    actions.record(cast.ana, cast.case, episode(visibility="shared", i_did=("pleasing", own.code)))
    page = ben.get(url(cast)).content.decode()
    assert "Ana\N{RIGHT SINGLE QUOTATION MARK}s word: “Small”" in page
    assert "Ana\N{RIGHT SINGLE QUOTATION MARK}s own words" in page
    assert "Vanishing" in page
    assert "Vanishing" not in ben.get(url(cast, "new")).content.decode()


def test_no_address_holds_a_word_or_its_code(cast: Cast) -> None:
    actions.word(cast.ana, cast.case, Word(list="behaviour", code="my-mother", label="Mother"))
    answer = browser_of(cast.ana).post(
        url(cast), {"act": "rename", "code": "my-mother", "label": "Father", "mine": "Mother"}
    )
    assert answer.status_code == 303
    assert "mother" not in answer.headers["Location"]


def test_a_layer_changes_once_and_keeps_what_another_window_did(cast: Cast) -> None:
    sent = {"act": "rename", "code": "pleasing", "label": "Ours", "mine": ""}
    for _ in range(2):
        changed(browser_of(cast.ben), url(cast), **sent)
    assert Trail.objects.filter(kind="layer").count() == 1
    changed(browser_of(cast.ben), url(cast), act="hide", code="pleasing")
    changed(browser_of(cast.ben), url(cast, "feeling"), act="hide", code="sad")
    opened = queries.open_case(cast.ben, cast.case).vocabulary
    pleasing, sad = opened.term("behaviour", "pleasing"), opened.term("feeling", "sad")
    assert pleasing is not None
    assert sad is not None
    assert (pleasing.label, pleasing.hidden, sad.hidden) == ("Ours", True, True)


def test_undo_in_a_layer_leaves_nothing_behind(cast: Cast) -> None:
    ben = browser_of(cast.ben)
    before = queries.open_case(cast.ben, cast.case).vocabulary
    page = changed(ben, url(cast), act="add", fresh=fresh_of(ben, url(cast)), label="Hovering")
    undo(ben, url(cast), page)
    assert queries.open_case(cast.ben, cast.case).vocabulary == before
