"""The front door: each person comes to their own place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from relating.journal import queries
from relating.people import gate
from relating.people.gate import Viewer
from relating.web.page import visit
from relating.web.page.frame_of_case import office_for
from relating.web.page.map import offices


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The client comes to their case, whoever works here to their office."""
    viewer = visit.viewer(request)
    address = address_of(viewer)
    if address:
        return redirect(address)
    return render(request, "web/home/nothing.html", {"frame": office_for(viewer)})


def address_of(viewer: Viewer) -> str | None:
    """Where this person belongs; None for somebody whose work here has ended."""
    case_id = queries.my_case(viewer)
    if case_id:
        return reverse("case", args=[case_id])
    held = gate.memberships(viewer)
    return next((place.url() for place in offices(held)), None)
