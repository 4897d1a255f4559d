"""Whether a series goes up or down, with the method's own worked numbers."""

from math import inf, nan, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relating.engine.trend import mann_kendall, sen

NOTICING = [0, 0, 1, 0, 1, 2, 1, 2, 3, 2, 3, 4]
SERIES = st.lists(st.integers(-5, 5), min_size=2, max_size=40)


def test_the_trend_of_noticing_agrees_with_the_worked_example() -> None:
    found = mann_kendall(NOTICING)
    assert (found.n, found.s) == (12, 50)
    assert found.variance == pytest.approx(602 / 3, abs=1e-9)
    assert found.z == pytest.approx(49 / sqrt(602 / 3), abs=1e-9)
    assert (found.variance, found.z) == pytest.approx((200.6667, 3.4591), abs=5e-5)


def test_the_slope_agrees_with_the_worked_example() -> None:
    assert sen(NOTICING).slope == pytest.approx(1 / 3, abs=1e-9)


def test_a_series_that_stays_has_no_trend() -> None:
    found = mann_kendall([3] * 8)
    assert (found.s, found.variance, found.z, sen([3] * 8).slope) == (0, 0, 0, 0)


def test_one_odd_value_does_not_turn_the_slope_round() -> None:
    assert sen([1, 2, 3, 4, -90, 6, 7, 8]).slope > 0.5


def test_seven_values_can_be_worked_out_and_are_too_few_to_tell() -> None:
    assert (mann_kendall(range(7)).too_few, sen(range(7)).too_few) == (True, True)
    assert (mann_kendall(range(8)).too_few, sen(range(8)).too_few) == (False, False)


@given(SERIES)
def test_a_series_turned_round_has_the_opposite_trend(series: list[int]) -> None:
    there, back = mann_kendall(series), mann_kendall(series[::-1])
    assert (back.s, back.variance, back.z) == (-there.s, there.variance, -there.z)
    assert sen(series[::-1]).slope == pytest.approx(-sen(series).slope, abs=1e-12)


@given(SERIES)
def test_ties_only_take_from_the_variance(series: list[int]) -> None:
    n, found = len(series), mann_kendall(series)
    assert 0 <= found.variance <= n * (n - 1) * (2 * n + 5) / 18
    assert abs(found.s) <= n * (n - 1) / 2
    assert abs(found.z) * sqrt(found.variance) == pytest.approx(max(0, abs(found.s) - 1))


@given(st.integers(-9, 9), st.integers(1, 9), st.integers(2, 30))
def test_a_straight_line_has_its_own_slope(start: int, step: int, n: int) -> None:
    line = [start + step * place for place in range(n)]
    assert sen(line).slope == step
    assert mann_kendall(line).s == n * (n - 1) // 2


@pytest.mark.parametrize(
    ("series", "says"),
    [([], "at least one"), ([1], "at least two"), ([1, nan], "finite"), ([1, inf], "finite")],
)
def test_what_is_no_series_is_refused_in_words(series: list[float], says: str) -> None:
    for formula in (sen, mann_kendall):
        with pytest.raises(ValueError, match=says):
            formula(series)
