"""The Room: one key or one tap marks a moment. Nothing is recorded; words come after the hour."""

from datetime import datetime
from hashlib import sha256
from http import HTTPStatus
from typing import Any, TypeAlias
from uuid import UUID, uuid4

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from msgspec.structs import replace

from relating.case import Attempt, Mark, Plan, Session
from relating.engine.glance import ends
from relating.engine.plans import waiting
from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.web.page import visit
from relating.web.page.drafts import draft
from relating.web.page.frame_of_case import frame_for
from relating.web.page.open_dip import open_dip_of_both
from relating.web.page.over import ended
from relating.web.page.parts import left_out_of
from relating.web.room import marks
from relating.web.room.page import (
    MOVE_KEYS,
    PULL_KEYS,
    chosen,
    dots,
    label,
    last,
    span,
    told_of,
    with_keys,
)
from relating.web.sessions import preferences
from relating.web.sessions.page import has_been, hour_of

Shown: TypeAlias = dict[str, Any]
OF_PLANS = ("plan", "attempt", "person", "session", "pulse", "dip")
"""What tells which plans can be practised now."""
NEEDED = ("frame", "session", "mark", "word", "preferences", "agreement")


def counsellors(request: HttpRequest, case_id: UUID) -> OpenCase:
    """What the Room needs of a case and no more of it, for its counsellor alone."""
    case = queries.open_some(visit.viewer(request), case_id, Q(kind__in=NEEDED))
    gate.require(policies.has_room(case.role))
    return case


