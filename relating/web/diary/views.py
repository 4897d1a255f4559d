"""All episodes of a case as a list that can be narrowed down."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from relating.journal import queries
from relating.people import gate, policies
from relating.web.diary import filters
from relating.web.diary import page as river
from relating.web.diary.month import month as of_month
from relating.web.diary.month import month_asked
from relating.web.diary.page import counted, nothing
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link
from relating.web.page.pieces import Empty
from relating.web.page.rows import rows_of

PAGE = 30


@require_safe
def episodes(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The episodes, newest first, thirty at a time."""
    now = timezone.now()
    case = queries.open_case(visit.viewer(request), case_id)
    wanted = filters.chosen(request.GET, case)
    kept = filters.kept(case, wanted, now)
    page = Paginator(kept, PAGE).get_page(request.GET.get("page"))
    context = {
        "frame": frame_for(case, now, "episodes", back_link("today", case_id)),
        "page": page,
        "rows": rows_of(page.object_list, case, now),
        "count": counted(len(kept), case),
        "filters": filters.filters_of(case, wanted, request.path),
        "empty": nothing(case, wanted, request.path),
        "new_url": reverse("episode-new", args=[case_id]),
    }
    return render(request, "web/diary/episodes.html", context)


@require_safe
def diary(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Everything that happened, day by day, the newest first."""
    now = timezone.now()
    case = queries.open_case(visit.viewer(request), case_id)
    page = river.page_of(case.episodes, request.GET.get("page"))
    context = {
        "frame": frame_for(case, now, "diary", back_link("today", case_id)),
        "months": river.months(page, case, now),
        "page": page,
        "search_url": reverse("search", args=[case_id]),
        "month_url": reverse("month", args=[case_id]) if policies.has_own_pages(case.role) else "",
        "empty": nothing_yet(case_id),
    }
    return render(request, "web/diary/diary.html", context)


@require_safe
def month(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A month of the client's days, each with its marks."""
    now = timezone.now()
    case = queries.open_case(visit.viewer(request), case_id)
    gate.require(policies.has_own_pages(case.role))
    first = month_asked(request.GET.get("of", ""), timezone.localdate(now))
    context = {
        "frame": frame_for(case, now, "diary", back_link("diary", case_id)),
        "month": of_month(case, first, now),
    }
    return render(request, "web/diary/month.html", context)


def nothing_yet(case_id: UUID) -> Empty:
    """The diary before the first entry."""
    text = _("Whatever you put down will stand here, day by day.")
    url = reverse("episode-new", args=[case_id])
    return Empty("list", _("Not yet"), text, url, _("Something happened"))
