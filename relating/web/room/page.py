"""The Room and what comes after it, as pages show them: the hour as a line, a mark in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relating.case import Mark
from relating.case.words.vocabulary import Term
from relating.engine.glance import ends
from relating.journal.queries import OpenCase
from relating.web.room import marks
from relating.web.sessions import moments
from relating.web.sessions.forms import to_five
from relating.web.sessions.page import hour_of

USUAL = timedelta(minutes=50)
LATELY = timedelta(hours=3)
MOVE_KEYS, PULL_KEYS = "12345678", "qwertyuiopa"
"""The keys that tap the words of the two rows, from the first on."""


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
    if session is not None and moments.session_at([session], now) is not None:
        begins, over = session.at, ends(session)
    else:
        first = marks.of_hour(case, now - LATELY, now)
        begins = to_five(first[0].at if first else now)
        over = begins + USUAL
    over = max(over, begins + timedelta(minutes=1))
    return Span(begins, over, along(begins, over, now))


def along(begins: datetime, ends: datetime, moment: datetime) -> float:
    """How far a moment is along an hour, in hundredths; what lies outside stands at its ends."""
    part = (moment - begins) / (ends - begins)
    return round(100 * min(1.0, max(0.0, part)), 2)


def dots(case: OpenCase, hour: Span) -> list[Dot]:
    """The marks of the hour on its line."""
    found = marks.of_hour(case, hour.begins - moments.BEFORE, hour.ends + moments.AFTER)
    return [Dot(each, along(hour.begins, hour.ends, each.at)) for each in found]


def chosen(request: HttpRequest, found: list[Dot]) -> Mark | None:
    """The mark that was chosen on the line, where it is there."""
    wanted = request.GET.get("mark", "")
    return next((each.mark for each in found if str(each.mark.id) == wanted), None)


def last(found: list[Dot]) -> Mark | None:
    """The mark that was made last."""
    return found[-1].mark if found else None


def told_of(case: OpenCase, hour: Span, *, worded: bool) -> list[dict[str, object]]:
    """The marks of the hour as a window that is open already takes them in; those that were thrown
    away too, so that it can take them off."""
    around = hour.begins - moments.BEFORE, hour.ends + moments.AFTER
    found = (each for each in case.all(Mark) if around[0] <= each.at <= around[1])
    return [
        {
            "id": str(each.id),
            "at": each.at.isoformat(),
            "told": each.became is not None,
            "thrown_away": each.thrown_away,
        }
        | ({"client_move": each.client_move, "pull": each.pull} if worded else {})
        for each in marks.in_order(found)
    ]


@dataclass(frozen=True, slots=True)
class Word:
    """A word to tap, and the key that taps it where there is one."""

    code: str
    label: str
    key: str


def with_keys(terms: Iterable[Term], keys: str) -> list[Word]:
    """The words of a row, each with its key as long as there are keys."""
    found = list(terms)
    given = keys.ljust(len(found))
    return [
        Word(each.code, each.label, key.strip()) for each, key in zip(found, given, strict=False)
    ]


def label(found: list[Dot]) -> str:
    """The line in words."""
    if not found:
        return _("No mark yet")
    times = ", ".join(f"{timezone.localtime(each.mark.at):%H:%M:%S}" for each in found)
    given = {"n": len(found), "times": times}
    said = ngettext("%(n)s moment marked: %(times)s", "%(n)s moments marked: %(times)s", len(found))
    return said % given
