"""How this came about: everything from the first moment to the last try, one line each.

It is read off the entries themselves: each names what it began from.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from relating.case import Attempt, CaseEntry, Entry, Episode, kind_of
from relating.case.held import each_of, held_fields
from relating.engine.order import moment
from relating.journal.queries import OpenCase
from relating.web.page.kinds import KINDS, named
from relating.web.page.rows import row_of
from relating.web.voice.names import whose
from relating.web.voice.times import when
from relating.web.voice.ways import way_shown

Text = str | Promise
BEGAN = frozenset({"way", "option", "origin", "plan"})
"""The fields in which an entry names what it began from."""


@dataclass(frozen=True, slots=True)
class Step:
    """One part of the thread: where it is, its words, and a mark where it is something that
    happened; `whose` says it where the words are the counsellor's. `here` is the page on which one
    is."""

    url: str
    words: Text
    whose: str
    when: str
    place: str
    way: str
    here: bool


def thread(
    case: OpenCase, entry: UUID, now: datetime, without: Collection[str] = ()
) -> tuple[Step, ...]:
    """All that an entry came from, and what came of it, in its order: each part that has a page of
    its own, but for those of some kinds."""
    asked, entry = entry, tried_in(case, entry)
    entries = (each for each in case.contents if isinstance(each, Entry))
    known: dict[UUID, CaseEntry] = {each.id: each for each in entries}
    told = {each.telling for each in case.all(Attempt)}
    found = line([each for each in known.values() if each.id not in told], entry)
    inside = [known[id] for id in found if id in known and KINDS[kind_of(known[id])].page]
    inside = [each for each in inside if kind_of(each) not in without]
    inside.sort(key=lambda each: (at(each, known), each.id))
    return tuple(step(each, case, now, here=each.id == asked) for each in inside)


def tried_in(case: OpenCase, entry: UUID) -> UUID:
    """The try that a telling tells of; anything else is itself."""
    return next((each.id for each in case.all(Attempt) if each.telling == entry), entry)


def line(entries: Collection[CaseEntry], entry: UUID) -> set[UUID]:
    """The ids of what an entry came from, however far back, of what was practised and tried on the
    way, and of what came of it."""
    began = ((each, set(origins(each))) for each in entries if began_in(type(each)))
    came_from = {each.id: found for each, found in began if found}
    before = reached(came_from, {entry})
    tried = {each.id for each in entries if plan_of(each) in before}
    return before | tried | reached(turned(came_from), {entry})


def plan_of(entry: CaseEntry) -> UUID | None:
    """The plan that was practised or tried."""
    return entry.plan if isinstance(entry, Episode | Attempt) else None


def origins(entry: CaseEntry) -> Iterator[UUID]:
    """What an entry began from."""
    for name in began_in(type(entry)):
        for _place, id in each_of(getattr(entry, name)):
            if isinstance(id, UUID):
                yield id


@cache
def began_in(kind: type[CaseEntry]) -> tuple[str, ...]:
    """The fields of a kind that say what an entry began from."""
    named = (each.name for each in held_fields(kind) if each.key == "entry")
    return tuple(name for name in named if name in BEGAN)


def turned(came_from: dict[UUID, set[UUID]]) -> dict[UUID, set[UUID]]:
    """The same seen from the other end."""
    found: dict[UUID, set[UUID]] = {}
    for id, others in came_from.items():
        for other in others:
            found.setdefault(other, set()).add(id)
    return found


def reached(steps: dict[UUID, set[UUID]], start: set[UUID]) -> set[UUID]:
    """All that can be reached, step by step."""
    found, new = set(start), set(start)
    while new:
        new = {id for each in new for id in steps.get(each, ())} - found
        found |= new
    return found


def at(entry: CaseEntry, known: dict[UUID, CaseEntry]) -> datetime:
    """When it was: something that happened when it happened, all else when it was written."""
    if isinstance(entry, Attempt):
        told = known.get(entry.telling) if entry.telling else None
        return moment(told) if isinstance(told, Episode) else entry.at
    return moment(entry) if isinstance(entry, Episode) else entry.recorded_at


def step(entry: CaseEntry, case: OpenCase, now: datetime, *, here: bool) -> Step:
    """One part of the thread."""
    told = case.telling(entry.telling) if isinstance(entry, Attempt) and entry.telling else None
    happened = entry if isinstance(entry, Episode) else told
    row = row_of(happened, case, now) if happened else None
    own = (row.words or row.instead) if row and happened is entry else own_words(entry)
    kind = KINDS[kind_of(entry)]
    return Step(
        url=kind.url(case.row_id(entry), case.case_id),
        words=own,
        whose=whose(happened, case) if happened and row and row.words else "",
        when=when(at(entry, {happened.id: happened} if happened else {}), now),
        place=happened.place if happened else "",
        way=way_shown(happened, case) if happened else "",
        here=here,
    )


def own_words(entry: CaseEntry) -> Text:
    """Its first words, or what it is; what was not tried is no try."""
    title, first = named(entry)
    if not first and isinstance(entry, Attempt) and entry.did == "did_not":
        return _("Not this time")
    return first or title
