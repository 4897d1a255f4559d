"""Every kind of entry stands in the world of these tests, with a word in each of its texts."""

from uuid import uuid4

import pytest

from relating.case import KINDS
from tests.access.kinds import REST, Around, By, made, possible, unwritten
from tests.access.world import BY_OTHER_MEANS, MADE, STATES

BOTH = [By(author, seen) for author in ("client", "counsellor") for seen in ("private", "shared")]


@pytest.mark.every_kind
def test_there_is_a_maker_for_every_kind() -> None:
    assert set(REST) == set(KINDS)


@pytest.mark.every_kind
def test_every_kind_stands_in_the_world_and_only_as_its_type_admits_it() -> None:
    assert set(MADE) == set(KINDS)
    for kind in set(MADE) - BY_OTHER_MEANS:
        assert [state for state in MADE[kind] if not possible(kind, STATES[state])] == []


@pytest.mark.parametrize("kind", KINDS)
def test_an_entry_that_was_made_has_a_word_in_every_text(kind: str) -> None:
    around = Around(about=(uuid4(),), hour=uuid4(), person=str(uuid4()), consent=uuid4())
    ways = [by for by in BOTH if possible(kind, by)]
    assert ways
    for by in ways:
        assert list(unwritten(kind, made(kind, by, around, lambda: "word"))) == []


def test_a_text_that_is_left_empty_is_noticed_however_deep_it_lies() -> None:
    told = made("episode", By("client", "private"), Around(), lambda: "")
    left = {"episode.story", "episode.impact.text", "episode.expected.words"}
    assert left <= set(unwritten("episode", told))
    lent = made("supervision", By("counsellor", "private"), Around(), lambda: "")
    assert "supervision.left_out[]" in set(unwritten("supervision", lent))
