"""What a long case tells, gathered: one sealed row for each side of it.

To open a telling costs a row, a seal and a form of its own, and a case of ten years has five
thousand. So the tellings that one side may read stand a second time together in a row that opens
at once. Which of them hold, the entries say: a telling counts while its row is there and says in
the clear what it said, and the sums of the case (`sums`) are of those rows. What is newer, or not
among them, is opened by itself, and when that is much, all is gathered anew by whoever reads next.
So an act costs nothing more, a private one changes nothing that the other side has, and whatever is
missing here or does not open costs time and nothing else.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from itertools import compress
from typing import NamedTuple, TypeAlias
from uuid import UUID

import msgspec
from django.db import DatabaseError, transaction
from django.db.models import Q, QuerySet

from relating.case import Content, Episode
from relating.engine.order import order
from relating.journal import rows, sums
from relating.journal.ids import SHARED
from relating.journal.models import Gathered
from relating.journal.rows import Clear
from relating.journal.sealing import Row, facts, opened_all
from relating.journal.sealing import whole as opened_row
from relating.people import policies
from relating.people.gate import Standing
from relating.vault import keys, seal
from relating.vault.any_of import any_of
from relating.vault.prepared import prepared
from relating.vault.seal import Tampered

FRAME, TELLING = "frame", "episode"
FEWEST = 400
"""A shorter case is opened row by row."""
MOST_APART = 200
"""So many tellings of a side are opened by themselves before all are gathered anew."""


class Held(msgspec.Struct, frozen=True):
    """The tellings of a side, newest first: what their rows say in the clear, what the marks of
    those add up to (`sums`), and what they tell."""

    clear: list[Clear]
    marks: bytes
    told: list[Episode]


Opened: TypeAlias = list[tuple[Row, Content]]
Part: TypeAlias = tuple[list[Clear], list[Episode]]
"""Tellings, of which each has its row in the same place."""


class Rows(Mapping[UUID, Row]):
    """The rows of a case by their ids. Those of what was gathered, of one kind, are made when they
    are asked for: a page asks for a few of thousands."""

    def __init__(
        self,
        case_id: UUID,
        found: Mapping[UUID, Row],
        kind: str = "",
        gathered: Iterable[tuple[UUID, Clear]] = (),
    ) -> None:
        self._case, self._found, self._kind = case_id, found, kind
        self._gathered = {id.int: clear for id, clear in gathered}

    def __getitem__(self, id: UUID) -> Row:
        if id in self._found:
            return self._found[id]
        return rows.of_clear(self._case, self._kind, self._gathered[id.int])

    def __contains__(self, id: object) -> bool:
        return id in self._found or (isinstance(id, UUID) and id.int in self._gathered)

    def __iter__(self) -> Iterator[UUID]:
        yield from self._found
        yield from (UUID(int=id) for id in self._gathered)

    def __len__(self) -> int:
        return len(self._found) + len(self._gathered)

    def by_others(self, role: policies.Role) -> bytes:
        """The ids of all that another than this one wrote, 16 bytes each."""
        found = b"".join(row.id.bytes for row in self._found.values() if row.author != role)
        hers = f" {role} "
        gathered = (rows.id_in(each) for each in self._gathered.values() if hers not in each)
        return found + bytes.fromhex("".join(gathered).replace("-", ""))

    def of_kind(self, kind: str) -> list[UUID]:
        """The entries of a kind that is not gathered."""
        return [id for id, row in self._found.items() if row.kind == kind]

    def in_the_clear(self, entries: Iterable[UUID]) -> list[Clear]:
        """What stands in the clear of these entries: it is another as soon as one of them is."""
        found = (
            self._gathered.get(each.int) or rows.clear_of(self._found[each]) for each in entries
        )
        return list(found)


class Seen(NamedTuple):
    """What a viewer may see of a case: what their rows say that were opened by themselves, and the
    tellings that were gathered, as those rows stand in the clear (`clear`) and as they tell."""

    found: list[Row]
    opened: Opened
    clear: Sequence[Clear] = ()
    told: Sequence[Episode] = ()

    @property
    def contents(self) -> list[Content]:
        """All that the viewer may read."""
        return [*(content for _, content in self.opened), *self.told]

    def rows(self, at: Standing, only: Iterable[Episode] | None = None) -> Rows:
        """The rows of what can be read, of tellings `only` these where not all of them are met;
        and those of the frame, which is there although its newest version may not open."""
        seen = self if only is None else self.only({each.id for each in only})
        frame = (row for row in self.found if row.kind == FRAME)
        found = {row.id: row for row in (*(row for row, _ in seen.opened), *frame)}
        every = zip((each.id for each in seen.told), seen.clear, strict=True)
        return Rows(at.case_id, found, TELLING, every)

    def only(self, tellings: Collection[UUID]) -> "Seen":
        """The same with no tellings but these."""
        kept = [each.id in tellings for each in self.told]
        return self._replace(
            opened=[
                each for each in self.opened if each[0].kind != TELLING or each[0].id in tellings
            ],
            clear=[*compress(self.clear, kept)],
            told=[*compress(self.told, kept)],
        )


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Held)


def whole(at: Standing, ring: keys.Ring) -> Seen:
    """All of a case that a viewer may see.

    Raises:
        Tampered: it is not what the acts left of it.
    """
    held = stored(at, ring)
    found = rows.seen(at, ~Q(kind=TELLING) if held else Q())
    there = frozenset(rows.in_the_clear(at, TELLING)) if held else frozenset()
    known = {side: in_place(held[side], there) for side in held}
    if apart := there.difference(*(clear for clear, _ in known.values())):
        found += rows.named(at, [rows.id_of(rows.id_in(each)) for each in apart])
    try:
        sums.require_whole(at, ring, found, marked(ring, held, there))
    except Tampered:  # be it that what was gathered says so: the rows decide
        key = keys.key_in(ring, SHARED)
        anew = {side: sums.of_clear(key, clear) for side, (clear, _) in known.items()}
        sums.require_whole(at, ring, found, anew)
    opened = opened_all(ring, at, found)
    renew(at, ring, known, opened)
    clear, told = readable(at, known)
    return Seen(found, opened, clear, told)


def in_place(held: Held, there: Set[Clear]) -> Part:
    """The tellings of a side that are gathered as they are now."""
    if there >= {*held.clear}:
        return held.clear, held.told
    still = [each in there for each in held.clear]
    return [*compress(held.clear, still)], [*compress(held.told, still)]


def marked(ring: keys.Ring, held: Mapping[str, Held], there: Set[Clear]) -> dict[str, int]:
    """What the marks of those that are in place add up to, side by side: of all that were gathered,
    less those whose rows are not there, or are something else now."""
    key = keys.key_in(ring, SHARED)
    return {
        side: int.from_bytes(each.marks) - sums.of_clear(key, {*each.clear} - there)
        for side, each in held.items()
    }


def readable(at: Standing, known: Mapping[str, Part]) -> Part:
    """What a viewer may read of these; the policy is asked once for each sort of row."""
    clear = [each for part, _ in known.values() for each in part]
    told = [each for _, part in known.values() for each in part]
    sort = [rows.sort_of(each) for each in clear]
    answers = {each: may_read_sort(at, each) for each in {*sort}}
    if all(answers.values()):
        return clear, told
    may = [answers[each] for each in sort]
    return [*compress(clear, may)], [*compress(told, may)]


def may_read_sort(at: Standing, sort: str) -> bool:
    """Whether a viewer may read rows of this sort."""
    row = rows.of_clear(at.case_id, TELLING, f"{rows.NOBODY.hex} {sort} 1")
    return policies.may_read(at.role, facts(row, at))


def renew(at: Standing, ring: keys.Ring, known: Mapping[str, Part], opened: Opened) -> None:
    """Gather anew what a viewer just opened, side by side, where much of it stood apart. What
    cannot be written now is gathered another time."""
    for side in sums.sides_of(at):
        apart = of_side(opened, side)
        if len(apart) > MOST_APART or (side not in known and len(apart) >= FEWEST):
            with suppress(DatabaseError), transaction.atomic():
                keep(
                    at.case_id, ring, side, [*zip(*known.get(side, ([], [])), strict=True), *apart]
                )


def of_side(opened: Opened, side: str) -> list[tuple[Clear, Episode]]:
    """The tellings, of what a viewer opened, that one side of the case holds."""
    return [
        (rows.clear_of(row), told)
        for row, told in opened
        if isinstance(told, Episode) and (row.visibility == SHARED) == (side == SHARED)
    ]


def keep(case_id: UUID, ring: keys.Ring, side: str, there: Iterable[tuple[Clear, Episode]]) -> None:
    """Write down what a side holds, gathered."""
    every = sorted(there, key=lambda each: order(each[1]), reverse=True)
    clear = [each for each, _ in every]
    marks = sums.of_clear(keys.key_in(ring, SHARED), clear)
    held = Held(clear, marks.to_bytes(sums.SIZE), [told for _, told in every])
    sealed = seal.seal(key_of(ring, side), _ENCODER.encode(held), bound(case_id, side))
    Gathered.objects.bulk_create(
        [Gathered(case_id=case_id, side=side, sealed=sealed)],
        update_conflicts=True,
        unique_fields=["case", "side"],
        update_fields=["sealed"],
    )


def forget(cases: Iterable[UUID]) -> None:
    """Take away what is gathered of these cases: something in them is erased for good."""
    Gathered.objects.filter(case_id__in=any_of(cases)).delete()


def is_as_told(case_id: UUID, ring: keys.Ring, found: Iterable[Row]) -> bool:
    """Whether each telling that is gathered, and counts, says what its own row says, and their
    marks add up to what stands there; for whoever runs the server."""
    every = {rows.clear_of(row): row for row in found if not row.deleted}
    for side, sealed in Gathered.objects.filter(case_id=case_id).values_list("side", "sealed"):
        held = opened_side(case_id, ring, side, sealed)
        if held is None:
            continue
        if int.from_bytes(held.marks) != sums.of_clear(keys.key_in(ring, SHARED), held.clear):
            return False
        for clear, told in zip(held.clear, held.told, strict=True):
            row = every.get(clear)
            if row is not None and any(said != told for _, said in opened_row(ring, row)):
                return False
    return True


def stored(at: Standing, ring: keys.Ring) -> dict[str, Held]:
    """What is gathered of each side that a viewer may see; nothing of what does not open."""
    found = {
        side: opened_side(at.case_id, ring, side, sealed)
        for side, sealed in _stored(at.case_id, *sums.sides_of(at))
    }
    return {side: held for side, held in found.items() if held is not None}


def opened_side(
    case_id: UUID, ring: keys.Ring, side: str, sealed: bytes | memoryview
) -> Held | None:
    """What is gathered of one side; None where it does not open, or is of an older form."""
    try:
        plain = seal.opened(key_of(ring, side), bytes(sealed), bound(case_id, side))
        return _DECODER.decode(plain)
    except (Tampered, msgspec.MsgspecError):
        return None


@prepared
def _stored(
    case_id: UUID, shared: str, own: str
) -> "QuerySet[Gathered, tuple[str, bytes | memoryview]]":
    sides = Q(side=shared) | Q(side=own)
    return Gathered.objects.filter(sides, case_id=case_id).values_list("side", "sealed")


def key_of(ring: keys.Ring, side: str) -> seal.Key:
    """The key of a side: what is shared has one, and each side's own."""
    return keys.key_in(ring, side.partition("|")[0])


def bound(case_id: UUID, side: str) -> bytes:
    """What the seal of a side is bound to."""
    return f"relating|2|gathered|{case_id}|{side}".encode()
