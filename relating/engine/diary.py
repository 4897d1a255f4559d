"""The river of days: what happened, day by day, newest first."""

from collections.abc import Iterable
from datetime import UTC, date, tzinfo
from itertools import groupby

from msgspec import Struct

from relating.case.entries.episode import Episode
from relating.engine.order import day, newest_first


class Day(Struct, frozen=True):
    """One day with at least one episode, newest first."""

    date: date
    episodes: tuple[Episode, ...]


def days(episodes: Iterable[Episode], zone: tzinfo = UTC) -> tuple[Day, ...]:
    """Episodes under the day they happened, memories under the day they were told.

    Two clocks can show different days at one moment, so days are put in their own order.
    """
    ordered = sorted(newest_first(episodes), key=lambda each: day(each, zone), reverse=True)
    return tuple(
        Day(date=found, episodes=tuple(group))
        for found, group in groupby(ordered, key=lambda episode: day(episode, zone))
    )
