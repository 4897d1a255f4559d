"""Cards of a plan: either writes what the other may say, she what she says then, both agree."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from msgspec.structs import replace

from relating.case import Card, Content, Plan
from relating.journal import actions, queries
from relating.journal.queries import OpenCase, OpenEntry
from relating.people import gate
from relating.people.gate import Hidden, Viewer
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.meanwhile import Saved, rest_on, saved_meanwhile
from relating.web.practise.forms import CardForm, fresh, together
from relating.web.practise.page import is_full, may_now, other_of
from relating.web.voice.names import other_name
from relating.web.voice.sides import writes_as


@visit.reads_and_writes
def new(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Write a card of a plan."""
    plan, case = plan_in(visit.viewer(request), entry_id)
    base = fresh(case, entry_id)
    closed = not may_now(case, plan) or is_full(case, entry_id, base.id)
    if closed and visit.sent(request) is None:
        return visit.see_other(reverse("plan", args=[entry_id]))
    return written(request, case, plan, base, 0)


@visit.reads_and_writes
def edit(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Read a card, and put it otherwise."""
    found = card_at(visit.viewer(request), entry_id)
    made = card_of(found.content)
    plan, case = plan_in(visit.viewer(request), made.plan)
    if not may_now(case, plan) and visit.sent(request) is None:
        return visit.see_other(reverse("plan", args=[plan.id]))
    return written(request, case, plan, made, case.version(made.id))


@require_POST
def agree(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Stand behind a card as it is, or no more."""
    viewer = visit.viewer(request)
    made = card_of(card_at(viewer, entry_id).content)
    plan, case = plan_in(viewer, made.plan)
    url = reverse("plan", args=[plan.id])
    others = {*made.agreed} - {writes_as(case)}
    stands = request.POST.get("agreed") == "yes"
    told = replace(made, agreed=together({*others, *([writes_as(case)] if stands else [])}))
    try:
        receipt = actions.card(viewer, case.case_id, told, actions.LATEST)
    except actions.NotNow:
        return visit.see_other(url)
    text = _("It can be used.") if stands else _("It is not used any more.")
    return visit.saved(request, text, url, receipt)


def plan_in(viewer: Viewer, plan: UUID | None) -> tuple[Plan, OpenCase]:
    """A plan that the viewer may see, and the case around it.

    Raises:
        Hidden: there is none.
    """
    plan = gate.there(plan)
    found = queries.open_entry(viewer, plan)
    gate.require(not found.row.deleted)
    if not isinstance(found.content, Plan):
        raise Hidden
    return found.content, queries.open_around(viewer, found.at.case_id)


def card_at(viewer: Viewer, entry_id: UUID) -> OpenEntry:
    """A card that the viewer may change.

    Raises:
        Hidden: there is none.
    """
    found = queries.open_entry(viewer, entry_id)
    gate.require("revise" in found.may)
    return found


def card_of(content: Content) -> Card:
    """The content, which is a card.

    Raises:
        Hidden: it is none.
    """
    if not isinstance(content, Card):
        raise Hidden
    return content


def written(
    request: HttpRequest, case: OpenCase, plan: Plan, base: Card, version: int
) -> HttpResponse:
    """Show the form, or keep what it says; where it cannot be kept now, it stays on the page."""
    form = CardForm(visit.sent(request), base, version, case)
    if request.method != "POST" or not form.is_valid():
        return page(request, case, plan, form)
    told, based_on = form.told(), form.cleaned_data["based_on"] or actions.NEW
    if is_full(case, plan.id, told.id):
        form.add_error(None, _("Five cards are enough."))
        return page(request, case, plan, form)
    try:
        receipt = actions.card(case.at.viewer, case.case_id, told, based_on)
    except actions.NotNow as held:
        form.add_error(None, why_not(held))
        return page(request, case, plan, form)
    except actions.Conflict as conflict:
        rest_on(form, conflict.version)
        saved = CardForm(None, card_of(conflict.theirs), conflict.version, case)
        return page(request, case, plan, form, saved_meanwhile(form, saved))
    return visit.saved(request, _("Saved."), reverse("plan", args=[plan.id]), receipt)


def why_not(held: actions.NotNow) -> str:
    """Why a card cannot be kept now. Of somebody who is not safe no word stands here."""
    first = _("What happened between you two comes first.") if held.why == "dip" else _("Not now.")
    return f"{first} {_('The plan stays as it is.')}"


def page(
    request: HttpRequest,
    case: OpenCase,
    plan: Plan,
    form: CardForm,
    met: tuple[Saved, ...] | None = None,
) -> HttpResponse:
    """The form, with everything that was typed."""
    there = form.base.id in case.rows
    back = (_("The plan"), reverse("plan", args=[plan.id]))
    context = {
        "frame": frame_for(case, timezone.now(), "plans", back),
        "form": form,
        "met": met,
        "who": other_of(plan, case),
        "other": other_name(case),
        "mine": "" if "mine" in form.fields else form.base.mine,
        "may": case.may(form.base.id) if there else frozenset(),
        "card": form.base.id,
        **visit.writing(request),
    }
    return render(request, "web/practise/card.html", context, status=visit.status_of(form, met))
