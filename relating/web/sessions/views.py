"""Sessions: when they are, what became of them, what the two keep; and what they agreed on."""

from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe
from msgspec.structs import replace

from relating.case import Answer, Session
from relating.engine.numbers import numbers
from relating.exchange.calendar import appointment
from relating.journal import actions, queries
from relating.journal.endings import lapsed, over
from relating.journal.hours import calendar_id
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.people.gate import Hidden, Viewer
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link
from relating.web.page.meanwhile import APART, Saved, and_both, in_two, rest_on, saved_meanwhile
from relating.web.page.open_dip import open_dip
from relating.web.page.rows import rows_of
from relating.web.sessions import became, preferences
from relating.web.sessions.forms import AdditionForm, SessionForm, following, of_marks
from relating.web.sessions.moments import found_by, unplanned
from relating.web.sessions.new_between_shown import said_of
from relating.web.sessions.page import additions, agreed, card, cards, has_been, waits
from relating.web.sessions.planning import Planned
from relating.web.voice.names import other_name

A_PAGE = 30


@require_safe
def sessions(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The next one, those that have been, and what was agreed."""
    case = queries.open_around(visit.viewer(request), case_id)
    now = timezone.now()
    back = back_link("hours", case_id)
    coming, been = cards(case, now)
    page = Paginator(been, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "frame": frame_for(case, now, "sessions", back),
        "coming": coming,
        "now": now,
        "page": page,
        "agreed": agreed(case),
        "may_plan": policies.may_plan(case.role) and policies.goes_on(ended=case.at.ended),
        "no_device": preferences.without_devices(case),
        "other": other_name(case),
        "case_id": case_id,
        "frame_row": case.row_id(case.frame),
    }
    return render(request, "web/sessions/sessions.html", context)


@visit.reads_and_writes
def session(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """One hour: what the two keep of it, and what the client adds."""
    viewer = visit.viewer(request)
    hour, case = found(viewer, entry_id)
    if request.method == "POST" and "added" in request.POST:
        return shared_or_not(request, case, hour)
    form = AdditionForm(visit.sent(request), other_name(case))
    if request.method == "POST":
        gate.require(policies.may_add(case.role))
        if form.is_valid():
            return added(request, case, hour, form)
    return session_page(request, case, hour, form)


def added(request: HttpRequest, case: OpenCase, hour: Session, form: AdditionForm) -> HttpResponse:
    """Add to the summary; what was sent before with other words stands beside it."""
    based_on = form.cleaned_data["based_on"] or actions.NEW
    told = form.told(hour.id, visit.to_the_second(), case)
    told, based_on = in_two(request, case, told, based_on)
    try:
        receipt = actions.write(case.at.viewer, case.case_id, told, based_on)
    except actions.Conflict as conflict:
        rest_on(form, conflict.version)
        saved = AdditionForm(None, other_name(case)).show(conflict.theirs)
        return session_page(request, case, hour, form, saved_meanwhile(form, saved))
    return visit.saved(request, and_both(request, _("Added.")), request.path, receipt)


def shared_or_not(request: HttpRequest, case: OpenCase, hour: Session) -> HttpResponse:
    """Share what was added to this hour, or take it back."""
    wanted = request.POST["added"]
    mine = (each for each in case.all(Answer) if each.to == hour.id)
    answer = gate.there(next((each for each in mine if str(each.id) == wanted), None))
    if answer.visibility == "shared":
        receipt = actions.unshare(case.at.viewer, answer.id)
        text = _("Taken back. It is private to you.")
        return visit.saved(request, text, request.path, receipt)
    receipt = actions.share(case.at.viewer, answer.id)
    return visit.saved(request, _("Shared."), request.path, receipt)


def found(viewer: Viewer, entry_id: UUID) -> tuple[Session, OpenCase]:
    """A session, and all of the case around it.

    Raises:
        Hidden: it is none, or not for this viewer, or it was deleted.
    """
    opened_entry = queries.open_entry(viewer, entry_id)
    gate.require(not opened_entry.row.deleted)
    if not isinstance(opened_entry.content, Session):
        raise Hidden
    return opened_entry.content, queries.open_case(viewer, opened_entry.at.case_id)


def session_page(
    request: HttpRequest,
    case: OpenCase,
    hour: Session,
    form: AdditionForm,
    met: tuple[Saved, ...] | None = None,
) -> HttpResponse:
    """The page of one hour."""
    now = timezone.now()
    back = back_link("sessions", case.case_id)
    may_add = policies.may_add(case.role) and hour.state == "held"
    told = [each.told for each in case.moments if any(one.session == hour.id for one in each.every)]
    context = {
        "frame": frame_for(case, now, "sessions", back),
        "hour": card(hour, case, now),
        "now": now,
        "hands_over": policies.may_hand_over(case.role) and has_been(hour, now),
        "may_revise": "revise" in case.may(hour.id),
        **something_new(hour, case, now),
        "additions": additions(hour, case, now),
        "rows": rows_of(told, case, now),
        "other": other_name(case),
        "form": form if may_add else None,
        "met": met,
        **visit.writing(request),
    }
    status = visit.status_of(form, met)
    return render(request, "web/sessions/session.html", context, status=status)


def something_new(hour: Session, case: OpenCase, now: datetime) -> dict[str, object]:
    """What the two say was new between them; while a dip is open nobody is asked for it."""
    said = said_of(case, lambda each: each.session == hour.id)
    mine = any(each.own for each in said)
    asks = not mine and has_been(hour, now) and open_dip(case) is None
    return {"between": said, "asks_for_new": asks}


@require_safe
def calendar(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """The appointment as a file for a calendar. Nothing in it says whose it is, or what for. One
    that was booked for a time after the ending is taken out by it."""
    viewer = visit.viewer(request)
    found_entry = queries.open_entry(viewer, entry_id)
    gate.require(not found_entry.row.deleted)
    if not isinstance(found_entry.content, Session):
        raise Hidden
    title = pgettext("in a calendar, where others may read it", "Appointment")
    uid = calendar_id(viewer.id, entry_id)
    hour, version = found_entry.content, found_entry.row.version
    if lapsed(hour, over(found_entry.at, ())):
        hour, version = replace(hour, state="cancelled"), version + 1
    text = appointment(hour, title, uid, version)
    headers = {"Content-Disposition": 'attachment; filename="appointment.ics"'}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


# Writing ---------------------------------------------------------------------------------------


@visit.reads_and_writes
def new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Plan a session, or write down one that has been."""
    viewer = visit.viewer(request)
    case = queries.open_around(viewer, case_id)
    gate.require(policies.may_plan(case.role))
    hour = following(case.sessions, timezone.now())
    if "marked" in request.GET:
        hour = of_marks(hour, unplanned(case, timezone.now()))
    form = SessionForm(visit.sent(request), hour, 0, case)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, case, form)
    told = form.told()
    hours = form.hours(told, case)
    over = form.to_look_over([each for each in hours if each.state == "planned"], viewer)
    if over:
        return form_page(request, case, form, over=over)
    try:
        beside = [*hours[1:], *found_by(told, case)]
        receipt = actions.write(viewer, case_id, told, beside=beside)
    except actions.Conflict as conflict:
        action = reverse("session-edit", args=[told.id])
        return form_page(request, case, form, met=meanwhile(form, conflict), action=action)
    one = reverse("session", args=[told.id])
    url = one if len(hours) == 1 else reverse("sessions", args=[case_id])
    return visit.saved(request, _("Saved."), url, receipt)


