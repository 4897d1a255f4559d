"""Which dates are taken as they are, and what is asked back about others. All limits stand here.

An odd date is nearly always a slip of the finger. It is never kept without a word, and never
refused where somebody might mean it.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from django.utils import timezone
from django.utils.dateformat import format as written
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from relating.case.clock import later


class Bounds(NamedTuple):
    """How many years back, and how many ahead, a date is taken as it is."""

    back: int
    ahead: int


HAPPENED = Bounds(80, 0)
"""What has been: an episode, a moment of an hour."""
MET, MEETING = Bounds(20, 0), Bounds(20, 1)
"""A session that was held, and any other."""
AGREED = Bounds(20, 10)
"""When the two look at their work, and when it ends."""
PLANNED = Bounds(1, 2)
"""The day of a plan."""
BEGAN = Bounds(50, 1)
FARTHEST = Bounds(120, 20)
"""Beyond these nothing is taken, whatever is said."""
A_WHILE = timedelta(minutes=5)
"""So far one clock may be ahead of another."""
A_DAY = timedelta(days=1)
WAITED = timedelta(days=366)
"""So long what a device holds may wait for a connection."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is asked back about a day or a time, which one was probably meant, and whether what was
    `found` may stay all the same."""

    found: date | datetime
    says: str
    meant: date | datetime
    may_stay: bool


def doubt(found: date, bounds: Bounds, today: date) -> Doubt | None:
    """What is asked back about a day; None where it is taken as it is.

    >>> doubt(date(2031, 3, 1), HAPPENED, date(2026, 3, 3)).meant
    datetime.date(2026, 3, 1)
    """
    if within(found, bounds, today):
        return None
    meant = likely(found, bounds, today)
    stays = within(found, FARTHEST, today)
    return Doubt(found, says(found, bounds, today, meant), meant, stays)


def doubt_at(found: datetime, bounds: Bounds, now: datetime) -> Doubt | None:
    """What is asked back about a time on a clock; `now` is what the same clock shows."""
    back = skipped(found)
    if back is not None:
        return Doubt(found, no_such_time(found, back), back, may_stay=False)
    far = doubt(found.date(), bounds, now.date())
    if bounds.ahead == 0 and found.date() - now.date() <= A_DAY and found > later(now, A_WHILE):
        return late(found, now)
    if far and bounds.ahead == 0 and moved(found, far.meant) > later(now, A_WHILE):
        far = doubt(found.date(), bounds, now.date() - A_DAY)  # today it is still to come
    if far is None:
        return None
    return Doubt(found, far.says, moved(found, far.meant), far.may_stay)


def late(found: datetime, now: datetime) -> Doubt:
    """What is asked about a time later today, or tomorrow: it was today, or yesterday."""
    meant = found.replace(year=now.year, month=now.month, day=now.day)
    if meant <= later(now, A_WHILE):
        return Doubt(found, _("That is still to come. Did you mean today?"), meant, may_stay=True)
    says = _("That is still to come. Did you mean yesterday?")
    return Doubt(found, says, later(meant, -A_DAY), may_stay=True)


def moved(found: datetime, day: date) -> datetime:
    """The same time on another day."""
    return found.replace(year=day.year, month=day.month, day=day.day)


def within(found: date, bounds: Bounds, today: date) -> bool:
    """Whether a day lies within so many years."""
    return (
        in_year(today, today.year - bounds.back)
        <= found
        <= in_year(today, today.year + bounds.ahead)
    )


def in_year(found: date, year: int) -> date:
    """The same day of another year; the last of February where it has no 29th."""
    try:
        return found.replace(year=year)
    except ValueError:
        return found.replace(year=year, day=28)


def likely(found: date, bounds: Bounds, today: date) -> date:
    """The same day in the year that was probably meant: the nearest that can be."""
    near = [in_year(found, today.year + years) for years in (-1, 0, 1)]
    return min(
        (each for each in near if within(each, bounds, today)),
        key=lambda each: abs(each - today),
        default=today,
    )


def says(found: date, bounds: Bounds, today: date, meant: date) -> str:
    """What is odd about a day, and the question."""
    years = abs(found.year - today.year)
    given = {"n": years, "year": meant.year}
    if found > today and bounds.ahead == 0:
        return _("That is still to come. Did you mean %(year)s?") % given
    if found > today:
        text = ngettext(
            "That is %(n)s year ahead. Did you mean %(year)s?",
            "That is %(n)s years ahead. Did you mean %(year)s?",
            years,
        )
    else:
        text = ngettext(
            "That is %(n)s year ago. Did you mean %(year)s?",
            "That is %(n)s years ago. Did you mean %(year)s?",
            years,
        )
    return text % given


def no_such_time(found: datetime, back: datetime) -> str:
    """That the clocks left this time out."""
    return _(
        "There was no %(time)s on that day: the clocks were put forward. Did you mean %(meant)s?"
    ) % {"time": hour(found), "meant": hour(back)}


def hour(found: datetime) -> str:
    """A time of day."""
    return written(found, pgettext("time of day", "H:i"))


def in_words(found: date | datetime) -> str:
    """A day, and the time where there is one."""
    day = written(found, pgettext("date with year", "j F Y"))
    return f"{day}, {hour(found)}" if isinstance(found, datetime) else day


# Clocks ----------------------------------------------------------------------------------------


def on_clock(day: date, hour: time, zone: tzinfo | None = None) -> datetime:
    """What a clock showed: of an hour that it showed twice, in autumn, the first."""
    return datetime.combine(day, hour, zone or timezone.get_current_timezone()).replace(fold=0)


def skipped(found: datetime) -> datetime | None:
    """What the clock showed instead of a time that it left out, in spring; None for every other."""
    try:
        back = found.astimezone(UTC).astimezone(found.tzinfo)
    except OverflowError:
        return None
    return None if back.replace(tzinfo=None) == found.replace(tzinfo=None) else back


def sane(moment: datetime, now: datetime) -> datetime:
    """The time a device gives; now, where its clock is so wrong that it cannot have been then."""
    return moment if later(now, -WAITED) <= moment <= later(now, A_DAY) else now
