"""The lines of an agenda as pages say them: whose, sent or not, done or not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.functional import Promise

from relating.case import Agenda
from relating.journal.queries import OpenCase
from relating.web.page.sharing import Sharing, sharing
from relating.web.voice.names import other_name
from relating.web.voice.sides import is_clients, is_mine

Text = str | Promise
SHOWN_FOR = timedelta(days=2)
"""So long a line that was dealt with still stands there, so that it can be taken up again."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the agenda; `own` is the viewer's."""

    id: UUID
    words: str
    who: Text
    own: bool
    done_at: datetime | None
    sharing: Sharing
    may_delete: bool


def lines(case: OpenCase, now: datetime) -> list[Line]:
    """What is not done, and what was done just now; the client's first, the newest last."""
    found = case.all(Agenda)
    done = done_by_others(found)
    shown = sorted(found, key=lambda each: (not is_clients(each), each.recorded_at))
    told = (line(each, case, each.done_at or done.get(each.id)) for each in shown if each.words)
    return [each for each in told if each.done_at is None or now - each.done_at < SHOWN_FOR]


def done_by_others(found: tuple[Agenda, ...]) -> dict[UUID, datetime]:
    """When somebody checked off a line of the other's."""
    pairs: Iterator[tuple[UUID, datetime]] = (
        (about, each.done_at)
        for each in found
        if each.done_at is not None and not each.words
        for about in each.about
    )
    return dict(pairs)


def line(agenda: Agenda, case: OpenCase, done_at: datetime | None) -> Line:
    """One line."""
    may = case.may(agenda.id)
    own = is_mine(agenda, case)
    return Line(
        id=agenda.id,
        words=agenda.words,
        who=case.at.viewer.called if own else other_name(case),
        own=own,
        done_at=done_at,
        sharing=sharing(agenda, agenda.id, may, case),
        may_delete="delete" in may,
    )
