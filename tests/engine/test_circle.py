"""Where the person and the other stood."""

from datetime import timedelta, timezone
from typing import Any

import pytest
from hypothesis import given

from relating.case.entries.episode import Episode
from relating.case.words.vocabulary import DEFAULTS
from relating.engine.circle import positions
from relating.engine.moved import Moved
from relating.engine.octants import Half
from tests.engine.made import CASES, MONDAY, episode
from tests.sure import there

YIELDING = (0.4, -0.6)
LEADING = (-0.3, 0.7)


def placed(
    n: int, me: tuple[float, float] = YIELDING, first: float = 0, **changes: Any
) -> list[Episode]:
    return [episode(first + day, my_position=me, **changes) for day in range(n)]


def test_a_tap_wins_over_words() -> None:
    found = positions([episode(i_did=("pleasing",), my_position=(0.1, 0.9))], DEFAULTS)
    assert found.standings[0].me.point == (0.1, 0.9)
    assert found.standings[0].me.source == "tapped"


def test_without_a_tap_the_words_give_the_mean_of_their_places() -> None:
    words = episode(i_did=("pleasing", "overgiving"), other_did=("took_over",))
    standing = positions([words], DEFAULTS).standings[0]
    assert standing.me.source == "from_words"
    assert standing.me.point == pytest.approx((0.595, -0.245), abs=0.001)
    assert standing.other is not None
    assert standing.other.point == pytest.approx((0.0, 0.7), abs=0.001)


def test_words_without_a_place_give_no_point() -> None:
    found = positions([episode(i_did=("joking",)), episode(i_did=()), episode()], DEFAULTS)
    assert (found.placed, found.n, found.reason) == (0, 3, "nothing_placed")


def test_a_word_without_a_place_does_not_pull_the_others_to_the_middle() -> None:
    alone = positions([episode(i_did=("pleasing",))], DEFAULTS).standings[0]
    beside = positions([episode(i_did=("pleasing", "joking"))], DEFAULTS).standings[0]
    assert alone.me == beside.me


def test_only_the_others_point_is_not_enough_to_be_placed() -> None:
    assert positions([episode(other_position=LEADING)], DEFAULTS).placed == 0


def test_four_placed_episodes_are_too_few_to_say_anything_and_five_are_not() -> None:
    few = positions(placed(4), DEFAULTS)
    assert (few.facts, few.reason) == (None, "too_few_placed")
    enough = positions(placed(5), DEFAULTS)
    assert enough.facts is not None
    assert enough.reason is None


def test_the_side_i_stood_on_most_is_told_with_its_count_and_its_episodes() -> None:
    yielding, leading = placed(4), placed(3, me=(0.0, 0.8), first=10)
    facts = positions([*yielding, *leading], DEFAULTS).facts
    assert facts is not None
    assert facts.overall is not None
    assert facts.overall.half == "yielding"
    assert (facts.overall.share.k, facts.overall.share.n) == (4, 7)
    assert set(facts.overall.share.evidence) == {found.id for found in yielding}


def test_times_in_the_middle_are_times_in_the_middle() -> None:
    overall = there(there(positions(placed(8, me=(0.05, -0.1)), DEFAULTS).facts).overall)
    assert (overall.half, overall.share.k, overall.share.n) == ("middle", 8, 8)


def test_no_side_is_named_that_has_no_more_than_half() -> None:
    half = [*placed(4), *placed(4, me=(0.0, 0.8), first=10)]
    facts = there(positions(half, DEFAULTS).facts)
    assert (facts.n, facts.overall) == (8, None)
    more = there(positions([*half, *placed(1, first=20)], DEFAULTS).facts)
    assert there(more.overall).share.k == 5


def test_how_i_answered_is_not_told_where_neither_way_has_more_than_half() -> None:
    met = [*placed(3, other_position=LEADING), *placed(3, me=(0.9, 0.0), other_position=LEADING)]
    assert there(positions(met, DEFAULTS).facts).answering is None


def test_how_i_answered_an_other_who_took_charge_needs_five_such_times() -> None:
    assert (
        there(positions(placed(4, other_position=LEADING) + placed(4), DEFAULTS).facts).answering
        is None
    )
    facts = positions(placed(5, other_position=LEADING) + placed(4), DEFAULTS).facts
    assert facts is not None
    assert facts.answering is not None
    assert (facts.answering.half, facts.answering.share.k) == ("yielding", 5)


def test_what_has_moved_needs_eight_times_lately_and_more_than_chance() -> None:
    def moved(before: int, after: int) -> Moved[Half] | None:
        case = [*placed(before), *placed(after, me=(0.0, 0.7), first=100)]
        return there(positions(case, DEFAULTS).facts).moved

    assert moved(14, 7) is None
    found = there(moved(16, 8))
    assert (found.what, found.earlier.k, found.earlier.n) == ("yielding", 16, 16)
    assert (found.lately.k, found.lately.n) == (0, 8)
    assert moved(24, 0) is None


def test_a_change_that_chance_could_give_is_not_one() -> None:
    mixed = [*placed(10), *placed(10, me=(0.0, 0.7), first=20)]
    newest = [*placed(4, first=50), *placed(6, me=(0.0, 0.7), first=60)]
    assert there(positions([*mixed, *newest], DEFAULTS).facts).moved is None


def test_with_whom_it_moved_are_those_met_before_and_lately_with_whom_it_went_so() -> None:
    case = [
        *placed(10, person="mara"),
        *placed(6, person="sam", first=10),
        *placed(8, me=(0.0, 0.7), first=100, person="mara"),
        *placed(3, first=110, person="sam"),
    ]
    assert there(there(positions(case, DEFAULTS).facts).moved).people == ("mara",)


def test_memories_are_placed_but_move_nothing() -> None:
    memories = placed(30, first=200, place="past", age=9, me=(0.0, 0.7))
    facts = there(positions([*memories, *placed(24)], DEFAULTS).facts)
    assert facts.n == 54
    assert facts.moved is None


def test_a_day_is_counted_where_the_reader_lives() -> None:
    late = episode(5.5 / 24, my_position=YIELDING)  # half past eleven at night in UTC
    east = timezone(timedelta(hours=2))
    assert positions([late], DEFAULTS).standings[0].day == MONDAY.date()
    assert positions([late], DEFAULTS, east).standings[0].day == MONDAY.date() + timedelta(days=1)


@given(CASES)
def test_everything_is_placed_once_newest_first_and_within_the_circles_square(
    case: list[Episode],
) -> None:
    found = positions(case, DEFAULTS)
    ids = [standing.episode for standing in found.standings]
    assert len(ids) == len(set(ids)) == found.placed <= found.n == len(case)
    days = [standing.day for standing in found.standings]
    assert days == sorted(days, reverse=True)
    spots = [spot for each in found.standings for spot in (each.me, each.other) if spot is not None]
    assert all(-1 <= value <= 1 for spot in spots for value in spot.point)


@given(CASES)
def test_there_are_facts_or_a_reason_and_never_both(case: list[Episode]) -> None:
    found = positions(case, DEFAULTS)
    assert (found.facts is None) != (found.reason is None)
    if found.facts is not None and found.facts.overall is not None:
        share = found.facts.overall.share
        assert len(share.evidence) == share.k <= share.n == found.placed
        assert share.k * 2 > share.n


@given(CASES)
def test_the_order_in_which_episodes_come_does_not_matter(case: list[Episode]) -> None:
    assert positions(case, DEFAULTS) == positions(case[::-1], DEFAULTS)
