"""The hours of all of a counsellor's cases, in a few queries however many there are."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q
from django.utils.crypto import salted_hmac

from relating.case import Content, Ending, Frame, Session
from relating.engine.numbers import numbers
from relating.journal import rows
from relating.journal.by_kind import ByKind, by_kind, of
from relating.journal.caseload import since
from relating.journal.endings import Over, counts, lapsed, over
from relating.journal.glances import framed
from relating.journal.models import Entry
from relating.journal.sealing import opened_all, readable_purposes
from relating.people import gate
from relating.people.gate import Standing, Viewer
from relating.vault import keys
from relating.vault.any_of import any_of


def calendar_id(viewer: UUID, session: UUID) -> UUID:
    """By what a calendar of this person's knows an hour. That of the other of the two knows it by
    another id: nobody who reads both learns by them that they belong together."""
    made = salted_hmac("relating.calendar", f"{viewer}|{session}", algorithm="sha256")
    return UUID(bytes=made.digest()[:16], version=4)


class CaseHour(NamedTuple):
    """An hour of one of the viewer's cases: which case, what it is called, and which of its hours;
    `number` is None where the hour does not take place. `over` says how the case has ended, where
    it has."""

    case_id: UUID
    label: str
    session: Session
    number: int | None
    over: Over | None = None

    @property
    def lapsed(self) -> bool:
        """Whether it was booked for a time after the two had ended."""
        return lapsed(self.session, self.over)


def hours(viewer: Viewer) -> tuple[CaseHour, ...]:
    """Every hour of the viewer's cases, the earliest first."""
    held = gate.standings(viewer, "counsellor")
    by_case = {at.case_id: at for at in held}
    every: list[CaseHour] = []
    for case_id, contents in frames_and_sessions(held).items():
        label, sessions = of(Frame, contents)[0].label, of(Session, contents)
        given, how = numbers(sessions), over(by_case[case_id], of(Ending, contents))
        every += [CaseHour(case_id, label, each, given.get(each.id), how) for each in sessions]
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


def new_episodes(held: list[Standing], since: dict[UUID, datetime]) -> Counter[UUID]:
    """How many of the client's episodes became what they are after a moment, in each case."""
    if not held:
        return Counter()
    told = rows.seen_in(held).filter(kind="episode", changed_at__gt=min(since.values()))
    found = told.exclude(author="counsellor").values_list("case_id", "changed_at")
    return Counter(case_id for case_id, changed_at in found if changed_at > since[case_id])


def frames_and_sessions(held: list[Standing]) -> dict[UUID, ByKind]:
    """What the hours of many cases are told by, opened."""
    by_case = {at.case_id: at for at in held}
    rings = keys.rings(by_case, readable_purposes("counsellor"))
    contents: dict[UUID, list[Content]] = {case_id: [] for case_id in by_case}
    wanted = Q(kind__in=["frame", "session"]) | Q(kind="ending")
    for row in rows.fetched(rows.seen_in(held).filter(wanted)):
        at, ring = by_case[row.case_id], rings[row.case_id]
        if row.kind == "ending" and not counts(row.author, row.by_id, at.viewer.id):
            continue
        contents[row.case_id] += [content for _, content in opened_all(ring, at, [row])]
    return {
        case_id: by_kind(found)
        for case_id, found in contents.items()
        if framed(found, case_id, rings)
    }
