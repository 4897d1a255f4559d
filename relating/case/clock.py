"""Clocks: a time zone by its name, and times at the ends of the calendar.

A case may hold any date of the years 1 to 9999. Whatever is reckoned with one stays within the
calendar, so that one odd date never takes a page or a picture away.
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from relating.case.fields import LONGEST_ZONE

NOWHERE = ("Etc/", "SystemV/", "US/", "Brazil/", "Canada/", "Chile/", "Mexico/")
"""Zones that are no place, and old names of those that are."""
FIRST, LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


class Clock(ZoneInfo):
    """A time zone that also knows the first and the last hours of the calendar: as in UTC."""

    def fromutc(self, dt: datetime) -> datetime:
        try:
            return super().fromutc(dt)
        except OverflowError:
            return dt


def clock(name: str | None) -> Clock | None:
    """The clock of an IANA name such as "Europe/Lisbon"; None where this machine knows none.

    >>> str(clock("Europe/Lisbon")), clock("Europe/Lissabon"), clock("../etc/passwd")
    ('Europe/Lisbon', None, None)
    """
    return found(name) if name and len(name) <= LONGEST_ZONE else None


@lru_cache(maxsize=1024)
def found(name: str) -> Clock | None:
    """The clock of a name that may be one, looked up once."""
    try:
        return Clock(name)
    except (ValueError, LookupError, OSError):
        return None


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """The time zones that somebody may live in, as this machine knows them, in their order.

    >>> "Europe/Lisbon" in names(), "UTC" in names(), "Etc/GMT+3" in names(), "GB" in names()
    (True, True, False, False)
    """
    known = available_timezones()
    lived_in = (each for each in known if "/" in each and not each.startswith(NOWHERE))
    return tuple(sorted({"UTC"} & known | set(lived_in)))


def city(name: str) -> str:
    """The place that a time zone is named after.

    >>> city("America/Argentina/Buenos_Aires"), city("UTC")
    ('Buenos Aires', 'UTC')
    """
    return name.rpartition("/")[2].replace("_", " ")


def later(moment: datetime, by: timedelta) -> datetime:
    """A moment so much later, or earlier where `by` is negative; within the calendar.

    >>> later(LAST, timedelta(days=1)) == LAST
    True
    """
    try:
        return moment + by
    except OverflowError:
        return LAST if by > timedelta(0) else FIRST
