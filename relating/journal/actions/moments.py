"""Two tellings of one moment: said to be that by either, and taken back by either.

Each says it in their own telling, so nothing that the other wrote is changed, and what is private
tells nobody that there is a second telling.
"""

from collections.abc import Callable
from typing import TypeAlias
from uuid import UUID

from django.db import transaction
from msgspec.structs import replace

from relating.case import Episode
from relating.case.fields import LONGEST_LIST
from relating.journal import rows
from relating.journal.actions.acting import LATEST, Work, noting, revised
from relating.journal.receipts import Receipt
from relating.journal.sealing import Row, facts, unsealed
from relating.people import gate
from relating.people.gate import Viewer

Change: TypeAlias = Callable[[Episode], Episode]


def same_moment(actor: Viewer, mine: UUID, other: UUID) -> Receipt:
    """Say that one's own telling is of the same moment as the other's.

    Raises:
        Hidden: for the actor there are no such two tellings, or the first is not theirs.
    """

    def joined(told: Episode) -> Episode:
        apart = tuple(each for each in told.apart_from or () if each != other)
        return replace(told, telling_of=other, apart_from=apart or None)

    return said_of_two(actor, mine, other, "same_moment", joined)


def other_moment(actor: Viewer, mine: UUID, other: UUID) -> Receipt:
    """Say that it is of another moment than the other's: neither is the other's any more.

    Raises:
        Hidden: for the actor there are no such two tellings, or the first is not theirs.
    """

    def apart(told: Episode) -> Episode:
        others = dict.fromkeys((*(told.apart_from or ()), other))
        of = None if told.telling_of == other else told.telling_of
        kept = tuple(others)[-LONGEST_LIST:]
        return replace(told, telling_of=of, apart_from=kept, saw_differently=None)

    return said_of_two(actor, mine, other, "other_moment", apart)


def saw_differently(actor: Viewer, mine: UUID, other: UUID, *, so: bool) -> Receipt:
    """Say that the two saw it differently, or take that back.

    Raises:
        Hidden: for the actor there are no such two tellings, or the first is not theirs.
    """

    def said(told: Episode) -> Episode:
        return replace(told, saw_differently=so or None)

    return said_of_two(actor, mine, other, "", said)


def said_of_two(actor: Viewer, mine: UUID, other: UUID, act: str, change: Change) -> Receipt:
    """Write what is said of two tellings in one's own; said already means nothing to do.

    Raises:
        Hidden: for the actor there are no such two tellings, or the first is not theirs.
    """
    with transaction.atomic():
        own, theirs = rows.existing(mine), rows.existing(other)
        gate.require(own.case_id == theirs.case_id)
        with noting(gate.standing(actor, own.case_id), act) as work:
            gate.check("revise", work.at, facts(own, work.at))
            gate.check("read", work.at, facts(theirs, work.at))
            gate.require(own.author != theirs.author)
            telling_in(work, theirs)
            return revised(work, own, change(telling_in(work, own)), LATEST)


def telling_in(work: Work, row: Row) -> Episode:
    """The telling of a row.

    Raises:
        Hidden: it holds something else.
    """
    content = unsealed(work.ring, row)
    gate.require(isinstance(content, Episode))
    assert isinstance(content, Episode)  # noqa: S101  the gate has asked
    return content
