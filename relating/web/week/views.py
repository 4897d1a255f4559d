"""The counsellor's day on one page, to print too, and the week around it."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from relating.journal.hours import CaseHour, hours, new_in
from relating.people import gate
from relating.web.page import visit
from relating.web.page.frame_of_case import office_for
from relating.web.week.page import A_DAY, A_WEEK, Day, asked_for, day_url, is_on, lines, week_of


@require_safe
def week(request: HttpRequest) -> HttpResponse:
    """One day with its hours, and the week around it at a glance."""
    viewer, now = visit.viewer(request), timezone.now()
    gate.counsellors_practice(viewer)
    today = timezone.localdate(now)
    on = asked_for(request.GET.get("on", ""), today)
    every = hours(viewer)
    here = [each for each in every if is_on(each, on, now)]
    cases = {each.case_id for each in here}
    near = [each for each in every if each.case_id in cases]
    context = {
        "frame": office_for(viewer, "week"),
        "on": on,
        "is_today": on == today,
        "lines": lines(here, near, new_in(viewer, near, now), now),
        "days": [day(each, on, every, now) for each in week_of(on)],
        "before_url": day_url(on - A_WEEK),
        "after_url": day_url(on + A_WEEK),
        "yesterday_url": day_url(on - A_DAY),
        "tomorrow_url": day_url(on + A_DAY),
    }
    return render(request, "web/week/week.html", context)


def day(each: date, shown: date, every: Sequence[CaseHour], now: datetime) -> Day:
    """A day of the week, with its hours and without their reasons."""
    here = [hour for hour in every if is_on(hour, each, now)]
    return Day(
        on=each,
        url=day_url(each),
        lines=lines(here, (), Counter(), now),
        shown=each == shown,
        today=each == timezone.localdate(now),
    )
