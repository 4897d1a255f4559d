"""Old, new, both, neither, or not said."""

import pytest

from relating.case.words.vocabulary import DEFAULTS, layered
from relating.case.words.word import Word
from relating.engine.ways import way
from tests.engine.made import episode


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
