"""The words: the defaults are complete and well placed, and people's own words lie on top."""

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from relating.case import DEFAULTS, LISTS, Term, Vocabulary, Word, layered
from relating.case.words.vocabulary import OCTANTS, octant_of
from tests.case.drawn import words

FACTS: dict[str, dict[str, list[float | str | None]]] = json.loads(
    Path(__file__).with_name("vocabulary_facts.json").read_text()
)
"""Each code of the method with its octant, angle, warmth and dominance."""

EVERY_TERM = [term for name in LISTS for term in DEFAULTS.terms(name)]
LONGEST_CHIP = 36


@pytest.mark.parametrize("name", FACTS)
def test_a_list_has_the_codes_of_the_method_in_their_order(name: str) -> None:
    assert [term.code for term in DEFAULTS.terms(name)] == list(FACTS[name])


@pytest.mark.parametrize("name", FACTS)
def test_a_code_lies_where_the_method_places_it(name: str) -> None:
    placed = {t.code: [t.octant, t.angle, t.warmth, t.dominance] for t in DEFAULTS.terms(name)}

    assert placed == FACTS[name]


SIZES = {
    "self_treatment": 11,
    "ended": 9,
    "awareness": 6,
    "place": 4,
    "place_context": 7,
    "protects_from": 14,
    "cost": 11,
    "need": 34,
    "rupture_mark": 11,
    "counsellor_part": 7,
    "repair_move": 7,
    "pull": 11,
    "client_move": 8,
    "support": 5,
    "ring": 4,
    "wanted": 5,
    "resonance": 7,
    "standing": 3,
}


@pytest.mark.parametrize(("name", "size"), SIZES.items())
def test_a_short_list_is_complete(name: str, size: int) -> None:
    assert len(DEFAULTS.terms(name)) == size


@pytest.mark.parametrize("name", LISTS)
def test_no_two_entries_of_a_list_read_the_same(name: str) -> None:
    labels = [term.label.casefold() for term in DEFAULTS.terms(name)]

    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("term", EVERY_TERM, ids=lambda term: f"{term.list}-{term.code}")
def test_an_entry_is_short_enough_for_a_chip_and_says_who_placed_it(term: Term) -> None:
    assert 0 < len(term.label) <= LONGEST_CHIP
    assert term.label == term.label.strip()
    assert term.source
    assert (term.hidden, term.custom) == (False, False)


def test_feelings_are_written_small() -> None:
    assert all(term.label.islower() for term in DEFAULTS.terms("feeling"))


def test_the_first_eight_feelings_spread_over_the_groups_and_the_good_ones_stand_in_front() -> None:
    feelings = DEFAULTS.terms("feeling")
    first = feelings[:8]
    groups = [term.group for term in feelings]
    assert {term.group for term in first} == set(groups)
    assert sum(term.group == "good" for term in first) >= 3
    assert {"happy", "loved"} <= {term.code for term in first}
    assert {"glad", "relieved", "warm"} <= {term.code for term in feelings[:10]}


def test_one_may_have_wanted_to_do_right_by_the_family() -> None:
    assert DEFAULTS.label("wish", "duty") == "To do right by my family"


def test_old_ways_and_new_ways_share_no_code() -> None:
    old = {term.code for term in DEFAULTS.terms("behaviour")}
    new = {term.code for term in DEFAULTS.terms("new")}

    assert not old & new
    assert all(term.stance == "old" for term in DEFAULTS.terms("behaviour"))
    assert all(term.stance == "new" for term in DEFAULTS.terms("new"))
    assert all(term.stance == "neither" for term in DEFAULTS.terms("feeling"))


def test_what_one_entry_says_of_another_leads_somewhere() -> None:
    for term in DEFAULTS.terms("behaviour"):
        assert all(DEFAULTS.term("protects_from", code) for code in term.protects_from)
    for term in DEFAULTS.terms("new"):
        assert all(DEFAULTS.term("behaviour", code) for code in term.instead_of)


def test_an_entry_without_an_agreed_place_has_none() -> None:
    joking = DEFAULTS.term("behaviour", "joking")

    assert joking is not None
    assert (joking.octant, joking.angle, joking.warmth, joking.dominance) == (None,) * 4


def test_the_angle_and_the_octant_fit_the_coordinates() -> None:
    for term in EVERY_TERM:
        if term.warmth is not None and term.dominance is not None and term.angle is not None:
            angle = math.degrees(math.atan2(term.dominance, term.warmth)) % 360
            assert angle == pytest.approx(term.angle, abs=1)
            assert term.octant is None or term.octant == octant_of(term.warmth, term.dominance)


@pytest.mark.parametrize("index", range(8))
def test_an_octant_reaches_half_way_to_its_neighbours(index: int) -> None:
    for degrees in (index * 45 - 22, index * 45, index * 45 + 22):
        angle = math.radians(degrees)
        assert octant_of(math.cos(angle), math.sin(angle)) == OCTANTS[index]


