"""Practise with the counsellor: her sentence, large, on a screen that both see."""

from http import HTTPStatus
from typing import NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from relating.case import Card, Episode, Plan
from relating.engine.practice import (
    MOST_CARDS,
    cards_of,
    is_with_both,
    pile,
    takes,
    waits_for_client,
)
from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.people.gate import Hidden
from relating.web.page import visit
from relating.web.page.open_dip import open_dip_of_both
from relating.web.practise.page import may_with_both, other_of
from relating.web.room.practise_form import WORDS, TakeForm
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
        Hidden: there is none for the viewer.
    """
    viewer = visit.viewer(request)
    found = queries.open_entry(viewer, entry_id)
    gate.require(policies.has_room(found.at.role) and not found.row.deleted)
    plan = found.content
    if not isinstance(plan, Plan) or plan.dropped:
        raise Hidden
    case = queries.open_case(viewer, found.at.case_id)
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
    """One take after the other. While a dip is open there is one question instead; once it has
    ended there is no Room."""
    found = opened(request, entry_id)
    if request.method != "POST" and found.case.at.ended:
        return visit.see_other(reverse("room", args=[found.case.case_id]))
    last = found.today[-1] if found.today else None
    form = TakeForm(visit.sent(request), found.plan, found.case, last)
    if not may_with_both(found.case, found.plan):
        return closed(request, found, form)
    if request.method != "POST" or not form.is_valid():
        return page(request, found, form)
    stops = request.POST.get("act") == "stop"
    if form.says_something or not stops:
        told = form.told(visit.to_the_second())
        try:
            actions.take(found.case.at.viewer, found.case.case_id, told, form.card())
        except actions.NotNow:
            return closed(request, found, form)
    url = reverse("room-practise", args=[entry_id])
    return visit.answered(request, f"{url}?{STOPPED}" if stops else url)


def closed(request: HttpRequest, found: Opened, form: TakeForm) -> HttpResponse:
    """What comes first where nothing is practised now, with the words that could not be kept.

    Raises:
        Hidden: nothing comes first, and no words are on the way.
    """
    typed = [form[name] for name in WORDS if form.is_bound and form[name].value()]
    first = open_dip_of_both(found.case) is not None
    gate.require(first or bool(typed))
    context = {"case_id": found.case.case_id, "first": first, "typed": typed, "now": timezone.now()}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if typed else HTTPStatus.OK
    return render(request, "web/room/practise-not-now.html", context, status=status)


def is_with_counsellor(plan: Plan, case: OpenCase) -> bool:
    """Whether the plan is for the counsellor, who then plays nobody else."""
    person = case.people.get(plan.person or "")
    return person is not None and is_the_counsellor(person)


def page(request: HttpRequest, found: Opened, form: TakeForm) -> HttpResponse:
    """The screen. Nothing of the counsellor's stands on it."""
    plan, case = found.plan, found.case
    cards = cards_of(case.all(Card), plan.id)
    replies = [each.reply for each in reversed(pile(cards, plan.id))]
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
        "waiting": sum(waits_for_client(each) for each in cards),
        "room_for_more": len(cards) < MOST_CARDS,
        "now": timezone.now(),
        **visit.writing(request),
    }
    return render(request, "web/room/practise.html", context, status=visit.status_of(form))
