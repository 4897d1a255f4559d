"""The circle's geometry, against the published orientation."""

from math import cos, isclose, radians, sin

import pytest
from hypothesis import given

from relating.case.fields import Position
from relating.engine.octants import angle, extremity, octant, sides
from tests.engine.made import POINTS


def at(degrees: float) -> tuple[float, float]:
    return (0.7 * cos(radians(degrees)), 0.7 * sin(radians(degrees)))


@pytest.mark.parametrize(
    ("degrees", "expected"),
    [(22.4, "LM"), (22.6, "NO"), (90, "PA"), (135, "BC"), (180, "DE"), (330, "JK"), (338, "LM")],
)
def test_a_direction_falls_into_its_octant(degrees: float, expected: str) -> None:
    assert octant(at(degrees)) == expected


@pytest.mark.parametrize(
    ("point", "expected"),
    [((0.8, 0.2), 14.036), ((0.6, -0.4), 326.310), ((-0.3, -0.6), 243.435), ((0.2, 0.6), 71.565)],
)
def test_angles_run_counter_clockwise_from_warm(point: Position, expected: float) -> None:
    assert isclose(angle(point), expected, abs_tol=0.001)


def test_near_the_middle_a_point_leans_to_no_side() -> None:
    assert octant((0.1, 0.1)) is None
    assert sides((0.1, 0.1)) == ()


@given(POINTS)
def test_nobody_is_warm_and_cold_or_leading_and_yielding_at_once(point: Position) -> None:
    leans = set(sides(point))
    assert not {"warm", "cold"} <= leans
    assert not {"leading", "yielding"} <= leans


@given(POINTS)
def test_a_point_opposite_leans_to_the_opposite_sides(point: Position) -> None:
    opposite = {"warm": "cold", "cold": "warm", "leading": "yielding", "yielding": "leading"}
    found = octant(point)
    mirrored = octant((-point[0], -point[1]))
    if found is not None and abs(angle(point) % 45 - 22.5) > 1e-6:
        assert {opposite[side] for side in sides(point)} == set(sides((-point[0], -point[1])))
        assert mirrored is not None


@given(POINTS)
def test_an_angle_is_below_a_full_turn_and_an_extremity_within_one(point: Position) -> None:
    assert 0 <= angle(point) < 360
    assert 0 <= extremity(point) <= 1
