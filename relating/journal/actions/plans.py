"""Plans and tries: nothing is planned that may not be, whatever page or address it came from."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from msgspec.structs import replace

from relating.case import Attempt, Content, Dip, Episode, People, Person, Plan, Pulse, Session
from relating.engine.alliance import alliance
from relating.engine.dips_found import LIVE, How
from relating.engine.plans import Why, held_back
from relating.journal import rows
from relating.journal.actions.acting import LATEST, NEW, Work, acting, first_content, written
from relating.journal.receipts import Receipt
from relating.journal.sealing import opened_all
from relating.people.gate import Viewer

AROUND = ("person", "pulse", "session", "dip")
"""What decides whether something may be planned now."""


class NotNow(Exception):
    """This is not planned now, and `why`."""

    def __init__(self, why: Why) -> None:
        super().__init__()
        self.why = why


class Tried(NamedTuple):
    """What became of a plan, with the telling of it where there are words, and on which version of
    each the writer stood. `shared` is the plan, where it is to be read along with them."""

    attempt: Attempt
    based_on: int
    telling: Episode | None = None
    telling_on: int = NEW
    shared: Plan | None = None


def plan(actor: Viewer, case_id: UUID, made: Plan, based_on: int = NEW) -> Receipt:
    """Make a plan, or put one otherwise.

    Raises:
        Hidden: the actor may not, or there is no such plan for them.
        NotNow: a dip is open, or it is for somebody who is not safe.
        Conflict: something else stands there than what the writer had before them.
    """
    with acting(actor, case_id) as work:
        around, found = around_it(work), rows.one(made.id)
        why = held_back(
            made,
            People(each for each in around if isinstance(each, Person)),
            new=found is None,
            open_dip=is_dip_open(around),
        )
        if why is not None:
            raise NotNow(why)
        if based_on == NEW and found is not None and found.case_id == case_id:
            made = as_asked_first(made, first_content(work, found))
        return written(work, made, based_on)


def as_asked_first(made: Plan, before: Content) -> Plan:
    """A plan that is sent once more, with the moment at which it first was asked about danger."""
    asked = before.asked_danger if isinstance(before, Plan) else None
    return replace(made, asked_danger=asked) if made.asked_danger and asked else made


def tried(actor: Viewer, case_id: UUID, found: Tried) -> Receipt:
    """Say what became of a plan, and tell of it: both, or nothing.

    Raises:
        Hidden: the actor may not, or there is no such plan for them.
        Conflict: something else stands there than what the writer had before them.
    """
    with acting(actor, case_id) as work:
        receipt = written(work, found.attempt, found.based_on)
        beside: list[tuple[Content, int]] = []
        if found.telling is not None:
            beside.append((found.telling, found.telling_on))
        if found.shared is not None:
            beside.append((found.shared, LATEST))
        along = tuple(written(work, each, on) for each, on in beside)
    return receipt._replace(beside=(*receipt.beside, *along))


def around_it(work: Work) -> list[Content]:
    """The people, hours, pulses and words on dips that the actor may see."""
    found = rows.fetched(rows.seen_by(work.at).filter(kind__in=AROUND, deleted_at=None))
    return [content for _, content in opened_all(work.ring, work.at, found)]


def is_dip_open(around: Iterable[Content]) -> bool:
    """Whether a dip waits for the two, by the live rule."""
    known = [*around]
    found = alliance(
        [each for each in known if isinstance(each, Pulse)],
        [each for each in known if isinstance(each, Session)],
        [each for each in known if isinstance(each, Dip)],
        How(rule=LIVE),
    )
    return bool(found.open)
