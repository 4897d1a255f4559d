"""Who read and changed what, for whoever may know it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from relating.journal import lines, queries
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link
from relating.web.trail import page

LINES = 1000


FEW_DAYS = 30


@require_safe
def seen(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Who read and changed what, in plain sentences."""
    viewer = visit.viewer(request)
    case = queries.open_case(viewer, case_id)
    days = page.days(lines.read_trail(viewer, case_id, LINES), case)
    back = back_link("more", case_id)
    context = {"frame": frame_for(case, timezone.now(), "seen", back), "days": days[:FEW_DAYS]}
    return render(request, "web/trail/seen.html", context | {"now": timezone.now()})
