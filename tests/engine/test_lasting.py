"""Times near one another count for less where a state lasts, and for as much where none does."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relating.engine.lasting import LASTS, lasting, quantile
from tests.sure import there


def test_times_drawn_apart_hardly_grow_the_variance() -> None:
    random = np.random.default_rng(1)
    grown = [
        lasting([[(5.0 * day, bool(random.random() < 0.4)) for day in range(60)]]).growth
        for _ in range(200)
    ]
    assert np.mean(grown) < 1.35


def test_a_state_that_lasts_is_seen() -> None:
    stretch = [(float(day), day % 40 < 20) for day in range(160)]
    found = lasting([stretch])
    assert found.growth > 5
    assert there(found.freedom) < 20


def test_caution_takes_more_of_it_and_lenience_less() -> None:
    random = np.random.default_rng(2)
    stretch = [(2.0 * day, bool(random.random() < 0.5)) for day in range(60)]
    less, plain, more = (lasting([stretch], each).growth for each in (-1.0, 0.0, 1.0))
    assert less <= plain < more


@given(st.lists(st.tuples(st.floats(0, 1000), st.booleans()), max_size=40), st.floats(-2, 2))
def test_it_never_grows_by_less_than_nothing(times: list[tuple[float, bool]], more: float) -> None:
    found = lasting([sorted(times)], more)
    assert found.growth >= 1
    assert (found.freedom is None) == (found.growth == 1)


def test_nothing_lasts_where_nothing_varies_or_nothing_is_near() -> None:
    assert lasting([[(0, True), (1, True)]]).growth == 1
    assert lasting([[(0, True), (1e6, False)]]).growth == 1
    assert lasting([]).growth == 1


@pytest.mark.parametrize(("freedom", "expected"), [(5, 2.571), (10, 2.228), (30, 2.042)])
def test_the_quantile_is_that_of_students_distribution(freedom: float, expected: float) -> None:
    assert quantile(0.05, freedom) == pytest.approx(expected, abs=0.01)
    assert LASTS > 0
