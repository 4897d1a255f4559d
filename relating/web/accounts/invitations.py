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
from relating.web.accounts.page import Frame, shown
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for


@visit.reads_and_writes
def invite(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Make a link for the client of a case, and show it once."""
    viewer, now = visit.viewer(request), timezone.now()
    if request.method == "POST":
        token = actions.invite_client(viewer, case_id)
        return shown(
            request, frame_in(viewer, case_id, now), token, reverse("case", args=[case_id])
        )
    context = {
        "until": invitations.open_until(viewer, case_id),
        "joined": invitations.has_client(case_id),
        "frame": frame_in(viewer, case_id, now),
        "case_url": reverse("case", args=[case_id]),
    }
    return render(request, "web/accounts/invite.html", context)


def frame_in(viewer: Viewer, case_id: UUID, now: datetime) -> Frame:
    """The frame of the case."""
    return frame_for(queries.open_around(viewer, case_id), now, "")
