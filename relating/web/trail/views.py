"""Who read and changed what, for whoever may know it."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from relating.journal import lines, queries
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link
from relating.web.trail import page

LINES, FEW_DAYS = 1000, 30
MOST_ENTRIES = 1000
"""Of one day so many entries are named at the most."""


@require_safe
def seen(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Who read and changed what, in plain sentences; of one day that is asked for, all of it."""
    viewer, now, here = visit.viewer(request), timezone.now(), reverse("seen", args=[case_id])
    case = queries.open_case(viewer, case_id)
    told, day = lines.read_trail(viewer, case_id, LINES), day_asked(request)
    back = back_link("more", case_id)
    if day is not None:
        told = tuple(each for each in told if timezone.localtime(each.at).date() == day)
        back = (_("Who read what"), here)
    shown = page.days(told, case, MOST_ENTRIES if day else page.MOST)
    context = {
        "frame": frame_for(case, now, "seen", back),
        "days": shown[:FEW_DAYS],
        "day": day,
        "all_of": here,
        "now": now,
    }
    return render(request, "web/trail/seen.html", context)


def day_asked(request: HttpRequest) -> date | None:
    """The day that an address asks for; None for anything that is no day."""
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return None
