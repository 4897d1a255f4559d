"""An hour that was, and what is asked about it."""

from datetime import datetime, timedelta
from uuid import UUID

from relating.case import Pulse, Session
from relating.journal import queries
from relating.journal.queries import OpenCase
from relating.people import gate
from relating.people.gate import Hidden, Viewer

A_WEEK = timedelta(days=7)


def hour_that_was(viewer: Viewer, entry: UUID, now: datetime) -> tuple[Session, OpenCase]:
    """A session that has been, and the case around it.

    Raises:
        Hidden: it is none, or none for this viewer, or it has not been.
    """
    found = queries.open_entry(viewer, entry)
    if not isinstance(found.content, Session):
        raise Hidden
    gate.require(has_been(found.content, now))
    return found.content, queries.open_around(viewer, found.at.case_id)


def has_been(session: Session, now: datetime) -> bool:
    """Whether the two met; one that nobody has told of yet may have been."""
    return session.state in {"held", "planned"} and session.at <= now


def last_held(opened: OpenCase, now: datetime) -> Session | None:
    """The last hour that was held."""
    held = [each for each in opened.sessions if each.state == "held" and each.at <= now]
    return max(held, key=lambda each: each.at, default=None)


def without_pulse(opened: OpenCase, now: datetime) -> Session | None:
    """The last hour, for a week, while the viewer's pulse of it is not there."""
    last = last_held(opened, now)
    if last is None or now - last.at > A_WEEK:
        return None
    mine = (each for each in opened.all(Pulse) if each.author == opened.role)
    return None if any(each.session == last.id for each in mine) else last
