"""Plans and tries of a story, said with the forms and the taps of their pages."""

from uuid import UUID

from django.http import QueryDict
from django.utils import timezone
from msgspec.structs import replace

from relating.case import Attempt, Episode, Plan
from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.operate.demo import sent
from relating.operate.demo.taken import Refused, valid
from relating.people.gate import Viewer
from relating.web.episodes.forms import EpisodeForm
from relating.web.page import visit
from relating.web.plans.forms import PlanForm, fresh
from relating.web.plans.look_form import LookForm


def plan(viewer: Viewer, case_id: UUID, wanted: Plan) -> Plan:
    """If this happens, I say that."""
    case, now = queries.open_around(viewer, case_id), visit.to_the_second()
    form = valid(PlanForm(sent.plan(wanted), fresh(case, now), actions.NEW, case))
    told = form.told(now)
    actions.plan(viewer, case_id, told)
    return told


def plan_in(case: OpenCase, plan: UUID | None) -> Plan:
    """The plan that was tried.

    Raises:
        Refused: it is not there yet.
    """
    found = next((each for each in case.all(Plan) if each.id == plan), None)
    if found is None:
        raise Refused("there is no such plan yet")
    return found


def attempt_in(case: OpenCase, plan: UUID | None) -> Attempt:
    """What became of a plan.

    Raises:
        Refused: nobody said it yet.
    """
    found = next((each for each in case.all(Attempt) if each.plan == plan), None)
    if found is None:
        raise Refused("nobody said yet how it went")
    return found


def tapped(viewer: Viewer, case_id: UUID, wanted: Attempt) -> Attempt:
    """One tap: how it went."""
    case, now = queries.open_around(viewer, case_id), visit.to_the_second()
    plan = plan_in(case, wanted.plan)
    made = Attempt(
        id=case.ids.of_one("attempt", plan.id),
        author="client",
        visibility="private",
        recorded_at=now,
        plan=plan.id,
        at=now,
        did=wanted.did,
    )
    actions.tried(viewer, case_id, actions.Tried(made, actions.LATEST))
    return made


def told_of(viewer: Viewer, case_id: UUID, wanted: Episode) -> Episode:
    """Looking back tells of a try; its own page then says all the rest of it."""
    case = queries.open_case(viewer, case_id)
    attempt = attempt_in(case, wanted.plan)
    looked(viewer, case, attempt, sent.came(replace(wanted, authenticity=None), attempt))
    case = queries.open_case(viewer, case_id)
    told = case.telling(attempt_in(case, wanted.plan).telling or case_id)
    if told is None:
        raise Refused("looking back told of nothing")
    given = sent.episode(wanted, case.vocabulary)
    given["id"] = str(told.id)
    form = valid(EpisodeForm(given, case, timezone.now(), told, 1))
    actions.tell(viewer, case_id, form.episode, 1)
    return form.episode


def looked(viewer: Viewer, case: OpenCase, attempt: Attempt, given: QueryDict) -> Attempt:
    """Look back, and keep it."""
    plan = plan_in(case, attempt.plan)
    told = case.telling(attempt.telling) if attempt.telling else None
    form = valid(LookForm(given, plan, attempt, told, case))
    made, telling = form.told(visit.to_the_second(), "")
    on = case.version(attempt.id)
    telling_on = case.version(telling.id) if told else actions.NEW
    shared = replace(plan, visibility="shared") if made.visibility == "shared" else None
    actions.tried(viewer, case.case_id, actions.Tried(made, on, telling, telling_on, shared))
    return made


def learned(viewer: Viewer, case_id: UUID, wanted: Attempt) -> Attempt:
    """What was learned, said once there are words of what came."""
    case = queries.open_case(viewer, case_id)
    attempt = attempt_in(case, wanted.plan)
    told = case.telling(attempt.telling) if attempt.telling else None
    if told is None:
        raise Refused("there are no words of it yet")
    return looked(viewer, case, attempt, sent.came(told, wanted))
