"""What each hat is called, and the one that is worn, where somebody has several."""

from collections.abc import Collection

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from relating.people import gate, policies
from relating.people.gate import Viewer
from relating.people.models import User
from relating.web.page import visit

CALLED: dict[str, Promise] = {
    "counsellor": _("Counsellor"),
    "supervisor": _("Supervisor"),
    "administrator": _("Administrator"),
}


def worn_by(viewer: Viewer, held: Collection[str]) -> str:
    """The hat that the viewer wears, for the frame; empty for whoever has one alone."""
    if len(held) <= 1:
        return ""
    return str(CALLED[policies.worn(viewer.hat or "", held)])


def put_on(request: HttpRequest, user: User, **_: object) -> None:
    """At the door somebody puts on the first of their hats: one that they are given meanwhile does
    not take its place."""
    hat = policies.worn("", gate.hats(gate.viewer_of(user)))
    if hat:
        visit.wear(request, hat)
