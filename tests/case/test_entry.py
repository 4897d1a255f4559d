"""What every entry carries: times in UTC, and that it never changes."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from relating.case import Episode, Misfit, encode
from tests.case.drawn import moments
from tests.case.examples import HOUR, an_episode


@given(moments, st.integers(-14 * 60, 14 * 60))
def test_a_time_is_kept_in_utc_wherever_it_was_said(moment: datetime, minutes: int) -> None:
    there = moment.astimezone(timezone(timedelta(minutes=minutes)))
    episode = an_episode(at=there, recorded_at=there)

    assert episode.at == moment
    assert (episode.at.tzinfo, episode.recorded_at.tzinfo) == (UTC, UTC)
    assert encode(episode) == encode(an_episode(at=moment, recorded_at=moment))


@pytest.mark.parametrize("field", ["at", "recorded_at"])
def test_a_time_without_its_zone_is_refused(field: str) -> None:
    naive = HOUR.replace(tzinfo=None)

    with pytest.raises(Misfit, match=f"{field}: a time needs its time zone"):
        replace(an_episode(), **{field: naive})


def test_a_time_beyond_the_calendar_is_refused() -> None:
    far_east = timezone(timedelta(hours=14))

    with pytest.raises(Misfit, match="outside the calendar"):
        an_episode(at=datetime(1, 1, 1, tzinfo=far_east))


@pytest.mark.parametrize("field", Episode.__struct_fields__)
def test_nothing_of_an_entry_ever_changes(field: str) -> None:
    episode = an_episode()

    with pytest.raises(AttributeError):
        setattr(episode, field, getattr(episode, field))
