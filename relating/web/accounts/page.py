"""A one-time link, shown once to whoever gives it to somebody.

It is made by a form and shown by the page after it, so that looking at that page again makes no
other link in its place. Until then it waits in the session, sealed.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from relating.people import invitations
from relating.web.page import sealed_text, visit
from relating.web.page.frames import DeskFrame, OfficeFrame, PhoneFrame
from relating.web.page.qr import code

Frame = DeskFrame | OfficeFrame | PhoneFrame
MADE = "link"


def hand_on(request: HttpRequest, token: str, role: str = "") -> HttpResponse:
    """Go on to the page that shows the link."""
    made = (token, role)
    request.session[MADE] = sealed_text.sealed(sealed_text.KEPT, made, bound(request))
    return visit.see_other(request.path)


def handed_on(request: HttpRequest) -> tuple[str, str] | None:
    """The secret of the link that was just made here, and the role that it gives; once."""
    text = request.session.get(MADE, "") if request.method == "GET" else ""
    found = sealed_text.opened(sealed_text.KEPT, text, bound(request), tuple[str, str])
    if found is not None:
        del request.session[MADE]
    return found


def bound(request: HttpRequest) -> bytes:
    """What a link that waits is bound to: who made it, and where."""
    return f"relating|1|link|{visit.user(request).pk}|{request.path}".encode()


def shown(
    request: HttpRequest, frame: Frame, token: str, on_url: str, role: str = ""
) -> HttpResponse:
    """A link that was just made. It is on no other page: only a digest of it is kept."""
    link = request.build_absolute_uri(reverse("invitation", args=[token]))
    context = {
        "frame": frame,
        "link": link,
        "code": code(link, _("The link as a code for a phone’s camera")),
        "until": timezone.now() + invitations.LASTS,
        "again_url": request.path,
        "on_url": on_url,
        "role": role,
    }
    return render(request, "web/accounts/invitation-link.html", context)
