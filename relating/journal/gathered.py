"""What a long case tells, gathered: one sealed row for each side of it.

To open a telling costs a row, a seal and a form of its own, and a case of ten years has five
thousand. So the tellings that one side may read stand a second time together in a row that opens
at once. Which of them hold, the entries say: a telling counts while its row is there and has the
same version, and the sums of the case (`sums`) are of those rows. What is newer, or not among
them, is opened by itself, and when that is much, all is gathered anew by whoever reads next. So
an act costs nothing more, a private one changes nothing that the other side has, and whatever is
missing here or does not open costs time and nothing else.
"""

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from typing import TypeAlias
from uuid import UUID

import msgspec
from django.db import DatabaseError, transaction
from django.db.models import Q, QuerySet

from relating.case import Content, Episode
from relating.journal import rows, sums
from relating.journal.ids import SHARED
from relating.journal.models import Gathered
from relating.journal.sealing import Row, facts, opened_all
from relating.journal.sealing import whole as opened_row
from relating.people import policies
from relating.people.gate import Standing
from relating.vault import keys, seal
from relating.vault.any_of import any_of
from relating.vault.prepared import prepared
from relating.vault.seal import Tampered

TELLING = "episode"
FEWEST = 400
"""A shorter case is opened row by row."""
MOST_APART = 200
"""So many tellings of a side are opened by themselves before all are gathered anew."""


class Held(msgspec.Struct, frozen=True):
    """The tellings of a side: their ids as the database writes them, their versions, and what they
    say, in one order."""

    ids: list[str]
    versions: list[int]
    told: list[Episode]

    def by_id(self) -> "Side":
        """Each with its version."""
        return dict(zip(self.ids, zip(self.versions, self.told, strict=True), strict=True))


Side: TypeAlias = dict[str, tuple[int, Episode]]
Opened: TypeAlias = list[tuple[Row, Content]]

_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Held)


def whole(at: Standing, ring: keys.Ring) -> tuple[list[Row], Opened]:
    """All rows of a case that a viewer may see, and what those say that they may read.

    Raises:
        Tampered: it is not what the acts left of it.
    """
    held = stored(at, ring)
    found = rows.seen(at, ~Q(kind=TELLING) if held else Q())
    there: list[Row] = []
    known: Opened = []
    if held:
        there, known, apart = in_place(at, held)
        found += rows.named(at, apart) if apart else []
    sums.require_whole(at, ring, found + there)
    opened = opened_all(ring, at, found)
    renew(at, ring, held, known, opened)
    return found + there, known + opened


def in_place(at: Standing, held: Mapping[str, Side]) -> tuple[list[Row], Opened, list[UUID]]:
    """The rows of tellings that are gathered as they are now; what those say that the viewer may
    read, of which the policy is asked once for each sort; and the ids of all other tellings."""
    shared, own = (held.get(side, {}) for side in sums.sides_of(at))
    found: list[Row] = []
    opened: Opened = []
    apart = []
    answers: dict[tuple[str, str, str | None], bool] = {}
    for id, by, author, visibility, version in rows.in_the_clear(at, TELLING):
        there, told = (shared if visibility == SHARED else own).get(id, (0, None))
        if told is None or there != version:
            apart.append(UUID(id))
            continue
        writer, sort = rows.id_of(by) if by else None, (author, visibility, by)
        row = Row(told.id, at.case_id, TELLING, author, writer, visibility, version, b"")
        found.append(row)
        if sort not in answers:
            answers[sort] = policies.may_read(at.role, facts(row, at))
        if answers[sort]:
            opened.append((row, told))
    return found, opened, apart


def renew(
    at: Standing, ring: keys.Ring, held: Collection[str], known: Opened, opened: Opened
) -> None:
    """Gather anew what a viewer just opened, side by side, where much of it stood apart. What
    cannot be written now is gathered another time."""
    for side in sums.sides_of(at):
        apart = of_side(opened, side)
        if len(apart) > MOST_APART or (side not in held and len(apart) >= FEWEST):
            with suppress(DatabaseError), transaction.atomic():
                keep(at.case_id, ring, side, of_side(known, side) + apart)


def of_side(opened: Opened, side: str) -> list[tuple[Row, Episode]]:
    """The tellings, of what a viewer opened, that one side of the case holds."""
    return [
        (row, told)
        for row, told in opened
        if isinstance(told, Episode) and (row.visibility == SHARED) == (side == SHARED)
    ]


def keep(case_id: UUID, ring: keys.Ring, side: str, there: Iterable[tuple[Row, Episode]]) -> None:
    """Write down what a side holds, gathered."""
    every = [*there]
    held = Held(
        ids=[rows.as_text(row.id) for row, _ in every],
        versions=[row.version for row, _ in every],
        told=[told for _, told in every],
    )
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
    """Whether each telling that is gathered, and counts, says what its own row says; for whoever
    runs the server."""
    every = {rows.as_text(row.id): row for row in found if not row.deleted}
    for side, sealed in Gathered.objects.filter(case_id=case_id).values_list("side", "sealed"):
        held = opened_side(case_id, ring, side, sealed)
        for id, (version, told) in held.by_id().items() if held else ():
            row = every.get(id)
            if row is None or (row.version, sums.where(row)) != (version, side):
                continue
            if any(said != told for _, said in opened_row(ring, row)):
                return False
    return True


def stored(at: Standing, ring: keys.Ring) -> dict[str, Side]:
    """What is gathered of each side that a viewer may see; nothing of what does not open."""
    found = {}
    for side, sealed in _stored(at.case_id, *sums.sides_of(at)):
        held = opened_side(at.case_id, ring, side, sealed)
        if held is not None:
            found[side] = held.by_id()
    return found


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
    return f"relating|1|gathered|{case_id}|{side}".encode()
