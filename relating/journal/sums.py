"""One keyed sum for each side of a case, over what each of its entries is now.

A seal tells that a row was altered, not that it is an old one: whoever can write the file, and kept
a copy of it, could put back a row as it was before, or take one out. Each entry that is not deleted
has a mark (BLAKE2b under a key of the case) of its id, version, visibility and writer; the marks of
a side add up to what stands in `Sum`. Every act changes the sum in its transaction. What comes of
putting back a whole file is in the guide.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b
from uuid import UUID

from django.db.models import QuerySet

from relating.journal.ids import CLIENT, NOTES, SHARED
from relating.journal.models import Sum
from relating.journal.rows import Clear
from relating.journal.sealing import Row
from relating.people.gate import Standing
from relating.vault import keys
from relating.vault.prepared import prepared
from relating.vault.seal import Key, Tampered

SIZE = 16
MODULUS = 1 << 8 * SIZE


def side_of(row: Row) -> str:
    """To which sum a row that is not shared belongs: to the client's or to a counsellor's."""
    return CLIENT if row.author == "client" else f"{NOTES}|{row.by_id}"


def where(row: Row) -> str:
    """To which sum a row belongs."""
    return SHARED if row.visibility == SHARED else side_of(row)


def sides_of(at: Standing) -> tuple[str, str]:
    """The sums of all that a viewer may see of a case."""
    return SHARED, CLIENT if at.role == "client" else f"{NOTES}|{at.viewer.id}"


@lru_cache(maxsize=1 << 16)
def mark(naming: bytes, id: int, version: int, by: int, shared: bool) -> int:
    """The mark of a row, 0 … 2^128 - 1, from its columns: ids as numbers, for they are hashed fast.

    Kept, for a page opens the same rows again and again.
    """
    told = b"%d|%d|%d|%d" % (id, version, by, shared)
    made = blake2b(told, digest_size=SIZE, key=naming, person=b"relating sum")
    return int.from_bytes(made.digest())


def summed(key: Key, rows: Iterable[Row]) -> dict[str, int]:
    """What the marks of these rows add up to, side by side; deleted rows do not count."""
    found: dict[str, int] = {}
    for row in rows:
        if not row.deleted:
            by, shared = row.by_id.int if row.by_id else 0, row.visibility == SHARED
            side = SHARED if shared else side_of(row)
            one = mark(key.naming, row.id.int, row.version, by, shared)
            found[side] = (found.get(side, 0) + one) % MODULUS
    return found


def of_clear(key: Key, rows: Iterable[Clear]) -> int:
    """What the marks of these rows add up to, of which only what stands in the clear is known."""
    every = (each.split(" ") for each in rows)
    return (
        sum(
            mark(
                key.naming, number(id), int(version), number(by) if by else 0, visibility == SHARED
            )
            for id, by, _, visibility, version in every
        )
        % MODULUS
    )


def number(id: str) -> int:
    """An id as a number, however a database writes it."""
    return UUID(id).int


def change(case_id: UUID, key: Key, before: Iterable[Row], after: Iterable[Row]) -> None:
    """Let other rows count from now on; within the transaction that changes them."""
    gone, come = summed(key, before), summed(key, after)
    held = stored(case_id)
    totals = {
        side: (held.get(side, 0) + come.get(side, 0) - gone.get(side, 0)) % MODULUS
        for side in {*gone, *come}
    }
    Sum.objects.bulk_create(
        [Sum(case_id=case_id, side=side, total=totals[side].to_bytes(SIZE)) for side in totals],
        update_conflicts=True,
        unique_fields=["case", "side"],
        update_fields=["total"],
    )


def stored(case_id: UUID) -> dict[str, int]:
    """The sums of a case, side by side."""
    return {side: int.from_bytes(total) for side, total in _totals(case_id)}


@prepared
def _totals(case_id: UUID) -> QuerySet[Sum, tuple[str, bytes | memoryview]]:
    return Sum.objects.filter(case_id=case_id).values_list("side", "total")


def require_whole(
    at: Standing, ring: keys.Ring, rows: Iterable[Row], marked: Mapping[str, int]
) -> None:
    """What a viewer may see of a case is what the acts left of it, no more, no less, none older:
    these rows, and those whose marks were added up already, side by side.

    Raises:
        Tampered: it is not.
    """
    held, found = stored(at.case_id), summed(keys.key_in(ring, SHARED), rows)
    for side in sides_of(at):
        if held.get(side, 0) != (found.get(side, 0) + marked.get(side, 0)) % MODULUS:
            raise Tampered
