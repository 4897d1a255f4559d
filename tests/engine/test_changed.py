"""What has changed since she began to work on a way: fixed halves, fixed looks, or nothing."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import numpy as np
import pytest
from msgspec.structs import replace

from relating.case.entries.episode import Episode, Expected
from relating.case.words.vocabulary import DEFAULTS
from relating.engine import changed
from relating.engine.changed import FIRST, LOOKS, REST, Change, change, changes
from relating.engine.halves import OTHERS, Halves, Working, halves, lives
from relating.engine.lasting import quantile
from relating.engine.not_so import not_so, told_a_week
from tests.engine.made import MONDAY, PEOPLE, episode

DAY = 400
"""The day, after that Monday, on which the work begins."""
WORKING = Working(
    way=UUID(int=1),
    since=(MONDAY + timedelta(days=DAY)).date(),
    cues=frozenset({"criticised"}),
)


def a_time(day: float, so: bool, **more: object) -> Episode:
    """Somebody criticised her, and she did something new, or pleased."""
    did = ("say_no",) if so else ("pleasing",)
    told = episode(day, other_did=("criticised",), i_did=did, person="mara")
    return replace(told, **more)


def times(before: Sequence[bool], since: Sequence[bool]) -> list[Episode]:
    """Times ten days apart, up to the day and from it on."""
    early = [a_time(DAY - 10 * (len(before) - n), so) for n, so in enumerate(before)]
    return [*early, *(a_time(DAY + 10 * n, so) for n, so in enumerate(since))]


def of_way(told: Sequence[Episode], working: Working = WORKING) -> Change:
    """The way's own sentence."""
    return changes(lives(told, PEOPLE, DEFAULTS), working)[0]


def counts(found: Change) -> tuple[int, int, int, int]:
    return found.before.k, found.before.n, found.since.k, found.since.n


RARELY = [False] * 11 + [True]


def test_a_large_change_holds_at_the_first_look() -> None:
    found = of_way(times(RARELY, [True] * 7 + [False]))
    assert counts(found) == (1, 12, 7, 8)
    assert (found.found_at, found.holds, found.rises) == (8, True, True)


def test_worsening_is_found_just_as_well() -> None:
    found = of_way(times([not so for so in RARELY], [False] * 7 + [True]))
    assert (found.holds, found.rises) == (True, False)


def test_below_eight_times_of_either_half_nothing_is_said() -> None:
    assert of_way(times(RARELY, [True] * 7)).too_few
    assert of_way(times([False] * 7, [True] * 20)).found_at is None


def test_between_two_looks_nothing_new_is_found() -> None:
    middling = [True, True, False] * 5
    waiting = of_way(times(RARELY, middling[:14]))
    assert (waiting.found_at, waiting.next_look) == (None, 15)


def test_what_was_found_falls_when_the_times_no_longer_bear_it_out() -> None:
    found = of_way(times(RARELY, [True] * 8 + [False] * 30))
    assert (found.found_at, found.stands, found.holds) == (8, False, False)


def test_what_was_told_of_before_with_hindsight_stays_outside() -> None:
    late = replace(a_time(10, so=False), recorded_at=MONDAY + timedelta(days=DAY + 5))
    assert counts(of_way([*times(RARELY, []), late]))[1] == 12


def test_back_then_and_practice_are_no_times_of_it() -> None:
    others = [
        a_time(5, so=True, place="past", at=None, age=9),
        a_time(5, so=True, place="practice"),
    ]
    assert counts(of_way([*times(RARELY, []), *others]))[:2] == (1, 12)


def test_a_likely_retelling_counts_once() -> None:
    told = times(RARELY, [])
    again = replace(told[0], id=UUID(int=99), recorded_at=told[0].recorded_at + timedelta(days=2))
    assert counts(of_way([*told, again]))[1] == 12


def test_a_way_without_a_cue_counts_the_times_of_its_old_and_of_any_new_way() -> None:
    working = replace(WORKING, cues=frozenset(), old=frozenset({"pleasing"}))
    others = [a_time(3, so=False, i_did=("joking",))]
    assert counts(of_way([*times(RARELY, []), *others], working))[1] == 12


def test_a_way_without_words_of_the_lists_has_no_times() -> None:
    assert counts(of_way(times(RARELY, RARELY), replace(WORKING, cues=frozenset()))) == (0, 0, 0, 0)


