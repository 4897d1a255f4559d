"""Saying what she came for, putting it otherwise, dropping it and putting it back."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from msgspec.structs import replace

from relating.case import Content, Goal
from relating.journal import actions, queries
from relating.journal.queries import OpenCase, OpenEntry
from relating.people import gate, policies
from relating.people.gate import Hidden
from relating.web.goals.forms import GoalForm, fresh
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link
from relating.web.page.meanwhile import Saved, and_both, in_two, rest_on, saved_meanwhile


@visit.reads_and_writes
def new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Something she came for."""
    case = queries.open_around(visit.viewer(request), case_id)
    gate.require(policies.may_say_why(case.role))
    base = fresh(case, visit.to_the_second())
    form = GoalForm(visit.sent(request), base, actions.NEW, case)
    if request.method == "POST" and form.is_valid():
        return kept(request, case, form)
    return page(request, case, form)


@visit.reads_and_writes
def edit(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """A goal, put otherwise. One deleted meanwhile is put back by saving."""
    found, case = visit.opened(visit.viewer(request), entry_id)
    before = goal_of(found, request)
    form = GoalForm(visit.sent(request), before, found.row.version, case)
    if request.method == "POST" and form.is_valid():
        return kept(request, case, form)
    return page(request, case, form)


def goal_of(found: OpenEntry, request: HttpRequest) -> Goal:
    """The goal that may be put otherwise; one deleted meanwhile only when words are on the way.

    Raises:
        Hidden: it is something else, or somebody else's.
    """
    may = "revise" in found.may or (request.method == "POST" and "put_back" in found.may)
    gate.require(may)
    return a_goal(found.content)


def a_goal(content: Content) -> Goal:
    """What was opened, or saved meanwhile.

    Raises:
        Hidden: it is no goal.
    """
    if not isinstance(content, Goal):
        raise Hidden
    return content


def kept(request: HttpRequest, case: OpenCase, form: GoalForm) -> HttpResponse:
    """Keep it; where something else was saved meanwhile, both texts stand on the page."""
    based_on = form.cleaned_data["based_on"] or actions.NEW
    told, based_on = in_two(request, case, form.told(), based_on)
    try:
        receipt = actions.write(case.at.viewer, case.case_id, told, based_on)
    except actions.Conflict as conflict:
        rest_on(form, conflict.version)
        saved = GoalForm(None, a_goal(conflict.theirs), 0, case)
        return page(request, case, form, met=saved_meanwhile(form, saved), there=told.id)
    text = and_both(request, _("It is kept."))
    return visit.saved(request, text, reverse("goal", args=[told.id]), receipt)


def page(
    request: HttpRequest,
    case: OpenCase,
    form: GoalForm,
    met: tuple[Saved, ...] | None = None,
    there: UUID | None = None,
) -> HttpResponse:
    """The form, with everything that was typed."""
    context = {
        "frame": frame_for(case, timezone.now(), "goals", back_to(form, case)),
        "form": form,
        "met": met,
        "action": reverse("goal-edit", args=[there]) if there else "",
        **visit.writing(request),
    }
    return render(request, "web/goals/form.html", context, status=visit.status_of(form, met))


def back_to(form: GoalForm, case: OpenCase) -> tuple[str | Promise, str]:
    """The way back: to the goal that is there, or to all of them."""
    if form.version:
        return _("This goal"), reverse("goal", args=[form.base.id])
    return back_link("goals", case.case_id)


@require_POST
def aside(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Drop a goal, without a reason, or put it back."""
    viewer = visit.viewer(request)
    found, case = visit.opened(viewer, entry_id)
    dropped = request.POST.get("dropped") == "yes"
    told = replace(goal_of(found, request), dropped=dropped)
    receipt = actions.write(viewer, case.case_id, told, actions.LATEST)
    text = _("Dropped. It needs no reason.") if dropped else _("It is back.")
    return visit.saved(request, text, reverse("goal", args=[entry_id]), receipt)
