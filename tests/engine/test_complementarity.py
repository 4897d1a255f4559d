"""How two points go together, with the method's own worked numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relating.case.fields import Position
from relating.engine.complementarity import index, partner, together
from tests.engine.made import POINTS


def test_the_worked_example_gives_its_index() -> None:
    assert index((0.6, -0.4), (-0.5, 0.7)) == pytest.approx(0.5969, abs=0.0001)


def test_correlations_agree_with_the_worked_example() -> None:
    other = [(0.5, 0.5), (-0.6, 0.6), (0.2, -0.4), (0.8, 0.0), (-0.4, 0.8)]
    me = [(0.6, -0.3), (0.1, -0.6), (0.3, 0.2), (0.7, 0.1), (-0.1, -0.7)]
    # The same pairs twice hold the same correlations, and are enough of them.
    found = together(list(zip(me, other, strict=True)) * 2)
    assert found is not None
    assert found.warmth == pytest.approx(0.9344, abs=0.0001)
    assert found.dominance == pytest.approx(-0.9606, abs=0.0001)


def test_seven_pairs_are_too_few() -> None:
    assert together([((0.1, 0.2), (0.3, 0.4))] * 7) is None


def test_where_nothing_varies_there_is_no_correlation() -> None:
    found = together([((0.5, -0.5), (0.5, 0.5))] * 8)
    assert found is not None
    assert (found.index, found.warmth, found.dominance) == (1.0, None, None)


@given(POINTS)
def test_the_answering_point_answers_fully(other: Position) -> None:
    assert index(partner(other), other) == 1


@given(POINTS, POINTS)
def test_an_index_lies_between_nought_and_one(me: Position, other: Position) -> None:
    assert -1e-12 <= index(me, other) <= 1


@given(st.lists(st.tuples(POINTS, POINTS), min_size=8, max_size=20))
def test_correlations_lie_between_minus_one_and_one(pairs: list[tuple[Position, Position]]) -> None:
    found = together(pairs)
    assert found is not None
    assert all(r is None or -1 <= r <= 1 for r in (found.warmth, found.dominance))