def test_the_other_seven_are_asked_of_what_she_said_and_of_nothing_else() -> None:
    told = replace(
        a_time(5, so=True),
        awareness=3,
        authenticity=6,
        worth_at_stake=5,
        self_treatment=("st_free",),
        expected=Expected(other_did="cold"),
        other_then=("warm",),
    )
    life = lives([told, a_time(9, so=False)], PEOPLE, DEFAULTS)
    so = {each: halves(each, life, WORKING).before for each in OTHERS}
    assert {name: [time.so for time in found] for name, found in so.items()} == {
        "noticed": [True],
        "like_myself": [True],
        "worth": [False],
        "kind_to_myself": [True],
        "felt_selfish": [False],
        "feared": [False],
        "with_others": [],
    }


def test_felt_selfish_is_asked_of_what_was_kind_alone_and_that_is_kind_too() -> None:
    told = [
        replace(a_time(10 * n, so=True), self_treatment=codes)
        for n, codes in enumerate(
            [("st_selfish",), ("st_blame",), ("st_love", "st_selfish"), ("st_love",), (), None]
        )
    ]
    life = lives(told, PEOPLE, DEFAULTS)
    kind, selfish = (
        [each.so for each in halves(subject, life, WORKING).before]
        for subject in ("kind_to_myself", "felt_selfish")
    )
    assert (kind, selfish) == ([True, False, True, True], [True, True, False])


def test_the_error_of_the_others_is_parted_among_all_of_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    errors: list[float] = []

    def noted(found: Halves, error: float, *caution: float) -> Change:
        errors.append(error)
        return change(found, error, *caution)

    monkeypatch.setattr(changed, "change", noted)
    changes(lives([], PEOPLE, DEFAULTS), WORKING)
    own, *others = errors
    assert (own, len(others), len(OTHERS)) == (FIRST, 7, 7)
    assert sum(others) == pytest.approx(REST)


def test_with_others_are_the_times_without_the_person_it_was_mostly_with() -> None:
    told = [*times(RARELY, []), replace(a_time(7, so=True), person="sam")]
    found = halves("with_others", lives(told, PEOPLE, DEFAULTS), WORKING)
    assert (found.apart, [each.whom for each in found.before]) == ("mara", ["sam"])


def test_the_levels_of_the_looks_together_use_no_more_than_their_error() -> None:
    """Where nothing changed and nothing limits what is known of before, the worst there can be."""
    random, many, error = np.random.default_rng(3), 200_000, 0.03
    walk, before, crossed = np.zeros(many), 0, np.zeros(many, bool)
    for size, part in LOOKS:
        walk += random.normal(size=many) * np.sqrt(size - before)
        before = size
        crossed |= np.abs(walk) / np.sqrt(size) > quantile(error * part, None)
    assert crossed.mean() < error * 1.03


# One way in which it is not so, and how much was told --------------------------------------------


def test_it_was_not_so_with_somebody_with_whom_it_never_came() -> None:
    told = times(RARELY, [True] * 8)
    told += [replace(a_time(DAY + 3 + 20 * n, so=False), person="sam") for n in range(2)]
    found = not_so(of_way(told))
    assert (found.person, found.always_with) == ("sam", True)


def test_else_it_is_the_last_time_that_went_otherwise() -> None:
    found = not_so(of_way(times(RARELY, [True] * 6 + [False, True])))
    assert found.day == (MONDAY + timedelta(days=DAY + 60)).date()
    assert not found.always_with


def test_of_a_change_to_less_often_the_times_that_were_so_speak_against_it() -> None:
    found = not_so(of_way(times([True] * 12, [False] * 7 + [True])))
    assert found.day == (MONDAY + timedelta(days=DAY + 70)).date()


def test_where_every_time_was_so_nothing_speaks_against_it() -> None:
    assert not_so(of_way(times(RARELY, [True] * 8))).episode is None


def test_how_much_was_told_a_week_is_told_for_both_halves() -> None:
    life = lives(times(RARELY, [True] * 8), PEOPLE, DEFAULTS)
    found = told_a_week(life, WORKING, WORKING.since + timedelta(days=70))
    assert (found.before, found.since) == (0.7, 0.8)
    assert told_a_week(life, WORKING, WORKING.since).since is None
