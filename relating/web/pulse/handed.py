"""The pulse on a handed form: the client answers without signing in."""

from uuid import UUID

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from relating.case import Session
from relating.journal import actions, handing
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.web.beginning.page import waits_for_both
from relating.web.page import resend, visit
from relating.web.page.qr import code
from relating.web.pulse.forms import GivenForm
from relating.web.sessions.page import hour_that_was
from relating.web.voice.names import other_name
from relating.web.voice.words import session_words


@visit.reads_and_writes
def here(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """A code for the client's phone, or this device: one form, and nothing of the case."""
    session, case = hour_that_was(visit.viewer(request), entry_id, timezone.now())
    gate.require(policies.may_hand_over(case.role))
    if waits_for_both(case):
        return visit.see_other(reverse("beginning", args=[case.case_id]))
    form_url = reverse("pulse-given", args=[handing.link(case.at, session.id)])
    if request.method == "POST":
        return hand_over(request, form_url)
    return to_hand_over(request, session, case, form_url)


def hand_over(request: HttpRequest, form_url: str) -> HttpResponse:
    """Sign out before the device changes hands, leave nothing to go back to, open the form."""
    logout(request)
    answer = visit.see_other(form_url)
    answer.headers["Clear-Site-Data"] = '"cache", "cookies"'
    return answer


def to_hand_over(
    request: HttpRequest, session: Session, case: OpenCase, form_url: str
) -> HttpResponse:
    """The page with the code and the button. The client may look at it already: there is no frame
    around it, in which others of the caseload stand."""
    link = request.build_absolute_uri(form_url)
    context = {
        "session": session,
        "name": other_name(case),
        "hour": session_words(session, case),
        "code": code(link, _("The form as a code for a phone’s camera")),
        "minutes": int(handing.OPENS_FOR.total_seconds() // 60),
    }
    return render(request, "web/pulse/here.html", context)


@visit.reads_and_writes
@sensitive_post_parameters()
def given(request: HttpRequest, token: str) -> HttpResponse:
    """The form that was handed over: always empty, and the same whatever was answered before."""
    sent = visit.sent(request)
    handed = handing.handed(token, handing.OPENS_FOR if sent is None else handing.ANSWERED_WITHIN)
    if request.user.is_anonymous:
        hour = reverse("session-after", args=[handed.session])
        resend.let_come_back(request, handed.counsellor, hour)
    form = GivenForm(sent, seals=handing.client_of(handed.case_id) is not None)
    if request.method != "POST" or not form.is_valid():
        status = visit.status_of(form)
        return render(request, "web/pulse/given.html", {"form": form}, status=status)
    told = form.told(handed.session, visit.to_the_second())
    actions.give(handed, told, sends=form.sends)
    return render(request, "web/pulse/thanks.html", {"sent": form.sends})
