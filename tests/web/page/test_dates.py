"""Which dates are taken as they are, what is asked back about others, what clocks leave out."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from relating.web.page.dates import (
    AGREED,
    BEGAN,
    FARTHEST,
    HAPPENED,
    MEETING,
    MET,
    Bounds,
    doubt,
    doubt_at,
    on_clock,
    sane,
    skipped,
    within,
)
from tests.sure import there

LONDON = ZoneInfo("Europe/London")
TODAY = date(2026, 3, 3)
NOW = datetime(2026, 3, 3, 14, 20, tzinfo=LONDON)
PLAINLY = NOW.replace(tzinfo=None)
ZONES = st.sampled_from([LONDON, UTC, ZoneInfo("Pacific/Kiritimati")])
BOUNDS = st.sampled_from([HAPPENED, MET, MEETING, AGREED, BEGAN])


@pytest.mark.parametrize(
    ("found", "bounds", "said", "meant"),
    [
        (date(2031, 3, 1), HAPPENED, "still to come. Did you mean 2026?", date(2026, 3, 1)),
        (date(2026, 3, 12), HAPPENED, "still to come. Did you mean 2025?", date(2025, 3, 12)),
        (date(1926, 3, 1), HAPPENED, "100 years ago. Did you mean 2026?", date(2026, 3, 1)),
        (date(26, 3, 1), HAPPENED, "2000 years ago. Did you mean 2026?", date(2026, 3, 1)),
        (date(2062, 3, 10), MEETING, "36 years ahead. Did you mean 2026?", date(2026, 3, 10)),
        (date(2027, 3, 10), MEETING, "1 year ahead. Did you mean 2026?", date(2026, 3, 10)),
        (date(9999, 12, 31), AGREED, "7973 years ahead. Did you mean 2025?", date(2025, 12, 31)),
        (date(2096, 2, 29), BEGAN, "70 years ahead. Did you mean 2026?", date(2026, 2, 28)),
    ],
)
def test_an_odd_day_is_asked_back(found: date, bounds: Bounds, said: str, meant: date) -> None:
    asked = there(doubt(found, bounds, TODAY))
    assert (asked.says, asked.meant) == (f"That is {said}", meant)


@pytest.mark.parametrize(
    ("found", "bounds"),
    [
        (TODAY, HAPPENED),
        (date(1950, 6, 1), HAPPENED),
        (date(2027, 3, 3), MEETING),
        (date(2010, 1, 1), BEGAN),
        (date(2034, 1, 1), AGREED),
    ],
)
def test_what_people_mean_is_taken_as_it_is(found: date, bounds: Bounds) -> None:
    assert doubt(found, bounds, TODAY) is None


@given(st.dates(), BOUNDS, st.dates(date(2026, 1, 1), date(2080, 12, 31)))
def test_what_was_probably_meant_is_never_asked_back_again(
    found: date, bounds: Bounds, today: date
) -> None:
    asked = doubt(found, bounds, today)
    if asked is not None:
        assert isinstance(asked.meant, date)
        assert doubt(asked.meant, bounds, today) is None
        assert asked.may_stay == within(found, FARTHEST, today)


@given(
    st.datetimes(timezones=st.sampled_from([LONDON, UTC, ZoneInfo("Pacific/Kiritimati")])), BOUNDS
)
def test_any_time_can_be_asked_about(found: datetime, bounds: Bounds) -> None:
    asked = doubt_at(found, bounds, NOW.astimezone(found.tzinfo))
    assert asked is None or isinstance(asked.meant, datetime)


@given(
    st.datetimes(timezones=st.just(LONDON)),
    BOUNDS,
    st.datetimes(PLAINLY, PLAINLY.replace(year=2080), timezones=st.just(LONDON)),
)
@example(
    datetime(1926, 12, 1, 7, 15, tzinfo=LONDON), HAPPENED, datetime(2026, 12, 1, 1, tzinfo=LONDON)
)
def test_a_time_that_was_probably_meant_is_never_asked_back_again(
    found: datetime, bounds: Bounds, now: datetime
) -> None:
    asked = doubt_at(found, bounds, now)
    if asked is not None and skipped(found) is None:
        assert isinstance(asked.meant, datetime)
        again = doubt_at(asked.meant, bounds, now)
        assert again is None or skipped(asked.meant)


@pytest.mark.parametrize(
    ("hours", "said", "meant"),
    [
        (8, "That is still to come. Did you mean yesterday?", -16),
        (16, "That is still to come. Did you mean today?", -8),
        (23, "That is still to come. Did you mean today?", -1),
    ],
)
def test_a_time_that_has_not_come_yet_was_today_or_yesterday(
    hours: int, said: str, meant: int
) -> None:
    asked = there(doubt_at(NOW + timedelta(hours=hours), HAPPENED, NOW))
    assert (asked.says, asked.meant) == (said, NOW + timedelta(hours=meant))


def test_a_clock_may_be_a_little_ahead() -> None:
    assert doubt_at(NOW + timedelta(minutes=4), HAPPENED, NOW) is None


def test_an_hour_that_the_clocks_left_out_in_spring_is_said_and_cannot_stay() -> None:
    asked = there(doubt_at(datetime(2025, 3, 30, 1, 30, tzinfo=LONDON), HAPPENED, NOW))
    assert asked.says == (
        "There was no 01:30 on that day: the clocks were put forward. Did you mean 02:30?"
    )
    assert asked.meant == datetime(2025, 3, 30, 2, 30, tzinfo=LONDON)
    assert not asked.may_stay


def test_of_an_hour_that_the_clocks_show_twice_in_autumn_the_first_is_meant() -> None:
    twice = on_clock(date(2025, 10, 26), time(1, 30, fold=1), LONDON)
    assert twice.astimezone(UTC) == datetime(2025, 10, 26, 0, 30, tzinfo=UTC)
    assert skipped(twice) is None


@pytest.mark.parametrize("year", [1, 1970, 2049, 9999])
def test_a_device_whose_clock_is_wrong_marks_now(year: int) -> None:
    assert sane(datetime(year, 1, 1, tzinfo=UTC), NOW) == NOW


@pytest.mark.parametrize("days", [-300, -2, 0, 0.9])
def test_a_mark_may_have_waited_for_a_connection(days: float) -> None:
    assert sane(NOW + timedelta(days=days), NOW) == NOW + timedelta(days=days)
