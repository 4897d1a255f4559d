"""What somebody would like to bring into the next hour: private until it is shared."""

from http import HTTPStatus
from uuid import UUID, uuid5

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec.structs import replace

from relating.case import Agenda
from relating.case.fields import Author
from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.people import gate
from relating.web.agenda.forms import AgendaForm, form_for
from relating.web.agenda.page import lines
from relating.web.page import visit
from relating.web.page.drafts import draft
from relating.web.page.frame_of_case import frame_for
from relating.web.sessions.page import next_hour
from relating.web.voice.names import other_name


@visit.reads_and_writes
def agenda(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """My lines, those the other shared, and a box for one more."""
    case = queries.open_around(visit.viewer(request), case_id)
    if request.method == "POST" and "line" in request.POST:
        return settled(request, case)
    form = form_for(case, visit.sent(request))
    if request.method == "POST" and form.is_valid():
        author: Author = "client" if case.role == "client" else "counsellor"
        told = form.told(author, visit.to_the_second())
        actions.record(case.at.viewer, case_id, told)
        return visit.done(request, who_reads(told, case), back_to(request, case))
    return page(request, case, form)


def who_reads(told: Agenda, case: OpenCase) -> str:
    """That it is saved, and for whom."""
    if told.visibility == "shared":
        return _("Saved. %(name)s can read it.") % {"name": other_name(case)}
    return _("Saved. Private to you.")


def back_to(request: HttpRequest, case: OpenCase) -> str:
    """The page that the form was on."""
    name = "prepare" if request.POST.get("from") == "prepare" else "agenda"
    return reverse(name, args=[case.case_id])


def page(request: HttpRequest, case: OpenCase, form: AgendaForm) -> HttpResponse:
    """The page, with everything that was typed."""
    now = timezone.now()
    back = (_("Today"), reverse("case", args=[case.case_id]))
    context = {
        "frame": frame_for(case, now, "agenda", back, ""),
        "form": form,
        "lines": lines(case, now),
        "next": next_hour(case.sessions, now),
        "other": other_name(case),
        "role": case.role,
        "writer": visit.writer(request),
        "draft": draft(visit.user(request), request.path),
        "case_id": case.case_id,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "web/prepare/agenda.html", context, status=status)


# Done, and not done ------------------------------------------------------------------------------


def settled(request: HttpRequest, case: OpenCase) -> HttpResponse:
    """Check a line off, or take the check away."""
    wanted = request.POST.get("line", "")
    line = next((each for each in case.all(Agenda) if str(each.id) == wanted), None)
    gate.require(line is not None)
    assert line is not None  # noqa: S101  the gate let nothing else through
    if request.POST.get("act") == "open":
        reopen(case, line)
    else:
        check_off(case, line)
    return visit.see_other(back_to(request, case))


def check_off(case: OpenCase, line: Agenda) -> None:
    """Dealt with. A line of one's own says so itself; another's stays as they wrote it, and a
    line of one's own, without words, says that it was done."""
    now, viewer = visit.to_the_second(), case.at.viewer
    if line.author == case.role:
        version = case.rows[line.id].version
        actions.revise(viewer, case.case_id, replace(line, done_at=now), version)
        return
    done = replace(
        line,
        id=checked_id(line),
        author="client" if case.role == "client" else "counsellor",
        visibility="shared",
        recorded_at=now,
        words="",
        about=(line.id,),
        done_at=now,
    )
    try:
        if actions.record(viewer, case.case_id, done).again:
            actions.put_back(viewer, done.id)
    except actions.Conflict as conflict:
        if conflict.deleted:
            version = actions.put_back(viewer, done.id).version
            actions.revise(viewer, case.case_id, done, version)


def reopen(case: OpenCase, line: Agenda) -> None:
    """It is not done after all."""
    if line.author == case.role:
        version = case.rows[line.id].version
        actions.revise(case.at.viewer, case.case_id, replace(line, done_at=None), version)
    elif checked_id(line) in case.rows:
        actions.delete(case.at.viewer, checked_id(line))


def checked_id(line: Agenda) -> UUID:
    """The entry by which the other of the two says that a line was dealt with."""
    return uuid5(line.id, "done")
