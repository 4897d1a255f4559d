"""Practice: takes and cards. Nothing is practised that may not be planned now."""

from typing import Literal
from uuid import UUID

from msgspec.structs import replace

from relating.case import Card, Content, Episode, People, Person, Plan
from relating.engine.plans import held_back
from relating.journal import handing, rows
from relating.journal.actions.acting import NEW, Work, acting, insert, written
from relating.journal.actions.plans import NotNow, around_it, is_dip_open
from relating.journal.actions.pulses import require_given
from relating.journal.ids import clients
from relating.journal.receipts import Receipt
from relating.journal.sealing import facts, row_of, unsealed
from relating.people import gate
from relating.people.gate import Viewer


def take(actor: Viewer, case_id: UUID, told: Episode, card: Card | None = None) -> None:
    """A take that the client tells of on a screen that the counsellor turned to her, in her name;
    and a card that the two made there. Sent twice it is written once.

    Raises:
        Hidden: the actor may not, or there is no such plan for them.
        NotNow: a dip is open, or it is for somebody who is not safe.
    """
    with acting(actor, case_id) as work:
        gate.require(told.place == "practice" and told.alone is False)
        require_now(work, told.plan, known_to="both")
        own = clients(work.ring).of_token(told.id)
        given(work, replace(told, id=own, author="client", visibility="shared"))
        if card is not None:
            written(work, card, NEW)


def given(work: Work, told: Episode) -> None:
    """Write a take in the client's name, unless it is there."""
    require_given(work, told)
    if rows.one(told.id) is None:
        client = handing.client_of(work.at.case_id)
        insert(work, row_of(work.ring, work.at.case_id, told, client, 1), told, "given")


def alone(actor: Viewer, case_id: UUID, told: Episode) -> Receipt:
    """A take that the client made by herself.

    Raises:
        Hidden: the actor may not, or there is no such plan for them.
        NotNow: a dip is open, or it is for somebody who is not safe.
    """
    with acting(actor, case_id) as work:
        require_now(work, told.plan)
        return written(work, told, NEW)


def card(actor: Viewer, case_id: UUID, made: Card, based_on: int = NEW) -> Receipt:
    """Make a card, put it otherwise, or stand behind it.

    Raises:
        Hidden: the actor may not, or there is no such plan or card for them.
        NotNow: a dip is open, or it is for somebody who is not safe.
        Conflict: something else stands there than what the writer had before them.
    """
    with acting(actor, case_id) as work:
        require_now(work, made.plan)
        return written(work, made, based_on)


def require_now(
    work: Work, plan: UUID | None, known_to: Literal["both", "actor"] = "actor"
) -> None:
    """Ask that a plan is there for the actor, and may be practised now. On a screen that both see
    a dip counts that both know of.

    Raises:
        Hidden: it is not there.
        NotNow: a dip is open, or it is for somebody who is not safe.
    """
    row = gate.there(rows.one(plan) if plan else None)
    gate.require(row.case_id == work.at.case_id and not row.deleted)
    gate.check("read", work.at, facts(row, work.at))
    made, around = unsealed(work.ring, row), around_it(work)
    made = gate.as_a(Plan, made)
    people = People(each for each in around if isinstance(each, Person))
    counts = [each for each in around if known_to == "actor" or is_shared(each)]
    why = held_back(made, people, new=True, open_dip=is_dip_open(counts))
    if why is not None:
        raise NotNow(why)


def is_shared(content: Content) -> bool:
    """Whether both may read it."""
    return getattr(content, "visibility", "shared") == "shared"
