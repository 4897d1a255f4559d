"""What became of a plan: one tap says it, and a look back tells of it."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from msgspec.structs import replace

from relating.case import Attempt, Content, Episode, Plan
from relating.engine.danger import is_of_danger
from relating.engine.plans import attempts_by_plan, with_somebody_unsafe
from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.journal.receipts import Receipt
from relating.people import gate, policies
from relating.people.gate import Hidden
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.meanwhile import Saved, saved_meanwhile
from relating.web.plans.in_words import MINE
from relating.web.plans.look_form import LookForm
from relating.web.plans.page import shown


@require_POST
def went(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """I did, differently, I didn't: one tap, and nothing is asked of what was not done."""
    case, plan = own_plan(request, entry_id)
    wanted = request.POST.get("did", "")
    did = gate.there(next((each for each in MINE if each == wanted), None))
    found = replace(attempt_of(plan, case), did=did)
    receipt = actions.tried(case.at.viewer, case.case_id, actions.Tried(found, actions.LATEST))
    if did == "did_not":
        text = _("That is all right. The plan stays, under Not this time.")
        return visit.saved(request, text, reverse("plan", args=[plan.id]), receipt)
    return visit.saved(request, _("Kept."), reverse("look-back", args=[plan.id]), receipt)


def own_plan(request: HttpRequest, entry_id: UUID) -> tuple[OpenCase, Plan]:
    """A plan of hers, and all of the case around it.

    Raises:
        Hidden: it is something else, or somebody else's.
    """
    viewer = visit.viewer(request)
    found = queries.open_entry(viewer, entry_id)
    gate.require(policies.may_try(found.at.role) and not found.row.deleted)
    if not isinstance(found.content, Plan):
        raise Hidden
    return queries.open_case(viewer, found.at.case_id), found.content


def attempt_of(plan: Plan, case: OpenCase) -> Attempt:
    """What became of a plan so far, or the beginning of it."""
    now = visit.to_the_second()
    return attempts_by_plan(case.all(Attempt)).get(plan.id) or Attempt(
        id=case.ids.of_one("attempt", plan.id),
        author="client",
        visibility="private",
        recorded_at=now,
        plan=plan.id,
        at=now,
        did="did",
    )


# Looking back ------------------------------------------------------------------------------------


@visit.reads_and_writes
def look_back(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """What was feared and hoped, beside what came. All of it may stay empty. Before she said how
    it went there is nothing to look back on, and the plan asks."""
    case, plan = own_plan(request, entry_id)
    if not said(plan, case) and visit.sent(request) is None:
        return visit.see_other(reverse("plan", args=[entry_id]))
    form = form_of(request, plan, case)
    if request.method == "POST" and form.is_valid():
        if said(plan, case):
            return kept(request, case, form)
        form.add_error(None, _("Say first how it went, on the page of the plan."))
        answer = page(request, case, form)
        answer.status_code = HTTPStatus.CONFLICT  # what she said was taken back meanwhile
        return answer
    return page(request, case, form)


def said(plan: Plan, case: OpenCase) -> bool:
    """Whether she said how a plan went."""
    return plan.id in attempts_by_plan(case.all(Attempt))


def form_of(request: HttpRequest, plan: Plan, case: OpenCase) -> LookForm:
    """The form, with what is there already."""
    attempt = attempt_of(plan, case)
    told = case.telling(attempt.telling) if attempt.telling else None
    return LookForm(visit.sent(request), plan, attempt, told, case)


def kept(request: HttpRequest, case: OpenCase, form: LookForm) -> HttpResponse:
    """Keep the try and the telling of it in one; what was saved meanwhile stands beside it."""
    attempt, told = form.told(visit.to_the_second(), visit.zone(request))
    on, telling_on = (form.cleaned_data[name] or actions.NEW for name in ("based_on", "telling_on"))
    shared = form.plan if attempt.visibility == "shared" else None
    found = actions.Tried(
        attempt, on, told, telling_on, replace(shared, visibility="shared") if shared else None
    )
    try:
        receipt = actions.tried(case.at.viewer, case.case_id, found)
    except actions.Conflict as conflict:
        return side_by_side(request, case, form, conflict.theirs)
    return acknowledged(request, case, attempt, told, receipt)


def acknowledged(
    request: HttpRequest, case: OpenCase, attempt: Attempt, told: Episode, receipt: Receipt
) -> HttpResponse:
    """Say that it is kept. Where she chose that there was danger, whom to call comes first."""
    if is_of_danger(told):
        pause = reverse("pause", args=[case.case_id])
        return visit.answered(request, f"{pause}?of={told.id}")
    text = _("Kept. Private to you.")
    if attempt.visibility == "shared":
        text = _("Kept. %(name)s can read it.") % {"name": case.counsellor_name}
    return visit.saved(request, text, reverse("attempt", args=[attempt.id]), receipt)


def side_by_side(
    request: HttpRequest, case: OpenCase, form: LookForm, theirs: Content
) -> HttpResponse:
    """The page with what was typed, beside what was saved meanwhile."""
    case = queries.open_case(case.at.viewer, case.case_id)
    attempt = theirs if isinstance(theirs, Attempt) else attempt_of(form.plan, case)
    told = theirs if isinstance(theirs, Episode) else None
    told = told or (case.telling(attempt.telling) if attempt.telling else None)
    saved = LookForm(None, form.plan, attempt, told, case)
    if isinstance(form.data, type(request.POST)):
        form.data = form.data.copy()
        for name in ("based_on", "telling_on"):
            form.data[name] = str(saved.initial[name])
    return page(request, case, form, saved_meanwhile(form, saved))


def page(
    request: HttpRequest, case: OpenCase, form: LookForm, met: tuple[Saved, ...] | None = None
) -> HttpResponse:
    """The form, with everything that was typed."""
    now = timezone.now()
    back = (_("The plan"), reverse("plan", args=[form.plan.id]))
    context = {
        "frame": frame_for(case, now, "plans", back),
        "form": form,
        "plan": shown(form.plan, case, now),
        "did": MINE[form.attempt.did] if said(form.plan, case) else "",
        "hers": True,
        "client": case.client_name,
        "unsafe": with_somebody_unsafe(form.plan, case.people),
        "met": met,
        **visit.writing(request),
    }
    return render(request, "web/plans/look-back.html", context, status=visit.status_of(form, met))
