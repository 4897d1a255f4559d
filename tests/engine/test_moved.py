"""What has moved: a count beside a count, or nothing."""

import random
from typing import Literal
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from relating.engine.moved import Moved, Time, moved
from relating.engine.shares import Share, difference

Side = Literal["up", "down"]


def times(*shares: tuple[int, int], person: str | None = None) -> list[Time[Side]]:
    """Times of which k of n were up, one share after the other."""
    found: list[Time[Side]] = []
    for k, n in shares:
        ups: list[Time[Side]] = [Time(uuid4(), person, ("up",)) for _ in range(k)]
        found += [*ups, *(Time(uuid4(), person, ()) for _ in range(n - k))]
    return found


def found(*shares: tuple[int, int]) -> Moved[Side] | None:
    return moved(times(*shares), ("up", "down"))


def test_17_of_52_and_2_of_26_have_moved_and_two_more_lately_would_be_too_few() -> None:
    told = found((2, 26), (17, 52))
    assert told is not None
    assert (told.what, told.earlier.k, told.earlier.n) == ("up", 17, 52)
    assert (told.lately.k, told.lately.n) == (2, 26)
    assert found((4, 26), (17, 52)) is None


def test_below_eight_times_lately_nothing_is_said() -> None:
    assert found((0, 7), (14, 14)) is None
    assert found((0, 8), (16, 16)) is not None


def test_newcombes_own_example() -> None:
    low, high = difference(Share(48, 80, ()), Share(56, 70, ()))
    assert (round(low, 4), round(high, 4)) == (0.0524, 0.3339)


SEQUENCES = st.lists(st.booleans(), min_size=24, max_size=90)


@given(SEQUENCES)
def test_told_backwards_the_change_is_the_other_way_and_counts_add_up(ups: list[bool]) -> None:
    told: list[Time[Side]] = [
        Time(UUID(int=n), None, ("up",) if up else ()) for n, up in enumerate(ups)
    ]
    result = moved(told, ("up",))
    if result is not None:
        assert result.earlier.n + result.lately.n == len(ups)
        assert result.earlier.k + result.lately.k == sum(ups)
        low, high = difference(result.earlier, result.lately)
        assert not low <= 0 <= high


def test_where_nothing_changes_a_change_is_told_in_at_most_five_of_a_hundred_cases() -> None:
    chance = random.Random(7)
    told = 0
    for _ in range(2000):
        ups = [chance.random() < 0.4 for _ in range(78)]
        case: list[Time[Side]] = [
            Time(UUID(int=n), None, ("up",) if up else ("down",)) for n, up in enumerate(ups)
        ]
        told += moved(case, ("up", "down")) is not None
    assert told / 2000 <= 0.055
