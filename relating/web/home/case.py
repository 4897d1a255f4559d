"""A case: the client's Today, or the counsellor's first look at what is new."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from relating.case import Episode
from relating.engine.back_then import of_now
from relating.journal import caseload, queries
from relating.journal.queries import OpenCase
from relating.people import invitations, policies
from relating.pictures.drawing import Figure
from relating.web.beginning.page import asks as asks_to_begin
from relating.web.diary.filters import Chosen, Filters, filters_of
from relating.web.home import today
from relating.web.home.news import news
from relating.web.page import visit
from relating.web.page.figures import circle_of
from relating.web.page.frame_of_case import frame_for
from relating.web.page.parts import left_out_of
from relating.web.page.pieces import Empty
from relating.web.page.rows import rows_of
from relating.web.voice.times import when

NEWS, NEWEST = 6, 8
CIRCLE, MARKS = 360, 40
"""The circle is small here: its width, and how many of the newest times are drawn."""


@require_safe
def shown(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The case, as whoever opens it needs it first."""
    case = queries.open_case(visit.viewer(request), case_id)
    if policies.has_own_pages(case.role):
        return today.today(request, case)
    return desk(request, case)


def desk(request: HttpRequest, case: OpenCase) -> HttpResponse:
    """What is new since the two last met, the newest episodes, the circle."""
    now = timezone.now()
    since = caseload.since(case.sessions, now)
    changed = queries.changes(case, since)
    told = of_now(case.episodes, on=False)
    fresh = tuple(each for each in told if each.id in changed)
    context = {
        "frame": frame_for(case, now, ""),
        "case": case,
        "case_id": case.case_id,
        "asks_to_begin": asks_to_begin(case),
        "heading": heading(case, now),
        "news": news(case, changed, now),
        "fresh": rows_of(fresh[:NEWS], case, now),
        "more": len(fresh[NEWS:]),
        "rows": rows_of(others(told, fresh[:NEWS]), case, now),
        "figure": figure(case, told),
        "figure_filters": people_filters(case),
        "joined": invitations.has_client(case.case_id),
        "empty": nothing_yet(case),
    }
    return render(request, "web/home/desk.html", context)


def figure(case: OpenCase, told: tuple[Episode, ...]) -> Figure | None:
    """The circle of the newest times; none where the two do without it."""
    if "circle" in left_out_of(case):
        return None
    return circle_of(case, told, CIRCLE, most=MARKS)


def heading(case: OpenCase, now: datetime) -> str:
    """From when on something is new, in words."""
    last = caseload.last_session(case.sessions, now)
    if last is None:
        return _("New this week")
    return _("New since %(when)s") % {"when": when(last, now)}


def others(told: tuple[Episode, ...], shown: tuple[Episode, ...]) -> tuple[Episode, ...]:
    """The newest of these episodes that do not stand above already."""
    above = {each.id for each in shown}
    return tuple(each for each in told if each.id not in above)[:NEWEST]


def people_filters(case: OpenCase) -> Filters:
    """The people of the circle; a choice leads to the circle's own page."""
    filters = filters_of(case, Chosen(), reverse("circle", args=[case.case_id]))
    return replace(filters, groups=())


def nothing_yet(case: OpenCase) -> Empty:
    """What will stand here, before anything was shared or written."""
    return Empty(
        icon="list",
        title=_("Nothing is here yet"),
        text=_(
            "What %(name)s shares with you will stand here, and what you write down together. "
            "What is private to them stays with them; you cannot see that there is any."
        )
        % {"name": case.client_name},
        url=reverse("episode-new", args=[case.case_id]),
        verb=_("Add what happened"),
    )
