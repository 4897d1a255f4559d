"""Rows ⇄ contents. Opening asks the policy once more: no yes, no plain text."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from relating.case import KINDS, Content, decode, encode, kind_of
from relating.case.kinds import authors, never_shared, recorded_by
from relating.journal.ids import CLIENT, NOTES, SHARED, row_id
from relating.people import policies
from relating.people.gate import Hidden, Standing
from relating.vault import keys, seal

PURPOSES = (SHARED, CLIENT, NOTES)

spelt = lru_cache(maxsize=256)(str)
"""The id of a case as text, made once and not for every row."""


class Row(NamedTuple):
    """The columns of an entry, in the order in which they are fetched."""

    id: UUID
    case_id: UUID
    kind: str
    author: str
    by_id: UUID | None
    visibility: str
    version: int
    sealed: bytes
    deleted: bool = False


def known_of(kind: type[Content]) -> policies.Kind:
    """What the policy may know of a kind: what its type says."""
    return policies.Kind(
        authors=authors(kind),
        recorded_by=recorded_by(kind),
        never_shared=never_shared(kind),
        joint=kind.joint,
        stays=kind.stays,
        by_handed_form=kind.by_handed_form,
    )


KNOWN = {name: known_of(kind) for name, kind in KINDS.items()}
UNKNOWN = policies.Kind()


def facts(row: Row, at: Standing) -> policies.Facts:
    """What the policy may know of a row. Of a kind that is not known it knows nothing."""
    kind = KNOWN.get(row.kind, UNKNOWN)
    return policies.Facts(kind, row.author, row.visibility, row.by_id == at.viewer.id, row.deleted)


def purpose(author: str, visibility: str) -> str:
    """Which key: one for what is shared, one for each side's own."""
    if visibility == "shared":
        return SHARED
    return CLIENT if author == "client" else NOTES


def readable_purposes(role: policies.Role) -> tuple[str, ...]:
    """The keys that a role may ever need."""
    return (SHARED, CLIENT) if role == "client" else (SHARED, NOTES)


def bound(row: Row) -> bytes:
    """What a seal is bound to: everything that the row says of itself in the clear."""
    where = f"relating|1|entry|{row.id}|{spelt(row.case_id)}"
    return f"{where}|{row.version}|{row.kind}|{row.author}|{row.visibility}".encode()


def row_of(ring: keys.Ring, case_id: UUID, content: Content, by: UUID | None, version: int) -> Row:
    """The row of a content that is not sealed yet."""
    return Row(
        id=row_id(ring[SHARED], content),
        case_id=case_id,
        kind=kind_of(content),
        author=getattr(content, "author", "counsellor"),
        by_id=by,
        visibility=getattr(content, "visibility", "shared"),
        version=version,
        sealed=b"",
    )


def sealed(ring: keys.Ring, row: Row, content: Content) -> bytes:
    """A content, sealed for its row."""
    key = ring[purpose(row.author, row.visibility)]
    return seal.seal(key, encode(content), bound(row))


def opened(ring: keys.Ring, at: Standing, row: Row) -> Content:
    """The content of a row, for someone who may read it.

    Raises:
        Hidden: the policy says no.
        Tampered: the sealed bytes do not belong to this row.
    """
    if not policies.may_read(at.role, facts(row, at)):
        raise Hidden
    return unsealed(ring, row)


def unsealed(ring: keys.Ring, row: Row) -> Content:
    """The content of a row, asked by nobody in particular: for acts that were already allowed."""
    key = ring.get(purpose(row.author, row.visibility))
    if key is None:
        raise seal.Tampered
    return decode(row.kind, seal.opened(key, bytes(row.sealed), bound(row)))


def opened_all(ring: keys.Ring, at: Standing, rows: Iterable[Row]) -> list[tuple[Row, Content]]:
    """Each row that the viewer may read, with its content; what the policy denies stays shut.

    The policy is asked once for each sort of row: a case has thousands of rows, and few sorts.
    """
    answers: dict[tuple[str, str, str, bool, bool], bool] = {}
    found = []
    for row in rows:
        sort = (row.kind, row.author, row.visibility, row.by_id == at.viewer.id, row.deleted)
        if sort not in answers:
            answers[sort] = policies.may_read(at.role, facts(row, at))
        if answers[sort]:
            found.append((row, unsealed(ring, row)))
    return found
