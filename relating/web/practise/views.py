"""Practise alone: turn a card, say it aloud, again or enough. Nothing listens, nobody judges; with
*enough*, once, it is kept that she practised."""

from http import HTTPStatus
from typing import NamedTuple
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from relating.case import Card, Plan
from relating.engine import practice
from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.people.gate import Hidden
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.practise import forms
from relating.web.practise.page import card, may_now, own_sentence


class Opened(NamedTuple):
    """A plan of hers, the case around it, and the cards that she may use now."""

    plan: Plan
    case: OpenCase
    pile: list[Card]


def opened(request: HttpRequest, entry_id: UUID) -> Opened:
    """A plan for its client.

    Raises:
        Hidden: there is none for the viewer, or it is not theirs to try.
    """
    viewer = visit.viewer(request)
    found = queries.open_entry(viewer, entry_id)
    gate.require(policies.may_try(found.at.role) and not found.row.deleted)
    if not isinstance(found.content, Plan):
        raise Hidden
    case = queries.open_case(viewer, found.at.case_id)
    may = may_now(case, found.content) and not found.content.dropped
    pile = practice.alone(case.all(Card), case.episodes, entry_id) if may else []
    return Opened(found.content, case, pile)


@visit.reads_and_writes
def alone(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """One card after the other. Where none may be used now, the plan says what comes first."""
    found = opened(request, entry_id)
    if not found.pile:
        return visit.see_other(reverse("plan", args=[entry_id]))
    place = (visit.number(request.GET, "card") or 1) - 1
    place %= len(found.pile)
    if request.method == "POST":
        return said_aloud(request, found)
    now, back = timezone.now(), (_("The plan"), reverse("plan", args=[entry_id]))
    context = {
        "frame": frame_for(found.case, now, "plans", back),
        "card": card(found.pile[place], found.plan, found.case),
        "next": place + 2,
        "more": len(found.pile) > 1,
        "id": uuid4(),
        "counsellor": found.case.counsellor_name,
        "plan": found.plan.id,
    }
    return render(request, "web/practise/alone.html", context)


def said_aloud(request: HttpRequest, found: Opened) -> HttpResponse:
    """Enough: keep that it was said aloud, and go back to words of her own."""
    viewer, case = found.case.at.viewer, found.case
    token = visit.id_sent(request.POST.get("id", ""))
    told = forms.said_aloud(found.plan.id, case.ids.of_token(token), visit.zone(request))
    try:
        receipt = actions.practise_alone(viewer, case.case_id, told)
    except actions.NotNow:
        return visit.see_other(reverse("plan", args=[found.plan.id]))
    url = reverse("practise-enough", args=[found.plan.id])
    return visit.saved(request, _("Kept as practised. Private to you."), url, receipt)


@require_safe
def enough(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Enough: back to words of her own."""
    found = opened(request, entry_id)
    if not found.pile:
        return visit.see_other(reverse("plan", args=[entry_id]))
    now, back = timezone.now(), (_("The plan"), reverse("plan", args=[entry_id]))
    context = {
        "frame": frame_for(found.case, now, "plans", back),
        "own": own_sentence(found.case, found.plan, now),
        "plan": entry_id,
    }
    return render(request, "web/practise/enough.html", context, status=HTTPStatus.OK)
