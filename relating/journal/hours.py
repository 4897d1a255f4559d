"""The hours of all of a counsellor's cases, in a few queries however many there are."""

from typing import NamedTuple
from uuid import UUID

from relating.case import Frame, Session
from relating.engine.numbers import numbers
from relating.journal.by_kind import of
from relating.journal.caseload import frames_and_sessions
from relating.people import gate
from relating.people.gate import Viewer


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
