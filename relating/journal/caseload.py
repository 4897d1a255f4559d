"""The counsellor's cases at a glance: label, sessions, and how much is new in each."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from relating.case import Content, Frame, Session
from relating.engine.numbers import held_so_far, numbers
from relating.journal import rows
from relating.journal.by_kind import ByKind, by_kind, of
from relating.journal.frames import frame_of
from relating.journal.sealing import opened_all, readable_purposes
from relating.people import gate
from relating.people.gate import Standing, Viewer
from relating.people.models import CLIENT, Relation
from relating.vault import keys
from relating.vault.any_of import any_of
from relating.vault.seal import Tampered


class CaseCard(NamedTuple):
    """A case in the counsellor's caseload. `new` counts what was shared since the last session."""

    case_id: UUID
    label: str
    sessions_held: int
    sessions_planned: int | None
    last_session: datetime | None
    next_session: datetime | None
    next_number: int | None
    new: int
    has_client: bool


def cards(viewer: Viewer, now: datetime) -> tuple[CaseCard, ...]:
    """The viewer's cases: label, sessions, and how much is new in each.

    Opens frames and sessions only, of all cases in a few queries: it stands beside every page.
    """
    every = gate.standings(viewer, "counsellor")
    contents = frames_and_sessions(every)
    held = [at for at in every if at.case_id in contents]
    marks = {at.case_id: since(of(Session, contents[at.case_id]), now) for at in held}
    new = new_episodes(held, marks)
    joined = with_client(marks)
    return tuple(
        card(at.case_id, contents[at.case_id], now, new[at.case_id], at.case_id in joined)
        for at in held
    )


def frames_and_sessions(held: list[Standing]) -> dict[UUID, ByKind]:
    """What a caseload needs of each case, opened."""
    by_case = {at.case_id: at for at in held}
    rings = keys.rings(by_case, readable_purposes("counsellor"))
    contents: dict[UUID, list[Content]] = {case_id: [] for case_id in by_case}
    for row in rows.fetched(rows.seen_in(held).filter(kind__in=["frame", "session"])):
        at, ring = by_case[row.case_id], rings[row.case_id]
        contents[row.case_id] += [content for _, content in opened_all(ring, at, [row])]
    return {
        case_id: by_kind(found)
        for case_id, found in contents.items()
        if framed(found, case_id, rings)
    }


def framed(found: list[Content], case_id: UUID, rings: Mapping[UUID, keys.Ring]) -> bool:
    """Whether a case has a frame, if need be as it last was; one without cannot be opened."""
    if not any(isinstance(each, Frame) for each in found):
        try:
            found.append(frame_of(case_id, rings[case_id]))
        except Tampered:
            return False
    return True


def card(case_id: UUID, contents: ByKind, now: datetime, new: int, has_client: bool) -> CaseCard:
    """A case in the caseload, from its frame and its sessions."""
    frame, sessions = of(Frame, contents)[0], of(Session, contents)
    following = next_session(sessions, now)
    return CaseCard(
        case_id=case_id,
        label=frame.label,
        sessions_held=held_so_far(sessions),
        sessions_planned=frame.contract.sessions if frame.contract else None,
        last_session=last_session(sessions, now),
        next_session=following.at if following else None,
        next_number=numbers(sessions).get(following.id) if following else None,
        new=new,
        has_client=has_client,
    )


def with_client(cases: Iterable[UUID]) -> set[UUID]:
    """The cases, of these, whose client has come in."""
    found = Relation.objects.filter(case_id__in=any_of(cases), role=CLIENT, ended=None)
    return set(found.values_list("case_id", flat=True))


def last_session(sessions: Iterable[Session], now: datetime) -> datetime | None:
    """When the last held session was."""
    return max(
        (each.at for each in sessions if each.state == "held" and each.at <= now), default=None
    )


def next_session(sessions: Iterable[Session], now: datetime) -> Session | None:
    """The next session that is planned."""
    planned = (each for each in sessions if each.state == "planned" and each.at > now)
    return min(planned, key=lambda each: each.at, default=None)


def since(sessions: Iterable[Session], now: datetime) -> datetime:
    """From when on something is new: from the last session, or for a week."""
    return last_session(sessions, now) or now - timedelta(days=7)


def new_episodes(held: list[Standing], since: dict[UUID, datetime]) -> Counter[UUID]:
    """How many of the client's episodes became what they are after a moment, in each case."""
    if not held:
        return Counter()
    told = rows.seen_in(held).filter(kind="episode", changed_at__gt=min(since.values()))
    found = told.exclude(author="counsellor").values_list("case_id", "changed_at")
    return Counter(case_id for case_id, changed_at in found if changed_at > since[case_id])
