"""The trail: one line for every change and for every reading of what another person wrote."""

from collections.abc import Iterable, Mapping
from struct import iter_unpack
from uuid import UUID

from relating.journal.models import Trail
from relating.journal.sealing import Row
from relating.people.gate import Standing


def changed(at: Standing, act: str, row: Row) -> None:
    """Note a change; called within its transaction."""
    Trail.objects.create(actor=at.viewer.id, case=at.case_id, act=act, kind=row.kind, entry=row.id)


def read(at: Standing, rows: Iterable[Row]) -> None:
    """Note one reading of other people's entries; reading one's own leaves no line."""
    others = [row.id.bytes for row in rows if row.author != at.role]
    if others:
        Trail.objects.create(
            actor=at.viewer.id, case=at.case_id, act="read", entries=b"".join(others)
        )


def noted(at: Standing, act: str) -> None:
    """Note something done with the case as a whole."""
    Trail.objects.create(actor=at.viewer.id, case=at.case_id, act=act)


def lent(at: Standing, rows: Iterable[Row]) -> None:
    """Note that something was lent to a supervisor, and which of what the two share it was."""
    shared = b"".join(row.id.bytes for row in rows if row.visibility == "shared")
    Trail.objects.create(actor=at.viewer.id, case=at.case_id, act="lent", entries=shared)


def by_operator(case_id: UUID, act: str) -> None:
    """Note what the person who runs the server did with a case, from the command line."""
    Trail.objects.create(actor=None, case=case_id, act=act)


def ids(packed: bytes | memoryview) -> list[UUID]:
    """The entry ids of a line."""
    return [UUID(bytes=each) for (each,) in iter_unpack("16s", packed)]


def known(packed: bytes | memoryview, ids: Mapping[bytes, UUID]) -> tuple[UUID, ...]:
    """Those entry ids of a line that are among these, which are given under their bytes: one line
    can hold a thousand, and a page of the trail hundreds of lines."""
    return tuple(ids[each] for (each,) in iter_unpack("16s", packed) if each in ids)
