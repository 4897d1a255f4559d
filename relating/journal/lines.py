"""The trail of a case, as far as each of its people may know it."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import lru_cache, partial
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from relating.journal import rows, trail, unseen
from relating.journal.frames import label_of
from relating.journal.models import Trail
from relating.people import gate, policies
from relating.people.gate import Standing, Viewer
from relating.people.models import Relation

OF_SUPERVISION = ("lent", "answered", "ended")
"""That it happened is told to both, though what was asked and answered is not the client's."""
BY_NAME = {"agreed": "recorded", "withdrew": "revised", "lent": "recorded"}
"""Acts with a name of their own, and what each is to the entry that says so."""
REWRITTEN = frozenset({"revised", "restored"})
"""Acts by which an entry says something else than before."""
ALIKE = 16
"""So many lines are remembered: of a case that is read again and again many hold the same ids."""


class TrailLine(NamedTuple):
    """One line of the trail: who (as a word or a name), what, when, and which entries."""

    at: datetime
    who: str
    act: str
    kind: str
    entries: tuple[UUID, ...]


def read_trail(viewer: Viewer, case_id: UUID, limit: int = 200) -> tuple[TrailLine, ...]:
    """Who read and changed what in a case, newest first, as far as the viewer may know.

    A line about an entry that the viewer may not see is left out: it would tell that it exists.

    Raises:
        Hidden: for this viewer there is no such case.
    """
    at = gate.standing(viewer, case_id)
    gate.require(policies.may_read_trail(at.role))
    seen = rows.seen_by(at)
    as_text = seen.values_list(Cast("id", TextField()), "kind")
    kinds = {rows.id_of(id): kind for id, kind in as_text}
    others = seen.exclude(rows.written_by(at))
    unread = unseen.unseen(
        at, others.filter(kind__in=unseen.HAVE_SOME).values_list("id", flat=True)
    )
    known = Known(
        names=names_of(at),
        kinds=kinds,
        named=lru_cache(ALIKE)(partial(trail.known, ids={each.bytes: each for each in kinds})),
        private=rows.kept_private(others),
        unseen=unread,
    )
    either = Q(entry=None) | Q(act__in=(*OF_SUPERVISION, *BY_NAME))
    about = either | Q(entry__in=seen.values("id"))
    lines = readings_known(at, Trail.objects.filter(about, case=case_id).order_by("-seq"))
    return tuple(islice((told for line in lines for told in told_lines(line, known)), limit))


class Known(NamedTuple):
    """What a viewer may know: what people are called, and the kind of each entry they may see."""

    names: dict[UUID, str]
    kinds: dict[UUID, str]
    named: Callable[[bytes], tuple[UUID, ...]]
    """Those entries of a line that the viewer may see; of two lines alike found once."""
    private: dict[UUID, list[rows.Times]]
    """When an entry that the viewer may see was not theirs to see."""
    unseen: dict[UUID, list[rows.Times]]
    """When it stood at a version in which nothing changed that the viewer can read."""

    def of(self, line: Trail, act: str, ids: Iterable[UUID]) -> tuple[UUID, ...]:
        """Those of these entries of which the viewer could see this act when it was done."""
        return self.open(line, act, tuple(each for each in ids if each in self.kinds))

    def open(self, line: Trail, act: str, seen: tuple[UUID, ...]) -> tuple[UUID, ...]:
        """Of entries that the viewer may see now those that could be seen when it was done."""
        hidden = (self.private, self.unseen) if act in REWRITTEN else (self.private,)
        was_hidden = {
            each
            for times in hidden
            for each, spans in times.items()
            if any(since <= line.at < until for since, until in spans)
        }
        return tuple(each for each in seen if each not in was_hidden) if was_hidden else seen


def readings_known(at: Standing, lines: "QuerySet[Trail]") -> Iterator[Trail]:
    """Lines without the readings that the viewer may not know of."""
    if not policies.may_know_who_read(at.role):
        lines = lines.exclude(Q(act="read") & ~Q(actor=at.viewer.id))
    return lines.iterator(200)


def told_lines(line: Trail, known: Known) -> Iterator[TrailLine]:
    """A line as it may be told: nothing, or each thing that was done by the act."""
    if line.act == "told":
        for act, ids in reversed([*trail.in_sorts(line.entries)]):
            yield from by_kind(line, act, known.of(line, act, reversed(ids)), known)
        return
    seen = known.open(line, line.act, known.named(about(line)))
    if seen or not about(line) or line.act in OF_SUPERVISION:
        yield as_told(line, line.act, line.kind, seen, known)
    if line.act in BY_NAME and line.entry:
        yield from by_kind(line, BY_NAME[line.act], known.of(line, line.act, [line.entry]), known)


def about(line: Trail) -> bytes:
    """The ids of what an act was about, whatever it may be called."""
    if line.entry is None or line.act in BY_NAME:
        return bytes(line.entries)
    return line.entry.bytes


def by_kind(line: Trail, act: str, ids: tuple[UUID, ...], known: Known) -> Iterator[TrailLine]:
    """One sort of change, kind by kind."""
    for kind in dict.fromkeys(known.kinds[each] for each in ids):
        of_kind = tuple(each for each in ids if known.kinds[each] == kind)
        yield as_told(line, act, kind, of_kind, known)


def as_told(line: Trail, act: str, kind: str, entries: tuple[UUID, ...], known: Known) -> TrailLine:
    """A line with who it was, in a word or a name."""
    who = known.names.get(line.actor, "") if line.actor else ""
    return TrailLine(line.at, who, act, kind, entries)


def names_of(at: Standing) -> dict[UUID, str]:
    """What the people of a case are called, seen from the viewer."""
    related = Relation.objects.filter(case_id=at.case_id).values_list("user_id", "user__called")
    return {user: called or label_of(at.case_id) for user, called in related} | {
        at.viewer.id: "you"
    }
