"""The ending, that it stops without a day, and the book."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from msgspec.structs import replace

from relating.case import Ending
from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.web.ending import page, readers
from relating.web.ending.book import book_of, bound
from relating.web.ending.forms import AccessForm, DayForm
from relating.web.ending.own import own_ending, their_ending
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.frames import tabs
from relating.web.page.map import back_link
from relating.web.page.pieces import Confirm
from relating.web.voice.names import other_name


@visit.reads_and_writes
def ending(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """How the ending stands; each of the two says a day, takes it back, or says how to end."""
    case = queries.open_around(visit.viewer(request), case_id)
    gate.require(policies.may_say_of_ending(case.role))
    now = visit.to_the_second()
    own = own_ending(case, now)
    sent = visit.sent(request)
    act = sent.get("act", "") if sent is not None else ""
    if request.method == "POST" and act in ACTS:
        return kept(request, case, ACTS[act](own, case))
    day = DayForm(sent if act == "day" else None, own, timezone.localdate())
    access = AccessForm(sent if act == "access" else None, own, case)
    if request.method == "POST" and act == "day" and day.is_valid():
        return kept(request, case, day.told(now))
    may_close = policies.may_close_access(case.role)
    if request.method == "POST" and act == "access" and may_close and access.is_valid():
        return kept(request, case, access.told(now))
    context = {
        "frame": frame_for(case, timezone.now(), "ending"),
        "tabs": tabs(case_id, "ending"),
        "ending": page.shown(case, timezone.now()),
        "form": day,
        "access": access if may_close else None,
        "case_id": case_id,
        **visit.writing(request),
    }
    return render(request, "web/ending/ending.html", context, status=visit.status_of(day))


def yes(own: Ending, case: OpenCase) -> Ending:
    """The day that the other says yes to is the viewer's, too."""
    theirs = their_ending(case)
    gate.require(theirs is not None and theirs.day is not None and not case.at.ended)
    return replace(own, day=theirs.day if theirs else None)


def take_back(own: Ending, case: OpenCase) -> Ending:
    """The viewer holds to no ending any more."""
    return replace(own, day=None, stopped_at=None)


ACTS = {"yes": yes, "take_back": take_back}


def kept(request: HttpRequest, case: OpenCase, told: Ending) -> HttpResponse:
    """Say it, and go back to the page."""
    actions.say_of_ending(case.at.viewer, case.case_id, told)
    text = _("Kept. %(name)s can read it.") % {"name": other_name(case)}
    return visit.done(request, text, reverse("ending", args=[case.case_id]))


@visit.reads_and_writes
def stop(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One of the two ends it without a day; asked first."""
    case = queries.open_around(visit.viewer(request), case_id)
    gate.require(policies.may_say_of_ending(case.role) and policies.goes_on(ended=case.at.ended))
    back = reverse("ending", args=[case_id])
    if request.method == "POST":
        now = visit.to_the_second()
        told = replace(own_ending(case, now), recorded_at=now, stopped_at=now)
        actions.say_of_ending(case.at.viewer, case_id, told)
        return visit.done(request, _("You ended it. All that was written stays."), back)
    name = {"name": other_name(case)}
    confirm = Confirm(
        title=_("It ends here?"),
        url=request.path,
        verb=_("It ends here"),
        back_url=back,
        lines=(
            _("Nothing new is kept from then on: no times, plans, hours or pulses."),
            _("All that was written stays, and can be read. The book can be written at any time."),
            _("%(name)s sees that you ended it. You can take it back.") % name,
        ),
    )
    context = {"frame": frame_for(case, timezone.now(), "ending"), "confirm": confirm}
    return render(request, "web/page/confirm-page.html", context)


@require_safe
def book(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The book, for its owner, and for whoever she lets read it."""
    case = queries.open_case(visit.viewer(request), case_id)
    found = gate.there(book_of(case))
    whole, hers = bound(case, found), policies.has_book(case.role)
    context = {
        "frame": frame_for(case, timezone.now(), "book", back_link("ending", case_id)),
        "book": whole,
        "hers": hers,
        "leaves": [*readers.leaves(case, found, whole)] if hers else [],
        "closed": page.closes(case, timezone.now()) if readers.access_closed(case) else "",
        "shared": found.visibility == "shared",
        "name": case.counsellor_name,
        "entry": found.id,
        "case_id": case_id,
    }
    return render(request, "web/ending/book.html", context)
