"""The timeline of a case: what happened, by person and month, with the sessions."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from relating.journal import queries
from relating.web.diary import filters
from relating.web.diary.page import counted, nothing
from relating.web.page import visit
from relating.web.page.as_file import as_file, file_url
from relating.web.page.figures import timeline_of
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link


@require_safe
def timeline(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The timeline of the chosen episodes."""
    now = timezone.now()
    case = queries.open_case(visit.viewer(request), case_id)
    wanted = filters.chosen(request.GET, case)
    kept = filters.kept(case, wanted, now)
    context = {
        "frame": frame_for(case, now, "timeline", back_link("ways", case_id)),
        "figure": timeline_of(case, kept) if kept else None,
        "file_url": file_url(request, case, "timeline"),
        "count": counted(len(kept), case),
        "filters": filters.filters_of(case, wanted, request.path),
        "empty": nothing(case, wanted, request.path),
    }
    return render(request, "web/diary/timeline.html", context)


@require_safe
def timeline_file(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The same timeline as a file."""
    case = queries.open_case(visit.viewer(request), case_id)
    kept = filters.kept(case, filters.chosen(request.GET, case), timezone.now())
    return as_file(timeline_of(case, kept), case, "timeline")
