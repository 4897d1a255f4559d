"""What each hat is called, and the one that is worn, where somebody has several."""

from collections.abc import Collection

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from relating.people import policies
from relating.people.gate import Viewer

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
