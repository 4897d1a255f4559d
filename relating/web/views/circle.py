"""The circle of a case: warmth and dominance, me and the other, time by time."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from relating.journal import queries
from relating.web import asking, filters
from relating.web.figures import circle_of
from relating.web.views.frames import frame_for
from relating.web.views.listing import counted, to_case

WIDTHS = {"client": 324}
DESK = 448


@require_safe
def circle(request: HttpRequest, case: UUID) -> HttpResponse:
    """The circle of the chosen episodes."""
    now = timezone.now()
    opened = queries.open_case(asking.viewer(request), case)
    wanted = filters.chosen(request.GET, opened)
    kept = filters.kept(opened, wanted, now)
    context = {
        "frame": frame_for(opened, now, "circle", back=to_case(opened)),
        "figure": circle_of(opened, kept, WIDTHS.get(str(opened.role), DESK)),
        "count": counted(len(kept), len(opened.episodes)),
        "filters": filters.filters_of(opened, wanted, request.path),
    }
    return render(request, "web/circle/circle.html", context)
