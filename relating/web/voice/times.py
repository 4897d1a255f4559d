"""When something was, as people say it: near days by name, memories by age."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.dateformat import format as written
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from relating.case.clock import city, clock

AGES = (
    gettext_lazy("one"), gettext_lazy("two"), gettext_lazy("three"),
    gettext_lazy("four"), gettext_lazy("five"), gettext_lazy("six"), gettext_lazy("seven"),
    gettext_lazy("eight"), gettext_lazy("nine"), gettext_lazy("ten"), gettext_lazy("eleven"),
    gettext_lazy("twelve"), gettext_lazy("thirteen"), gettext_lazy("fourteen"),
    gettext_lazy("fifteen"), gettext_lazy("sixteen"), gettext_lazy("seventeen"),
    gettext_lazy("eighteen"), gettext_lazy("nineteen"), gettext_lazy("twenty"),
)  # fmt: skip
NEAR = {-1: gettext_lazy("yesterday"), 1: gettext_lazy("tomorrow")}
WEEK = 7


def by_clock(moment: datetime, zone: str | None) -> datetime:
    """A moment as a clock shows it: that of a time zone; the practice's where it is not known."""
    return timezone.localtime(moment, clock(zone))


def elsewhere(moment: datetime, zone: str | None) -> str:
    """The place of a clock that shows another time than the practice's; else empty."""
    if zone is None or by_clock(moment, zone).utcoffset() == by_clock(moment, None).utcoffset():
        return ""
    return city(zone)


def whose_clock(moment: datetime, zone: str | None) -> str:
    """Whose clock it is, where it has to be said."""
    place = elsewhere(moment, zone)
    return _("by the clock in %(place)s") % {"place": place} if place else ""


def time_of_day(moment: datetime, zone: str | None = None) -> str:
    """The time, and where it was that time if it was another one here."""
    time = written(by_clock(moment, zone), pgettext("time of day", "H:i"))
    place = elsewhere(moment, zone)
    return _("%(time)s in %(place)s") % {"time": time, "place": place} if place else time


def when(moment: datetime, now: datetime, zone: str | None = None) -> str:
    """Relative for a week either way, then the date, and the year where it is another."""
    then, today = by_clock(moment, zone), by_clock(now, zone)
    days = (then.date() - today.date()).days
    if days == 0:
        return _("today %(time)s") % {"time": time_of_day(moment, zone)}
    if days in NEAR:
        return str(NEAR[days])
    if abs(days) < WEEK:
        return written(then, "l")
    return dated(moment, now, zone)


def dated(moment: datetime, now: datetime, zone: str | None = None) -> str:
    """Its date, with the year where it is another one."""
    then, today = by_clock(moment, zone), by_clock(now, zone)
    if then.year == today.year:
        return written(then, pgettext("date without year", "j F"))
    return written(then, pgettext("date with year", "j F Y"))


def weekday(moment: datetime, now: datetime) -> str:
    """Its day of the week, which alone is enough for six days either way; then with the date."""
    then, today = timezone.localtime(moment), timezone.localtime(now)
    if abs((then.date() - today.date()).days) < WEEK:
        return written(then, "l")
    return with_weekday(moment, now)


def with_weekday(moment: datetime, now: datetime) -> str:
    """Its day of the week and its date."""
    named = {"weekday": written(timezone.localtime(moment), "l"), "date": dated(moment, now)}
    return _("%(weekday)s, %(date)s") % named


def to_the_hour(moment: datetime, now: datetime) -> str:
    """Its day of the week, its date and its time."""
    return _("%(day)s, %(time)s") % {
        "day": with_weekday(moment, now),
        "time": time_of_day(moment),
    }


def aged(age: int, reader: str = "client") -> str:
    """How old the client was: "I was nine" to the client, "at nine" to the counsellor."""
    if age == 0:
        return _("as a baby")
    years = str(AGES[age - 1]) if age <= len(AGES) else str(age)
    return (_("I was %(age)s") if reader == "client" else _("at %(age)s")) % {"age": years}


def full_day(found: date) -> str:
    """A day with its year."""
    return written(found, "j F Y")


def to_the_minute(at: datetime, zone: str | None = None) -> str:
    """A time to the minute, and by whose clock where that has to be said."""
    time = written(by_clock(at, zone), "j F Y, H:i")
    return ", ".join(filter(None, (time, whose_clock(at, zone))))


def day_and_time(at: datetime, now: datetime) -> str:
    """A day that is not today, and the time."""
    return _("%(day)s at %(time)s") % {"day": when(at, now), "time": time_of_day(at)}
