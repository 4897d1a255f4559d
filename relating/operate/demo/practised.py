"""Takes and cards of a story, as the two say them: on the screen that both see, and alone."""

from uuid import UUID, uuid5

from msgspec.structs import replace

from relating.case import Card, Episode
from relating.journal import actions, frames, queries
from relating.journal.actions import LATEST, NEW
from relating.operate.demo import sent
from relating.operate.demo.taken import Refused, valid
from relating.operate.demo.tries import plan_in
from relating.people.gate import Viewer
from relating.web.page import visit
from relating.web.practise.forms import CardForm, fresh, said_aloud, together
from relating.web.room.practise_form import TakeForm


def take(viewer: Viewer, case_id: UUID, wanted: Episode) -> Episode:
    """A take alone, or with the counsellor, who turns the screen."""
    token = uuid5(wanted.id, "token")
    case = queries.open_case(viewer, case_id)
    plan = plan_in(case, wanted.plan)
    own = case.ids.of_token(token)
    if wanted.alone:
        told = said_aloud(plan.id, own, "")
        actions.practise_alone(viewer, case_id, told)
        return told
    turns = counsellor_of(case_id)
    seen = queries.open_case(turns, case_id)
    form = valid(TakeForm(sent.take(wanted, token), plan_in(seen, plan.id), seen, None))
    told = form.told(visit.to_the_second())
    actions.take(turns, case_id, told)
    return replace(told, id=own)


def card(viewer: Viewer, case_id: UUID, wanted: Card) -> Card:
    """A card that one of the two writes."""
    case = queries.open_around(viewer, case_id)
    base = fresh(case, plan_in(case, wanted.plan).id)
    made = valid(CardForm(sent.card(wanted), base, NEW, case)).told()
    actions.card(viewer, case_id, made)
    return made


def agreed(viewer: Viewer, case_id: UUID, wanted: Card) -> Card:
    """The other of the two stands behind a card."""
    told = replace(wanted, agreed=together({*wanted.agreed}))
    actions.card(counsellor_of(case_id), case_id, told, LATEST)
    return told


def counsellor_of(case_id: UUID) -> Viewer:
    """The counsellor of a case.

    Raises:
        Refused: there is none.
    """
    found, called = frames.counsellor_of(case_id)
    if found is None:
        raise Refused("nobody is the counsellor here")
    return Viewer(found, called)
