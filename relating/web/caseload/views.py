"""The counsellor's caseload, and opening a case."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from relating.journal import actions
from relating.journal.caseload import CaseCard, cards
from relating.people import gate
from relating.web.caseload import page
from relating.web.caseload.forms import CaseForm, FindForm
from relating.web.caseload.waiting import who_waits
from relating.web.page import visit
from relating.web.page.frame_of_case import office_for

A_PAGE = 75
FEW = 8
"""From so many clients on one looks for a name."""


@visit.reads_and_writes
def caseload(request: HttpRequest) -> HttpResponse:
    """Who needs the counsellor now, who waits, today and this week, and everybody. A name that is
    looked for is sent, and stands in no address."""
    viewer, now = visit.viewer(request), timezone.now()
    gate.counsellors_practice(viewer)
    every = cards(viewer, now)
    form = FindForm(request.POST if request.method == "POST" else None)
    found = page.named(every, form.cleaned_data["words"]) if form.is_valid() else None
    if found is not None and len(found) == 1:
        return visit.see_other(page.address(found[0]))
    context = {
        "frame": office_for(viewer, "caseload"),
        "form": form,
        "may_find": len(every) >= FEW,
        "empty": page.no_cases(),
        "found": None if found is None else clients(sorted_by_name(found), now),
        **shown(request, every, now),
    }
    return render(request, "web/caseload/caseload.html", context)


def sorted_by_name(found: Sequence[CaseCard]) -> list[CaseCard]:
    """Those who go on first."""
    return [*page.going_on(found), *page.ended(found)]


def shown(request: HttpRequest, every: Sequence[CaseCard], now: datetime) -> dict[str, object]:
    """What the page says of these cases."""
    open_cases, closed = page.going_on(every), page.ended(every)
    hours = page.hours(open_cases)
    above = page.now_or_next(hours, now)
    waiting = who_waits(every, [card for card, _hour in above], now)
    booked = sorted([*hours, *page.lapsed(closed)], key=lambda each: each[1].at)
    title, text = page.nobody_now(hours, now, waits=bool(waiting))
    everybody = Paginator(open_cases, A_PAGE).get_page(request.GET.get("page"))
    return {
        "any": bool(every),
        "above": [page.as_now(each, now) for each in above],
        "nobody": title,
        "following": text,
        "waiting": waiting[: page.FIRST],
        "more_waiting": waiting[page.FIRST :][: page.FOLDED],
        "still_waiting": len(waiting[page.FIRST + page.FOLDED :]),
        "week": page.week(booked, now),
        "page": everybody,
        "everybody": clients(everybody.object_list, now),
        "ended": clients(closed[:A_PAGE], now),
    }


def clients(found: Iterable[CaseCard], now: datetime) -> list[page.Client]:
    """Cases as they stand among everybody."""
    return [page.as_client(each, now) for each in found]


@visit.reads_and_writes
def new(request: HttpRequest) -> HttpResponse:
    """Open a case; its client is invited on the next page."""
    viewer = visit.viewer(request)
    gate.counsellors_practice(viewer)
    given = visit.sent(request)
    form = CaseForm(given) if given else CaseForm.empty(timezone.localdate())
    if request.method == "POST" and form.is_valid():
        case_id = actions.open_new_case(viewer, **form.told())
        return visit.see_other(reverse("case-invitation", args=[case_id]))
    context = {"frame": office_for(viewer), "form": form, "writer": visit.writer(request)}
    status = 422 if request.method == "POST" else 200
    return render(request, "web/caseload/new.html", context, status=status)
