"""One person, several hats: counsellor, supervisor, administrator. One is worn, and it says so."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from relating.people import gate, policies
from relating.web.page import resend, visit
from relating.web.page.frame_of_case import office_for
from relating.web.page.hats import CALLED
from relating.web.page.map import offices

WHAT_COMES: dict[str, Promise] = {
    "counsellor": _("Your cases, your hours, your own words."),
    "supervisor": _("What colleagues brought to you, without names. No case."),
    "administrator": _("Who works here, and the words of the practice. No case."),
}
"""What comes with each hat, and so what does not."""


@visit.reads_and_writes
def hat(request: HttpRequest) -> HttpResponse:
    """Which hat one wears, and the others that one has."""
    viewer = visit.viewer(request)
    held = gate.hats(viewer)
    gate.require(bool(held))
    if request.method == "POST":
        wanted = request.POST.get("hat", "")
        if wanted not in held:
            return visit.see_other(request.path)
        visit.wear(request, wanted)
        goes_on = resend.waiting(request)
        return visit.see_other(goes_on or next(place.url() for place in offices({wanted})))
    on = policies.worn(viewer.hat or "", held)
    context = {
        "frame": office_for(viewer),
        "hats": [
            {"key": each, "label": CALLED[each], "says": WHAT_COMES[each], "on": each == on}
            for each in policies.HATS
            if each in held
        ],
    }
    return render(request, "web/home/hat.html", context)
