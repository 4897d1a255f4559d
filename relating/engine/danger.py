"""Whether an episode is one of danger: by what the client chose, never by reading her words.

What she chose is that she hurt her body, that she thought of not being alive, or that it ended in
not being safe. That she was cruel to herself is none of these. Nobody says it in her place, so
that what the counsellor tells is never of danger.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo

from relating.case.clock import clock
from relating.case.entries.episode import Episode
from relating.engine.order import day, local_day

OF_DANGER = {"self_treatment": frozenset({"body", "not_alive"}), "ended": frozenset({"unsafe"})}
"""The words of danger, by their lists."""


def is_of_danger(episode: Episode) -> bool:
    """Whether the client chose that there was danger."""
    if episode.author != "client":
        return False
    to_herself, ended = OF_DANGER["self_treatment"], OF_DANGER["ended"]
    return episode.ended in ended or not to_herself.isdisjoint(episode.self_treatment or ())


def is_hard_day(episodes: Iterable[Episode], now: datetime, zone: tzinfo = UTC) -> bool:
    """Whether such an episode happened, or was told, on the day that it is now: by the clock of
    whoever told it, or by that of the zone where it is not known."""
    of_danger = filter(is_of_danger, episodes)
    return any(is_of_today(each, now, clock(each.zone) or zone) for each in of_danger)


def is_of_today(episode: Episode, now: datetime, zone: tzinfo) -> bool:
    """Whether there was danger, today by this clock."""
    days = {day(episode, zone), local_day(episode.recorded_at, zone)}
    return is_of_danger(episode) and local_day(now, zone) in days
