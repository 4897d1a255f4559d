"""The course: how long, where the two are in it, and when they look at the work together."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from relating.journal import queries
from relating.web.beginning.page import stands
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link, place
from relating.web.sessions import course_page, preferences
from relating.web.sessions.page import agreed
from relating.web.voice.sides import to_client


@require_safe
def course(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What was agreed, and the reviews."""
    case = queries.open_around(visit.viewer(request), case_id)
    now, here = timezone.now(), place("course")
    context = {
        "frame": frame_for(case, now, "course", back_link("more", case_id)),
        "title": here.clients if to_client(case) else here.label,
        "line": course_page.line(case),
        "reviews": list(course_page.shown(case, now)),
        "agreed": agreed(case),
        "no_device": preferences.without_devices(case),
        "stands": stands(case),
        "case_id": case_id,
        "frame_row": case.row_id(case.frame),
    }
    return render(request, "web/sessions/course.html", context)
