"""The hours of all of a counsellor's cases, in a few queries however many there are."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.crypto import salted_hmac

from relating.case import Frame, Session
from relating.engine.numbers import numbers
from relating.journal.by_kind import of
from relating.journal.caseload import frames_and_sessions, new_episodes, since
from relating.journal.models import Entry
from relating.people import gate
from relating.people.gate import Viewer
from relating.vault.any_of import any_of


def calendar_id(viewer: UUID, session: UUID) -> UUID:
    """By what a calendar of this person's knows an hour. That of the other of the two knows it by
    another id: nobody who reads both learns by them that they belong together."""
    made = salted_hmac("relating.calendar", f"{viewer}|{session}", algorithm="sha256")
    return UUID(bytes=made.digest()[:16], version=4)


class CaseHour(NamedTuple):
    """An hour of one of the viewer's cases: which case, what it is called, and which of its hours;
    `number` is None where the hour does not take place."""

    case_id: UUID
    label: str
    session: Session
    number: int | None


def hours(viewer: Viewer) -> tuple[CaseHour, ...]:
    """Every hour of the viewer's cases, the earliest first."""
    found = frames_and_sessions(gate.standings(viewer, "counsellor"))
    every: list[CaseHour] = []
    for case_id, contents in found.items():
        label, sessions = of(Frame, contents)[0].label, of(Session, contents)
        given = numbers(sessions)
        every += [CaseHour(case_id, label, each, given.get(each.id)) for each in sessions]
    return tuple(sorted(every, key=lambda each: (each.session.at, each.session.id)))


def versions(hours: Iterable[CaseHour]) -> dict[UUID, int]:
    """Which version of each hour this is."""
    wanted = any_of(each.session.id for each in hours)
    return dict(Entry.objects.filter(pk__in=wanted).values_list("pk", "version"))


def new_in(viewer: Viewer, hours: Iterable[CaseHour], now: datetime) -> Counter[UUID]:
    """How much the client shared since the last hour, in the cases of these hours."""
    by_case: dict[UUID, list[Session]] = {}
    for each in hours:
        by_case.setdefault(each.case_id, []).append(each.session)
    held = [at for at in gate.standings(viewer, "counsellor") if at.case_id in by_case]
    return new_episodes(held, {case: since(sessions, now) for case, sessions in by_case.items()})
