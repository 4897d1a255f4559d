"""Recording, revising, sharing and deleting entries."""

from collections.abc import Callable, Iterator
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from msgspec.structs import replace

from relating.case import Content, Misfit, Word
from relating.case.held import codes_in, ids_in
from relating.journal import rows, trail
from relating.journal.models import Entry, Version
from relating.journal.sealing import (
    PURPOSES,
    Row,
    facts,
    person_row,
    row_id,
    row_of,
    sealed,
    unsealed,
    word_row,
)
from relating.people import gate
from relating.people.gate import Hidden, Standing, Viewer
from relating.vault import keys


class Receipt(NamedTuple):
    """An acknowledged write; `again` says that it had been received before."""

    id: UUID
    version: int
    again: bool = False


class Conflict(Exception):
    """Two people, or two windows, wrote two things in one place. Neither is lost."""

    def __init__(self, theirs: Content, yours: Content, version: int, *, deleted: bool) -> None:
        super().__init__()
        self.theirs, self.yours = theirs, yours
        self.version, self.deleted = version, deleted


class Work(NamedTuple):
    """What one change needs: how the actor stands to the case, and the keys."""

    at: Standing
    ring: keys.Ring


def begin(actor: Viewer, case_id: UUID) -> Work:
    """Ask the gate and fetch the keys; called within the transaction of the change."""
    return Work(gate.standing(actor, case_id), keys.ring(case_id, PURPOSES))


def record(actor: Viewer, case_id: UUID, content: Content) -> Receipt:
    """Write a new entry, exactly once.

    Raises:
        Hidden: the actor may not.
        Conflict: the id is taken by other content.
    """
    with transaction.atomic():
        work = begin(actor, case_id)
        row = row_of(case_id, content, actor.id, 1)
        gate.check("record", work.at, facts(row, work.at))
        found = rows.one(row.id)
        if found:
            return received_before(work, found, content)
        insert(work, row, content)
        share_along(work, content)
    return Receipt(row.id, 1)


def insert(work: Work, row: Row, content: Content, act: str = "recorded") -> None:
    """Seal and store a new row, and note the act that made it."""
    Entry.objects.create(
        id=row.id,
        case_id=row.case_id,
        kind=row.kind,
        author=row.author,
        by_id=row.by_id,
        visibility=row.visibility,
        sealed=sealed(work.ring, row, content),
    )
    trail.changed(work.at, act, row)


def received_before(work: Work, found: Row, content: Content) -> Receipt:
    """The same entry sent again, or another one under its id.

    Raises:
        Hidden: the id belongs to something the actor may not see.
        Conflict: it is other content.
    """
    allowed = found.case_id == work.at.case_id and found.author == work.at.role
    gate.require(allowed)
    if not same(first_content(work, found), content):
        raise Conflict(unsealed(work.ring, found), content, found.version, deleted=found.deleted)
    return Receipt(found.id, found.version, again=True)


def first_content(work: Work, row: Row) -> Content:
    """What an entry said when it was first recorded."""
    older = rows.earlier(row)
    return unsealed(work.ring, older[-1][0] if older else row)


def same(one: Content, other: Content) -> bool:
    """Whether two contents say the same; when each was written down does not matter."""
    if type(one) is not type(other):
        return False
    if hasattr(one, "recorded_at"):
        other = replace(other, recorded_at=one.recorded_at)
    return one == other


def revise(actor: Viewer, case_id: UUID, content: Content, based_on: int) -> Receipt:
    """Write a new version of an entry, on top of the version that the actor had before them.

    Raises:
        Hidden: there is no such entry for the actor, or they may not change it.
        Conflict: there is a newer version that says something else, or it was deleted.
    """
    with transaction.atomic():
        work = begin(actor, case_id)
        found = rows.existing(row_id(case_id, content))
        require_same_place(work, found, content)
        if found.deleted:
            gate.check("put_back", work.at, facts(found, work.at))
            raise Conflict(unsealed(work.ring, found), content, found.version, deleted=True)
        gate.check("revise", work.at, facts(found, work.at))
        require_visibility(work, found, content)
        before = unsealed(work.ring, found)
        if same(before, content):
            return Receipt(found.id, found.version, again=True)
        if found.version != based_on:
            raise Conflict(before, content, found.version, deleted=False)
        version = append(work, found, content, "revised")
        share_along(work, content)
    return Receipt(found.id, version)


def require_same_place(work: Work, found: Row, content: Content) -> None:
    """An entry stays in its case, its kind and its author's name.

    Raises:
        Hidden: it would not.
    """
    row = row_of(work.at.case_id, content, None, 1)
    gate.require((found.case_id, found.kind, found.author) == (row.case_id, row.kind, row.author))


