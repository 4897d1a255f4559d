"""A moment that was told again counts once, and another moment counts as another."""

import random
from typing import Any

import pytest
from hypothesis import given
from msgspec.structs import replace

from relating import simulate
from relating.case import Episode
from relating.engine.patterns import Rules
from relating.engine.patterns.discover import discover
from relating.engine.patterns.table import table
from relating.engine.retellings import is_to_be_asked_of, once, told_before
from tests.engine.made import CASES, PEOPLE, episode

SAID: dict[str, Any] = {
    "person": "mara",
    "other_did": ("criticised",),
    "wish": ("close",),
    "i_did": ("pleasing",),
}


def who(each: Episode) -> str | None:
    return each.person


def test_the_same_told_again_within_a_week_counts_once_and_the_first_stands() -> None:
    first, again = episode(1, **SAID), episode(5, **SAID)
    assert once([again, first], who) == (first,)


@pytest.mark.parametrize(
    "fewer", [{"wish": None}, {"wish": ()}, {"i_did": ("pleasing", "hiding")}, {"other_did": None}]
)
def test_a_word_that_was_left_out_makes_no_other_moment(fewer: dict[str, Any]) -> None:
    assert len(once([episode(1, **SAID), episode(2, **SAID | fewer)], who)) == 1


@pytest.mark.parametrize(
    ("day", "other"),
    [
        (9, {}),
        (2, {"person": "sam"}),
        (2, {"other_did": ("joked",)}),
        (2, {"i_did": ("hiding",)}),
        (2, {"i_did": None}),
        (2, {"wish": ("space",)}),
        (2, {"other_did": None, "wish": None}),
    ],
)
def test_whatever_is_another_person_time_cue_or_act_is_another_moment(
    day: int, other: dict[str, Any]
) -> None:
    told = [episode(1, **SAID), episode(day, **SAID | other)]
    assert len(once(told, who)) == 2


def test_a_memory_is_no_retelling_of_today() -> None:
    told = [episode(1, **SAID), episode(1, place="past", **SAID)]
    assert len(once(told, who)) == 2


@given(CASES)
def test_nothing_is_left_to_take_out_whatever_the_order(told: list[Episode]) -> None:
    kept = once(told, who)
    assert once(kept, who) == kept
    assert once(random.Random(1).sample(told, len(told)), who) == kept
    assert set(kept) <= set(told)


def test_a_life_told_twice_says_what_it_says_told_once() -> None:
    made = simulate.case(4, episodes=160, strength=0.9)
    told = [each for each in made.case_file.entries if isinstance(each, Episode)]
    again = [
        replace(each, id=type(each.id)(int=n + 1), recorded_at=each.recorded_at)
        for n, each in enumerate(told)
    ]
    people, rules = made.case_file.people, Rules(shuffles=199)
    one, two = (discover(each, people, rules=rules) for each in (told, [*told, *again]))
    assert one.patterns
    counts = [[(each.cue, each.n, each.k) for each in found.patterns] for found in (one, two)]
    assert counts[0] == counts[1]
    assert one.usable == two.usable


def test_two_that_were_said_to_be_of_different_moments_count_as_two() -> None:
    first = episode(1, **SAID)
    other = episode(2, **SAID, apart_from=(first.id,))
    assert len(once([first, other], who)) == 2


def test_two_tellings_that_were_joined_are_one_row_and_hers_stands_for_both() -> None:
    hers = episode(1, **SAID | {"i_did": ("pleasing",)})
    his = episode(30, **SAID | {"i_did": ("hiding",)}, telling_of=hers.id)
    silent = episode(60, **SAID | {"i_did": None})
    of_silent = replace(his, id=type(his.id)(int=99), author="counsellor", telling_of=silent.id)
    assert table([hers, his], PEOPLE, Rules()).ids == (hers.id,)
    assert table([silent, of_silent], PEOPLE, Rules()).ids == ()


def test_people_are_told_apart_in_a_case() -> None:
    told = [episode(n / 10, **SAID | {"person": ("mara", "sam")[n % 2]}) for n in range(40)]
    assert discover(told, PEOPLE.values()).usable == 2


def test_what_she_is_asked_about_is_the_latest_of_hers_that_is_alike() -> None:
    known: dict[str, Any] = SAID | {"wish": None}
    older, newer = episode(0, **known), episode(2, **known)
    now = episode(4, **known)
    assert told_before(now, [older, newer, now], PEOPLE) == newer
    others = [
        episode(3, **known | {"person": "sam"}),
        episode(3, **known | {"i_did": ("hiding",)}),
        episode(3, **known | {"author": "counsellor"}),
        episode(3, **known, place="practice"),
        episode(3, **known, telling_of=older.id),
        episode(3, **known, apart_from=(now.id,)),
    ]
    assert told_before(now, others, PEOPLE) is None


def test_what_says_too_little_or_was_with_somebody_unsafe_is_not_asked_about() -> None:
    known: dict[str, Any] = SAID | {"wish": None}
    before = episode(0, **known)
    for left_open in ("person", "other_did", "i_did"):
        assert told_before(episode(1, **known | {left_open: None}), [before], PEOPLE) is None
    unsafe = {"mara": replace(PEOPLE["mara"], unsafe=True)}
    assert told_before(episode(1, **known), [before], unsafe) is None
    for place in ("past", "practice"):
        assert not is_to_be_asked_of(episode(1, **known, place=place))
