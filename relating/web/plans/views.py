"""Plans and tries, for both: what is planned next, what was feared beside what came."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from relating.case import Attempt, Entry, Plan
from relating.engine.plans import stands_aside, waiting, with_somebody_unsafe
from relating.exchange.calendar import whole_day
from relating.journal import queries
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.people.gate import Hidden
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.frames import tabs
from relating.web.page.open_dip import open_dip
from relating.web.page.parts import left_out_of
from relating.web.page.sharing import sharing
from relating.web.page.thread import thread
from relating.web.page.to_call import whom_to_call
from relating.web.plans.page import in_pages, look, shown
from relating.web.practise.page import on_plan
from relating.web.safety import next_time


@require_safe
def plans(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What is planned next; below it what was feared beside what came."""
    case = queries.open_case(visit.viewer(request), case_id)
    now = timezone.now()
    page, found = in_pages(case, now, request.GET.get("page"))
    context = {
        "frame": frame_for(case, now, "plans"),
        "tabs": tabs(case_id, "plans", left_out_of(case)),
        "found": found,
        "page": page,
        "tries": [look(each, case, now) for each in found.tried],
        "hers": policies.may_try(case.role),
        "client": case.client_name,
        "dip": open_dip(case) is not None,
        "case_id": case_id,
        "anything": bool(case.all(Plan)),
    }
    return render(request, "web/plans/plans.html", context)


@require_safe
def plan(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """The plan at hand, large; one tap says how it went."""
    found, case = opened(request, entry_id)
    if not isinstance(found, Plan):
        raise Hidden
    now, hers = timezone.now(), policies.may_try(case.role)
    unsafe = hers and with_somebody_unsafe(found, case.people)
    context = {
        "frame": frame_for(case, now, "plans", back_to(case)),
        "plan": shown(found, case, now),
        "hers": hers,
        "client": case.client_name,
        "counsellor": case.counsellor_name,
        "unsafe": unsafe,
        "calls": whom_to_call(case) if unsafe else (),
        "next_time": next_time.put_down(case) is None if unsafe else False,
        "agenda_url": reverse("agenda", args=[case.case_id]),
        "dated": is_to_come(found, case, now),
        "again": hers and not unsafe and open_dip(case) is None,
        "case_id": case.case_id,
        "thread": thread(case, found.id, now),
        "practice": on_plan(case, found),
        "sharing": sharing(found, found.id, case.may(found.id), case) if hers else None,
    }
    return render(request, "web/plans/plan.html", context)


def is_to_come(made: Plan, case: OpenCase, now: datetime) -> bool:
    """Whether a plan waits for a day that is not over yet."""
    waits = waiting([made], case.all(Attempt), case.people)
    return any(each.on is not None and each.on >= timezone.localdate(now) for each in waits)


@require_safe
def attempt(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """A look back: feared and hoped beside what came, what was learned, how it came about."""
    found, case = opened(request, entry_id)
    if not isinstance(found, Attempt):
        raise Hidden
    now, hers = timezone.now(), policies.may_try(case.role)
    seen = look(found, case, now)
    context = {
        "frame": frame_for(case, now, "plans", back_to(case)),
        "look": seen,
        "hers": hers,
        "client": case.client_name,
        "counsellor": case.counsellor_name,
        "again": hers and not seen.aside and open_dip(case) is None,
        "case_id": case.case_id,
        "thread": thread(case, found.id, now),
    }
    return render(request, "web/plans/attempt.html", context)


def opened(request: HttpRequest, entry_id: UUID) -> tuple[Entry, OpenCase]:
    """An entry, and all of the case around it.

    Raises:
        Hidden: there is none for the viewer, or it was deleted.
    """
    viewer = visit.viewer(request)
    found = queries.open_entry(viewer, entry_id)
    gate.require(not found.row.deleted)
    if not isinstance(found.content, Entry):
        raise Hidden
    return found.content, queries.open_case(viewer, found.at.case_id)


def back_to(case: OpenCase) -> tuple[str, str]:
    """The way back to all of them."""
    return _("My ways"), reverse("plans", args=[case.case_id])


@require_safe
def calendar(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """The day of a plan as a file for a calendar. Nothing in it says whose it is, or what for; of
    what stands aside there is none."""
    found = queries.open_entry(visit.viewer(request), entry_id)
    case = queries.open_around(found.at.viewer, found.at.case_id)
    made = found.content
    gate.require(policies.may_try(case.role) and not found.row.deleted)
    if not isinstance(made, Plan) or made.on is None or stands_aside(made, case.people):
        raise Hidden
    title = pgettext("in a calendar, where others may read it", "Reminder")
    text = whole_day(made.id, made.on, made.recorded_at, title, found.row.version)
    headers = {"Content-Disposition": 'attachment; filename="reminder.ics"'}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)