def require_visibility(work: Work, found: Row, content: Content) -> None:
    """A revision that also shares or unshares must be allowed to.

    Raises:
        Hidden: it is not.
    """
    wanted = getattr(content, "visibility", found.visibility)
    if wanted != found.visibility:
        gate.check("share" if wanted == "shared" else "unshare", work.at, facts(found, work.at))


def append(work: Work, row: Row, content: Content, act: str, *, deleted: bool = False) -> int:
    """Keep the row as an earlier version and put a new one in its place; return its number.

    Raises:
        Hidden: somebody else was faster, on a database that lets them.
    """
    now = timezone.now()
    kept = Entry.objects.filter(pk=row.id, version=row.version).values_list("changed_at", "by_id")
    for changed_at, by_id in kept:
        Version.objects.create(
            entry_id=row.id,
            version=row.version,
            visibility=row.visibility,
            changed_at=changed_at,
            by_id=by_id,
            sealed=row.sealed,
        )
    new = row_of(row.case_id, content, row.by_id, row.version + 1)
    written = Entry.objects.filter(pk=row.id, version=row.version).update(
        version=new.version,
        visibility=new.visibility,
        changed_at=now,
        deleted_at=now if deleted else None,
        sealed=sealed(work.ring, new, content),
    )
    if not written:
        raise Hidden
    trail.changed(work.at, act, new)
    return new.version


def share(actor: Viewer, entry_id: UUID) -> Receipt:
    """Let the other person of the case read an entry, and whom and which words it names."""
    return again_with(actor, entry_id, "share", lambda content: shown(content, "shared"))


def unshare(actor: Viewer, entry_id: UUID) -> Receipt:
    """Take an entry back. What was read cannot be unread; the trail says what was."""
    return again_with(actor, entry_id, "unshare", lambda content: shown(content, "private"))


def delete(actor: Viewer, entry_id: UUID) -> Receipt:
    """Take an entry out of every page; it can be put back until it is erased."""
    return again_with(actor, entry_id, "delete", lambda content: content, deleted=True)


def put_back(actor: Viewer, entry_id: UUID) -> Receipt:
    """Undo a deletion."""
    return again_with(actor, entry_id, "put_back", lambda content: content)


PAST = {"share": "shared", "unshare": "unshared", "delete": "deleted", "put_back": "put_back"}


def again_with(
    actor: Viewer,
    entry_id: UUID,
    act: str,
    change: Callable[[Content], Content],
    *,
    deleted: bool = False,
) -> Receipt:
    """Append a version that differs in one respect; done already means nothing to do.

    Raises:
        Hidden: there is no such entry for the actor, or they may not.
    """
    with transaction.atomic():
        found = rows.existing(entry_id)
        work = begin(actor, found.case_id)
        if done_already(act, found):
            gate.check("read", work.at, facts(found, work.at))
            return Receipt(found.id, found.version, again=True)
        gate.check(act, work.at, facts(found, work.at))
        content = change(unsealed(work.ring, found))
        version = append(work, found, content, PAST[act], deleted=deleted)
        share_along(work, content)
    return Receipt(entry_id, version)


def done_already(act: str, row: Row) -> bool:
    """Whether the entry is already as the act would leave it: a double tap."""
    return {
        "share": row.visibility == "shared" and not row.deleted,
        "unshare": row.visibility == "private" and not row.deleted,
        "delete": row.deleted,
        "put_back": not row.deleted,
    }[act]


def erase(actor: Viewer, entry_id: UUID) -> None:
    """Remove a deleted entry and all its versions for good.

    Raises:
        Hidden: there is no such deleted entry for the actor.
    """
    with transaction.atomic():
        found = rows.existing(entry_id)
        at = gate.standing(actor, found.case_id)
        gate.check("erase", at, facts(found, at))
        Entry.objects.filter(pk=entry_id).delete()
        trail.changed(at, "erased", found)


def shown(content: Content, visibility: str) -> Content:
    """The content with another visibility.

    Raises:
        Hidden: such content cannot have it, as feedback that was not said yet.
    """
    try:
        return replace(content, visibility=visibility)
    except Misfit:
        raise Hidden from None


def share_along(work: Work, content: Content) -> None:
    """A shared entry takes with it what is needed to read it: its person and its own words."""
    if getattr(content, "visibility", "") != "shared" or isinstance(content, Word):
        return
    for row in rows.named(work.at, companions(work.at.case_id, content)):
        if row.visibility == "private" and row.author == work.at.role:
            companion = unsealed(work.ring, row)
            append(work, row, shown(companion, "shared"), "shared")
            share_along(work, shown(companion, "shared"))


def companions(case_id: UUID, content: Content) -> Iterator[UUID]:
    """The rows of the people and of the client's own words that an entry names."""
    for _, person in ids_in(content, "person"):
        yield person_row(case_id, str(person))
    for name, code in codes_in(content):
        yield word_row(case_id, name, code)