def test_the_middle_lies_in_no_octant() -> None:
    assert octant_of(0, 0) is None


def test_a_code_has_its_word_and_an_unknown_code_is_read_out() -> None:
    assert DEFAULTS.label("feeling", "not_enough") == "not good enough"
    assert DEFAULTS.label("behaviour", "say_no") == "Saying no"
    assert DEFAULTS.label("behaviour", "walking_away") == "Walking away"


def test_what_i_did_is_looked_up_among_old_ways_and_then_new_ones() -> None:
    old, new = DEFAULTS.behaviour("pleasing"), DEFAULTS.behaviour("say_no")

    assert old is not None
    assert new is not None
    assert (old.list, new.list, DEFAULTS.behaviour("vanish")) == ("behaviour", "new", None)


def test_a_list_that_does_not_exist_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        DEFAULTS.terms("wishes")


def own(code: str, **changes: object) -> Vocabulary:
    return layered(DEFAULTS, [replace(Word(list="behaviour", code=code), **changes)])


def test_a_rename_changes_the_word_and_keeps_the_rest() -> None:
    before, after = (
        vocabulary.term("behaviour", "pleasing")
        for vocabulary in (DEFAULTS, own("pleasing", label="Making myself small"))
    )

    assert before is not None
    assert after is not None
    assert (after.label, after.warmth, after.custom) == ("Making myself small", 0.49, False)
    assert before.label != after.label


def test_a_word_of_ones_own_stands_at_the_end_of_its_list() -> None:
    vanish = own("vanish", label="Vanishing", position=(-0.6, -0.6)).terms("behaviour")[-1]

    assert (vanish.code, vanish.label, vanish.custom, vanish.stance) == (
        "vanish",
        "Vanishing",
        True,
        "old",
    )
    assert (vanish.octant, vanish.angle) == ("FG", 225)


def test_a_word_of_ones_own_without_a_label_is_read_out() -> None:
    assert own("going_out").label("behaviour", "going_out") == "Going out"


def test_a_new_way_of_ones_own_belongs_to_the_new_ways() -> None:
    vocabulary = own("breathe", old=False)

    assert vocabulary.term("behaviour", "breathe") is None
    assert vocabulary.terms("new")[-1].stance == "new"


def test_somebody_may_call_an_old_way_new() -> None:
    vocabulary = own("joking", old=False)
    joking = vocabulary.term("new", "joking")

    assert vocabulary.term("behaviour", "joking") is None
    assert joking is not None
    assert joking.label == DEFAULTS.label("behaviour", "joking")


def test_a_hidden_entry_is_shown_only_when_asked_for() -> None:
    vocabulary = own("comparing", hidden=True)
    shown = {term.code for term in vocabulary.terms("behaviour")}
    everything = {term.code for term in vocabulary.terms("behaviour", hidden=True)}

    assert everything - shown == {"comparing"}
    assert vocabulary.label("behaviour", "comparing") == "Putting myself down"


def test_the_last_layer_decides_and_keeps_what_it_does_not_speak_of() -> None:
    clinic = [Word(list="behaviour", code="vanish", label="Vanishing", position=(0, -1))]
    counsellor = [Word(list="behaviour", code="vanish", hidden=True)]
    client = [Word(list="behaviour", code="vanish", label="Slipping away")]
    vanish = layered(DEFAULTS, clinic, counsellor, client).term("behaviour", "vanish")

    assert vanish is not None
    assert (vanish.label, vanish.octant, vanish.hidden) == ("Slipping away", "HI", False)


def test_a_closed_list_is_renamed_but_not_extended() -> None:
    vocabulary = layered(
        DEFAULTS,
        [Word(list="place", code="room", label="Here"), Word(list="place", code="dream")],
    )

    assert vocabulary.label("place", "room") == "Here"
    assert vocabulary.term("place", "dream") is None


def test_a_word_for_an_unknown_list_changes_nothing() -> None:
    assert layered(DEFAULTS, [Word(list="weather", code="rain")]) == DEFAULTS


@given(st.lists(words, max_size=5))
def test_layers_leave_the_defaults_alone_and_lose_no_code(own_words: list[Word]) -> None:
    before = {name: dict(terms) for name, terms in DEFAULTS.listings.items()}
    vocabulary = layered(DEFAULTS, own_words)

    assert before == DEFAULTS.listings
    for term in EVERY_TERM:
        ways = term.list in {"behaviour", "new"}
        found = vocabulary.behaviour(term.code) if ways else vocabulary.term(term.list, term.code)
        assert found is not None


@given(st.lists(words, max_size=5))
def test_the_same_layer_twice_is_the_same_as_once(own_words: list[Word]) -> None:
    once = layered(DEFAULTS, own_words)

    assert layered(once, own_words) == layered(DEFAULTS, own_words, own_words)
