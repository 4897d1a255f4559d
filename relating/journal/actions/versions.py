"""Going back to an earlier version: it is put in the place of the present one, as a new version."""

from collections.abc import Callable, Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from msgspec.structs import replace

from relating.case import Content, Frame
from relating.journal import readings, rows
from relating.journal.actions.acting import (
    Work,
    changed,
    noting,
    require_visibility,
    same,
    shown,
    taken_out,
)
from relating.journal.receipts import Conflict, Receipt
from relating.journal.sealing import Row, facts, unsealed
from relating.people import gate, policies
from relating.people.gate import Viewer


class Made(NamedTuple):
    """A version that somebody made, and the one before it, as they may number them; 0 is none."""

    id: UUID
    version: int
    back: int


def undo(actor: Viewer, made: Sequence[Made]) -> tuple[Receipt, ...]:
    """Undo what one form did: what was changed is again as it was before, with the same readers,
    and what was new is deleted. Undone already changes nothing.

    Raises:
        Hidden: there is no such entry or version for the actor, or they may not.
        Conflict: something in it was changed since.
    """
    with transaction.atomic():
        first = rows.existing(made[0].id)
        with noting(gate.standing(actor, first.case_id)) as work:
            return tuple(undone(work, each) for each in made)


def undone(work: Work, made: Made) -> Receipt:
    """Undo one change."""
    found = rows.existing(made.id)
    gate.require(found.case_id == work.at.case_id)
    if made.back:
        return gone_back(work, found, made.back, made.version)
    known = rows.known_version(work.at, found)
    if found.deleted:
        gate.check("put_back", work.at, facts(found, work.at))
        return Receipt(found.id, known, again=True)
    gate.check("delete", work.at, facts(found, work.at))
    if known != made.version:
        content = unsealed(work.ring, found)
        raise Conflict(content, content, known, deleted=False)
    return taken_out(work, found)


def restore(actor: Viewer, entry_id: UUID, version: int, based_on: int) -> Receipt:
    """Put an earlier version back. It has no more readers than it had then, nor than the entry has
    now, and whoever is not safe stays so. The same once more changes nothing.

    Raises:
        Hidden: there is no such entry or version for the actor, or they may not.
        Conflict: it was changed since the actor saw it.
    """
    with transaction.atomic():
        found = rows.existing(entry_id)
        with noting(gate.standing(actor, found.case_id)) as work:
            readers = found.visibility
            return gone_back(work, found, version, based_on, readers, as_said=as_put_back)


def as_it_was(older: Content, now: Content) -> Content:
    """What an earlier version said; what the client is called is no part of what was agreed."""
    if isinstance(older, Frame) and isinstance(now, Frame):
        return replace(older, label=now.label)
    return older


def as_put_back(older: Content, now: Content) -> Content:
    """The same, where it was chosen among the versions: whoever is not safe stays so."""
    return readings.still_unsafe(as_it_was(older, now), now)


def gone_back(
    work: Work,
    found: Row,
    version: int,
    based_on: int,
    readers: str = "shared",
    as_said: Callable[[Content, Content], Content] = as_it_was,
) -> Receipt:
    """Append what an earlier version said, for `readers` at the most."""
    gate.check("revise", work.at, facts(found, work.at))
    older = gate.there(rows.numbered(work.at, found).get(version))
    gate.require(policies.may_read(work.at.role, facts(older, work.at)))
    now = unsealed(work.ring, found)
    gate.require(not now.settled)
    content = as_said(unsealed(work.ring, older), now)
    if readers == "private" and older.visibility != readers:
        content = shown(content, readers)
    known = rows.known_version(work.at, found)
    if same(now, content):
        return Receipt(found.id, known, again=True)
    if based_on != known:
        raise Conflict(now, content, known, deleted=False)
    require_visibility(work, found, content)
    return changed(work, found, content, "restored")
