"""The counsellor's hours for a calendar that subscribes: a secret address, and nothing telling."""

from datetime import timedelta
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe
from msgspec.structs import replace

from relating.case.clock import later
from relating.exchange.calendar import Wish, slot
from relating.exchange.calendar import calendar as written
from relating.journal import actions
from relating.journal.hours import CaseHour, calendar_id, hours, versions
from relating.people import feeds, gate
from relating.people.models import CalendarFeed
from relating.vault.looking import looking
from relating.web.accounts.page import hand_on, handed_on
from relating.web.accounts.throttle import counted
from relating.web.page import visit
from relating.web.page.frame_of_case import office_for
from relating.web.sessions.forms import MEDIUMS
from relating.web.week.forms import CalendarForm

SO_FAR = timedelta(days=60)
"""So far back a calendar is told: what was moved or cancelled must still be taken out."""
IN_AN_HOUR = "3600"


@visit.reads_and_writes
def settings(request: HttpRequest) -> HttpResponse:
    """Make the address, make it anew, close it, and choose what it says."""
    viewer, here = visit.viewer(request), reverse("calendar")
    feed = feeds.of_counsellor(viewer)
    if request.method == "POST":
        return told(request, feed, here)
    made = handed_on(request)
    link = request.build_absolute_uri(reverse("calendar-feed", args=[made[0]])) if made else ""
    context = {
        "frame": office_for(viewer, "week"),
        "feed": feed,
        "form": CalendarForm.of(feed) if feed else None,
        "link": link,
    }
    return render(request, "web/week/calendar.html", context)


def told(request: HttpRequest, feed: CalendarFeed | None, here: str) -> HttpResponse:
    """Do what a button of the page says."""
    viewer, act = visit.viewer(request), request.POST.get("act")
    if act == "open":
        return hand_on(request, actions.open_feed(viewer))
    gate.require(feed is not None)
    if act == "close":
        actions.close_feed(viewer)
        return visit.done(request, _("Closed. The address leads nowhere now."), here)
    form = CalendarForm(request.POST)
    if not form.is_valid():
        return visit.see_other(here)
    where = form.cleaned_data["says_where"]
    actions.say_in_feed(viewer, minutes_before=form.minutes, says_where=where)
    return visit.done(request, _("Saved."), here)


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The hours of whoever this secret is of. No cookie, no name, nothing of a case."""
    found = feeds.of_token(token)
    if counted(request, "calendar", str(found.pk)) is None:
        wait = {"Retry-After": IN_AN_HOUR}
        return HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS, headers=wait)
    headers = {"Content-Disposition": 'attachment; filename="appointments.ics"'}
    with looking(found.pk):
        said = text(found)
    return HttpResponse(said, content_type="text/calendar; charset=utf-8", headers=headers)


def text(found: CalendarFeed) -> str:
    """The calendar: each hour as its file says it, with the alarm and the place that are wanted.
    One that was booked for a time after the ending is taken out."""
    title = pgettext("in a calendar, where others may read it", "Appointment")
    since = later(timezone.now(), -SO_FAR)
    near = [each for each in hours(gate.viewer_of(found.user)) if each.session.at >= since]
    stands = versions(near)
    return written(
        *(
            slot(
                replace(each.session, state="cancelled") if each.lapsed else each.session,
                title,
                calendar_id(found.pk, each.session.id),
                stands[each.session.id] + each.lapsed,
                wish(found, each),
            )
            for each in near
        )
    )


def wish(found: CalendarFeed, hour: CaseHour) -> Wish:
    """What is wanted beside when."""
    medium = hour.session.medium
    where = str(MEDIUMS[medium]) if found.says_where and medium else ""
    return Wish(found.minutes_before, where)
