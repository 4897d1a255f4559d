"""Open threads: what was begun between the two and not yet come back to."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct

from relating.case.entries.agenda import Agenda
from relating.case.entries.dip import Dip
from relating.case.entries.feedback import Answer, Feedback
from relating.case.entries.mark import Mark
from relating.case.entries.pattern import Pattern, rests
from relating.case.entries.pulse import Pulse
from relating.case.entries.session import Session
from relating.case.entry import Entry
from relating.engine.as_made import as_made
from relating.engine.numbers import takes_place
from relating.engine.ways import retired

What = Literal["unanswered", "not_fitting", "not_sure", "marks", "not_right", "pattern"]


class Thread(Struct, frozen=True):
    """What is open and the entries it stands in, oldest first."""

    what: What
    evidence: tuple[UUID, ...]


def threads(
    entries: Sequence[Entry], *, brought: Collection[UUID], hold_patterns: bool, now: datetime
) -> tuple[Thread, ...]:
    """The threads that are open; those of patterns unless they are held. What was not right and is
    brought already is no thread beside."""
    found: tuple[tuple[What, Sequence[Entry]], ...] = (
        ("unanswered", unanswered(entries)),
        ("not_fitting", waiting(entries, {"not_really", "not_like_this"})),
        ("not_sure", waiting(entries, {"not_sure"})),
        ("marks", _marks(entries)),
        ("not_right", [each for each in not_right(entries) if each.id not in brought]),
        ("pattern", [] if hold_patterns else look_together(entries, now)),
    )
    return tuple(_threads(found))


def unanswered(entries: Sequence[Entry]) -> list[Entry]:
    """Feedback that was said or can be read, and has no answer yet."""
    answered = {each.to for each in entries if isinstance(each, Answer)}
    return [
        each
        for each in _in_order(entries)
        if isinstance(each, Feedback)
        and (each.said_at is not None or each.visibility == "shared")
        and each.id not in answered
    ]


def waiting(entries: Sequence[Entry], said: Collection[str]) -> list[Answer]:
    """Answers that said one of these, were the last on their subject, and nobody has come back to.

    Coming back is later feedback about the same, or a point of the agenda about it that was done.
    """
    newest = {
        each.to: each for each in _in_order(entries) if isinstance(each, Answer) and each.resonance
    }
    back, put_away = _come_back(entries), retired(entries)
    return [
        each
        for each in newest.values()
        if each.resonance in said
        and each.to not in put_away
        and not _later(back, (each.id, each.to), each.recorded_at)
    ]


def _come_back(entries: Iterable[Entry]) -> dict[UUID, datetime]:
    """What somebody came back to, and when last."""
    back: dict[UUID, datetime] = {}
    for each in entries:
        at = each.recorded_at if isinstance(each, Feedback) else None
        if isinstance(each, Agenda):
            at = each.done_at
        if at is not None and isinstance(each, Feedback | Agenda):
            back.update({about: max(at, back.get(about, at)) for about in each.about})
    return back


def _later(back: dict[UUID, datetime], of: Iterable[UUID | None], than: datetime) -> bool:
    return any(each in back and back[each] > than for each in of if each is not None)


def _marks(entries: Iterable[Entry]) -> list[Entry]:
    return [each for each in _in_order(entries) if isinstance(each, Mark) and each.waits]


def not_right(entries: Iterable[Entry]) -> list[Pulse]:
    """What the client said was not right in an hour, the latest hour first.

    It stays open, over as many hours as it takes, until somebody came back to it, the counsellor
    said something of his own of that hour, or the client that it is mended.
    """
    known = tuple(entries)
    hours = {each.id: each.at for each in known if isinstance(each, Session) and takes_place(each)}
    back = _come_back(known)
    settled = {
        each.session
        for each in known
        if isinstance(each, Dip) and (each.author == "counsellor" or each.mended == "yes")
    }
    found = [
        (hours[each.session], each.id, each)
        for each in known
        if isinstance(each, Pulse)
        and (each.author == "client" and each.not_right and each.not_right_for != "keep")
        and (each.session in hours and each.session not in settled and each.id not in back)
    ]
    return [each for *_, each in sorted(found, reverse=True)]


def look_together(entries: Sequence[Entry], now: datetime) -> list[Pattern]:
    """The patterns that the counsellor means to look at with the client: none that one of them
    retired, none of which she said that it is how she is made."""
    out = as_made(entries) | retired(entries)
    return [
        each
        for each in _in_order(entries)
        if isinstance(each, Pattern)
        and each.state == "look_together"
        and not rests(each, now.date())
        and each.id not in out
    ]


def _threads(found: Iterable[tuple[What, Sequence[Entry]]]) -> Iterator[Thread]:
    """The marks of all hours are one thread; everything else is a thread each."""
    for what, entries in found:
        if what == "marks" and entries:
            yield Thread(what, tuple(each.id for each in entries))
        elif what != "marks":
            yield from (Thread(what, (each.id,)) for each in entries)


def _in_order(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda each: (each.recorded_at, each.id))
