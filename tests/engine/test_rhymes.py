"""Where something in life has the shape of a moment in the room, or of a memory."""

from collections.abc import Sequence
from itertools import chain
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relating.case.entries.episode import Episode, Feeling
from relating.case.fields import Place
from relating.engine.rhymes import Alike, Rhyme, alike, rhymes
from relating.simulate import Made, Mechanism, case
from tests.engine.made import CASES, episode

ASHAMED = (Feeling(code="ashamed", intensity=7),)
SHAPE: dict[str, Any] = {"other_did": ("criticised",), "i_did": ("pleasing",), "feelings": ASHAMED}


def told(place: Place = "life", days: float = 0, **changes: Any) -> Episode:
    return episode(days, place=place, **{**SHAPE, **changes})


def found(*episodes: Episode, new: Sequence[Episode] | None = None) -> tuple[Rhyme, ...]:
    ids = [each.id for each in episodes] if new is None else [each.id for each in new]
    return rhymes(episodes, ids)


def test_something_in_life_rhymes_with_a_moment_in_the_room_and_says_in_what() -> None:
    life, room = told(), told("room")
    (rhyme,) = found(life, room)
    assert (rhyme.life, rhyme.other, rhyme.place) == (life.id, room.id, "room")
    assert rhyme.alike == (
        Alike("other_did", ("criticised",)),
        Alike("i_did", ("pleasing",)),
        Alike("feelings", ("ashamed",)),
    )


def test_something_in_life_rhymes_with_a_memory() -> None:
    memory = told("past")
    assert [rhyme.other for rhyme in found(told(), memory)] == [memory.id]


@pytest.mark.parametrize("places", [("life", "life"), ("room", "past"), ("life", "practice")])
def test_only_life_rhymes_and_only_with_the_room_or_back_then(places: tuple[Place, Place]) -> None:
    assert found(*map(told, places)) == ()


@pytest.mark.parametrize("slot", ["other_did", "i_did", "feelings"])
@pytest.mark.parametrize("value", [None, ()])
def test_a_slot_that_was_not_asked_or_holds_nothing_is_not_alike(
    slot: str, value: tuple[str, ...] | None
) -> None:
    without: dict[str, Any] = {slot: value}
    assert found(told(), told("room", **without)) == ()


def test_where_they_stood_can_be_the_third_thing() -> None:
    there: dict[str, Any] = {"feelings": None, "my_position": (0.4, -0.6)}
    (rhyme,) = found(told(**there), told("room", **{**there, "my_position": (0.6, -0.3)}))
    assert rhyme.alike[-1] == Alike("my_position")
    assert found(told(**there), told("room", **{**there, "my_position": (-0.4, 0.6)})) == ()


def test_two_taps_in_the_middle_say_nothing() -> None:
    middle: dict[str, Any] = {"feelings": None, "my_position": (0.0, 0.1)}
    assert found(told(**middle), told("room", **middle)) == ()


@pytest.mark.parametrize("code", ["none", "dont_know", "mixed"])
def test_words_that_say_nothing_are_not_alike(code: str) -> None:
    both: dict[str, Any] = {"other_did": (code,), "i_did": (code,)}
    assert alike(told(**both), told("room", **both)) == (Alike("feelings", ("ashamed",)),)


def test_a_story_alone_never_rhymes() -> None:
    same: dict[str, Any] = dict.fromkeys(SHAPE) | {"story": "She sighed and I gave in."}
    assert found(told(**same), told("room", **same)) == ()


def test_one_of_the_two_must_be_new() -> None:
    life, room, other = told(), told("room"), told(days=5, i_did=("joking",))
    assert found(life, room, other, new=[other]) == ()
    assert len(found(life, room, new=[room])) == len(found(life, room, new=[life])) == 1


def test_what_keeps_coming_together_goes_before_a_single_likeness() -> None:
    often = [told(days=day) for day in range(5)]
    once = told(days=9, other_did=("mocked", "cold"), i_did=("joking",))
    rooms = [told("room", days=20), told("room", days=21, other_did=("cold",), i_did=("joking",))]
    apart = [told(days=day, i_did=("joking",), feelings=None) for day in range(30, 36)]
    first, second = found(*often, once, *rooms, *apart)
    assert (first.other, second.other) == (rooms[0].id, rooms[1].id)
    assert first.strength > second.strength


def test_an_episode_stands_in_one_rhyme_only() -> None:
    lives, rooms = (
        [told(days=day) for day in range(3)],
        [told("room", days=9), told("past", days=9)],
    )
    shown = found(*lives, *rooms)
    assert len(shown) == 2
    assert len(set(chain.from_iterable((each.life, each.other) for each in shown))) == 4


@settings(max_examples=30)
@given(CASES, st.randoms())
def test_the_order_in_which_episodes_come_does_not_matter(
    episodes: list[Episode], chance: Random
) -> None:
    new = [each.id for each in episodes]
    assert rhymes(episodes, new) == rhymes(chance.sample(episodes, len(episodes)), new)


def fired_alike(made: Made, rhyme: Rhyme) -> bool:
    return any({rhyme.life, rhyme.other} <= set(each.fired) for each in made.truth.templates)


@pytest.mark.parametrize("mechanism", ["rates", "agents"])
def test_rhymes_are_far_more_often_what_was_planted_than_chance_would_have_it(
    mechanism: Mechanism,
) -> None:
    """By chance 1 to 2 in 100 pairs belong together; of the rhymes at least 20 in 100 do."""
    right = []
    for seed in range(10):
        made = case(seed, episodes=120, mechanism=mechanism)
        told_ones = [each for each in made.case_file.entries if isinstance(each, Episode)]
        shown = rhymes(told_ones, [each.id for each in told_ones])[:3]
        right += [fired_alike(made, each) for each in shown]
    assert len(right) >= 8
    assert sum(right) / len(right) >= 0.2
