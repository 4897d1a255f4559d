"""Before an hour: what is new, what is open, and up to three things worth bringing into the room.

It takes what the counsellor may see and the moment of asking, and gives the same answer each time.
While a dip is open, listening and exploring come first: links to patterns are held back, and the
result says so (in the session itself, exploring was rated helpful and highlighting a pattern less
so: Eubanks et al. 2018).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import datetime
from typing import ClassVar, Literal, TypeAlias, TypeVar
from uuid import UUID

from msgspec import Struct

from relating.case.entries.agenda import Agenda, Aside, Worth
from relating.case.entries.dip import Dip
from relating.case.entries.episode import Episode
from relating.case.entries.feedback import Answer, Feedback
from relating.case.entries.frame import Contract
from relating.case.entries.person import Person
from relating.case.entries.plan import Attempt, Plan
from relating.case.entries.preferences import Preferences, back_then
from relating.case.entries.pulse import Pulse
from relating.case.entries.recognition import Recognition
from relating.case.entries.session import Session
from relating.case.entry import Entry
from relating.engine.alliance import Alliance, AllianceDip, alliance
from relating.engine.back_then import of_now
from relating.engine.moments import Moment, moments
from relating.engine.open_ends import Thread, look_together, not_right, threads, waiting
from relating.engine.plans import stands_aside
from relating.engine.rhymes import Rhyme, rhymes
from relating.engine.tellings import counted_of, with_somebody_unsafe

MOST = 3
"""More than so many would be a list and not a preparation."""
NEWEST = 30
"""Of so many new episodes, the newest, rhymes are looked for."""

Promised = Literal["asked_to_talk", "not_now", "left_for_next_time", "on_my_list", "review_due"]
"""Why something was to be come back to by now."""
AnEntry = TypeVar("AnEntry", bound=Entry)


class BringDip(Struct, frozen=True):
    """The dip that is open; it stands on its pulses and on what was said of it."""

    worth: ClassVar[Worth] = "dip"
    dip: AllianceDip

    @property
    def evidence(self) -> tuple[UUID, ...]:
        """The entries that it stands on."""
        return (*self.dip.pulses, *self.dip.said)


class BringPromise(Struct, frozen=True):
    """Something that was to be come back to; a review stands on the contract and on no entry."""

    worth: ClassVar[Worth] = "promise"
    why: Promised
    evidence: tuple[UUID, ...]


class BringRhyme(Struct, frozen=True):
    """A moment in life that is like one in the room, or like a memory; it stands on the two."""

    worth: ClassVar[Worth] = "rhyme"
    rhyme: Rhyme

    @property
    def evidence(self) -> tuple[UUID, ...]:
        """The entries that it stands on."""
        return (self.rhyme.life, self.rhyme.other)


Bring: TypeAlias = BringDip | BringPromise | BringRhyme
"""Something worth bringing: each knows its `worth` and its `evidence`."""


class Held(Struct, frozen=True):
    """What waits while a dip is open: so many rhymes, and these patterns."""

    dip: AllianceDip
    rhymes: int
    patterns: tuple[UUID, ...]


class Prepared(Struct, frozen=True):
    """All that the page before an hour shows. Ids stand newest first.

    `since` is the last hour that was held; before the first one everything is new. `tries` are the
    new ones of plans, as planned or differently, with nobody who is not safe. `agenda` is what is
    not done yet, the client's first. `held` says what waits, and why, or is `None`.
    """

    since: datetime | None
    last: UUID | None
    next: UUID | None
    episodes: tuple[UUID, ...]
    tries: tuple[UUID, ...]
    answers: tuple[UUID, ...]
    agenda: tuple[UUID, ...]
    threads: tuple[Thread, ...]
    bring: tuple[Bring, ...]
    held: Held | None
    alliance: Alliance


def prepare(
    entries: Iterable[Entry],
    people: Mapping[str, Person],
    now: datetime,
    contract: Contract | None = None,
) -> Prepared:
    """What to know before the next hour. People marked as not safe are in no rhyme."""
    known = tuple(entries)
    others = [each for each in known if not isinstance(each, Episode)]
    hours = sorted(_only(Session, others), key=lambda each: (each.at, each.id))
    last = next((each for each in reversed(hours) if _was(each, now)), None)
    since = None if last is None else last.at
    between = alliance(_only(Pulse, others), hours, _only(Dip, others))
    told = moments(_only(Episode, known))
    hers = counted_of(told, _only(Recognition, others), people)
    safe = of_now(hers, on=back_then(_only(Preferences, others)))
    fresh = _fresh(known, since)
    happened = _happened(told, since)
    alike = _new_rhymes(rhymes(safe, _ids(happened[:NEWEST])), _only(Feedback, others))
    dip = between.open[-1] if between.open else None
    offers: list[Bring] = [
        *([] if dip is None else [BringDip(dip)]),
        *_but_those_of(dip, _promises(others, last, now, contract)),
        *([] if dip is not None else map(BringRhyme, alike)),
    ]
    bring = tuple(_not_set_aside(offers, _only(Aside, fresh)))[:MOST]
    return Prepared(
        since=since,
        last=None if last is None else last.id,
        next=next((each.id for each in hours if each.state == "planned" and each.at >= now), None),
        episodes=_ids(happened),
        tries=_ids(_newest(_tries(entries=fresh, known=known, people=people))),
        answers=_ids(_newest(_only(Answer, fresh))),
        agenda=_ids(_agenda(others)),
        threads=threads(others, brought=_stands(bring), hold_patterns=dip is not None, now=now),
        bring=bring,
        held=None if dip is None else _held(dip, alike, others, now),
        alliance=between,
    )


def _was(session: Session, now: datetime) -> bool:
    return session.state == "held" and session.at <= now


def _ids(entries: Iterable[Entry]) -> tuple[UUID, ...]:
    return tuple(each.id for each in entries)


def _only(kind: type[AnEntry], entries: Iterable[Entry]) -> list[AnEntry]:
    return [each for each in entries if isinstance(each, kind)]


def _newest(entries: Iterable[AnEntry]) -> list[AnEntry]:
    return sorted(entries, key=lambda each: (each.recorded_at, each.id), reverse=True)


def _fresh(entries: Iterable[Entry], since: datetime | None) -> list[Entry]:
    return [each for each in entries if since is None or each.recorded_at > since]


def _happened(told: Iterable[Moment], since: datetime | None) -> tuple[Episode, ...]:
    """What stands for each moment of which something was told since."""
    return tuple(
        each.told
        for each in told
        if since is None or each.told.recorded_at > since or _fresh(each.others, since)
    )


def _tries(
    entries: Iterable[Entry], known: Iterable[Entry], people: Mapping[str, Person]
) -> list[Attempt]:
    """What was tried; of a plan that stands aside nobody is reminded."""
    found = [each for each in _only(Attempt, entries) if each.did != "did_not"]
    named = {id for each in found for id in (each.plan, each.telling)}
    told = [each for each in known if each.id in named]
    away = {each.id for each in _only(Plan, told) if stands_aside(each, people)}
    away |= {each.id for each in _only(Episode, told) if with_somebody_unsafe(each, people)}
    return [each for each in found if not {each.plan, each.telling} & away]


def _agenda(entries: Iterable[Entry]) -> list[Agenda]:
    """What is not dealt with: a line says so itself, or the other of the two does in their own."""
    found = _only(Agenda, entries)
    dealt = {about for each in found if each.done_at is not None for about in each.about}
    left = [each for each in found if each.done_at is None and each.id not in dealt]
    return sorted(_newest(left), key=lambda each: each.author != "client")


def _new_rhymes(found: Iterable[Rhyme], said: Iterable[Feedback]) -> list[Rhyme]:
    """Rhymes that no feedback has taken up yet."""
    taken = [{*each.about, *each.alike} for each in said]
    return [each for each in found if not any({each.life, each.other} <= both for both in taken)]


def _held(
    dip: AllianceDip, alike: Sequence[Rhyme], entries: Sequence[Entry], now: datetime
) -> Held:
    return Held(dip, len(alike), _ids(look_together(entries, now)))


def _promises(
    entries: Sequence[Entry], last: Session | None, now: datetime, contract: Contract | None
) -> Iterator[BringPromise]:
    """What was to be come back to by now: the client's own wishes first."""
    asked = (each for each in not_right(entries) if each.not_right_for == "talk")
    yield from (_promise("asked_to_talk", each) for each in asked)
    yield from (_promise("not_now", each) for each in waiting(entries, {"not_now"}))
    if last is not None and last.next_time:
        yield _promise("left_for_next_time", last)
    yield from (_promise("on_my_list", each) for each in _overdue(entries, now))
    if contract is not None and _review_due(contract, last, now):
        yield BringPromise("review_due", ())


