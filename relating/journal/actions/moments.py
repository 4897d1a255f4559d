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

    return said_of_two(actor, mine, other, "same_moment", joined(other))


def other_moment(actor: Viewer, mine: UUID, other: UUID) -> Receipt:
    """Say that it is of another moment than the other's: neither is the other's any more.

    Raises:
        Hidden: for the actor there are no such two tellings, or the first is not theirs.
    """

    return said_of_two(actor, mine, other, "other_moment", parted(other))


def told_twice(actor: Viewer, one: UUID, other: UUID, *, so: bool) -> Receipt:
    """Say that two tellings of one's own are of one moment, or of two.

    It is written in the one that is private, where one is: what is shared tells nothing of what is
    not, not even that it changed.

    Raises:
        Hidden: for the actor there are no such two tellings of their own.
    """
    mine, before = sorted((one, other), key=lambda each: rows.existing(each).visibility)
    if rows.existing(one).visibility == rows.existing(other).visibility:
        mine, before = one, other
    act, change = ("told_twice", joined(before)) if so else ("told_two", parted(before))
    return said_of_two(actor, mine, before, act, change, by_one=True)


def saw_differently(actor: Viewer, mine: UUID, other: UUID, *, so: bool) -> Receipt:
    """Say that the two saw it differently, or take that back.

    Raises:
        Hidden: for the actor there are no such two tellings, or the first is not theirs.
    """

    def said(told: Episode) -> Episode:
        return replace(told, saw_differently=so or None)

    return said_of_two(actor, mine, other, "", said)


def joined(other: UUID) -> Change:
    """Of the same moment as the other."""

    def change(told: Episode) -> Episode:
        apart = tuple(each for each in told.apart_from or () if each != other)
        return replace(told, telling_of=other, apart_from=apart or None)

    return change


def parted(other: UUID) -> Change:
    """Of another moment than the other."""

    def change(told: Episode) -> Episode:
        others = dict.fromkeys((*(told.apart_from or ()), other))
        of = None if told.telling_of == other else told.telling_of
        kept = tuple(others)[-LONGEST_LIST:]
        return replace(told, telling_of=of, apart_from=kept, saw_differently=None)

    return change


def said_of_two(
    actor: Viewer, mine: UUID, other: UUID, act: str, change: Change, *, by_one: bool = False
) -> Receipt:
    """Write what is said of two tellings in one's own; said already means nothing to do. The other
    is the other's, or one's own, too.

    Raises:
        Hidden: for the actor there are no such two tellings, or the first is not theirs.
    """
    with transaction.atomic():
        own, theirs = rows.existing(mine), rows.existing(other)
        gate.require(own.case_id == theirs.case_id)
        with noting(gate.standing(actor, own.case_id), act) as work:
            gate.check("revise", work.at, facts(own, work.at))
            gate.check("read", work.at, facts(theirs, work.at))
            gate.require((own.author == theirs.author) is by_one)
            telling_in(work, theirs)
            return revised(work, own, change(telling_in(work, own)), LATEST)


def telling_in(work: Work, row: Row) -> Episode:
    """The telling of a row.

    Raises:
        Hidden: it holds something else.
    """
    return gate.as_a(Episode, unsealed(work.ring, row))
