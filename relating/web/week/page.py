"""The counsellor's day and week as a page says them: when, who, and the one thing to know."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relating.engine.glance import ends
from relating.engine.numbers import takes_place
from relating.journal.hours import CaseHour
from relating.web.page.dates import in_year
from relating.web.page.over import to_counsellor, was_booked
from relating.web.sessions.forms import MEDIUMS, STATES
from relating.web.sessions.page import waits
from relating.web.sessions.planning import meets

Text = str | Promise
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
FARTHEST = 120
"""So many years either way a day is shown."""


@dataclass(frozen=True, slots=True)
class Line:
    """An hour of the day. `runs` says that it is now, `waits` that nobody said yet what became of
    it, `reason` is the one thing to know before it."""

    id: UUID
    at: datetime
    ends: datetime
    name: str
    key: str
    url: str
    number: int | None
    medium: Text
    stands: Text
    off: bool
    runs: bool
    waits: bool
    with_another: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the week: its hours, and whether it is the one shown, or today."""

    on: date
    url: str
    lines: tuple[Line, ...]
    shown: bool
    today: bool


def asked_for(text: str, today: date) -> date:
    """The day that an address names; today for anything else."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return today
    near = in_year(today, today.year - FARTHEST) <= found <= in_year(today, today.year + FARTHEST)
    return found if near else today


def week_of(on: date) -> list[date]:
    """The seven days of a week, from its Monday."""
    monday = on - timedelta(days=on.weekday())
    return [monday + timedelta(days=n) for n in range(7)]


def is_on(hour: CaseHour, on: date, now: datetime) -> bool:
    """Whether an hour is of a day: it begins then, or it runs now and the day is today."""
    at = hour.session.at
    return timezone.localdate(at) == on or (runs(hour, now) and timezone.localdate(now) == on)


def runs(hour: CaseHour, now: datetime) -> bool:
    """Whether an hour is now; one that was closed is over, whatever the clock says, and
    there is none once the two have ended."""
    going_on = hour.over is None and hour.session.state == "planned"
    return going_on and hour.session.at <= now < ends(hour.session)


def lines(
    hours: Sequence[CaseHour], every: Sequence[CaseHour], new: Counter[UUID], now: datetime
) -> tuple[Line, ...]:
    """The hours of a day, the earliest first."""
    return tuple(line(each, hours, reason(each, every, new, now), now) for each in hours)


def line(hour: CaseHour, others: Iterable[CaseHour], why: str, now: datetime) -> Line:
    """One hour."""
    session = hour.session
    here = takes_place(session) and not hour.lapsed
    leads = here and hour.over is None
    place = "room" if runs(hour, now) else "prepare"
    return Line(
        id=session.id,
        at=session.at,
        ends=ends(session),
        name=hour.label,
        key=str(hour.case_id),
        url=reverse(place, args=[hour.case_id]) if leads else reverse("session", args=[session.id]),
        number=hour.number,
        medium=MEDIUMS[session.medium] if session.medium else "",
        stands=stands(hour),
        off=not here,
        runs=runs(hour, now),
        waits=leads and waits(session, now),
        with_another=leads and any(is_beside(session.id, hour, each) for each in others),
        reason=why if leads else "",
    )


def stands(hour: CaseHour) -> Text:
    """What is said of an hour that is not to come: how it stands, or who ended it before."""
    if hour.lapsed and hour.over is not None:
        was = was_booked(hour.session, hour.over)
        return _("%(was)s. %(ended)s") % {"was": was, "ended": to_counsellor(hour.over, hour.label)}
    return "" if hour.session.state == "planned" else STATES[hour.session.state]


def is_beside(own: UUID, hour: CaseHour, other: CaseHour) -> bool:
    """Whether another hour stands at the same time."""
    there = takes_place(other.session) and other.session.id != own and not other.lapsed
    return there and meets(hour.session, other.session)


def reason(hour: CaseHour, every: Iterable[CaseHour], new: Counter[UUID], now: datetime) -> str:
    """The one thing to know before an hour: one before it is not closed, or something is new."""
    mine = (each.session for each in every if each.case_id == hour.case_id)
    if any(waits(each, now) and each.id != hour.session.id for each in mine):
        return _("An hour before it is not closed")
    count = new[hour.case_id]
    if not count:
        return ""
    return ngettext("%(n)s new since you last met", "%(n)s new since you last met", count) % {
        "n": count
    }


def day_url(on: date) -> str:
    """Where a day is shown."""
    return f"{reverse('week')}?on={on.isoformat()}"