def _but_those_of(
    dip: AllianceDip | None, offers: Iterable[BringPromise]
) -> Iterator[BringPromise]:
    """A line that is already brought with its dip is not brought twice."""
    brought = set() if dip is None else _shown_with(dip)
    return (each for each in offers if not (each.evidence and brought.issuperset(each.evidence)))


def _shown_with(dip: AllianceDip) -> set[UUID]:
    """What is shown with a dip: the pulse of its hour and what was said of it. Those just before it
    are figures alone, and what was not right in them is still to be said."""
    return {*dip.pulses[-1:], *dip.said}


def _stands(bring: Iterable[Bring]) -> set[UUID]:
    """The entries that are shown with what is brought."""
    return {
        id
        for each in bring
        for id in (_shown_with(each.dip) if isinstance(each, BringDip) else each.evidence)
    }


def _promise(why: Promised, entry: Entry) -> BringPromise:
    return BringPromise(why, (entry.id,))


def _overdue(entries: Sequence[Entry], now: datetime) -> list[Agenda]:
    """The counsellor's own points that were meant for an hour that has been."""
    been = {each.id for each in _only(Session, entries) if _was(each, now)}
    mine = [each for each in _agenda(entries) if each.author == "counsellor"]
    return [each for each in mine if each.session in been]


def _review_due(contract: Contract, last: Session | None, now: datetime) -> bool:
    """Whether a day to look at the work together has come since the last hour."""
    return any(
        day <= now.date() and (last is None or day > last.at.date()) for day in contract.reviews
    )


def _not_set_aside(offers: Iterable[Bring], asides: Iterable[Aside]) -> Iterator[Bring]:
    """Offers but those that were left for another day since the last hour."""
    left: Set[tuple[Worth, frozenset[UUID]]] = {
        (each.worth, frozenset(each.about)) for each in asides
    }
    return (each for each in offers if (each.worth, frozenset(each.evidence)) not in left)
