"""The Room and what comes after it, as pages show them: the hour as a line, a mark in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relating.case import Mark
from relating.journal.queries import OpenCase
from relating.web.room import marks
from relating.web.sessions.page import hour_of
from relating.web.voice.times import when
from relating.web.voice.words import session_words

USUAL = timedelta(minutes=50)
LATELY = timedelta(hours=3)
FIVE = 5


@dataclass(frozen=True, slots=True)
class Span:
    """The hour as a line: from when to when, and how far it has come, in hundredths."""

    begins: datetime
    ends: datetime
    now: float


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark on the line."""

    mark: Mark
    along: float


def span(case: OpenCase, now: datetime) -> Span:
    """The hour that is going on: the session of today, or one that begins with its first mark."""
    session = hour_of(case, now)
    if session is not None and marks.session_at([session], now) is not None:
        begins, ends = session.at, marks.ends(session)
    else:
        first = marks.of_hour(case, now - LATELY, now)
        begins = to_five(first[0].at if first else now)
        ends = begins + USUAL
    ends = max(ends, begins + timedelta(minutes=1))
    return Span(begins, ends, along(begins, ends, now))


def to_five(moment: datetime) -> datetime:
    """A time, rounded down to five minutes."""
    return moment.replace(minute=moment.minute - moment.minute % FIVE, second=0, microsecond=0)


def along(begins: datetime, ends: datetime, moment: datetime) -> float:
    """How far a moment is along an hour, in hundredths; what lies outside stands at its ends."""
    part = (moment - begins) / (ends - begins)
    return round(100 * min(1.0, max(0.0, part)), 2)


def dots(case: OpenCase, hour: Span) -> list[Dot]:
    """The marks of the hour on its line."""
    found = marks.of_hour(case, hour.begins - marks.BEFORE, hour.ends + marks.AFTER)
    return [Dot(each, along(hour.begins, hour.ends, each.at)) for each in found]


def label(found: list[Dot]) -> str:
    """The line in words."""
    if not found:
        return _("No mark yet")
    times = ", ".join(f"{timezone.localtime(each.mark.at):%H:%M}" for each in found)
    given = {"n": len(found), "times": times}
    said = ngettext("%(n)s moment marked: %(times)s", "%(n)s moments marked: %(times)s", len(found))
    return said % given


@dataclass(frozen=True, slots=True)
class Waiting:
    """A mark that waits for words."""

    id: UUID
    at: datetime
    hour: str
    move: str
    pull: str


def thrown(case: OpenCase, now: datetime) -> list[Mark]:
    """What was thrown away of the last day, in case it was not meant so."""
    lately = now - timedelta(days=1)
    found = (each for each in case.all(Mark) if each.thrown_away and each.at > lately)
    return sorted(found, key=lambda each: each.at)


def waits(mark: Mark, case: OpenCase, now: datetime) -> Waiting:
    """A mark in words; the day of one of today goes without saying."""
    move, pull = marks.in_words(mark, case)
    return Waiting(id=mark.id, at=mark.at, hour=hour_words(mark, case, now), move=move, pull=pull)


def hour_words(mark: Mark, case: OpenCase, now: datetime) -> str:
    """The session of a mark, or else its day."""
    session = next((each for each in case.sessions if each.id == mark.session), None)
    if session is not None:
        return session_words(session, case)
    today = timezone.localdate(mark.at) == timezone.localdate(now)
    return "" if today else when(mark.at, now)
