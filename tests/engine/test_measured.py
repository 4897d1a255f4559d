"""What the formulas say of one case: which times count, and what chance gives."""

from itertools import product
from random import Random
from statistics import fmean

import pytest
from msgspec.structs import replace

from relating import simulate
from relating.case import CaseFile
from relating.case.entries.episode import Episode
from relating.case.entries.person import Person
from relating.engine.measured import Time, beside_chance, measured, noticing
from relating.engine.repertoire import entropy
from tests.engine.made import MARA, SAM, episode
from tests.sure import there

BASE = simulate.case(1, episodes=20).case_file


def case_of(*told: Episode, people: tuple[Person, ...] = (MARA, SAM)) -> CaseFile:
    return replace(BASE, people=people, entries=told)


def time(cue: str, act: str) -> Time:
    return Time(frozenset({cue}), frozenset({act}))


def test_acts_that_follow_the_cue_fit_and_chance_does_as_well_only_once_in_a_hundred() -> None:
    times = [time("criticised", "pleasing"), time("warm", "hiding")] * 10
    found = there(beside_chance(times, Random(1)))
    assert (found.fit.n, found.fit.information, found.p) == (20, 1, 0.01)
    assert found.by_chance < 0.2


def test_acts_dealt_out_by_chance_have_what_chance_gives() -> None:
    draw = Random(5)
    times = [
        time(draw.choice(["criticised", "warm"]), draw.choice(["pleasing", "hiding"]))
        for _ in range(80)
    ]
    found = there(beside_chance(times, Random(1)))
    assert found.p > 0.05
    assert found.fit.information < 0.1


def test_a_fit_where_there_is_one_cue_is_no_better_than_chance() -> None:
    found = there(beside_chance([time("warm", "hiding"), time("warm", "pleasing")], Random(1)))
    assert (found.fit.information, found.by_chance, found.p) == (0, 0, 1)


def test_each_time_weighs_one_however_many_words_it_holds() -> None:
    both = Time(frozenset({"criticised", "warm"}), frozenset({"pleasing", "hiding", "joking"}))
    assert there(beside_chance([both] * 12, Random(1))).fit.n == pytest.approx(12)


@pytest.mark.parametrize("seed", range(20))
def test_chance_is_counted_as_whoever_deals_and_adds_up_time_by_time(seed: int) -> None:
    draw, words = Random(seed), [f"word-{number}" for number in range(6)]
    some = (frozenset(draw.sample(words, draw.choice([1, 1, 2, 3]))) for _ in range(80))
    times = [Time(*each) for each in zip(some, some, strict=True)]
    random, acts, apart = Random(seed), [each.acts for each in times], []
    for _ in range(99):
        random.shuffle(acts)
        apart.append(by_hand([each.cues for each in times], acts))
    together = by_hand([each.cues for each in times], [each.acts for each in times])
    as_much = sum(each - together <= 1e-9 for each in apart)
    found = there(beside_chance(times, Random(seed)))
    assert found.p == (1 + as_much) / 100
    by_chance = found.fit.information - fmean(each - together for each in apart)
    assert found.by_chance == max(0.0, by_chance)


def by_hand(cues: list[frozenset[str]], acts: list[frozenset[str]]) -> float:
    """The entropy of the pairs, each time shared evenly among its own."""
    pairs: dict[tuple[str, str], float] = {}
    for first, then in zip(cues, acts, strict=True):
        for pair in product(first, then):
            pairs[pair] = pairs.get(pair, 0.0) + 1 / (len(first) * len(then))
    return entropy(pairs.values())


def test_noticing_goes_from_the_oldest_time_to_the_newest() -> None:
    told = [episode(day, awareness=stage) for day, stage in ((3, 4), (1, 0), (2, 1))]
    assert noticing([*told, episode(9)]) == [0, 1, 4]


def test_memories_practice_and_times_with_somebody_unsafe_are_not_measured() -> None:
    unsafe = Person(id="rex", alias="Rex", role="boss", unsafe=True)
    left_out = [
        episode(1, place="past", age=9, i_did=("hiding",), awareness=0),
        episode(2, place="practice", i_did=("hiding",), awareness=0),
        episode(3, person="rex", i_did=("hiding",), awareness=0),
    ]
    counts = [episode(4 + day, person="mara", i_did=("joking",), awareness=2) for day in range(3)]
    found = measured(case_of(*left_out, *counts, people=(MARA, SAM, unsafe)))
    assert there(found.repertoire).ways == 1
    assert there(found.trend).n == len(counts)


def test_a_time_told_twice_is_measured_once() -> None:
    same = {"person": "mara", "other_did": ("criticised",), "i_did": ("pleasing",)}
    found = measured(case_of(episode(1, **same), episode(2, **same)))
    assert there(found.repertoire).n == 1


def test_where_nobody_was_asked_what_came_first_there_is_no_fit() -> None:
    told = episode(1, other_did=("criticised",), i_did=("pleasing",), order="unknown")
    assert measured(case_of(told)).fit is None


def test_none_of_these_is_no_way() -> None:
    assert measured(case_of(episode(1, i_did=("none",)))).repertoire is None


def test_an_empty_case_has_nothing_to_measure() -> None:
    found = measured(case_of())
    assert (found.repertoire, found.fit, found.trend, found.rising) == (None,) * 4


def test_the_order_of_the_file_does_not_matter() -> None:
    case = simulate.case(4, episodes=80, strength=0.9).case_file
    assert measured(case) == measured(replace(case, entries=case.entries[::-1]))
