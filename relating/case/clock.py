"""Clocks: a time zone by its name, and times at the ends of the calendar.

A case may hold any date of the years 1 to 9999. Whatever is reckoned with one stays within the
calendar, so that one odd date never takes a page or a picture away.
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

FIRST, LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


class Clock(ZoneInfo):
    """A time zone that also knows the first and the last hours of the calendar: as in UTC."""

    def fromutc(self, dt: datetime) -> datetime:
        try:
            return super().fromutc(dt)
        except OverflowError:
            return dt


@lru_cache(maxsize=256)
def clock(name: str | None) -> Clock | None:
    """The clock of an IANA name such as "Europe/Lisbon"; None where this machine knows none.

    >>> str(clock("Europe/Lisbon")), clock("Europe/Lissabon"), clock("../etc/passwd")
    ('Europe/Lisbon', None, None)
    """
    try:
        return Clock(name) if name else None
    except (ValueError, LookupError, OSError):
        return None


def later(moment: datetime, by: timedelta) -> datetime:
    """A moment so much later, or earlier where `by` is negative; within the calendar.

    >>> later(LAST, timedelta(days=1)) == LAST
    True
    """
    try:
        return moment + by
    except OverflowError:
        return LAST if by > timedelta(0) else FIRST
