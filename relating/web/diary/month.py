"""A month as a small calendar: each day with its marks, and the way to it in the diary."""

from calendar import Calendar
from dataclasses import dataclass, field
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as written
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import get_format
from django.utils.translation import pgettext

from relating.engine.order import day, newest_first
from relating.journal.queries import OpenCase
from relating.web.diary.page import A_PAGE, anchor
from relating.web.voice.ways import way_shown

MOST = 4
"""So many marks stand in a day."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment of a day: where it was, and which way."""

    place: str
    way: str


@dataclass(slots=True)
class Marked:
    """The marks of a day, and the page of the diary on which it begins."""

    page: int = 1
    marks: list[Mark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Beside:
    """The way to the month before or after."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """One day; `url` is where it stands in the diary, empty where nothing happened on it."""

    date: date
    said: str
    marks: tuple[Mark, ...]
    url: str
    today: bool


@dataclass(frozen=True, slots=True)
class MonthOfDays:
    """A month, week after week; a day of another month is `None`."""

    title: str
    weekdays: tuple[tuple[str, str], ...]
    weeks: tuple[tuple[DayOfMonth | None, ...], ...]
    before: Beside | None
    after: Beside | None


def month_asked(words: str, today: date) -> date:
    """The first day of the month that was asked for, or of this one.

    >>> month_asked("2026-02", date(2026, 11, 30)), month_asked("soon", date(2026, 11, 30))
    (datetime.date(2026, 2, 1), datetime.date(2026, 11, 1))
    """
    try:
        found = datetime.strptime(words, "%Y-%m").date()  # noqa: DTZ007  a month has no zone
    except ValueError:
        found = today
    return min(found, today).replace(day=1)


def month(case: OpenCase, first: date, now: datetime) -> MonthOfDays:
    """The month that begins on a day."""
    today = timezone.localdate(now)
    found = marked(case)
    begins = int(get_format("FIRST_DAY_OF_WEEK")) - 1
    weeks = Calendar(begins % 7).monthdatescalendar(first.year, first.month)
    order = [(begins + each) % 7 for each in range(7)]
    following = neighbour(first, 1)
    return MonthOfDays(
        title=written(first, pgettext("month with year", "F Y")),
        weekdays=tuple((str(WEEKDAYS_ABBR[each]), str(WEEKDAYS[each])) for each in order),
        weeks=tuple(
            tuple(
                shown(at, found.get(at, Marked()), case, today) if at.month == first.month else None
                for at in week
            )
            for week in weeks
        ),
        before=beside(case, neighbour(first, -1)) if min(found, default=today) < first else None,
        after=beside(case, following) if following <= today else None,
    )


def marked(case: OpenCase) -> dict[date, Marked]:
    """The days on which something happened, the newest first: their marks, and on which page of the
    diary they begin."""
    zone = timezone.get_current_timezone()
    found: dict[date, Marked] = {}
    for place, each in enumerate(newest_first(case.episodes)):
        kept = found.setdefault(day(each, zone), Marked(place // A_PAGE + 1))
        kept.marks.insert(0, Mark(each.place, way_shown(each, case)))
    return found


def shown(at: date, found: Marked, case: OpenCase, today: date) -> DayOfMonth:
    """One day with its first marks."""
    diary = reverse("diary", args=[case.case_id])
    return DayOfMonth(
        date=at,
        said=written(at, pgettext("date without year", "j F")),
        marks=tuple(found.marks[:MOST]),
        url=f"{diary}?page={found.page}#{anchor(at)}" if found.marks else "",
        today=at == today,
    )


def neighbour(first: date, step: int) -> date:
    """The first day of the month before or after.

    >>> neighbour(date(2026, 1, 1), -1), neighbour(date(2026, 12, 1), 1)
    (datetime.date(2025, 12, 1), datetime.date(2027, 1, 1))
    """
    years, months = divmod(first.year * 12 + first.month - 1 + step, 12)
    return date(years, months + 1, 1)


def beside(case: OpenCase, first: date) -> Beside:
    """The way to another month."""
    url = f"{reverse('month', args=[case.case_id])}?of={first:%Y-%m}"
    return Beside(written(first, pgettext("month with year", "F Y")), url)
