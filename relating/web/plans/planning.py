"""Making a plan, putting it otherwise, leaving it out."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from msgspec.structs import replace

from relating.case import Content, Plan
from relating.engine.plans import Why, held_back
from relating.journal import actions, queries
from relating.journal.queries import OpenCase, OpenEntry
from relating.people import gate, policies
from relating.people.gate import Hidden
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.meanwhile import Saved, and_both, in_two, rest_on, saved_meanwhile
from relating.web.page.open_dip import open_dip
from relating.web.page.to_call import whom_to_call
from relating.web.plans.begun import begun, that_are_there
from relating.web.plans.forms import PlanForm
from relating.web.safety import next_time


@visit.reads_and_writes
def new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A new plan. Where nothing may be planned now, that is said, and nothing is asked."""
    case = planners(queries.open_around(visit.viewer(request), case_id))
    base = begun(request, case)
    form = PlanForm(visit.sent(request), base, actions.NEW, case)
    if request.method == "POST" and form.is_valid():
        return kept(request, case, form)
    why = held_back(base, case.people, new=True, open_dip=open_dip(case) is not None)
    return page(request, case, form, why=why)


@visit.reads_and_writes
def edit(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """A plan that is there, put otherwise. One deleted meanwhile is put back by saving."""
    found, case = visit.opened(visit.viewer(request), entry_id)
    before = plan_of(found, request)
    form = PlanForm(visit.sent(request), before, found.row.version, case)
    if request.method == "POST" and form.is_valid():
        return kept(request, case, form)
    why = held_back(before, case.people, new=False, open_dip=False)
    return page(request, case, form, why=why)


def planners(case: OpenCase) -> OpenCase:
    """The case, for its client alone.

    Raises:
        Hidden: it is somebody else who asks.
    """
    gate.require(policies.may_try(case.role))
    return case


def plan_of(found: OpenEntry, request: HttpRequest) -> Plan:
    """The plan that may be put otherwise; one deleted meanwhile only when words are on the way.

    Raises:
        Hidden: it is something else, or somebody else's.
    """
    may = "revise" in found.may or (request.method == "POST" and "put_back" in found.may)
    if not may or not isinstance(found.content, Plan):
        raise Hidden
    return found.content


def kept(request: HttpRequest, case: OpenCase, form: PlanForm) -> HttpResponse:
    """Keep it, unless it may not be planned now; what was typed stays on the page."""
    based_on = form.cleaned_data["based_on"] or actions.NEW
    told = that_are_there(form.told(visit.to_the_second()), form.base, case)
    told, based_on = in_two(request, case, told, based_on)
    try:
        receipt = actions.plan(case.at.viewer, case.case_id, told, based_on)
    except actions.NotNow as held:
        return page(request, case, form, why=held.why)
    except actions.Conflict as conflict:
        rest_on(form, conflict.version)
        saved = PlanForm(None, saved_plan(conflict.theirs), 0, case)
        return page(request, case, form, met=saved_meanwhile(form, saved), there=told.id)
    text = and_both(request, _("Your plan is kept."))
    return visit.saved(request, text, reverse("plan", args=[told.id]), receipt)


def saved_plan(saved: Content) -> Plan:
    """A plan that was saved meanwhile.

    Raises:
        Hidden: it is none.
    """
    if not isinstance(saved, Plan):
        raise Hidden
    return saved


def page(
    request: HttpRequest,
    case: OpenCase,
    form: PlanForm,
    met: tuple[Saved, ...] | None = None,
    *,
    why: Why | None = None,
    there: UUID | None = None,
) -> HttpResponse:
    """The form, with everything that was typed; or what comes before any plan."""
    first = "unsafe" if form.may_be_dangerous else why
    context = {
        "frame": frame_for(case, timezone.now(), "plans", back_to(form, case)),
        "form": form,
        "met": met,
        "action": reverse("plan-edit", args=[there]) if there else "",
        "first": first,
        "asks": request.method == "POST" or first is None,
        "calls": whom_to_call(case) if first == "unsafe" else (),
        "counsellor": case.counsellor_name,
        "next_time": next_time.put_down(case) is None,
        "agenda_url": reverse("agenda", args=[case.case_id]),
        **visit.writing(request, request.get_full_path()),
    }
    status = visit.status_of(form, met)
    if why and request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "web/plans/form.html", context, status=status)


def back_to(form: PlanForm, case: OpenCase) -> tuple[str, str]:
    """The way back: to the plan that is there, or to all of them."""
    if form.version:
        return _("The plan"), reverse("plan", args=[form.base.id])
    return _("My ways"), reverse("plans", args=[case.case_id])


# Left out, and taken up again --------------------------------------------------------------------


@require_POST
def aside(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Leave a plan out, or take it up again."""
    viewer = visit.viewer(request)
    found, case = visit.opened(viewer, entry_id)
    made = plan_of(found, request)
    url = reverse("plan", args=[entry_id])
    if request.POST.get("dropped") == "yes":
        left_out = replace(made, dropped=True)
        receipt = actions.write(viewer, case.case_id, left_out, actions.LATEST)
        return visit.saved(request, _("Left out. It can still be read."), url, receipt)
    try:
        taken_up = replace(made, dropped=False)
        receipt = actions.plan(viewer, case.case_id, taken_up, actions.LATEST)
    except actions.NotNow:
        return visit.see_other(url)
    return visit.saved(request, _("It is back."), url, receipt)
