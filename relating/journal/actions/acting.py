"""What every act on entries is made of: one transaction, the gate, the seal, one line in the trail.

Nothing here begins or ends an act. Whoever calls these functions stands inside `acting`.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from msgspec.structs import replace

from relating.case import Content, Misfit, Word
from relating.case.held import codes_in, ids_in
from relating.journal import glances, rows, sums, trail
from relating.journal.ids import SHARED, person_row, row_id, word_row
from relating.journal.models import Entry, Letter, Version
from relating.journal.receipts import Conflict, Receipt
from relating.journal.sealing import (
    PURPOSES,
    Row,
    facts,
    row_of,
    sealed,
    unsealed,
)
from relating.people import gate, policies
from relating.people.gate import Hidden, Standing, Viewer
from relating.vault import keys
from relating.vault.prepared import prepared, row_written
from relating.vault.seal import Key
from relating.vault.turns import turn

NEW = 0
"""Based on nothing: the entry is written for the first time."""
LATEST = -1
"""Based on whatever stands there: for what one side has one of, changed in place."""


class Work(NamedTuple):
    """What an act needs: how the actor stands to the case, the keys, and what was done so far."""

    at: Standing
    ring: keys.Ring
    done: list[trail.Done]
    gone_and_come: list[tuple[Row | None, Row]]
    """Each row that is no longer what its entry says, and the one that is."""


@contextmanager
def acting(actor: Viewer, case_id: UUID) -> Iterator[Work]:
    """One act: all of it is stored, with one line in the trail, or nothing of it.

    Raises:
        Hidden: for the actor there is no such case.
    """
    with turn(case_id), noting(gate.standing(actor, case_id)) as work:
        yield work


@contextmanager
def noting(at: Standing, act: str = "", shown: Iterable[UUID] = ()) -> Iterator[Work]:
    """One act, within the transaction of somebody whose standing was asked already.

    The line has the name of what was done, or that of an `act` that is more than a change to its
    one entry; then it says which other entries were `shown` by it.
    """
    work = Work(at, keys.ring(at.case_id, PURPOSES), [], [])
    yield work
    add_up(work)
    if act:
        trail.by_name(at, act, work.done, shown)
    else:
        trail.told(at, work.done)


def add_up(work: Work) -> None:
    """Let the sums of the case, and its counsellor's caseload, say what its entries are now."""
    if work.gone_and_come:
        gone = [row for row, _ in work.gone_and_come if row is not None]
        come = [row for _, row in work.gone_and_come]
        sums.change(work.at.case_id, keys.key_in(work.ring, SHARED), gone, come)
        glances.follow(work.at.case_id, work.ring, (*gone, *come))


def written(work: Work, content: Content, based_on: int) -> Receipt:
    """Record an entry, revise it, or put it back with what it says now.

    `based_on` is the version that the writer had before them, as `rows.known_version` numbers it,
    `NEW` or `LATEST`.

    Raises:
        Hidden: there is no such entry for the actor, or they may not.
        Conflict: something else stands there than what the writer had before them.
    """
    found = rows.one(row_id(keys.key_in(work.ring, SHARED), content))
    if found is None:
        return recorded(work, content, based_on)
    if based_on == NEW:
        return received_before(work, found, content)
    require_same_place(work, found, content)
    waits_no_more(work, found)
    if found.deleted:
        return brought_back(work, found, content, based_on)
    return revised(work, found, content, based_on)


def recorded(work: Work, content: Content, based_on: int) -> Receipt:
    """Write a new entry.

    Raises:
        Hidden: the actor may not, or the writer had an entry before them that is no more.
    """
    gate.require(based_on <= NEW)
    row = row_of(work.ring, work.at.case_id, content, work.at.viewer.id, 1)
    gate.check("record", work.at, facts(row, work.at))
    insert(work, row, content)
    waits_no_more(work, row)
    beside = share_along(work, content)
    return Receipt(row.id, 1, back=nothing_before(work, row), beside=beside)


def waits_no_more(work: Work, row: Row) -> None:
    """What a phone sent for an entry is looked at once its writer has written that."""
    for (letter,) in _letters(work.at.case_id, row.id):
        Letter.objects.filter(pk=letter).update(waiting=None)


@prepared
def _letters(case_id: UUID, entry: UUID) -> "QuerySet[Letter, tuple[UUID]]":
    return Letter.objects.filter(case_id=case_id, entry=entry).values_list("pk")


def received_before(work: Work, found: Row, content: Content) -> Receipt:
    """The receipt of an entry that is here already, sent once more.

    Raises:
        Hidden: the id belongs to something the actor may not see.
        Conflict: it is other content.
    """
    allowed = found.case_id == work.at.case_id and found.author == work.at.role
    gate.require(allowed)
    if not same(first_content(work, found), content):
        version = rows.known_version(work.at, found)
        raise Conflict(unsealed(work.ring, found), content, version, deleted=found.deleted)
    return Receipt(found.id, found.version, again=True)


def brought_back(work: Work, found: Row, content: Content, based_on: int) -> Receipt:
    """Put back what was deleted, saying what it says now, where the writer knew of that.

    Raises:
        Hidden: the actor may not.
        Conflict: it was deleted meanwhile.
    """
    gate.check("put_back", work.at, facts(found, work.at))
    gate.check("revise", work.at, facts(found._replace(deleted=False), work.at))
    known = rows.known_version(work.at, found)
    if based_on not in {LATEST, known}:
        raise Conflict(unsealed(work.ring, found), content, known, deleted=True)
    require_visibility(work, found._replace(deleted=False), content)
    return returned(work, found, content)


