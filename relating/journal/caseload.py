"""The counsellor's cases at a glance, and what of them waits for him."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from relating.case import Session
from relating.engine.glance import Glance, Need, needs
from relating.journal import glances, trail
from relating.people import gate
from relating.people.gate import Viewer
from relating.people.models import CLIENT, Relation
from relating.vault.any_of import any_of


class CaseCard(NamedTuple):
    """A case in the counsellor's caseload. Its `needs` stand in the order of care."""

    case_id: UUID
    seen: Glance
    needs: tuple[Need, ...]
    has_client: bool
    ended: bool

    @property
    def label(self) -> str:
        return self.seen.label


def cards(viewer: Viewer, now: datetime) -> tuple[CaseCard, ...]:
    """The viewer's cases, in as many queries for all of them as for one. Of those that have ended
    nothing waits."""
    held = gate.standings(viewer, "counsellor")
    seen = glances.kept(held)
    read, joined = have_read(viewer, seen), with_client(seen)
    return tuple(
        CaseCard(
            case_id=at.case_id,
            seen=seen[at.case_id],
            needs=() if at.ended else needs(seen[at.case_id], now, read),
            has_client=at.case_id in joined,
            ended=at.ended,
        )
        for at in held
        if at.case_id in seen
    )


def have_read(viewer: Viewer, seen: Mapping[UUID, Glance]) -> set[UUID]:
    """Those of what waits until it was read that the viewer has read as they are, as the trail
    tells the client too."""
    since = {one.id: one.at for each in seen.values() for one in each.to_read}
    return trail.read_by(viewer, [each for each in seen if seen[each].to_read], since)


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
