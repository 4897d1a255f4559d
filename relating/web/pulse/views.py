"""The pulse: five short questions to each of the two after an hour."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec.structs import replace

from relating.case import Note, Pulse, Session
from relating.case.entries.pulse import kept_apart
from relating.engine.pulse import answers
from relating.journal import actions
from relating.journal.queries import OpenCase
from relating.people import policies
from relating.web.beginning.page import waits_for_both
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.pulse.forms import NOT_RIGHT, NOT_RIGHT_FOR, PulseForm, pulse_of, questions
from relating.web.sessions.page import hour_that_was
from relating.web.voice.names import other_name
from relating.web.voice.sides import is_mine, to_client
from relating.web.voice.words import session_words


@visit.reads_and_writes
def pulse(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Answer, as much as one likes; the client's stays sealed until they send it."""
    now = visit.to_the_second()
    session, case = hour_that_was(visit.viewer(request), entry_id, timezone.now())
    if request.method != "POST" and waits_for_both(case):
        return visit.see_other(reverse("beginning", args=[case.case_id]))
    form = PulseForm(visit.sent(request), pulse_of(case, session.id, now), case)
    if waits_for_both(case):
        form.add_error(None, waits_in_words())
    if request.method != "POST" or not form.is_valid():
        return page(request, session, case, form)
    told, apart = in_two(form.told(now), case, sends=form.sends)
    based_on = actions.NEW if visit.from_phone(request) else actions.LATEST
    receipt = actions.write(case.at.viewer, case.case_id, told, based_on, beside=apart)
    return visit.saved(request, saved_words(told, case), after(case), receipt)


def waits_in_words() -> str:
    """Why it is not taken: a yes was taken back while the form was open."""
    return _("The first pulse comes once you both said yes to what you two agree on.")


def in_two(told: Pulse, case: OpenCase, *, sends: bool) -> tuple[Pulse, tuple[Note, ...]]:
    """A pulse, perhaps sent, and the line that is kept and does not go along with it."""
    if not sends:
        return told, ()
    apart, note = kept_apart(told, case.ids.of_one("kept", told.id))
    return replace(apart, visibility="shared"), () if note is None else (note,)


def saved_words(told: Pulse, case: OpenCase) -> str:
    """That it is saved, and for whom."""
    if told.visibility == "shared":
        return _("Sent. %(name)s can read it.") % {"name": other_name(case)}
    if to_client(case):
        return _("Saved, and sealed. You can send it whenever you like.")
    return _("Saved, and not shared.")


def after(case: OpenCase) -> str:
    """Where to go on: to Today, or to the two lines."""
    return reverse("case" if policies.has_own_pages(case.role) else "alliance", args=[case.case_id])


def page(request: HttpRequest, session: Session, case: OpenCase, form: PulseForm) -> HttpResponse:
    """The form, and what the other sent."""
    back, now = (_("Back"), after(case)), timezone.now()
    of_hour = (each for each in case.all(Pulse) if each.session == session.id)
    theirs = [each for each in of_hour if not is_mine(each, case)]
    context = {
        "frame": frame_for(case, now, "pulse", back),
        "now": now,
        "form": form,
        "hour": session_words(session, case),
        "session": session,
        "name": other_name(case),
        "client": form.client,
        "is_first": form.base.id not in case.rows,
        "kept": [each for each in case.all(Note) if form.base.id in each.about],
        "theirs": told(theirs[-1], case) if theirs else None,
        **visit.writing(request),
    }
    status = visit.status_of(form)
    return render(request, "web/pulse/pulse.html", context, status=status)


def told(theirs: Pulse, case: OpenCase) -> dict[str, object]:
    """What the other answered, question by question."""
    words = dict(NOT_RIGHT_FOR)
    labels = questions(case).values()
    return {
        "answers": list(zip(labels, answers(theirs), strict=True)),
        "not_right": theirs.not_right,
        "anchor": NOT_RIGHT,
        "for": words.get(theirs.not_right_for or "", ""),
    }
