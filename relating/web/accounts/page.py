"""A one-time link, shown once to whoever gives it to somebody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from relating.people import invitations
from relating.web.page.frames import DeskFrame, OfficeFrame, PhoneFrame
from relating.web.page.qr import code

Frame = DeskFrame | OfficeFrame | PhoneFrame


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
