"""Marks of the Room: taken in exactly once, and what becomes of them after the hour."""

from collections.abc import Iterable
from uuid import UUID

from msgspec.structs import replace

from relating.case import Mark
from relating.journal import rows
from relating.journal.actions.acting import LATEST, NEW, Work, acting, written
from relating.journal.ids import SHARED, row_id
from relating.journal.receipts import Conflict
from relating.journal.sealing import unsealed
from relating.people.gate import Viewer
from relating.vault import keys


def mark(actor: Viewer, case_id: UUID, marks: Iterable[Mark]) -> None:
    """Write marks down exactly once, however often a device sends them.

    Raises:
        Hidden: the actor keeps no marks in this case, or an id is taken by something else.
    """
    with acting(actor, case_id) as work:
        for each in marks:
            take_in(work, each)


def take_in(work: Work, mark: Mark) -> None:
    """A mark sent again adds what was tapped since; an older state of it takes nothing away.

    What was said of it after the hour stands: a mark that became an episode, was thrown away or
    deleted is not brought back by a device that did not know, and one that has a line keeps it.
    """
    if written_first(work, mark):
        return
    row = rows.existing(row_id(keys.key_in(work.ring, SHARED), mark))
    before = unsealed(work.ring, row)
    if isinstance(before, Mark) and before.stands and not row.deleted:
        written(work, together(before, mark), LATEST)


def written_first(work: Work, mark: Mark) -> bool:
    """Write a mark down where it was not known; whether it was new."""
    try:
        return not written(work, mark, NEW).again
    except Conflict:
        return False


def together(before: Mark, sent: Mark) -> Mark:
    """A mark with what was tapped since."""
    return replace(
        before,
        client_move=sent.client_move or before.client_move,
        pull=sent.pull or before.pull,
        thrown_away=sent.thrown_away or before.thrown_away,
    )


def became(work: Work, mark: Mark, episode: UUID) -> None:
    """Say of a mark which episode it became, once, and what of the mark was thought over since."""
    if mark.became in {None, episode}:
        written(work, replace(mark, became=episode, thrown_away=False), LATEST)
