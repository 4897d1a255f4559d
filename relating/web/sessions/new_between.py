"""Something new between the two: either says it of an hour that has been, and nobody else does."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from relating.case import NewBetween
from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.sessions.new_between_form import NewBetweenForm, new_between_of
from relating.web.sessions.new_between_shown import said_of
from relating.web.sessions.page import hour_that_was
from relating.web.voice.names import other_name
from relating.web.voice.sides import is_mine
from relating.web.voice.words import session_words


@visit.reads_and_writes
def new_between(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Say what was different; it stays private until it is shared."""
    now, viewer = visit.to_the_second(), visit.viewer(request)
    hour, around = hour_that_was(viewer, entry_id, timezone.now())
    case = queries.open_case(viewer, around.case_id)
    form = NewBetweenForm(visit.sent(request), new_between_of(case, hour.id, now), hour, case)
    back = reverse("session", args=[hour.id])
    if request.method == "POST" and form.is_valid():
        told = form.told(now)
        receipt = actions.write(viewer, case.case_id, told, actions.LATEST)
        return visit.saved(request, who_reads(told, case), back, receipt)
    words = session_words(hour, case)
    theirs = said_of(case, lambda each: each.session == hour.id and not is_mine(each, case))
    context = {
        "frame": frame_for(case, timezone.now(), "sessions", (words, back)),
        "form": form,
        "hour": words,
        "theirs": theirs,
        **visit.writing(request),
    }
    return render(request, "web/sessions/new-between.html", context, status=visit.status_of(form))


def who_reads(told: NewBetween, case: OpenCase) -> str:
    """That it is saved, and for whom."""
    if told.visibility == "shared":
        return _("Saved. %(name)s can read it.") % {"name": other_name(case)}
    return _("Saved. Private to you.")
