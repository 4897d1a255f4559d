"""When an episode happened, as lists, diaries and pictures put it in order."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, tzinfo
from uuid import UUID

from relating.case.clock import clock
from relating.case.entries.episode import Episode

TEN_YEARS = 10 * 366
"""In days."""


def moment(episode: Episode) -> datetime:
    """The time an episode stands at: when it happened; else, and for back then, when it was told.

    A memory has an age and no date, so it stands in time where it was told.
    """
    if episode.at is None or episode.place == "past":
        return episode.recorded_at
    return episode.at


def day(episode: Episode, zone: tzinfo = UTC) -> date:
    """The day of that moment by the teller's clock; by the given one where theirs is not known."""
    return local_day(moment(episode), clock(episode.zone) or zone)


def local_day(found: datetime, zone: tzinfo) -> date:
    """The day of a time, in the given time zone."""
    try:
        return found.astimezone(zone).date()
    except OverflowError:  # the first or the last hours of the calendar
        return found.date()


def in_sight(found: date, today: date | None) -> bool:
    """Whether a picture of times shows a day: none that is to come, none of over ten years ago.

    Tomorrow is in sight, because on another clock it is there already; without a today every day.
    """
    return today is None or -TEN_YEARS <= (found - today).days <= 1


def newest_first(episodes: Iterable[Episode]) -> list[Episode]:
    """Episodes by their moment, newest first; equal moments by when they were told, then by id."""
    return sorted(episodes, key=order, reverse=True)


def order(episode: Episode) -> tuple[datetime, datetime, UUID]:
    """What an episode goes by in lists of times."""
    told = episode.recorded_at
    # As `moment`, which would be called once more for each.
    at = told if episode.at is None or episode.place == "past" else episode.at
    return (at, told, episode.id)
