"""What the client came for: all of it, and one goal with what was said of it at reviews."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from relating.case import Goal
from relating.journal import queries
from relating.people import gate, policies
from relating.people.gate import Hidden
from relating.web.goals.forms import DayForm
from relating.web.goals.page import about, in_pages, one, said_at_reviews
from relating.web.page import visit
from relating.web.page.came_for import review_url
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link
from relating.web.page.open_dip import open_dip
from relating.web.page.sharing import sharing
from relating.web.sessions import course_page


@require_safe
def goals(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What she came for, what she dropped, and the reviews; a day leads to the review of it."""
    case = queries.open_around(visit.viewer(request), case_id)
    gate.require(policies.may_agree(case.role))
    form = DayForm(request.GET if "on" in request.GET else None)
    if form.is_bound and form.is_valid():
        return visit.see_other(review_url(case_id, form.cleaned_data["on"]))
    now = timezone.now()
    page, found = in_pages(case, request.GET.get("page"))
    hers, today = policies.may_say_why(case.role), timezone.localdate(now)
    context = {
        "frame": frame_for(case, now, "goals", back_link("ways", case_id)),
        "found": found,
        "page": page,
        "reviews": [*course_page.shown(case, now)],
        "today_url": review_url(case_id, today),
        "form": form,
        "hers": hers,
        "client": case.client_name,
        "counsellor": case.counsellor_name,
        "dip": open_dip(case) is not None,
        "case_id": case_id,
    }
    return render(request, "web/goals/goals.html", context, status=visit.status_of(form))


@require_safe
def goal(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """One goal: its levels, what it is about, and what she said of it at reviews."""
    found, case = visit.opened(visit.viewer(request), entry_id)
    gate.require(not found.row.deleted)
    wanted = found.content
    if not isinstance(wanted, Goal):
        raise Hidden
    hers = policies.may_say_why(case.role)
    context = {
        "frame": frame_for(case, timezone.now(), "goals", back_link("goals", case.case_id)),
        "goal": one(wanted, case),
        "said": said_at_reviews(wanted, case),
        "about": about(wanted, case),
        "hers": hers,
        "client": case.client_name,
        "counsellor": case.counsellor_name,
        "sharing": sharing(wanted, wanted.id, found.may, case) if hers else None,
    }
    return render(request, "web/goals/goal.html", context)
