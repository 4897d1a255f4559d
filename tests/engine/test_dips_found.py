"""The rules for a fall in a series, against the numbers of the method."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from relating.engine.dips_found import RULES, How, chart, falls, flags, spread

NIST = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
PULSE = [7.2, 7.4, 7.8, 7.6, 8.0, 5.1, 6.9, 8.1, 8.2, 8.0]
BARE: dict[str, Any] = {"floor": 0.0}


def sessions(scores: Sequence[float], **how: Any) -> list[int]:
    """The sessions that are flagged, counted from 1."""
    return [flag.index + 1 for flag in flags(scores, How(**how))]


def test_the_chart_has_the_limits_of_the_handbook() -> None:
    found = chart(NIST)
    assert found.centre == pytest.approx(50.81, abs=1e-4)
    assert found.moving_range == pytest.approx(1.8778, abs=1e-4)
    assert found.upper() == pytest.approx(55.8041, abs=1e-3)
    assert found.lower() == pytest.approx(45.8159, abs=1e-3)


def test_the_chart_of_the_first_five_pulses_has_the_limits_of_the_method() -> None:
    found = chart(PULSE[:5])
    assert (found.centre, found.moving_range) == pytest.approx((7.6, 0.3))
    assert found.lower(3) == pytest.approx(6.8021, abs=1e-4)
    assert found.lower(2) == pytest.approx(7.0681, abs=1e-4)
    assert chart(PULSE[:5], floor=0.35).lower(3) == pytest.approx(6.55)


@pytest.mark.parametrize("rolling", [True, False])
def test_three_sigma_flags_the_sixth_session_and_two_sigma_the_seventh_too(rolling: bool) -> None:
    assert sessions(PULSE, rule="xmr3", rolling=rolling, **BARE) == [6]
    assert sessions(PULSE, rule="xmr2", rolling=rolling, **BARE) == [6, 7]
    assert sessions(PULSE, rule="xmr3", rolling=rolling) == [6]


def test_the_drop_rules_flag_the_sixth_session_by_three_standard_deviations() -> None:
    assert spread(PULSE) == pytest.approx(0.9591, abs=1e-4)
    assert (8.0 - 5.1) / spread(PULSE) == pytest.approx(3.0237, abs=1e-3)
    assert sessions(PULSE, rule="drop1sd") == sessions(PULSE, rule="drop2sd") == [6]


def test_the_wider_of_the_two_spreads_counts() -> None:
    assert sessions(PULSE, rule="drop2sd", between=1.5) == []


def test_on_a_rising_line_only_the_baseline_that_moves_along_sees_a_dip() -> None:
    rising = [5 + 0.3 * week for week in range(12)]
    assert sessions([*rising, 6.0]) == [13]
    assert sessions([*rising, 6.0], rolling=False) == []


@pytest.mark.parametrize("floor", [0.0, 0.35])
def test_the_dip_is_2_9_deep_two_sessions_long_and_back_at_the_eighth(floor: float) -> None:
    (fall,) = falls(PULSE, How(floor=floor))
    assert fall.depth == pytest.approx(2.9)
    assert (fall.start + 1, fall.length, fall.returned) == (6, 2, "back")
    assert fall.returned_at is not None
    assert fall.returned_at + 1 == 8


def test_two_flags_in_a_row_are_one_fall() -> None:
    (fall,) = falls(PULSE, How(rule="xmr2", floor=0.0))
    assert fall.flagged == (5, 6)


def test_the_fifth_score_is_the_first_that_can_be_judged() -> None:
    assert sessions([8, 8, 8, 2]) == []
    assert sessions([8, 8, 8, 8, 2]) == [5]


def test_at_the_ceiling_a_tenth_is_no_dip() -> None:
    assert sessions([10, 10, 10, 10, 9.9, 9.0]) == []
    assert sessions([10, 10, 10, 10, 8.8]) == [5]
    assert sessions([10, 10, 10, 10, 9.9], **BARE) == [5]


def test_a_dip_does_not_lower_the_line_by_which_the_next_is_judged() -> None:
    twice = [8, 8.2, 7.9, 8.1, 3, 8, 8.1, 3]
    assert sessions(twice) == [5, 8]
    assert sessions(twice, rolling=False) == [5, 8]


RETURNS = [
    ([8, 8, 8, 8, 5, 6, 7.9], "back"),
    ([8, 8, 8, 8, 5, 6.4, 6.6, 6], "partly"),
    ([8, 8, 8, 8, 5, 5, 5.5, 5], "open"),
    ([8, 8, 8, 8, 5, 5, 5, 5, 8], "open"),
    ([8, 8, 8, 8, 6.6, 6.6, 5], "open"),
    ([8, 8, 8, 8, 5], "open"),
]


@pytest.mark.parametrize(("scores", "returned"), RETURNS)
def test_whether_it_came_back_within_three_sessions(scores: list[float], returned: str) -> None:
    assert falls(scores, How())[0].returned == returned


def test_when_the_work_ends_first_the_dip_ended_open() -> None:
    assert falls([8, 8, 8, 8, 5, 5], How(), ended=True)[0].returned == "ended_open"
    assert falls([8, 8, 8, 8, 5, 8], How(), ended=True)[0].returned == "back"
    assert falls([8, 8, 8, 8, 5, 5, 5, 5], How(), ended=True)[0].returned == "open"


def test_a_line_that_does_not_move_has_no_dip() -> None:
    assert [sessions([7.0] * 12, rule=rule, **BARE) for rule in RULES] == [[], [], [], []]


SERIES = st.lists(st.integers(0, 50).map(lambda fifth: fifth / 5), max_size=30)
ANYHOW = st.builds(How, rule=st.sampled_from(RULES), rolling=st.booleans())
LIVE_ONES = st.builds(How, rule=st.sampled_from(["xmr3", "xmr2"]), rolling=st.booleans())


@given(SERIES, LIVE_ONES, st.integers(0, 30))
def test_what_a_live_rule_said_is_not_changed_by_what_comes_later(
    scores: list[float], how: How, n: int
) -> None:
    so_far = flags(scores[:n], how)
    assert so_far == flags(scores, how)[: len(so_far)]
    assert {flag.index for flag in flags(scores, how)[len(so_far) :]}.isdisjoint(range(n))


@given(SERIES, ANYHOW)
def test_every_flag_is_in_one_fall_and_falls_do_not_overlap(scores: list[float], how: How) -> None:
    found = falls(scores, how)
    flagged = [index for fall in found for index in fall.flagged]
    assert flagged == [flag.index for flag in flags(scores, how)]
    assert all(before.last < after.start for before, after in pairwise(found))
    assert all(fall.start == fall.flagged[0] <= fall.last < len(scores) for fall in found)


@example([1, 1, 1, 0, 0], How(rule="xmr2", window=3))
@given(SERIES, ANYHOW)
def test_a_fall_is_below_the_score_before_it(scores: list[float], how: How) -> None:
    for fall in falls(scores, how):
        assert fall.depth > 0
        assert 1 <= fall.length <= fall.last - fall.start + 1
        assert (fall.returned == "back") == (fall.returned_at is not None)
