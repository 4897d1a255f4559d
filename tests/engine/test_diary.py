"""The river of days."""

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given

from relating.case.entries.episode import Episode
from relating.engine.diary import days
from relating.engine.order import local_day, moment
from tests.engine.made import CASES, MONDAY, episode


def test_days_run_from_the_newest_to_the_oldest_and_so_do_their_episodes() -> None:
    morning, evening, before = episode(0), episode(0.1), episode(-1)
    found = days([before, morning, evening])
    assert [day.episodes for day in found] == [(evening, morning), (before,)]
    assert found[0].date == MONDAY.date()


def test_a_memory_stands_under_the_day_it_was_told_even_when_it_has_a_date() -> None:
    long_ago = MONDAY - timedelta(days=9000)
    memory = episode(2, place="past", age=9)
    dated = episode(3, place="past", at=long_ago)
    assert [day.date for day in days([memory, dated])] == [
        MONDAY.date() + timedelta(days=3),
        MONDAY.date() + timedelta(days=2),
    ]


def test_midnight_is_where_the_reader_lives() -> None:
    late = episode(5.5 / 24)
    assert days([late], timezone(timedelta(hours=2)))[0].date == MONDAY.date() + timedelta(days=1)


def test_a_day_is_the_one_that_the_tellers_clock_showed() -> None:
    late = episode(0.5, zone="Asia/Tokyo")
    assert days([late])[0].date == MONDAY.date() + timedelta(days=1)
    assert days([episode(0.5, zone="No/Where")])[0].date == MONDAY.date() + timedelta(days=1)
    assert days([late], timezone(timedelta(hours=-12)))[0].date == late_in_tokyo(late)


def late_in_tokyo(told: Episode) -> date:
    return moment(told).astimezone(timezone(timedelta(hours=9))).date()


def test_days_of_two_clocks_stand_in_their_own_order() -> None:
    here, there = episode(0.1), episode(0, zone="Pacific/Kiritimati")
    assert [day.episodes for day in days([here, there])] == [(there,), (here,)]


def test_the_first_hour_of_the_calendar_still_has_a_day() -> None:
    first = datetime.min.replace(tzinfo=UTC)
    assert local_day(first, timezone(timedelta(hours=-5))) == first.date()


@given(CASES)
def test_no_episode_is_lost_or_shown_twice(case: list[Episode]) -> None:
    shown = [found.id for day in days(case) for found in day.episodes]
    assert sorted(shown) == sorted(found.id for found in case)
    dates = [day.date for day in days(case)]
    assert dates == sorted(set(dates), reverse=True)
