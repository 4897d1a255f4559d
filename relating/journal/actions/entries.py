"""Writing entries, sharing them, taking them out, and telling what happened."""

from collections.abc import Callable, Iterable
from functools import partial
from uuid import UUID

from django.db import transaction
from msgspec.structs import replace

from relating.case import Content, Episode, Mark, Person, Word
from relating.journal import rows
from relating.journal.actions.acting import (
    LATEST,
    NEW,
    Work,
    acting,
    changed,
    noting,
    returned,
    shown,
    taken_out,
    written,
)
from relating.journal.actions.marks import became
from relating.journal.actions.people import other_parts
from relating.journal.actions.words import told_word
from relating.journal.receipts import Conflict, Receipt
from relating.journal.sealing import Row, facts, unsealed
from relating.people import gate
from relating.people.gate import Viewer


def write(
    actor: Viewer,
    case_id: UUID,
    content: Content,
    based_on: int = NEW,
    *,
    beside: Iterable[Content] = (),
) -> Receipt:
    """Record an entry exactly once, revise it, or put it back with what it says now.

    `based_on` is the version that the writer had before them, `NEW` for none, or `LATEST` for what
    one side has one of. `beside` are such that the same form writes too.

    Raises:
        Hidden: there is no such entry for the actor, or they may not.
        Conflict: something else stands there than what the writer had before them.
    """
    with acting(actor, case_id) as work:
        receipt = written(work, content, based_on)
        along = tuple(written(work, each, LATEST) for each in beside)
    return receipt._replace(beside=receipt.beside + along)


def write_together(
    actor: Viewer, case_id: UUID, told: Iterable[tuple[Content, int]]
) -> tuple[Receipt, ...]:
    """Write what one form says of several entries, each on the version that its writer had before
    them, `NEW` or `LATEST`: all of them or none.

    Raises:
        Hidden: there is no such entry for the actor, or they may not.
        Conflict: something else stands in one of them than what the writer had before them.
    """
    with acting(actor, case_id) as work:
        return tuple(written(work, content, based_on) for content, based_on in told)


def tell(
    actor: Viewer,
    case_id: UUID,
    episode: Episode,
    based_on: int = NEW,
    *,
    words: Iterable[Word] = (),
    person: Person | None = None,
    mark: Mark | None = None,
) -> Receipt:
    """Tell what happened: the episode, somebody new in it, words of one's own, and the mark of the
    Room that it became.

    Raises:
        Hidden: the actor may not, or there is no such episode for them.
        Conflict: something else stands there than what the writer had before them.
    """
    with acting(actor, case_id) as work:
        for word in words:
            told_word(work, word)
        if person is not None:
            told_person(work, person)
        receipt = written(work, episode, based_on)
        if mark is not None:
            became(work, mark, episode.id)
    return receipt


def told_person(work: Work, person: Person) -> None:
    """Somebody new, or the same person under a name that was thought over; who was deleted
    meanwhile stays so."""
    try:
        written(work, person, NEW)
    except Conflict as conflict:
        if not conflict.deleted:
            named = replace(conflict.theirs, alias=person.alias, role=person.role)
            written(work, named, LATEST)


def record(actor: Viewer, case_id: UUID, content: Content) -> Receipt:
    """Write a new entry, exactly once.

    Raises:
        Hidden: the actor may not.
        Conflict: the id is taken by other content.
    """
    return write(actor, case_id, content, NEW)


def revise(actor: Viewer, case_id: UUID, content: Content, based_on: int) -> Receipt:
    """Write a new version of an entry, on top of the version that the actor had before them.

    Raises:
        Hidden: there is no such entry for the actor, or they may not change it.
        Conflict: there is a newer version that says something else, or it was deleted.
    """
    return write(actor, case_id, content, based_on)


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


PAST = {"share": "shared", "unshare": "unshared"}


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
        with noting(gate.standing(actor, found.case_id)) as work:
            if done_already(act, found):
                gate.check("read", work.at, facts(found, work.at))
                return Receipt(found.id, found.version, again=True)
            gate.check(act, work.at, facts(found, work.at))
            return with_others(work, found, act, partial(once, change=change, deleted=deleted))


def once(
    work: Work, row: Row, act: str, *, change: Callable[[Content], Content], deleted: bool
) -> Receipt:
    """Append the version to one entry."""
    if deleted:
        return taken_out(work, row)
    content = change(unsealed(work.ring, row))
    if row.deleted:
        return returned(work, row, content)
    return changed(work, row, content, PAST[act])


def with_others(work: Work, row: Row, act: str, do: Callable[..., Receipt]) -> Receipt:
    """What is done with an entry, and with what else is the same person: who was written down
    twice is one."""
    content = unsealed(work.ring, row)
    others = [*other_parts(work, act, content)] if isinstance(content, Person) else []
    receipt = do(work, row, act)
    beside = [do(work, each, act) for each, _ in others]
    return receipt._replace(beside=(*receipt.beside, *beside))


def done_already(act: str, row: Row) -> bool:
    """Whether the entry is already as the act would leave it: a double tap."""
    return {
        "share": row.visibility == "shared" and not row.deleted,
        "unshare": row.visibility == "private" and not row.deleted,
        "delete": row.deleted,
        "put_back": not row.deleted,
    }[act]
