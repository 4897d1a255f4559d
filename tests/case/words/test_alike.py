"""Words of hers that mean nearly the same, and words that do not."""

import pytest

from relating.case.words.alike import CONSTRUCTS, acts_alike, only_says
from relating.case.words.vocabulary import DEFAULTS, layered
from relating.case.words.word import Word

WISHES = [term.code for term in DEFAULTS.terms("wish")]
ACTS = [term.code for name in ("behaviour", "new") for term in DEFAULTS.terms(name)]


def test_the_table_names_nothing_that_the_lists_do_not_know() -> None:
    for one in CONSTRUCTS:
        assert one.wishes <= set(WISHES)
        assert one.acts <= set(ACTS)
        assert one.source


@pytest.mark.parametrize(
    ("wish", "act"),
    [
        ("give_care", "caretaking"),
        ("peace", "peacekeeping"),
        ("accepted", "pleasing"),
        ("guard", "hiding"),
        ("space", "withdrawing"),
        ("lead", "controlling"),
        ("push_back", "criticising"),
        ("honest", "say_feeling"),
        ("supported", "clinging"),
    ],
)
def test_a_wish_and_an_act_that_only_says_it_are_one_thing(wish: str, act: str) -> None:
    assert only_says(wish, act, DEFAULTS)


@pytest.mark.parametrize(
    ("wish", "act"),
    [("close", "withdrawing"), ("supported", "self_reliance"), ("heard", "pleasing")],
)
def test_a_wish_and_an_act_that_leads_away_from_it_are_two(wish: str, act: str) -> None:
    assert not only_says(wish, act, DEFAULTS)


def test_most_wishes_and_acts_are_two_things() -> None:
    pairs = [only_says(wish, act, DEFAULTS) for wish in WISHES for act in ACTS]
    assert 0.1 < sum(pairs) / len(pairs) < 0.3


def test_acts_are_alike_both_ways_and_an_old_one_is_never_like_a_new_one() -> None:
    for one in ACTS:
        assert acts_alike(one, one, DEFAULTS)
        for other in ACTS:
            assert acts_alike(one, other, DEFAULTS) == acts_alike(other, one, DEFAULTS)
    assert acts_alike("caretaking", "overgiving", DEFAULTS)
    assert not acts_alike("criticising", "disagree", DEFAULTS)


def test_a_word_of_ones_own_is_alike_by_the_place_that_it_was_given() -> None:
    own = layered(DEFAULTS, [Word(list="behaviour", code="vanish", position=(-0.5, -0.5))])
    assert only_says("not_shamed", "vanish", own)
    assert not only_says("close", "vanish", own)
    assert not only_says("not_shamed", "vanish", DEFAULTS)
