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

spelt = lru_cache(maxsize=256)(str)
"""The id of a case or of a person as text, made once and not for every row."""


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
    where = f"relating|2|entry|{row.id}|{spelt(row.case_id)}|{row.version}|{row.kind}"
    return f"{where}|{row.author}|{spelt(row.by_id)}|{row.visibility}|{state}".encode()


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
    key = keys.key_in(ring, purpose(row.author, row.visibility))
    return decode(row.kind, seal.opened(key, bytes(row.sealed), bound(row)))


def opened_all(ring: keys.Ring, at: Standing, rows: Iterable[Row]) -> list[tuple[Row, Content]]:
    """Each row that the viewer may read, with its content; what the policy denies stays shut, and
    what does not open is set aside and named to whoever runs the server.

    The policy is asked once for each sort of row: a case has thousands of rows, and few sorts.
    """
    answers: dict[tuple[str, str, str, bool, bool], bool] = {}
    found = []
    for row in rows:
        sort = (row.kind, row.author, row.visibility, row.by_id == at.viewer.id, row.deleted)
        if sort not in answers:
            answers[sort] = policies.may_read(at.role, facts(row, at))
        if answers[sort]:
            try:
                found.append((row, unsealed(ring, row)))
            except (seal.Tampered, Unfit):  # it costs no other row
                unreadable.named(row.kind, row.id)
    return found


def whole(ring: keys.Ring, row: Row) -> list[tuple[Row, Content]]:
    """A row with its content; nothing where it does not open, which costs no other row."""
    try:
        return [(row, unsealed(ring, row))]
    except (seal.Tampered, Unfit):
        unreadable.named(row.kind, row.id)
        return []