@visit.reads_and_writes
def room(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The Room. A script sends marks as they come; a plain button marks without one."""
    case = counsellors(request, case_id)
    if request.method == "POST":
        return marked(request, case)
    if case.at.ended:
        return closed(request, case)
    if asks_for_marks(request):
        return known_now(request, case, worded=True)
    if preferences.without_devices(case):
        return without(request, case)
    over = closed_already(case, timezone.now())
    if over is not None:
        return visit.done(request, _("This hour is closed."), reverse("session", args=[over.id]))
    shown = in_the_room(request, case)
    words = case.vocabulary
    mark = chosen(request, shown["dots"]) or last(shown["dots"])
    context = shown | {
        "id": uuid4(),
        "worded": True,
        "chosen": mark,
        "said": {"client_move": mark and mark.client_move, "pull": mark and mark.pull},
        "moves": with_keys(words.terms("client_move"), MOVE_KEYS),
        "pulls": with_keys(words.terms("pull"), PULL_KEYS),
        "pulse_url": pulse_url(case, timezone.now()),
    }
    return render(request, "web/room/room.html", context)


def closed(request: HttpRequest, case: OpenCase) -> HttpResponse:
    """There is no Room once it has ended: a window that is open still is told so, and the page says
    who ended it, and what was marked and not sent lies on the device."""
    if asks_for_marks(request):
        return JsonResponse({"ended": True}, status=HTTPStatus.CONFLICT)
    around = queries.open_around(case.at.viewer, case.case_id)
    address = reverse("room", args=[case.case_id])
    context = {
        "frame": frame_for(around, timezone.now(), "room"),
        "draft": draft(request, visit.user(request), address),
        "ended": ended(around),
        "zone": timezone.get_current_timezone_name(),
        "case_id": case.case_id,
    }
    return render(request, "web/room/closed.html", context)


def closed_already(case: OpenCase, now: datetime) -> Session | None:
    """The hour whose time still runs and that was closed: it is over, and nothing is marked any
    more. What a device brings late of it is still taken."""
    hour = hour_of(case, now)
    runs = hour is not None and hour.state == "held" and hour.at <= now < ends(hour)
    return hour if runs else None


def pulse_url(case: OpenCase, now: datetime) -> str:
    """Where the client's pulse of this hour is handed over; nothing where there is no such hour, or
    the two leave the pulse out."""
    hour = hour_of(case, now)
    if hour is None or not has_been(hour, now) or "pulse" in left_out_of(case):
        return ""
    return reverse("pulse-here", args=[hour.id])


def in_the_room(request: HttpRequest, case: OpenCase) -> Shown:
    """What both views of the Room show."""
    now = timezone.now()
    hour = span(case, now)
    found = dots(case, hour)
    return {
        "case_id": case.case_id,
        "draft": draft(request, visit.user(request), reverse("room", args=[case.case_id])),
        "hour": hour,
        "now": now,
        "zone": timezone.get_current_timezone_name(),
        "dots": found,
        "label": label(found),
        "name": case.client_name,
    }


def asks_for_marks(request: HttpRequest) -> bool:
    """Whether a window that is open already asks what was marked meanwhile."""
    return request.headers.get("Accept") == "application/json"


def known_now(request: HttpRequest, case: OpenCase, *, worded: bool) -> HttpResponse:
    """The marks of this hour for a window that is open already; short where it knows them."""
    found = told_of(case, span(case, timezone.now()), worded=worded)
    answer = JsonResponse({"marks": found})
    tag = quote_etag(sha256(answer.content).hexdigest())
    answer.headers["ETag"] = tag
    return get_conditional_response(request, etag=tag, response=answer) or answer


def marked(request: HttpRequest, case: OpenCase) -> HttpResponse:
    """Take in what a device sends, or the one mark of the plain button."""
    now = timezone.now()
    if "marks" not in request.POST:
        plainly(request, case, now)
        return visit.see_other(reverse("room", args=[case.case_id]))
    try:
        found = marks.sent(request.POST["marks"])
    except ValueError:
        return JsonResponse({"received": []}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    take_in(case, found, now)
    return JsonResponse({"received": [str(each.id) for each in found]})


def take_in(case: OpenCase, sent: list[marks.Sent], now: datetime) -> None:
    """Write down what a device sent, exactly once."""
    found = [marks.mark_of(each, case, now) for each in sent]
    actions.mark(case.at.viewer, case.case_id, found)


def say(case: OpenCase, mark: Mark, **what: object) -> None:
    """Keep a word for a mark, or that it was none."""
    version = case.rows[mark.id].version
    actions.write(case.at.viewer, case.case_id, replace(mark, **what), version)


def plainly(request: HttpRequest, case: OpenCase, now: datetime) -> None:
    """Take what a page without a script sends: a new mark now, or a word for the last one."""
    if "mark" in request.POST:
        said_plainly(request, case, marks.asked_for(case, request.POST["mark"]))
        return
    try:
        id = UUID(request.POST.get("id", ""))
    except ValueError:
        id = uuid4()
    take_in(case, [marks.Sent(id=id, at=now)], now)


def said_plainly(request: HttpRequest, case: OpenCase, mark: Mark) -> None:
    """Without a script: a word for the last mark, or that it was none."""
    if not mark.stands:
        return
    given = {name: request.POST.get(name) for name in ("client_move", "pull")}
    words = {name: marks.known(case, name, code) for name, code in given.items() if code}
    say(case, mark, thrown_away=request.POST.get("act") == "throw", **words)


@require_safe
def both(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The hour and its marks alone, to be turned so that both see it: no word of the counsellor's
    about them."""
    case = counsellors(request, case_id)
    if case.at.ended:
        return closed(request, case)
    if asks_for_marks(request):
        return known_now(request, case, worded=False)
    shown = in_the_room(request, case)
    context = shown | {
        "chosen": chosen(request, shown["dots"]),
        "counsellor": case.counsellor_name,
        "plans": to_practise(request, case_id),
    }
    return render(request, "web/room/both.html", context)


def to_practise(request: HttpRequest, case_id: UUID) -> list[Plan]:
    """The plans that the two can practise now, the nearest first."""
    case = queries.open_some(visit.viewer(request), case_id, Q(kind__in=OF_PLANS))
    if open_dip_of_both(case) is not None:
        return []
    return waiting(case.all(Plan), case.all(Attempt), case.people)


def without(request: HttpRequest, case: OpenCase) -> HttpResponse:
    """Devices stay out of the hour: what there is to do comes after it."""
    context = {
        "frame": frame_for(case, timezone.now(), "room"),
        "case_id": case.case_id,
        "name": case.client_name,
    }
    return render(request, "web/room/without.html", context)
