"""When something was, as people say it: near days by name, memories by age."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.dateformat import format as written
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

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


def when(moment: datetime, now: datetime) -> str:
    """Relative for a week either way, then the date, and the year where it is another."""
    then, today = timezone.localtime(moment), timezone.localtime(now)
    days = (then.date() - today.date()).days
    if days == 0:
        return _("today %(time)s") % {"time": written(then, pgettext("time of day", "H:i"))}
    if days in NEAR:
        return str(NEAR[days])
    if abs(days) < WEEK:
        return written(then, "l")
    return dated(moment, now)


def dated(moment: datetime, now: datetime) -> str:
    """Its date, with the year where it is another one."""
    then, today = timezone.localtime(moment), timezone.localtime(now)
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
    time = written(timezone.localtime(moment), pgettext("time of day", "H:i"))
    return _("%(day)s, %(time)s") % {"day": with_weekday(moment, now), "time": time}


def aged(age: int, reader: str = "client") -> str:
    """How old the client was: "I was nine" to the client, "at nine" to the counsellor."""
    if age == 0:
        return _("as a baby")
    years = str(AGES[age - 1]) if age <= len(AGES) else str(age)
    return (_("I was %(age)s") if reader == "client" else _("at %(age)s")) % {"age": years}


def full_day(found: date) -> str:
    """A day with its year."""
    return written(found, "j F Y")


def to_the_minute(at: datetime) -> str:
    """A time to the minute."""
    return written(timezone.localtime(at), "j F Y, H:i")
