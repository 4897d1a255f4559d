"""The one-time link by which a client comes into their case."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from relating.journal import actions, queries
from relating.people import invitations
from relating.people.gate import Viewer
from relating.web.accounts.page import Frame, hand_on, handed_on, shown
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for


@visit.reads_and_writes
def invite(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Make a link for the client of a case, and show it once."""
    viewer, now = visit.viewer(request), timezone.now()
    if request.method == "POST":
        return hand_on(request, actions.invite_client(viewer, case_id))
    until, frame = invitations.open_until(viewer, case_id), frame_in(viewer, case_id, now)
    case_url = reverse("case", args=[case_id])
    if made := handed_on(request):
        return shown(request, frame, made[0], case_url)
    context = {
        "until": until,
        "joined": invitations.has_client(case_id),
        "frame": frame,
        "case_url": case_url,
    }
    return render(request, "web/accounts/invite.html", context)


def frame_in(viewer: Viewer, case_id: UUID, now: datetime) -> Frame:
    """The frame of the case."""
    return frame_for(queries.open_around(viewer, case_id), now, "")
