"""The one-time link by which a client comes into their case."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from relating.journal import queries
from relating.people import invitations
from relating.people.gate import Viewer
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.frames import DeskFrame, OfficeFrame, PhoneFrame
from relating.web.page.qr import code

Frame = DeskFrame | OfficeFrame | PhoneFrame


@visit.reads_and_writes
def invite(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Make a link for the client of a case, and show it once."""
    viewer, now = visit.viewer(request), timezone.now()
    if request.method == "POST":
        token = invitations.invite_client(viewer, case_id)
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


def shown(
    request: HttpRequest, frame: Frame, token: str, on_url: str, role: str = ""
) -> HttpResponse:
    """A link that was just made. It is on no other page: only a digest of it is kept."""
    link = request.build_absolute_uri(reverse("invitation", args=[token]))
    context = {
        "frame": frame,
        "link": link,
        "code": code(link, _("The link as a code for a phone's camera")),
        "until": timezone.now() + invitations.LASTS,
        "again_url": request.path,
        "on_url": on_url,
        "role": role,
    }
    return render(request, "web/accounts/invitation-link.html", context)
