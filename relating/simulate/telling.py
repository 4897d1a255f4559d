"""How what happened is told: with gaps, with words left out, some of it later than it happened."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import numpy as np

from relating.case.entries.episode import Episode, Feeling, Order
from relating.case.entries.frame import Frame
from relating.case.fields import Place, Position
from relating.case.file.case_file import CaseFile, normalise
from relating.simulate.cast import Cast
from relating.simulate.drawing import happens

SLOTS = ("feelings", "wish", "other_did", "i_did")
"""In the order in which chance leaves words out."""
BEGAN = datetime(2025, 9, 1, 8, 0, tzinfo=UTC)


@dataclass(slots=True)
class Happening:
    """One episode as it really was, before anybody tells it.

    Slots that are `silent` are not answered; `told_after` is after how many days it is told, where
    that is no matter of chance.
    """

    id: UUID
    day: float
    person: int
    place: Place
    wish: list[str] = field(default_factory=list)
    other_did: list[str] = field(default_factory=list)
    feelings: list[str] = field(default_factory=list)
    i_did: list[str] = field(default_factory=list)
    order: Order | None = None
    silent: tuple[str, ...] = ()
    told_after: float | None = None
    valence: int = 0
    other_position: Position | None = None
    my_position: Position | None = None


@dataclass(frozen=True, slots=True)
class Gaps:
    """How much of what happened is not told: whole slots, single words, and how late it is."""

    slot: float = 0.06
    word: float = 0.08
    late: float = 0.15


def new_id(random: np.random.Generator) -> UUID:
    """An id out of the case's own randomness, so that a seed gives the same file again."""
    return UUID(bytes=random.bytes(16), version=4)


def told(
    random: np.random.Generator, label: str, cast: Cast, happenings: list[Happening], gaps: Gaps
) -> CaseFile:
    """The case file in which a client told these happenings."""
    frame = Frame(id=new_id(random), label=label, started=date(2025, 9, 1))
    entries = tuple(_episode(random, cast, happening, gaps) for happening in happenings)
    return normalise(CaseFile(case=frame, people=cast.people, entries=entries))


def _episode(random: np.random.Generator, cast: Cast, what: Happening, gaps: Gaps) -> Episode:
    at = BEGAN + timedelta(days=what.day)
    hours = random.exponential(72 if happens(random, gaps.late) else 2)
    hours = hours if what.told_after is None else 24 * what.told_after
    said = {slot: _words(random, getattr(what, slot), gaps) for slot in SLOTS}
    said |= dict.fromkeys(what.silent)
    feelings = said["feelings"]
    return Episode(
        id=what.id,
        author="client",
        visibility="shared",
        recorded_at=at + timedelta(hours=float(hours)),
        at=at,
        place=what.place,
        person=cast.people[what.person].id,
        wish=said["wish"],
        other_did=said["other_did"],
        order=what.order if said["other_did"] is not None else None,
        feelings=None if feelings is None else tuple(Feeling(code=code) for code in feelings),
        i_did=said["i_did"],
        valence=None if happens(random, gaps.slot) else what.valence,
        other_position=what.other_position,
        my_position=what.my_position,
    )


def _words(random: np.random.Generator, codes: list[str], gaps: Gaps) -> tuple[str, ...] | None:
    if happens(random, gaps.slot):
        return None
    kept = [code for code in dict.fromkeys(codes) if not happens(random, gaps.word)]
    return tuple(kept)
