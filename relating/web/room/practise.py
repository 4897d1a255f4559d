"""Practise with the counsellor: her sentence, large, on a screen that both see."""

from typing import NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from relating.case import Card, Episode, Plan
from relating.engine.practice import MOST_CARDS, cards_of, is_with_both, pile, takes
from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.people.gate import Hidden
from relating.web.page import visit
from relating.web.page.open_dip import open_dip
from relating.web.practise.page import may_now, other_of
from relating.web.room.practise_form import TakeForm
from relating.web.sessions.moments import session_at
from relating.web.voice.sides import is_the_counsellor

STOPPED = "stopped"


class Opened(NamedTuple):
    """A plan that the client shared, the case around it, and what was practised of it today."""

    plan: Plan
    case: OpenCase
    today: list[Episode]


def opened(request: HttpRequest, entry_id: UUID) -> Opened:
    """A plan for its counsellor.

    Raises:
        Hidden: there is none for the viewer, or it is not to be practised with anybody.
    """
    viewer = visit.viewer(request)
    found = queries.open_entry(viewer, entry_id)
    gate.require(policies.has_room(found.at.role) and not found.row.deleted)
    plan = found.content
    if not isinstance(plan, Plan) or plan.dropped:
        raise Hidden
    case = queries.open_case(viewer, found.at.case_id)
    gate.require(may_now(case, plan) or open_dip(case) is not None)
    return Opened(plan, case, of_today(case, plan))


def of_today(case: OpenCase, plan: Plan) -> list[Episode]:
    """The takes with both of this hour; where none is going on, of this day."""
    now = timezone.now()
    hour = session_at(case.sessions, now)
    found = (each for each in takes(case.episodes, plan.id) if is_with_both(each))
    day = timezone.localdate(now)
    return [
        each
        for each in found
        if each.at and (each.session == hour if hour else timezone.localdate(each.at) == day)
    ]


@visit.reads_and_writes
def practise(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """One take after the other. While a dip is open there is one question instead."""
    found = opened(request, entry_id)
    if not may_now(found.case, found.plan):
        return page(request, found, None)
    last = found.today[-1] if found.today else None
    form = TakeForm(visit.sent(request), found.plan, found.case, last)
    if request.method != "POST" or not form.is_valid():
        return page(request, found, form)
    stops = request.POST.get("act") == "stop"
    if form.says_something or not stops:
        take(found, form)
    url = reverse("room-practise", args=[entry_id])
    return visit.see_other(f"{url}?{STOPPED}" if stops else url)


def is_with_counsellor(plan: Plan, case: OpenCase) -> bool:
    """Whether the plan is for the counsellor, who then plays nobody else."""
    person = case.people.get(plan.person or "")
    return person is not None and is_the_counsellor(person)


def take(found: Opened, form: TakeForm) -> None:
    """Keep a take in the client's name, and the card that came of it; nothing where it may not be
    practised any more."""
    viewer, told = found.case.at.viewer, form.told(visit.to_the_second())
    try:
        actions.take(viewer, found.case.case_id, told, form.card())
    except actions.NotNow:
        return


def page(request: HttpRequest, found: Opened, form: TakeForm | None) -> HttpResponse:
    """The screen. Nothing of the counsellor's stands on it."""
    plan, case = found.plan, found.case
    replies = [each.reply for each in reversed(pile(case.all(Card), plan.id))]
    context = {
        "case_id": case.case_id,
        "plan": plan,
        "form": form,
        "takes": found.today,
        "number": len(found.today) + 1,
        "stopped": STOPPED in request.GET,
        "who": other_of(plan, case),
        "plays": not is_with_counsellor(plan, case),
        "client": case.client_name,
        "counsellor": case.counsellor_name,
        "replies": replies,
        "room_for_more": len(cards_of(case.all(Card), plan.id)) < MOST_CARDS,
        "now": timezone.now(),
    }
    status = visit.status_of(form) if form else 200
    return render(request, "web/room/practise.html", context, status=status)
