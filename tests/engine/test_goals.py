"""Levels of goals and T, with the method's own worked numbers."""

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relating.engine.goals import LEVELS, attainment

GOALS = st.lists(st.tuples(st.integers(-2, 2), st.integers(1, 9)), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("weights", "levels", "t"),
    [
        ([1, 1, 1], [0, 1, -1], 50),
        ([1, 1, 1], [1, 1, 0], 59.1287),
        ([1, 1, 1], [-1, -1, -1], 36.3069),
        ([3, 2, 1], [1, 0, -1], 54.4065),
        ([3, 2, 1], [1, 2, 0], 65.4228),
    ],
)
def test_t_agrees_with_the_worked_examples(
    weights: list[float], levels: list[int], t: float
) -> None:
    assert attainment(levels, weights).t == pytest.approx(t, abs=5e-5)


@pytest.mark.parametrize(
    ("n", "step"), [(1, 10), (2, 6.2017), (3, 4.5644), (4, 3.6274), (5, 3.0151)]
)
def test_goals_that_weigh_alike_have_the_published_step(n: int, step: float) -> None:
    assert attainment([1] + [0] * (n - 1)).t == pytest.approx(50 + step, abs=5e-5)


def test_the_three_levels_that_a_client_words_stand_in_the_middle() -> None:
    assert list(LEVELS.values()) == [-2, -1, 0, 1, 2]
    assert [LEVELS["a_start"], LEVELS["good_enough"], LEVELS["more"]] == [-1, 0, 1]


@given(GOALS)
def test_t_lies_as_far_above_fifty_as_its_mirror_below(goals: list[tuple[int, int]]) -> None:
    levels, weights = zip(*goals, strict=True)
    up, down = attainment(levels, weights).t, attainment([-each for each in levels], weights).t
    assert up - 50 == pytest.approx(50 - down, abs=1e-9)


@given(GOALS, st.integers(2, 9))
def test_only_the_proportion_of_the_weights_counts(
    goals: list[tuple[int, int]], times: int
) -> None:
    levels, weights = zip(*goals, strict=True)
    heavier = attainment(levels, [weight * times for weight in weights])
    assert heavier.t == pytest.approx(attainment(levels, weights).t, abs=1e-9)


@pytest.mark.parametrize(
    ("levels", "weights", "says"),
    [
        ([], None, "at least one"),
        ([3], None, "between -2 and 2"),
        ([0.5], None, "one of -2"),
        ([nan], None, "finite"),
        ([1], [], "at least one"),
        ([1, 1], [1], "each goal needs its weight"),
        ([1], [0], "without weight"),
        ([1], [-1], "between 0"),
        ([1], [inf], "finite"),
    ],
)
def test_what_is_no_goal_is_refused_in_words(
    levels: list[int], weights: list[float] | None, says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        attainment(levels, weights)


def test_a_correlation_outside_its_range_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        attainment([1], correlation=1.5)
