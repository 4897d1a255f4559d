"""Old, new, both, neither, or not said."""

import pytest
from msgspec.structs import replace

from relating.case import Answer, Cue, Pattern
from relating.case.words.vocabulary import DEFAULTS, layered
from relating.case.words.word import Word
from relating.engine.ways import retired, way
from tests.case.examples import an_entry
from tests.engine.made import MONDAY, episode


@pytest.mark.parametrize(
    ("i_did", "expected"),
    [
        (("pleasing",), "old"),
        (("pleasing", "hiding"), "old"),
        (("say_no",), "new"),
        (("pleasing", "say_no"), "mixed"),
        (("none",), "neither"),
        ((), "neither"),
        (("none", "say_no"), "new"),
        (None, "plain"),
        (("unheard_of",), "plain"),
        (("unheard_of", "pleasing"), "old"),
    ],
)
def test_the_way_follows_from_what_i_did(i_did: tuple[str, ...] | None, expected: str) -> None:
    assert way(episode(i_did=i_did), DEFAULTS) == expected


def test_a_word_of_ones_own_counts_as_the_way_it_was_said_to_be() -> None:
    own = layered(
        DEFAULTS,
        [
            Word(list="behaviour", code="vanish", label="Vanishing", old=True),
            Word(list="behaviour", code="sing", label="Singing", old=False),
        ],
    )
    assert way(episode(i_did=("vanish",)), own) == "old"
    assert way(episode(i_did=("sing",)), own) == "new"


def test_a_pattern_is_retired_as_soon_as_one_of_the_two_says_so() -> None:
    kept = an_entry(
        Pattern,
        1,
        cue=Cue(other_did="criticised"),
        behaviour="pleasing",
        state="look_together",
        named_by="counsellor",
        since=MONDAY,
    )
    answer = an_entry(Answer, 2, author="client", to=kept.id)
    assert retired([kept, answer]) == frozenset()
    assert retired([replace(kept, retired=True), answer]) == {kept.id}
    assert retired([kept, replace(answer, retired=True)]) == {kept.id}
    assert retired([replace(answer, retired=True, to=None)]) == frozenset()
