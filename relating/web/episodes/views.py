"""One thing that happened, as it was told: read, and answered by the client."""

from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from relating.case import Episode, Preferences, Recognition
from relating.engine.back_then import Meets, agreed, meets
from relating.engine.tellings import with_somebody_unsafe
from relating.journal import actions
from relating.journal.queries import OpenCase, OpenEntry
from relating.journal.tellings import OpenTelling, open_telling
from relating.people import gate, policies
from relating.web.episodes.page import MORE_OF_PAST, SAYS, answered, of_counsellor, page_of
from relating.web.episodes.recognition import KEPT_OFF, RecognitionForm, kept_off
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link
from relating.web.page.open_dip import open_dip
from relating.web.page.thread import thread
from relating.web.voice.sides import is_clients, is_counsellors, is_mine

Text = str | Promise


@require_safe
def episode(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """A telling in full, beside what else was told of its moment, for whoever may read it."""
    return page(request, open_telling(visit.viewer(request), entry_id), timezone.now())


@visit.reads_and_writes
def recognise(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """The client says to a telling by the counsellor whether it was so."""
    opened = open_telling(visit.viewer(request), entry_id)
    found, case = opened.found, opened.case
    gate.require(policies.may_answer(case.role) and is_telling_of_counsellor(found))
    if request.POST.get("says") == "back":
        return back_on_pages(request, case, entry_id)
    told = as_episode(found)
    form = form_for(visit.sent(request), told, case)
    if request.method != "POST" or not form.is_valid():
        return page(request, opened, timezone.now(), form)
    answer = form.told(visit.to_the_second())
    receipt = actions.write(case.at.viewer, case.case_id, answer, actions.LATEST)
    if answer.says in MORE_OF_PAST:
        url = reverse("back-then", args=[case.case_id])
        return visit.saved(request, put_away(answer, case), url, receipt)
    text = _("Thank you. %(name)s sees your answer.") % {"name": case.counsellor_name}
    return visit.saved(request, text, reverse("episode", args=[entry_id]), receipt)


def put_away(told: Recognition, case: OpenCase) -> Text:
    """What becomes of a telling of back then that she does not look at."""
    if told.says == KEPT_OFF:
        return _("It is on none of your pages now, on any device. Nobody is told.")
    name = {"name": case.counsellor_name}
    return _("It is on none of your pages now. %(name)s sees that you do not want it.") % name


def back_on_pages(request: HttpRequest, case: OpenCase, telling: UUID) -> HttpResponse:
    """She has a telling on her pages again."""
    kept = kept_off(case, telling)
    if kept is not None:
        actions.delete(case.at.viewer, kept.id)
    url = reverse("episode", args=[telling])
    return visit.done(request, _("It is on your pages again."), url)


def form_for(given: QueryDict | None, told: Episode, case: OpenCase) -> RecognitionForm:
    """The form of her answer to a telling."""
    return RecognitionForm(given, case, told.id, of_past=told.place == "past")


def met(told: Episode, case: OpenCase) -> Meets:
    """How the viewer meets a telling."""
    if not policies.is_not_pushed(case.role):
        return "open"
    return meets(told, agreed(case.all(Preferences), case.all(Recognition)))


def as_episode(found: OpenEntry) -> Episode:
    """What was told, of an entry that was opened as a telling."""
    return gate.as_a(Episode, found.content)


def is_telling_of_counsellor(found: OpenEntry) -> bool:
    """Whether it is something that the counsellor told, and is there."""
    told = isinstance(found.content, Episode) and is_counsellors(found.content)
    return told and not found.row.deleted


def page(
    request: HttpRequest,
    opened: OpenTelling,
    now: datetime,
    form: RecognitionForm | None = None,
) -> HttpResponse:
    """What was told of a moment; of the counsellor's, with the client's answer, or the question
    for it."""
    found, case, his = opened.found, opened.case, of_counsellor(opened)
    how = met(as_episode(found), case)
    if how != "open" and form is None and "open" not in request.GET:
        return folded_page(request, found, case, now)
    asked = his is not None and policies.may_answer(case.role)
    context = {
        "frame": frame_for(case, now, "episodes", back_link("diary", case.case_id)),
        "versions": how == "open",
        "put_away": MORE_OF_PAST if his and his.place == "past" else {},
        "now": now,
        "case_id": case.case_id,
        "page": page_of(opened, now),
        "spared_url": spared_url(found),
        "way_url": way_url(found, case),
        "plan_url": plan_url(found, case),
        "thread": thread(case, found.row.id, now),
        "says": SAYS,
        "his": his,
        "answered": answered(his.id, case) if his else None,
        "form": (form or form_for(None, his, case)) if his and asked else None,
        "other": case.counsellor_name,
        "client": case.client_name,
        **visit.writing(request, request.path),
    }
    status = visit.status_of(form) if form else HTTPStatus.OK
    return render(request, "web/episodes/episode.html", context, status=status)


def spared_url(found: OpenEntry) -> str:
    """Where she says what it spared her and what it cost; empty for whoever cannot."""
    content = found.content
    hers = isinstance(content, Episode) and is_clients(content) and "revise" in found.may
    return reverse("episode-more", args=[found.row.id, "spared"]) if hers else ""


def way_url(found: OpenEntry, case: OpenCase) -> str:
    """Where she makes a way of it; empty for whoever cannot, and while a dip is open."""
    told = as_episode(found)
    hers = policies.has_own_pages(case.role) and is_mine(told, case)
    if not hers or open_dip(case) is not None:
        return ""
    return f"{reverse('way-new', args=[case.case_id])}?from={found.row.id}"


def plan_url(found: OpenEntry, case: OpenCase) -> str:
    """Where what she would rather have done or said becomes a plan; empty where nothing is to be
    planned: back then, with somebody who is not safe, while a dip is open."""
    told = as_episode(found)
    meant = told.rather or told.unsaid
    apart = told.place == "past" or with_somebody_unsafe(told, case.people)
    if not meant or apart or not way_url(found, case):
        return ""
    return f"{reverse('plan-new', args=[case.case_id])}?origin={found.row.id}"


def folded_page(
    request: HttpRequest, found: OpenEntry, case: OpenCase, now: datetime
) -> HttpResponse:
    """A telling of back then that waits: she opens it, or puts it away, without reading it."""
    context = {
        "frame": frame_for(case, now, "episodes", back_link("diary", case.case_id)),
        "id": found.row.id,
        "other": case.counsellor_name,
        "kept_off": kept_off(case, found.row.id) is not None,
        "answered": answered(found.row.id, case),
        "put_away": MORE_OF_PAST,
        **visit.writing(request, request.path),
    }
    return render(request, "web/episodes/folded.html", context)
