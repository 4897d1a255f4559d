"""The circle of a case: warmth and dominance, me and the other, time by time."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from relating.journal import queries
from relating.web.diary import filters
from relating.web.diary.page import counted, nothing
from relating.web.page import visit
from relating.web.page.as_file import as_file, file_url
from relating.web.page.figures import circle_of
from relating.web.page.frame_of_case import frame_for
from relating.web.page.frames import DeskFrame
from relating.web.page.map import back_link
from relating.web.page.pieces import Empty

PHONE, DESK = 324, 448
"""How wide the circle stands in either frame."""


@require_safe
def circle(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The circle of the chosen episodes."""
    now = timezone.now()
    case = queries.open_case(visit.viewer(request), case_id)
    wanted = filters.chosen(request.GET, case)
    kept = filters.kept(case, wanted, now)
    frame = frame_for(case, now, "circle", back_link("ways", case_id))
    wide = isinstance(frame, DeskFrame)
    context = {
        "frame": frame,
        "wide": wide,
        "figure": circle_of(case, kept, DESK if wide else PHONE) if kept else None,
        "file_url": file_url(request, case, "circle"),
        "count": counted(len(kept), case),
        "filters": filters.filters_of(case, wanted, request.path),
        "empty": empty(nothing(case, wanted, request.path), wanted),
    }
    return render(request, "web/diary/circle.html", context)


@require_safe
def circle_file(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The same circle as a file."""
    case = queries.open_case(visit.viewer(request), case_id)
    kept = filters.kept(case, filters.chosen(request.GET, case), timezone.now())
    return as_file(circle_of(case, kept, DESK), case, "circle")


def empty(otherwise: Empty, wanted: filters.Chosen) -> Empty:
    """Before the first entry: what the circle will show."""
    if wanted:
        return otherwise
    text = _("Where you and others stood, time by time. It is drawn from five times on.")
    return replace(otherwise, icon="circle", text=text)
