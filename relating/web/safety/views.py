"""The safety plan: one tap from everywhere, in the client's own words."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from relating.case import Content, Safety
from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.people import clinic, gate, policies
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link
from relating.web.page.meanwhile import Saved, rest_on, saved_meanwhile
from relating.web.page.sharing import sharing
from relating.web.page.to_call import whom_to_call
from relating.web.safety.forms import SafetyForm
from relating.web.safety.page import steps
from relating.web.voice.names import other_name

PLAN = gettext_lazy("Safety plan")


@require_safe
def safety(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The plan, and the help lines, which stand there even before there is a plan."""
    case = queries.open_around(visit.viewer(request), case_id)
    plan = case.safety
    may, country = may_do(case, plan), clinic.country(case.at.clinic_id)
    context = {
        "frame": frame_for(case, timezone.now(), "safety", back_link("today", case_id)),
        "steps": steps(plan),
        "plan": plan,
        "other": other_name(case),
        "sharing": sharing(plan, plan.id, may, case) if plan else None,
        "calls": whom_to_call(case),
        "country": country,
        "edit_url": reverse("safety-edit", args=[case_id]) if "revise" in may else "",
        "shelf_url": shelf_url(case) if plan else "",
    }
    return render(request, "web/safety/safety.html", context)


def may_do(case: OpenCase, plan: Safety | None) -> frozenset[str]:
    """What the viewer may do with the plan. Where there is none, only the client may begin one:
    a counsellor who cannot see a plan must not learn whether there is one."""
    if plan is None:
        return policies.acts_on_new_plan(case.role)
    return case.may(plan.id)


def shelf_url(case: OpenCase) -> str:
    """Where she puts her plan on a phone, for when there is no network; for nobody else."""
    return reverse("phone", args=[case.case_id]) if policies.keeps_devices(case.role) else ""


@visit.reads_and_writes
def edit(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Write the plan."""
    viewer = visit.viewer(request)
    case = queries.open_around(viewer, case_id)
    plan = case.safety
    gate.require("revise" in may_do(case, plan))
    version = case.version(plan.id) if plan else 0
    country = clinic.country(case.at.clinic_id)
    form = SafetyForm(visit.sent(request), plan, version, country)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, case, form)
    based_on = form.cleaned_data["based_on"] or version_of_gone(case)
    try:
        receipt = actions.write(viewer, case_id, form.told(plan or empty(case)), based_on)
    except actions.Conflict as conflict:
        theirs = plan_of(conflict.theirs)
        form = SafetyForm(visit.sent(request), theirs, conflict.version, country)
        rest_on(form, conflict.version)
        saved = SafetyForm(None, theirs, conflict.version, country)
        return form_page(request, case, form, saved_meanwhile(form, saved))
    url = reverse("safety", args=[case_id])
    return visit.saved(request, _("Saved."), url, receipt)


def empty(case: OpenCase) -> Safety:
    """The client's plan before its first word: private."""
    return Safety(
        id=case.ids.of_one("safety"),
        author="client",
        visibility="private",
        recorded_at=visit.to_the_second(),
    )


def plan_of(saved: Content) -> Safety | None:
    """A plan that was saved meanwhile."""
    return saved if isinstance(saved, Safety) else None


def version_of_gone(case: OpenCase) -> int:
    """On which version a plan rests that is begun again after it was deleted."""
    gone = queries.deleted(case.at.viewer, case.case_id)
    found = (each.row.version for each in gone if isinstance(each.content, Safety))
    return next(found, actions.NEW)


def form_page(
    request: HttpRequest, case: OpenCase, form: SafetyForm, met: tuple[Saved, ...] | None = None
) -> HttpResponse:
    """The form, with everything that was typed; after a conflict what was saved stands above."""
    back = (PLAN, reverse("safety", args=[case.case_id]))
    context = {
        "frame": frame_for(case, timezone.now(), "safety", back),
        "form": form,
        **visit.writing(request),
        "met": met,
    }
    status = 409 if met is not None else 422 if form.errors and request.method == "POST" else 200
    return render(request, "web/safety/form.html", context, status=status)