@visit.reads_and_writes
def edit(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Say what became of it, and what the two keep."""
    viewer = visit.viewer(request)
    found_entry = queries.open_entry(viewer, entry_id)
    hour = found_entry.content
    if not isinstance(hour, Session) or "revise" not in found_entry.may:
        raise Hidden
    case = queries.open_around(viewer, found_entry.at.case_id)
    form = SessionForm(visit.sent(request), hour, found_entry.row.version, case)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, case, form)
    based_on = form.cleaned_data["based_on"] or actions.NEW
    told, based_on = in_two(request, case, form.told(), based_on)
    own = case.ids.of_one("moved", told.id)
    instead = became.instead_of(told, own, case, visit.to_the_second())
    anew = [] if APART in request.POST else became.planned_anew(told, instead, case)
    over = form.to_look_over(anew, viewer)
    if over:
        return form_page(request, case, form, over=over)
    try:
        beside = [*([instead] if instead else ()), *found_by(told, case)]
        receipt = actions.write(viewer, case.case_id, told, based_on, beside=beside)
    except actions.Conflict as conflict:
        return form_page(request, case, form, met=meanwhile(form, conflict))
    url = reverse("session", args=[receipt.id])
    return visit.saved(request, and_both(request, _("Saved.")), url, receipt)


def meanwhile(form: SessionForm, conflict: actions.Conflict) -> tuple[Saved, ...]:
    """What was saved meanwhile; what is sent next rests on it.

    Raises:
        Hidden: it is no session.
    """
    if not isinstance(conflict.theirs, Session):
        raise Hidden
    rest_on(form, conflict.version)
    saved = SessionForm(None, conflict.theirs, conflict.version, form.case)
    return saved_meanwhile(form, saved)


def form_page(
    request: HttpRequest,
    case: OpenCase,
    form: SessionForm,
    *,
    met: tuple[Saved, ...] | None = None,
    action: str = "",
    over: Sequence[Planned] = (),
) -> HttpResponse:
    """The form, with everything that was typed; sent twice with other words it goes on there. What
    is looked `over` stands above it."""
    back = back_link("sessions", case.case_id)
    context = {
        "frame": frame_for(case, timezone.now(), "sessions", back),
        "form": form,
        "met": met,
        "both": met is not None,
        "reader": other_name(case),
        "action": action,
        "over": over,
        "meets": any(each.meets for each in over),
        "full": full(case) if form.initial.get("based_on") == 0 else 0,
        **visit.writing(request),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if over else visit.status_of(form, met)
    return render(request, "web/sessions/form.html", context, status=status)


def full(case: OpenCase) -> int:
    """Of how many hours the course is, once as many stand there; 0 while there is room."""
    agreed_on = (case.frame.contract.sessions if case.frame.contract else None) or 0
    return agreed_on if max(numbers(case.sessions).values(), default=0) >= agreed_on else 0


@require_POST
def closed(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Say in one tap what became of an hour that is over: it was held, or nobody came."""
    viewer = visit.viewer(request)
    found_entry = queries.open_entry(viewer, entry_id)
    hour, state = found_entry.content, request.POST.get("state")
    if not isinstance(hour, Session) or "revise" not in found_entry.may:
        raise Hidden
    url = reverse("sessions", args=[found_entry.at.case_id])
    if state not in {"held", "missed"} or not waits(hour, timezone.now()):
        return visit.see_other(url)
    told = replace(hour, state="held" if state == "held" else "missed")
    receipt = actions.write(viewer, found_entry.at.case_id, told, found_entry.row.version)
    return visit.saved(request, _("Saved."), url, receipt)
