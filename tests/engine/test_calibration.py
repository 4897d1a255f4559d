"""What was expected beside what came, with the method's own worked numbers."""

from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relating.engine.calibration import murphy

TIMES = st.lists(
    st.tuples(st.integers(0, 10).map(lambda tenth: tenth / 10), st.integers(0, 1)),
    min_size=1,
    max_size=60,
)


def test_brier_agrees_with_the_published_example() -> None:
    assert murphy([0.1, 0.9, 0.8, 0.3], [0, 1, 1, 0]).brier == pytest.approx(0.0375, abs=1e-9)


def test_the_parts_agree_with_the_worked_example() -> None:
    forecasts = [0.9] * 4 + [0.7] * 3 + [0.3] * 3
    found = murphy(forecasts, [1, 1, 0, 0, 1, 0, 0, 0, 0, 1])
    parts = (found.brier, found.reliability, found.resolution, found.uncertainty)
    assert parts == pytest.approx((0.338, 0.1047, 0.0067, 0.24), abs=5e-5)
    assert (found.skill, found.bias) == pytest.approx((-0.4083, 0.26), abs=5e-5)


def test_the_parts_are_the_exact_fractions() -> None:
    found = murphy([0.9] * 4 + [0.7] * 3 + [0.3] * 3, [1, 1, 0, 0, 1, 0, 0, 0, 0, 1])
    assert found.reliability == pytest.approx(0.1 * (4 * 0.16 + 3 * 121 / 900 + 3 / 900), abs=1e-12)
    assert found.resolution == pytest.approx(1 / 150, abs=1e-12)


def test_seven_forecasts_can_be_worked_out_and_are_too_few_to_tell() -> None:
    assert murphy([0.5] * 7, [1] * 7).too_few
    assert not murphy([0.5] * 8, [1] * 8).too_few


def test_where_it_always_came_there_is_no_skill() -> None:
    assert murphy([0.9, 0.9], [1, 1]).skill is None


@given(TIMES)
def test_the_parts_add_up(times: list[tuple[float, int]]) -> None:
    found = murphy(*zip(*times, strict=True))
    parts = found.reliability - found.resolution + found.uncertainty
    assert found.brier == pytest.approx(parts, abs=1e-12)
    assert 0 <= found.resolution <= found.uncertainty + 1e-12 <= 0.25 + 1e-12
    assert -1 <= found.bias <= 1


@given(TIMES)
def test_the_order_of_the_times_does_not_matter(times: list[tuple[float, int]]) -> None:
    one, other = murphy(*zip(*times, strict=True)), murphy(*zip(*sorted(times), strict=True))
    assert one.reliability == pytest.approx(other.reliability, abs=1e-12)
    assert one.resolution == pytest.approx(other.resolution, abs=1e-12)


@pytest.mark.parametrize(
    ("forecasts", "outcomes", "says"),
    [
        ([], [], "at least one"),
        ([0.5], [], "at least one"),
        ([0.5, 0.5], [1], "each forecast needs its outcome"),
        ([1.1], [1], "between 0 and 1"),
        ([-0.1], [1], "between 0 and 1"),
        ([nan], [1], "finite"),
        ([0.5], [0.5], "0 or 1"),
    ],
)
def test_what_is_no_forecast_is_refused_in_words(
    forecasts: list[float], outcomes: list[float], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        murphy(forecasts, outcomes)