def revised(work: Work, found: Row, content: Content, based_on: int) -> Receipt:
    """Write a new version; the same once more changes nothing.

    Raises:
        Hidden: the actor may not.
        Conflict: there is a newer version that says something else.
    """
    gate.check("revise", work.at, facts(found, work.at))
    require_visibility(work, found, content)
    before = unsealed(work.ring, found)
    if same(before, content):
        return Receipt(found.id, found.version, again=True)
    known = rows.known_version(work.at, found)
    if based_on not in {LATEST, known}:
        raise Conflict(before, content, known, deleted=False)
    return changed(work, found, content, "revised")


def changed(work: Work, found: Row, content: Content, act: str) -> Receipt:
    """Append a version that the actor may write. One that is also shared by it, or taken back, is
    noted as that: to whoever reads it now for the first time it was not changed."""
    visibility = getattr(content, "visibility", found.visibility)
    if visibility != found.visibility:
        act = "shared" if visibility == "shared" else "unshared"
    known = rows.known_version(work.at, found) + 1
    append(work, found, content, act)
    beside = share_along(work, content)
    may = may_return(work, found._replace(visibility=visibility), found.visibility)
    back = known - 1 if may and not content.settled else None
    return Receipt(found.id, known, back=back, beside=beside)


def returned(work: Work, found: Row, content: Content) -> Receipt:
    """Put back what was deleted, with what it says now."""
    known = rows.known_version(work.at, found) + 1
    append(work, found, content, "put_back")
    back = nothing_before(work, found._replace(deleted=False))
    return Receipt(found.id, known, back=back, beside=share_along(work, content))


def taken_out(work: Work, found: Row) -> Receipt:
    """Delete an entry, which keeps what it said until it is erased."""
    known = rows.known_version(work.at, found) + 1
    append(work, found, unsealed(work.ring, found), "deleted", deleted=True)
    return Receipt(found.id, known)


def nothing_before(work: Work, row: Row) -> int | None:
    """The way back from what was not there before: none where the actor may not delete it."""
    return 0 if "delete" in policies.acts(work.at.role, facts(row, work.at)) else None


def may_return(work: Work, row: Row, visibility: str) -> bool:
    """Whether the actor may let a row be read by whoever read it before."""
    act = "revise"
    if visibility != row.visibility:
        act = "share" if visibility == "shared" else "unshare"
    return act in policies.acts(work.at.role, facts(row, work.at))


def require_same_place(work: Work, found: Row, content: Content) -> None:
    """An entry stays in its case, its kind and its author's name.

    Raises:
        Hidden: it would not.
    """
    row = row_of(work.ring, work.at.case_id, content, None, 1)
    gate.require((found.case_id, found.kind, found.author) == (row.case_id, row.kind, row.author))


def require_visibility(work: Work, found: Row, content: Content) -> None:
    """A revision that also shares or unshares must be allowed to.

    Raises:
        Hidden: it is not.
    """
    wanted = getattr(content, "visibility", found.visibility)
    if wanted != found.visibility:
        gate.check("share" if wanted == "shared" else "unshare", work.at, facts(found, work.at))


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


def insert(work: Work, row: Row, content: Content, act: str = "recorded") -> None:
    """Seal and store a new row."""
    now = timezone.now()
    row_written(
        Entry,
        id=row.id,
        case_id=row.case_id,
        kind=row.kind,
        author=row.author,
        by_id=row.by_id,
        visibility=row.visibility,
        received_at=now,
        changed_at=now,
        sealed=sealed(work.ring, row, content),
    )
    work.done.append(trail.Done(act, row.kind, row.id))
    work.gone_and_come.append((None, row))


def append(work: Work, row: Row, content: Content, act: str, *, deleted: bool = False) -> int:
    """Keep the row as an earlier version and put a new one in its place; return its number.

    Raises:
        Hidden: somebody else was faster, on a database that lets them.
    """
    now = timezone.now()
    kept = Entry.objects.filter(pk=row.id, version=row.version).values_list("changed_at", "by_id")
    for changed_at, by_id in kept:
        Version.objects.create(
            case_id=row.case_id,
            entry_id=row.id,
            version=row.version,
            visibility=row.visibility,
            changed_at=changed_at,
            by_id=by_id,
            sealed=sealed(work.ring, row._replace(past=True), unsealed(work.ring, row)),
        )
    new = row_of(work.ring, row.case_id, content, row.by_id, row.version + 1)
    new = new._replace(deleted=deleted)
    found = Entry.objects.filter(pk=row.id, version=row.version).update(
        version=new.version,
        visibility=new.visibility,
        changed_at=now,
        deleted_at=now if deleted else None,
        sealed=sealed(work.ring, new, content),
    )
    if not found:
        raise Hidden
    work.done.append(trail.Done(act, new.kind, new.id))
    work.gone_and_come.append((row, new))
    return new.version


def shown(content: Content, visibility: str) -> Content:
    """The content with another visibility.

    Raises:
        Hidden: such content cannot have it, as feedback that was not said yet.
    """
    try:
        return replace(content, visibility=visibility)
    except Misfit:
        raise Hidden from None


def share_along(work: Work, content: Content) -> tuple[Receipt, ...]:
    """A shared entry takes with it what is needed to read it: its person and its own words."""
    if getattr(content, "visibility", "") != "shared" or isinstance(content, Word):
        return ()
    return tuple(
        changed(work, row, shown(unsealed(work.ring, row), "shared"), "shared")
        for row in rows.named(work.at, companions(keys.key_in(work.ring, SHARED), content))
        if row.visibility == "private" and row.author == work.at.role
    )


def companions(shared: Key, content: Content) -> Iterator[UUID]:
    """The rows of the people and of the client's own words that an entry names."""
    for _, person in ids_in(content, "person"):
        yield person_row(shared, str(person))
    for name, code in codes_in(content):
        yield word_row(shared, name, code)
