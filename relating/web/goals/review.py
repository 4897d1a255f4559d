"""The review of a day: what she came for, what has changed, the two of them, what each says."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from relating.case import Content, Review
from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.people.gate import Hidden
from relating.web.goals.forms import ReviewForm, review_of
from relating.web.goals.review_page import shown
from relating.web.page import dates, visit
from relating.web.page.came_for import review_url
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link
from relating.web.page.meanwhile import Saved, rest_on, saved_meanwhile
from relating.web.voice.names import other_name

SAY = "say"
"""What asks in the address for the form, where something was said already."""


@visit.reads_and_writes
def review(request: HttpRequest, case_id: UUID, day: str) -> HttpResponse:
    """What both said at it; each writes a part of their own."""
    on = a_day(day)
    case = queries.open_case(visit.viewer(request), case_id)
    gate.require(policies.may_agree(case.role))
    base = review_of(case, on, visit.to_the_second())
    version = case.version(base.id) if base.id in case.rows else actions.NEW
    form = ReviewForm(visit.sent(request), base, version, case)
    if request.method == "POST" and form.is_valid():
        return kept(request, case, form)
    asks = form.is_bound or SAY in request.GET or not version
    return page(request, case, form, asks=asks)


def a_day(text: str) -> date:
    """The day that an address names.

    Raises:
        Hidden: it names none, or one of which nobody speaks.
    """
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise Hidden from None
    gate.require(found.isoformat() == text)
    gate.require(dates.within(found, dates.FARTHEST, timezone.localdate()))
    return found


def kept(request: HttpRequest, case: OpenCase, form: ReviewForm) -> HttpResponse:
    """Keep what the viewer says; where it was said otherwise meanwhile, both texts stand there."""
    told = form.told()
    based_on = form.cleaned_data["based_on"] or actions.NEW
    try:
        receipt = actions.write(case.at.viewer, case.case_id, told, based_on)
    except actions.Conflict as conflict:
        rest_on(form, conflict.version)
        saved = ReviewForm(None, a_review(conflict.theirs), 0, case)
        return page(request, case, form, asks=True, met=saved_meanwhile(form, saved))
    return visit.saved(request, who_reads(told, case), review_url(case.case_id, told.on), receipt)


def a_review(saved: Content) -> Review:
    """What was saved meanwhile.

    Raises:
        Hidden: it is no word at a review.
    """
    if not isinstance(saved, Review):
        raise Hidden
    return saved


def who_reads(told: Review, case: OpenCase) -> str:
    """That it is saved, and for whom."""
    if told.visibility == "shared":
        return _("Saved. %(name)s can read it.") % {"name": other_name(case)}
    return _("Saved. Private to you.")


def page(
    request: HttpRequest,
    case: OpenCase,
    form: ReviewForm,
    *,
    asks: bool,
    met: tuple[Saved, ...] | None = None,
) -> HttpResponse:
    """The page, with everything that was typed."""
    context = {
        "frame": frame_for(case, timezone.now(), "goals", back_link("goals", case.case_id)),
        "form": form,
        "asks": asks,
        "met": met,
        **shown(case, form),
        **visit.writing(request),
    }
    return render(request, "web/goals/review.html", context, status=visit.status_of(form, met))
