"""Rows ⇄ contents. Opening asks the policy once more: no yes, no plain text."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from relating.case import KINDS, Content, Unfit, decode, encode, kind_of
from relating.case.kinds import authors, never_shared, recorded_by
from relating.journal.ids import CLIENT, NOTES, SHARED, row_id
from relating.people import policies
from relating.people.gate import Hidden, Standing
from relating.vault import keys, seal, unreadable

PURPOSES = (SHARED, CLIENT, NOTES)


@lru_cache(maxsize=1 << 14)
def spelt(id: int) -> str:
    """An id as text. Kept, for a page opens the same rows again and again: an id tells nothing of
    anybody, and as a number it is looked up fast."""
    return str(UUID(int=id))


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
    past: bool = False
    """An earlier version, which was sealed anew as such when the next one came."""


def known_of(kind: type[Content]) -> policies.Kind:
    """What the policy may know of a kind: what its type says."""
    return policies.Kind(
        authors=authors(kind),
        recorded_by=recorded_by(kind),
        never_shared=never_shared(kind),
        joint=kind.joint,
        stays=kind.stays,
        by_handed_form=kind.by_handed_form,
        after_ending=kind.after_ending,
    )


KNOWN = {name: known_of(kind) for name, kind in KINDS.items()}
UNKNOWN = policies.Kind()


def facts(row: Row, at: Standing) -> policies.Facts:
    """What the policy may know of a row. Of a kind that is not known it knows nothing."""
    kind = KNOWN.get(row.kind, UNKNOWN)
    own = row.by_id == at.viewer.id
    return policies.Facts(kind, row.author, row.visibility, own, row.deleted, at.ended)


def purpose(author: str, visibility: str) -> str:
    """Which key: one for what is shared, one for each side's own."""
    if visibility == "shared":
        return SHARED
    return CLIENT if author == "client" else NOTES


def readable_purposes(role: policies.Role) -> tuple[str, ...]:
    """The keys that a role may ever need."""
    return (SHARED, CLIENT) if role == "client" else (SHARED, NOTES)


def bound(row: Row) -> bytes:
    """What a seal is bound to: everything that the row says of itself in the clear, and whether it
    is what the entry says now."""
    state = "past" if row.past else "deleted" if row.deleted else "now"
    id, case = spelt(row.id.int), spelt(row.case_id.int)
    by = spelt(row.by_id.int) if row.by_id else None
    where = f"relating|2|entry|{id}|{case}|{row.version}|{row.kind}"
    return f"{where}|{row.author}|{by}|{row.visibility}|{state}".encode()


def row_of(ring: keys.Ring, case_id: UUID, content: Content, by: UUID | None, version: int) -> Row:
    """The row of a content that is not sealed yet."""
    return Row(
        id=row_id(keys.key_in(ring, SHARED), content),
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
    key = keys.key_in(ring, purpose(row.author, row.visibility))
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
    """The content of a row, asked by nobody in particular: for acts that were already allowed.

    Raises:
        Tampered: the sealed bytes do not belong to this row, or its key is not there.
    """
    return unsealed_with(keys.key_in(ring, purpose(row.author, row.visibility)), row)


def unsealed_with(key: seal.Key, row: Row) -> Content:
    """The same under a key that is at hand.

    Raises:
        Tampered: the sealed bytes do not belong to this row.
    """
    return decode(row.kind, seal.opened(key, bytes(row.sealed), bound(row)))


def opened_all(ring: keys.Ring, at: Standing, rows: Iterable[Row]) -> list[tuple[Row, Content]]:
    """Each row that the viewer may read, with its content; what the policy denies stays shut, and
    what does not open is set aside and named to whoever runs the server.

    The policy is asked once for each sort of row, and its key is looked for once: a case has
    thousands of rows, and few sorts.
    """
    sorts: dict[tuple[str, str, str, bool, bool], tuple[bool, seal.Key | None]] = {}
    viewer, found = at.viewer.id.int, []
    for row in rows:
        by = row.by_id.int if row.by_id else None
        sort = (row.kind, row.author, row.visibility, by == viewer, row.deleted)
        if sort not in sorts:
            may = policies.may_read(at.role, facts(row, at))
            sorts[sort] = may, ring.get(purpose(row.author, row.visibility))
        may, key = sorts[sort]
        if may and (content := content_of(key, row)) is not None:
            found.append((row, content))
    return found


def whole(ring: keys.Ring, row: Row) -> list[tuple[Row, Content]]:
    """A row with its content; nothing where it does not open, which costs no other row."""
    content = content_of(ring.get(purpose(row.author, row.visibility)), row)
    return [] if content is None else [(row, content)]


def content_of(key: seal.Key | None, row: Row) -> Content | None:
    """The content of a row under its key; None where it does not open, which is named to whoever
    runs the server."""
    try:
        if key is not None:
            return unsealed_with(key, row)
    except (seal.Tampered, Unfit):
        pass
    unreadable.named(row.kind, row.id)
    return None
