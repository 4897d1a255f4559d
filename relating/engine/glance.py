"""A case at a glance: what its counsellor has to know of it among all of his cases.

A glance holds facts alone. Which hour is the next, which was not closed and who is silent depends
on when one asks, and is judged then.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Literal, TypeAlias, get_args
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from relating.case.clock import later
from relating.case.entries.agreement import LINES, Agreement, newest
from relating.case.entries.dip import Dip
from relating.case.entries.ending import Ending
from relating.case.entries.feedback import Answer
from relating.case.entries.frame import Frame
from relating.case.entries.mark import Mark
from relating.case.entries.pulse import Pulse
from relating.case.entries.session import USUAL_MINUTES, Session, State
from relating.case.entries.supervision import Supervision
from relating.case.entry import Entry
from relating.engine.alliance import AllianceDip, alliance
from relating.engine.numbers import held_so_far, numbers, takes_place
from relating.engine.open_ends import not_right

SILENT_AFTER = timedelta(weeks=3)
"""Neither met nor heard of for so long, with no hour to come, is silent."""
HELD = 3
"""So many of the hours that were held stand in a glance: those of today are among them."""

What: TypeAlias = Literal[
    "ended",
    "not_right",
    "dip",
    "taken_back",
    "not_closed",
    "answer",
    "supervised",
    "marks",
    "silent",
]
"""Why somebody waits for their counsellor, in the order of care."""
CARE: Final[tuple[What, ...]] = get_args(What)


class Hour(Struct, frozen=True):
    """An hour: when it begins and is over, its number, and how it stands."""

    id: UUID
    at: datetime
    ends: datetime
    state: State
    number: int | None

    @property
    def held(self) -> bool:
        return self.state == "held"

    def runs(self, now: datetime) -> bool:
        """Whether the two meet just now; once it was closed an hour is over, by any clock."""
        return not self.held and self.at <= now < self.ends

    def waits(self, now: datetime) -> bool:
        """Whether it is over, and nobody said what became of it."""
        return self.state == "planned" and self.ends <= now


class About(Struct, frozen=True):
    """Something that waits: the entry that it is about, when it came, its number if it has one."""

    id: UUID
    at: datetime
    number: int | None = None


class Glance(Struct, frozen=True):
    """What a counsellor may see of a case, as far as his caseload needs it.

    `agreed` is how many hours the two agreed on and `held` the number of the last that was held.
    `hours` are those that are planned and the last that were held, oldest first. `dip` is the hour
    whose dip is open, `not_right` the latest of which she said that it was not and nobody came back
    to it. `taken_back` is her word on the beginning, where it came after the last hour and leaves
    out a line. `answers` came after the last hour, oldest first; `supervised` is what a supervisor
    answered since the first of the hours that stand here. So many `marks` wait for words, the last
    of them from `marked`. `heard` is when the client's last shared thing came. `endings` is what
    the two say of the ending, without their words to each other.
    """

    label: str
    started: date
    agreed: int | None
    held: int
    hours: tuple[Hour, ...]
    dip: About | None
    not_right: About | None
    taken_back: About | None
    answers: tuple[About, ...]
    supervised: tuple[About, ...]
    marks: int
    marked: datetime | None
    heard: datetime | None
    endings: tuple[Ending, ...] = ()

    @property
    def to_read(self) -> Mapping[What, tuple[About, ...]]:
        """What waits until it was read, by why."""
        back = () if self.taken_back is None else (self.taken_back,)
        return {"taken_back": back, "answer": self.answers, "supervised": self.supervised}

    @property
    def last(self) -> datetime | None:
        """When the last hour was held."""
        return max((each.at for each in self.hours if each.held), default=None)

    def running(self, now: datetime) -> Hour | None:
        """The hour in which the two are."""
        return next((each for each in self.hours if each.runs(now)), None)

    def next(self, now: datetime) -> Hour | None:
        """The next hour that is planned."""
        return next((each for each in self.hours if not each.held and each.at > now), None)


class Need(Struct, frozen=True):
    """Why somebody waits, what it is about, and since when; `n` is how many of it there are."""

    what: What
    about: UUID | None
    at: datetime
    n: int = 1
    number: int | None = None


def glance(
    frame: Frame,
    *,
    sessions: Collection[Session],
    pulses: Iterable[Pulse],
    said: Collection[Entry],
    marks: Iterable[Mark],
    came: Mapping[UUID, datetime],
    heard: datetime | None,
) -> Glance:
    """A case at a glance, from what its counsellor may see. `said` is what the two said of dips, of
    the beginning and of the ending, what she answered, what may come back to something, and what
    was lent; `came` is since when her answers and her word on the beginning say what they say."""
    told, dips = tuple(pulses), [each for each in said if isinstance(each, Dip)]
    hours = hours_of(sessions)
    met = [each for each in hours if each.held]
    last = met[-1] if met else None
    fallen = alliance(told, sessions, dips).open
    waiting = [each.at for each in marks if each.waits]
    return Glance(
        label=frame.label,
        started=frame.started,
        agreed=frame.contract.sessions if frame.contract else None,
        held=held_so_far(sessions),
        hours=tuple(sorted((*planned(hours), *met[-HELD:]), key=lambda each: each.at)),
        dip=about_dip(fallen[-1], hours) if fallen else None,
        not_right=about_hour(not_right((*sessions, *told, *said)), hours),
        taken_back=next(after(last, not_agreed(said), came), None),
        answers=in_order(after(last, (each for each in said if isinstance(each, Answer)), came)),
        supervised=in_order(answered(said, met[-HELD] if len(met) >= HELD else None)),
        marks=len(waiting),
        marked=max(waiting, default=None),
        heard=heard,
        endings=tuple(replace(each, words="") for each in said if isinstance(each, Ending)),
    )


def not_agreed(said: Iterable[Entry]) -> Iterator[Agreement]:
    """Her word on the beginning, where it leaves out a line. Which words stood beside a line when
    she said yes is not looked at: where the two changed them, she took nothing back."""
    hers = newest((each for each in said if isinstance(each, Agreement)), "client")
    if hers is not None and not {each.line for each in hers.yes} >= {*LINES}:
        yield hers


def after(
    last: Hour | None, said: Iterable[Entry], came: Mapping[UUID, datetime]
) -> Iterator[About]:
    """What of hers came after the last hour."""
    since = (About(each.id, came[each.id]) for each in said if each.id in came)
    return (each for each in since if last is None or each.at > last.at)


def answered(said: Iterable[Entry], first: Hour | None) -> Iterator[About]:
    """What a supervisor answered, and no longer ago than an hour that is looked back to."""
    for each in (each for each in said if isinstance(each, Supervision)):
        at = each.answered_at if each.answer else None
        if at is not None and (first is None or at > first.at):
            yield About(each.id, at)


def in_order(found: Iterable[About]) -> tuple[About, ...]:
    """In the order in which they came."""
    return tuple(sorted(found, key=lambda each: (each.at, each.id)))


def hours_of(sessions: Collection[Session]) -> list[Hour]:
    """The hours that take place, in their order."""
    number = numbers(sessions)
    return [
        Hour(each.id, each.at, ends(each), each.state, number.get(each.id))
        for each in sorted(sessions, key=lambda each: (each.at, each.id))
        if takes_place(each)
    ]


def ends(session: Session) -> datetime:
    """When a session is over."""
    minutes = USUAL_MINUTES if session.minutes is None else session.minutes
    return later(session.at, timedelta(minutes=minutes))


def planned(hours: Iterable[Hour]) -> Iterator[Hour]:
    """Those of which nobody has said yet what became of them."""
    return (each for each in hours if not each.held)


def about_dip(dip: AllianceDip, hours: Iterable[Hour]) -> About | None:
    """The hour whose dip waits for the two."""
    at = next((each.at for each in hours if each.id == dip.session), None)
    return None if at is None else About(dip.session, at, dip.number)


def about_hour(said: Iterable[Pulse], hours: Iterable[Hour]) -> About | None:
    """The hour of the first of these lines, which is the latest of which she said something."""
    line = next(iter(said), None)
    hour = next((each for each in hours if line is not None and each.id == line.session), None)
    return None if hour is None else About(hour.id, hour.at, hour.number)


def needs(seen: Glance, now: datetime, read: Collection[UUID] = ()) -> tuple[Need, ...]:
    """Why somebody waits for their counsellor, in the order of care; `read` are those of what is
    `to_read` that he has read."""
    found = {each.what: each for each in each_need(seen, now, read)}
    return tuple(found[each] for each in CARE if each in found)


def each_need(seen: Glance, now: datetime, read: Collection[UUID]) -> Iterator[Need]:
    """Every reason, in no order."""
    for what, about in (("not_right", seen.not_right), ("dip", seen.dip)):
        if about is not None:
            yield Need("dip" if what == "dip" else "not_right", about.id, about.at, 1, about.number)
    open_hours = [each for each in seen.hours if each.waits(now)]
    if open_hours:
        first = open_hours[0]
        yield Need("not_closed", first.id, first.at, len(open_hours), first.number)
    yield from unread(seen, read)
    if seen.marked is not None and seen.running(now) is None:
        yield Need("marks", None, seen.marked, seen.marks)
    since = silent_since(seen)
    if seen.next(now) is None and not open_hours and now - since >= SILENT_AFTER:
        yield Need("silent", None, since)


def unread(seen: Glance, read: Collection[UUID]) -> Iterator[Need]:
    """What waits until it was read; of several the last, and how many there are."""
    for what, every in seen.to_read.items():
        left = [each for each in every if each.id not in read]
        if left:
            yield Need(what, left[-1].id, left[-1].at, len(left))


def silent_since(seen: Glance) -> datetime:
    """When the two last met, or something of hers came; else when the case began."""
    started = datetime.combine(seen.started, time(), UTC)
    return max(each for each in (started, seen.last, seen.heard) if each is not None)
