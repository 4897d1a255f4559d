"""What somebody would like to bring into the next hour: private until it is shared."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec.structs import replace

from relating.case import Agenda
from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.web.agenda.forms import AgendaForm, form_for
from relating.web.agenda.page import lines
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link
from relating.web.page.meanwhile import Saved, and_both, in_two, rest_on, saved_meanwhile
from relating.web.page.over import booked, ended
from relating.web.page.own_entry import mine
from relating.web.safety import next_time
from relating.web.sessions.page import kept_for_next, next_hour
from relating.web.voice.names import other_name
from relating.web.voice.sides import is_mine, writes_as


@visit.reads_and_writes
def agenda(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """My lines, those the other shared, and a box for one more."""
    case = queries.open_around(visit.viewer(request), case_id)
    if request.method == "POST" and "line" in request.POST:
        return settled(request, case)
    if request.method == "POST" and "next_time" in request.POST:
        return put_down(request, case)
    form = form_for(case, visit.sent(request))
    if request.method == "POST" and form.is_valid():
        return kept(request, case, form)
    return page(request, case, form)


def kept(request: HttpRequest, case: OpenCase, form: AgendaForm) -> HttpResponse:
    """Write the line; what was sent before with other words stands beside it."""
    based_on = form.cleaned_data["based_on"] or actions.NEW
    told, based_on = in_two(request, case, form.told(case, visit.to_the_second()), based_on)
    try:
        receipt = actions.write(case.at.viewer, case.case_id, told, based_on)
    except actions.Conflict as conflict:
        rest_on(form, conflict.version)
        return page(
            request, case, form, saved_meanwhile(form, form_for(case).show(conflict.theirs))
        )
    text = and_both(request, who_reads(told, case))
    return visit.saved(request, text, back_to(request, case), receipt)


def put_down(request: HttpRequest, case: OpenCase) -> HttpResponse:
    """Put down the line that says no more than that there is something."""
    gate.require(policies.has_own_pages(case.role))
    told = replace(next_time.again(case), done_at=None)
    receipt = actions.write(case.at.viewer, case.case_id, told, actions.LATEST)
    return visit.saved(request, who_reads(told, case), back_to(request, case), receipt)


def who_reads(told: Agenda, case: OpenCase) -> str:
    """That it is saved, and for whom."""
    if told.visibility == "shared":
        return _("Saved. %(name)s can read it.") % {"name": other_name(case)}
    return _("Saved. Private to you.")


def back_to(request: HttpRequest, case: OpenCase) -> str:
    """The page that the form was on."""
    name = "prepare" if request.POST.get("from") == "prepare" else "agenda"
    return reverse(name, args=[case.case_id])


def page(
    request: HttpRequest, case: OpenCase, form: AgendaForm, met: tuple[Saved, ...] | None = None
) -> HttpResponse:
    """The page, with everything that was typed. Once it has ended no hour is spoken of as one that
    comes, and no line is put down."""
    now = timezone.now()
    back, over = back_link("today", case.case_id), ended(case)
    coming = None if over else next_hour(case.sessions, now)
    context = {
        "frame": frame_for(case, now, "agenda", back),
        "form": form,
        "met": met,
        "lines": lines(case, now),
        "next": coming,
        "ended": over,
        "booked": booked(case, now),
        "kept": kept_for_next(case, now) if coming else "",
        "now": now,
        "other": other_name(case),
        **visit.writing(request),
        "case_id": case.case_id,
        "short": next_time.line_of(case).words if may_say_no_more(case) else "",
    }
    status = visit.status_of(form, met)
    return render(request, "web/agenda/agenda.html", context, status=status)


def may_say_no_more(case: OpenCase) -> bool:
    """Whether the line that says no more is offered: to the client, where it does not stand."""
    return policies.has_own_pages(case.role) and next_time.put_down(case) is None


# Done, and not done ------------------------------------------------------------------------------


def settled(request: HttpRequest, case: OpenCase) -> HttpResponse:
    """Check a line off, or take the check away."""
    wanted = request.POST.get("line", "")
    line = gate.there(next((each for each in case.all(Agenda) if str(each.id) == wanted), None))
    viewer, opens = case.at.viewer, request.POST.get("act") == "open"
    if not opens or is_mine(line, case):
        told = replace(line, done_at=None) if opens else checked_off(case, line)
        actions.write(viewer, case.case_id, told, actions.LATEST)
    elif check := my_check(line, case):
        actions.delete(viewer, check.id)
    return visit.see_other(back_to(request, case))


def checked_off(case: OpenCase, line: Agenda) -> Agenda:
    """Dealt with. A line of one's own says so itself; another's stays as they wrote it, and a
    line of one's own, without words, says that it was done."""
    now = visit.to_the_second()
    if is_mine(line, case):
        return replace(line, done_at=now)
    return replace(
        line,
        id=case.ids.of_one("done", line.id),
        author=writes_as(case),
        visibility="shared",
        recorded_at=now,
        words="",
        about=(line.id,),
        done_at=now,
    )


def my_check(line: Agenda, case: OpenCase) -> Agenda | None:
    """The entry by which the viewer says that a line of the other's was dealt with."""
    return mine(case, Agenda, lambda each: line.id in each.about and not each.words)
