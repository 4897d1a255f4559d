"""A session as pages say it: when, which of how many, how it stands, what was kept and added."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relating.case import Answer, Pulse, Session
from relating.engine.glance import ends
from relating.journal import queries
from relating.journal.queries import OpenCase
from relating.people import gate
from relating.people.gate import Hidden, Viewer
from relating.web.page.over import over_of, was_booked
from relating.web.page.sharing import Sharing, sharing
from relating.web.sessions.forms import FOCUS, HORIZONS, MEDIUMS, STATES
from relating.web.sessions.outer_frame import of_frame
from relating.web.voice.sides import is_mine

Text = str | Promise
COMING = frozenset({"planned", "waits"})


@dataclass(frozen=True, slots=True)
class Hour:
    """A session for a page. `which` is its number of how many, `number` the number alone."""

    id: UUID
    at: datetime
    ends: datetime
    state: str
    stands: Text
    been: bool
    which: str
    number: int | None
    medium: Text
    summary: str
    next_time: str
    reason: str
    frame: str

    @property
    def off(self) -> bool:
        """Whether it did not take place when it was to."""
        return self.state in {"moved", "missed", "cancelled", "lapsed"}


@dataclass(frozen=True, slots=True)
class Added:
    """What the client added to the summary of an hour, and who may read it."""

    id: UUID
    at: datetime
    words: str
    sharing: Sharing
    may_delete: bool


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the two agreed on, in words; `review` is the next day to look at the work together."""

    horizon: Text
    sessions: str
    reviews: tuple[date, ...]
    ends: date | None
    focus: tuple[Text, ...]
    phase: str


def card(session: Session, case: OpenCase, now: datetime) -> Hour:
    """One session. One that was planned and is over by now still waits to be told; one that was
    booked for a time after the ending does not come."""
    open_still, gone = waits(session, now), was_booked(session, over_of(case))
    return Hour(
        id=session.id,
        at=session.at,
        ends=ends(session),
        state=state(session, now, ended=case.at.ended),
        stands=gone or (_("Planned, and over") if open_still else STATES[session.state]),
        frame=of_frame(session, case),
        been=has_been(session, now),
        which=which(session, case),
        number=case.session_numbers.get(session.id),
        medium=MEDIUMS[session.medium] if session.medium else "",
        summary=session.summary,
        next_time=session.next_time,
        reason=session.reason,
    )


def state(session: Session, now: datetime, *, ended: bool) -> str:
    """How a session stands; once the two have ended none is to come, or waits to be told."""
    if session.state == "planned" and ended:
        return "lapsed"
    return "waits" if waits(session, now) else session.state


def waits(session: Session, now: datetime) -> bool:
    """Whether an hour is over, and nobody said yet what became of it."""
    return session.state == "planned" and ends(session) < now


def which(session: Session, case: OpenCase) -> str:
    """Which session of how many, in words; empty where it has no number."""
    contract = case.frame.contract
    number = case.session_numbers.get(session.id)
    if number is None:
        return ""
    if contract is None or contract.sessions is None:
        return _("Session %(number)s") % {"number": number}
    given = {"number": number, "planned": contract.sessions}
    return _("Session %(number)s of %(planned)s") % given


def cards(case: OpenCase, now: datetime) -> tuple[list[Hour], list[Hour]]:
    """What is to come, the next one first; and what has been, the latest first."""
    made = [card(each, case, now) for each in case.sessions]
    coming = [each for each in made if each.state in COMING]
    return coming[::-1], [each for each in made if each.state not in COMING]


def agreed(case: OpenCase) -> Agreed | None:
    """What the two agreed on; None before they did."""
    contract = case.frame.contract
    if contract is None:
        return None
    many = contract.sessions
    sessions = "" if many is None else ngettext("%(n)s session", "%(n)s sessions", many)
    return Agreed(
        horizon=dict(HORIZONS)[contract.horizon],
        sessions=sessions and sessions % {"n": many},
        reviews=contract.reviews,
        ends=contract.ends,
        focus=tuple(FOCUS[each] for each in contract.focus),
        phase=contract.phase,
    )


def additions(session: Session, case: OpenCase, now: datetime) -> tuple[Added, ...]:
    """What the client added to an hour, as far as the viewer may read it, oldest first."""
    found = [each for each in case.all(Answer) if each.to == session.id and each.words]
    return tuple(added(sorted(found, key=lambda each: each.recorded_at), case))


def added(found: list[Answer], case: OpenCase) -> Iterator[Added]:
    """Each addition, with what the viewer may do about it."""
    for each in found:
        may = case.may(each.id)
        who = sharing(each, each.id, may, case)
        yield Added(each.id, each.recorded_at, each.words, who, "delete" in may)


def hour_of(case: OpenCase, now: datetime) -> Session | None:
    """The session that is going on, or the one of today that is nearest to now."""
    today = timezone.localtime(now).date()
    near = (
        each
        for each in case.sessions
        if each.state in {"planned", "held"} and timezone.localtime(each.at).date() == today
    )
    return min(near, key=lambda each: abs(each.at - now), default=None)


def next_hour(sessions: Iterable[Session], now: datetime) -> Session | None:
    """The next session that is planned."""
    planned = (each for each in sessions if each.state == "planned" and each.at > now)
    return min(planned, key=lambda each: each.at, default=None)


def kept_for_next(case: OpenCase, now: datetime) -> str:
    """What the two kept, last time, for the next."""
    return next((each.next_time for each in case.sessions if each.at < now), "")


A_WEEK = timedelta(days=7)


def hour_that_was(viewer: Viewer, entry_id: UUID, now: datetime) -> tuple[Session, OpenCase]:
    """A session that has been, and the case around it.

    Raises:
        Hidden: it is none, or none for this viewer, or it has not been, or it was deleted.
    """
    found = queries.open_entry(viewer, entry_id)
    if not isinstance(found.content, Session):
        raise Hidden
    gate.require(has_been(found.content, now) and not found.row.deleted)
    return found.content, queries.open_around(viewer, found.at.case_id)


def has_been(session: Session, now: datetime) -> bool:
    """Whether the two met; one that nobody has told of yet may have been."""
    return session.state in {"held", "planned"} and session.at <= now


def last_held(case: OpenCase, now: datetime) -> Session | None:
    """The last hour that was held."""
    held = [each for each in case.sessions if each.state == "held" and each.at <= now]
    return max(held, key=lambda each: each.at, default=None)


def without_pulse(case: OpenCase, now: datetime) -> Session | None:
    """The last hour, for a week, while the viewer's pulse of it is not there."""
    last = last_held(case, now)
    if last is None or now - last.at > A_WEEK:
        return None
    mine = (each for each in case.all(Pulse) if is_mine(each, case))
    return None if any(each.session == last.id for each in mine) else last
