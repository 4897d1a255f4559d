"""Which moments belong to which hour: marks, and what was told of them."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from msgspec.structs import replace

from relating.case import Content, Episode, Mark, Session
from relating.case.clock import later
from relating.engine.glance import ends
from relating.journal import queries
from relating.journal.queries import OpenCase

BEFORE, AFTER = timedelta(minutes=30), timedelta(minutes=60)
"""A mark so long before or after an hour still belongs to it."""


def session_at(sessions: Iterable[Session], at: datetime) -> UUID | None:
    """The session in which, or close to which, a moment was."""
    near = [
        each
        for each in sessions
        if each.state in {"planned", "held"}
        and later(each.at, -BEFORE) <= at <= later(ends(each), AFTER)
    ]
    return min(near, key=lambda each: abs(each.at - at)).id if near else None


def told_by_hour(case: OpenCase) -> dict[UUID | None, list[Episode]]:
    """What stands for each moment between the two, under each hour that it was in: one of its
    tellings says so, or it was at that time."""
    found: dict[UUID | None, list[Episode]] = defaultdict(list)
    hours = Hours(case.sessions)
    for each in case.moments:
        if each.told.place in {"room", "practice"}:
            for hour in {said_hour(one, hours) for one in each.every}:
                found[hour].append(each.told)
    return found


def told_in(hour: Session, case: OpenCase) -> list[Episode]:
    """What stands for each moment between the two in one hour."""
    return told_by_hour(case)[hour.id]


def said_hour(told: Episode, hours: "Hours") -> UUID | None:
    """The hour that a telling is of, by what it says or by its time."""
    if told.session is not None or told.at is None:
        return told.session
    return session_at(hours.about(told.at), told.at)


class Hours:
    """The sessions of a case by when they begin, to find those about a time among hundreds."""

    def __init__(self, sessions: Iterable[Session]) -> None:
        self.sessions = sorted(sessions, key=lambda each: each.at)
        self.begin = [each.at for each in self.sessions]
        spans = (ends(each) - each.at for each in self.sessions)
        self.longest = max(spans, default=timedelta(0)) + AFTER

    def about(self, at: datetime) -> list[Session]:
        """Those that can have been at a time."""
        first = bisect_left(self.begin, later(at, -self.longest))
        return self.sessions[first : bisect_right(self.begin, later(at, BEFORE))][::-1]


def session_of(mark: Mark, sessions: Iterable[Session]) -> UUID | None:
    """The session of a mark: the one that was there, or one that was written down since."""
    known = tuple(sessions)
    there = any(each.id == mark.session for each in known)
    return mark.session if there else session_at(known, mark.at)


def unplanned(case: OpenCase, now: datetime) -> list[Mark]:
    """The marks of the last day that belong to no session, oldest first."""
    lately = later(now, timedelta(days=-1))
    found = (each for each in case.all(Mark) if lately < each.at <= now and not each.thrown_away)
    alone = (each for each in found if session_of(each, case.sessions) is None)
    return sorted(alone, key=lambda each: each.at)


def found_by(session: Session, case: OpenCase) -> list[Content]:
    """What belongs to a session from now on: marks that had none, and what was told of them."""
    sessions = [session, *(each for each in case.sessions if each.id != session.id)]
    mine = [
        each
        for each in case.all(Mark)
        if session_of(each, case.sessions) is None and session_of(each, sessions) == session.id
    ]
    told = tellings([each.became for each in mine if each.became is not None], case)
    return [
        *(replace(each, session=session.id) for each in mine),
        *(replace(each, session=session.id) for each in told),
    ]


def tellings(wanted: list[UUID], case: OpenCase) -> list[Episode]:
    """Those tellings of the viewer's that say no session yet, with all that stands in them."""
    if not wanted:
        return []
    viewer = case.at.viewer
    there = queries.open_some(viewer, case.case_id, Q(pk__in=wanted)).all(Episode)
    found = (queries.open_entry(viewer, each.id) for each in there if each.session is None)
    whole = (each.content for each in found if "revise" in each.may)
    return [each for each in whole if isinstance(each, Episode)]
