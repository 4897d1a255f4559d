"""What the phone calls it: one of a few names that tell nothing, chosen on that phone."""

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

COOKIE = "called"
A_YEAR = 365 * 24 * 60 * 60
FIRST = "notes"
NAMES: dict[str, Promise] = {
    FIRST: _("Notes"),
    "pages": _("Pages"),
    "days": _("Days"),
    "relating": _("Relating"),
}


def chosen(request: HttpRequest) -> str:
    """Which name was chosen on the phone that asks."""
    found = request.COOKIES.get(COOKIE, "")
    return found if found in NAMES else FIRST


def name_of(request: HttpRequest) -> Promise:
    """The name that was chosen on the phone that asks."""
    return NAMES[chosen(request)]
