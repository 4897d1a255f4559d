"""The counsellor's cases at a glance, and what of them waits for him."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from itertools import chain
from typing import NamedTuple
from uuid import UUID

from relating.case import Session
from relating.engine.glance import Glance, Need, needs
from relating.journal import endings, glances, trail
from relating.journal.endings import Over
from relating.people import gate
from relating.people.gate import Viewer
from relating.people.models import CLIENT, Relation
from relating.vault.any_of import any_of


class CaseCard(NamedTuple):
    """A case in the counsellor's caseload. Its `needs` stand in the order of care; `over` says how
    it has ended, where it has."""

    case_id: UUID
    seen: Glance
    needs: tuple[Need, ...]
    has_client: bool
    over: Over | None

    @property
    def label(self) -> str:
        return self.seen.label

    @property
    def ended(self) -> bool:
        return self.over is not None


def cards(viewer: Viewer, now: datetime) -> tuple[CaseCard, ...]:
    """The viewer's cases, in as many queries for all of them as for one. Of those that have ended
    nothing waits but that somebody ended it."""
    held = gate.standings(viewer, "counsellor")
    seen = glances.kept(held)
    how = {
        at.case_id: endings.over(at, seen[at.case_id].endings) for at in held if at.case_id in seen
    }
    read, joined = have_read(viewer, seen, how), with_client(seen)
    return tuple(
        CaseCard(
            case_id=case_id,
            seen=seen[case_id],
            needs=needs(seen[case_id], now, read) if over is None else that_it_ended(over, read),
            has_client=case_id in joined,
            over=over,
        )
        for case_id, over in how.items()
    )


def that_it_ended(over: Over, read: Collection[UUID]) -> tuple[Need, ...]:
    """That the client ended it, until her counsellor has read it: any page of the case says so."""
    word = over.word
    if word is None or word.author != CLIENT or word.id in read:
        return ()
    return (Need("ended", word.id, over.since),)


def have_read(
    viewer: Viewer, seen: Mapping[UUID, Glance], how: Mapping[UUID, Over | None]
) -> set[UUID]:
    """Those of what waits until it was read that the viewer has read as they are, as the trail
    tells the client too; of a case that somebody ended it is their word."""
    said = {
        id: [(one.id, one.at) for one in chain.from_iterable(each.to_read.values())]
        for id, each in seen.items()
    }
    for case_id, over in how.items():
        if over is not None:
            said[case_id] = [(over.word.id, over.since)] if over.word else []
    since = dict(chain.from_iterable(said.values()))
    return trail.read_by(viewer, [each for each in said if said[each]], since)


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
