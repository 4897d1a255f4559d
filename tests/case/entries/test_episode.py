"""Episodes: what they hold and what they refuse."""

import math
from typing import Any
from uuid import UUID

import pytest

from relating.case import Episode, Feeling, Misfit, Unfit, decode, encode
from relating.case.fields import LONGEST_STORY
from tests.case.examples import HOUR, an_episode


def test_not_asked_and_asked_but_none_are_told_apart() -> None:
    neither = an_episode(wish=None, cost=(), feelings=())
    again = decode("episode", encode(neither))

    assert isinstance(again, Episode)
    assert (again.wish, again.cost, again.feelings) == (None, (), ())


def test_zero_is_kept_and_is_not_missing() -> None:
    again = decode("episode", encode(an_episode(valence=0, awareness=0, authenticity=0)))

    assert isinstance(again, Episode)
    assert (again.valence, again.awareness, again.authenticity) == (0, 0, 0)


def test_only_when_is_required_of_an_episode() -> None:
    bare = Episode(
        id=UUID(int=1),
        author="client",
        visibility="private",
        recorded_at=HOUR,
        at=HOUR,
        place="life",
    )

    assert decode("episode", encode(bare)) == bare


@pytest.mark.parametrize("place", ["room", "life", "practice"])
def test_an_episode_of_today_says_when_it_happened(place: str) -> None:
    with pytest.raises(Misfit, match="at: say when it happened"):
        an_episode(place=place, at=None)


@pytest.mark.parametrize("when", [{"at": None, "age": 9}, {"at": None}, {"at": HOUR, "age": 9}])
def test_a_past_episode_may_tell_an_age_or_a_time_or_neither(when: dict[str, Any]) -> None:
    past = an_episode(place="past", **when)

    assert decode("episode", encode(past)) == past


def test_only_a_past_episode_tells_an_age() -> None:
    with pytest.raises(Misfit, match="age"):
        an_episode(place="life", age=9)


def test_a_position_in_whole_numbers_is_kept_like_any_other() -> None:
    assert encode(an_episode(my_position=(0, -1))) == encode(an_episode(my_position=(0.0, -1.0)))


OUT_OF_RANGE: list[dict[str, Any]] = [
    {"valence": 4},
    {"valence": -4},
    {"awareness": 6},
    {"awareness": -1},
    {"authenticity": 11},
    {"worth_at_stake": -1},
    {"my_position": (1.01, 0)},
    {"other_position": (0, -1.01)},
    {"my_position": (math.nan, 0)},
    {"age": 121, "place": "past"},
    {"place": "elsewhere"},
    {"author": "stranger"},
    {"visibility": "public"},
    {"story": "a" * (LONGEST_STORY + 1)},
    {"wish": ("heard",) * 51},
    {"feelings": (Feeling(code="sad", intensity=11),)},
    {"feelings": (Feeling(code="sad", after=11),)},
    {"person": ""},
]


@pytest.mark.parametrize("change", OUT_OF_RANGE, ids=lambda change: next(iter(change)))
def test_what_could_not_be_read_again_is_not_encoded(change: dict[str, Any]) -> None:
    with pytest.raises(Unfit):
        encode(an_episode(**change))
