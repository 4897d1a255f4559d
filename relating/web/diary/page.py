"""The river of days as a page shows it: months, in them days, in them rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as written
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from relating.case import Episode
from relating.engine.diary import Day, days
from relating.engine.order import newest_first
from relating.journal.queries import OpenCase
from relating.web.diary import filters
from relating.web.page.pieces import Empty, Row
from relating.web.page.rows import rows_in_day
from relating.web.voice.sides import to_client

A_PAGE = 30


@dataclass(frozen=True, slots=True)
class DayOfRows:
    """One day, as "Tuesday 3", and what happened on it."""

    date: date
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """One month, as "February 2026", and its days."""

    title: str
    days: tuple[DayOfRows, ...]


def anchor(found: date) -> str:
    """What a day is called in an address."""
    return f"d{found.isoformat().replace('-', '')}"


def page_of(episodes: Iterable[Episode], number: str | None) -> "Page[Episode]":
    """One page of episodes, newest first; for a number that no page has, the first or the last."""
    return Paginator(newest_first(episodes), A_PAGE).get_page(number)


def months(episodes: Iterable[Episode], case: OpenCase, now: datetime) -> tuple[Month, ...]:
    """Episodes under their days, and the days under their months, newest first."""
    found = days(episodes, timezone.get_current_timezone())
    grouped = groupby(found, key=lambda day: (day.date.year, day.date.month))
    return tuple(month(list(group), case, now) for _, group in grouped)


def month(found: list[Day], case: OpenCase, now: datetime) -> Month:
    """The days of one month."""
    title = written(found[0].date, pgettext("month with year", "F Y"))
    return Month(title, tuple(day(each, case, now) for each in found))


def day(found: Day, case: OpenCase, now: datetime) -> DayOfRows:
    """The rows of one day."""
    title = written(found.date, pgettext("day in its month", "l j"))
    return DayOfRows(found.date, title, rows_in_day(found.episodes, case, now))


def counted(shown: int, case: OpenCase) -> str:
    """How many episodes are shown, and of how many; nothing where there are none. The client, who
    did not ask for a total, is told how many of her times are left when she chose among them."""
    n = len(case.episodes)
    if n == 0 or (to_client(case) and shown == n):
        return ""
    if to_client(case):
        return ngettext("%(n)s time", "%(n)s times", shown) % {"n": shown}
    if shown == n:
        return ngettext("%(n)s episode", "%(n)s episodes", n) % {"n": n}
    return ngettext("%(k)s of %(n)s episode", "%(k)s of %(n)s episodes", n) % {"k": shown, "n": n}


def nothing(case: OpenCase, wanted: filters.Chosen, everything: str) -> Empty:
    """Why a list or a picture shows nothing, and the first step."""
    if wanted:
        text = _("Nothing fits all that is chosen here. Take something back, or show everything.")
        verb = _("Show everything")
        return Empty("filter", _("Nothing like this"), text, everything, verb)
    return Empty(
        icon="list",
        title=_("Nothing is here yet"),
        text=_("What happened will stand here, the newest first."),
        url=reverse("episode-new", args=[case.case_id]),
        verb=_("Something happened") if to_client(case) else _("Add what happened"),
    )
