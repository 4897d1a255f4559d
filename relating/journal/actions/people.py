"""Two entries that are one person: put together, parted again, and treated as one."""

from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from msgspec.structs import replace

from relating.case import People, Person
from relating.case.people import can_stand_for
from relating.journal import rows
from relating.journal.actions.acting import LATEST, Work, noting, revised
from relating.journal.receipts import Receipt
from relating.journal.sealing import Row, facts, opened_all, unsealed
from relating.people import gate, policies
from relating.people.gate import Viewer


class Known(NamedTuple):
    """Everybody whom the actor may see, with the row of each, by their ids."""

    people: People
    rows: dict[str, Row]


def merge(actor: Viewer, entry_id: UUID, stays_id: UUID) -> Receipt:
    """Say that somebody is the same person as another, who stands for both from now on.

    Raises:
        Hidden: for the actor there are no such two, or they may not.
    """
    with transaction.atomic():
        goes, stays = rows.existing(entry_id), rows.existing(stays_id)
        gate.require(goes.case_id == stays.case_id)
        with noting(gate.standing(actor, goes.case_id), "merged") as work:
            for row in (goes, stays):
                gate.check("read", work.at, facts(row, work.at))
            mine, other = person_in(work, goes), person_in(work, stays)
            people = known(work).people
            if people.are_one(mine.id, other.id):
                return Receipt(goes.id, goes.version, again=True)
            asked = (work.at.role, facts(goes, work.at), facts(stays, work.at))
            gate.require(policies.may_merge(*asked) and can_stand_for(other, mine))
            gate.require(people.standing_for(mine.id) == mine.id)
            return revised(work, goes, replace(mine, same_as=other.id), LATEST)


def part(actor: Viewer, entry_id: UUID) -> Receipt:
    """Undo that somebody is the same person as another; parted already means nothing to do.

    Raises:
        Hidden: there is no such person for the actor, or they may not.
    """
    with transaction.atomic():
        found = rows.existing(entry_id)
        with noting(gate.standing(actor, found.case_id), "parted") as work:
            gate.check("revise", work.at, facts(found, work.at))
            return revised(work, found, replace(person_in(work, found), same_as=None), LATEST)


def person_in(work: Work, row: Row) -> Person:
    """The person of a row.

    Raises:
        Hidden: it holds something else.
    """
    return gate.as_a(Person, unsealed(work.ring, row))


def known(work: Work, *, deleted: bool = False) -> Known:
    """Everybody whom the actor may see; those too whom they deleted, if asked for."""
    seen = rows.seen_by(work.at).filter(kind="person")
    found = rows.fetched(seen if deleted else seen.filter(deleted_at=None))
    people = [
        (row, each)
        for row, each in opened_all(work.ring, work.at, found)
        if isinstance(each, Person)
    ]
    return Known(People(each for _, each in people), {each.id: row for row, each in people})


def other_parts(work: Work, act: str, person: Person) -> Iterator[tuple[Row, Person]]:
    """The other entries of one person, stood for by this one, with which the actor may do the
    same: somebody who was written down twice is shared, taken back and deleted as one."""
    all_known = known(work, deleted=True)
    for each in all_known.people.merged_into(person.id):
        row = all_known.rows[each.id]
        if policies.allowed(act, work.at.role, facts(row, work.at)):
            yield row, each
