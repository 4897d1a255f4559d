"""What happened: the diary, one episode in full, and its versions."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as written
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from relating.case import Episode, Preferences, Recognition
from relating.engine.back_then import Meets, agreed, meets
from relating.engine.order import moment
from relating.engine.tellings import as_seen
from relating.journal import actions
from relating.journal.queries import OpenCase, OpenEntry
from relating.people import gate, policies
from relating.web.episodes.recognition import KEPT_OFF, RecognitionForm, answers, kept_off
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link
from relating.web.page.sharing import Sharing, of_entry
from relating.web.voice import names
from relating.web.voice.episode import MAIN, MORE, Fact, facts
from relating.web.voice.sides import is_clients, is_counsellors, rests
from relating.web.voice.times import by_clock, whose_clock
from relating.web.voice.ways import way_shown
from relating.web.voice.words import place_words

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Page:
    """One episode in full. `age` stands instead of `at` where only that is known; `clock` says
    whose clock it was, where that has to be said."""

    id: UUID
    who: str
    person_url: str
    place: str
    where: Text
    way: str
    at: datetime | None
    day: str
    clock: str
    age: str
    by: str
    story: str
    main: tuple[Fact, ...]
    more: tuple[Fact, ...]
    sharing: Sharing
    may: frozenset[str]
    rests: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """What the client says to a telling by the counsellor; `says` is empty until she does."""

    says: str
    said: Text
    words: str


SAYS: dict[str, Text] = {
    "so": gettext_lazy("So it was"),
    "partly": gettext_lazy("Partly"),
    "not_so": gettext_lazy("It was not so"),
}
"""The answers to a telling, each as large as the others."""
SAID = SAYS | {"refused": gettext_lazy("I do not want to look at it")}
MORE_OF_PAST: dict[str, Text] = {
    "refused": SAID["refused"],
    "kept_off": gettext_lazy("Keep it off this phone"),
}
"""What else can be said to a telling of back then."""


@require_safe
def episode(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """One episode in full, for whoever may read it."""
    now = timezone.now()
    found, case = visit.opened(visit.viewer(request), entry_id)
    gate.require(isinstance(found.content, Episode) and not found.row.deleted)
    return page(request, found, case, now)


@visit.reads_and_writes
def recognise(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """The client says to a telling by the counsellor whether it was so."""
    found, case = visit.opened(visit.viewer(request), entry_id)
    gate.require(policies.may_answer(case.role) and is_telling_of_counsellor(found))
    if request.POST.get("says") == "back":
        return back_on_pages(request, case, entry_id)
    form = form_for(visit.sent(request), found, case)
    if request.method != "POST" or not form.is_valid():
        return page(request, found, case, timezone.now(), form)
    told = form.told(visit.to_the_second())
    receipt = actions.write(case.at.viewer, case.case_id, told, actions.LATEST)
    if told.says in MORE_OF_PAST:
        url = reverse("back-then", args=[case.case_id])
        return visit.saved(request, put_away(told, case), url, receipt)
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


def form_for(given: QueryDict | None, found: OpenEntry, case: OpenCase) -> RecognitionForm:
    """The form of her answer to a telling."""
    return RecognitionForm(given, case, found.row.id, of_past=is_of_past(found))


def is_of_past(found: OpenEntry) -> bool:
    """Whether it is of back then."""
    return isinstance(found.content, Episode) and found.content.place == "past"


def met(found: OpenEntry, case: OpenCase) -> Meets:
    """How the viewer meets an episode."""
    if not policies.is_not_pushed(case.role) or not isinstance(found.content, Episode):
        return "open"
    return meets(found.content, agreed(case.all(Preferences), case.all(Recognition)))


def is_telling_of_counsellor(found: OpenEntry) -> bool:
    """Whether it is something that the counsellor told, and is there."""
    told = isinstance(found.content, Episode) and is_counsellors(found.content)
    return told and not found.row.deleted


def page(
    request: HttpRequest,
    found: OpenEntry,
    case: OpenCase,
    now: datetime,
    form: RecognitionForm | None = None,
) -> HttpResponse:
    """One episode; of the counsellor's, with the client's answer, or the question for it."""
    seen = is_telling_of_counsellor(found)
    asked = seen and policies.may_answer(case.role)
    how = met(found, case)
    if how != "open" and form is None and "open" not in request.GET:
        return folded_page(request, found, case, now)
    context = {
        "frame": frame_for(case, now, "episodes", back_link("diary", case.case_id)),
        "versions": how == "open",
        "put_away": MORE_OF_PAST if is_of_past(found) else {},
        "now": now,
        "told": present(found, case),
        "spared_url": spared_url(found),
        "says": SAYS,
        "answered": answered(found, case) if seen else None,
        "form": (form or form_for(None, found, case)) if asked else None,
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


def folded_page(
    request: HttpRequest, found: OpenEntry, case: OpenCase, now: datetime
) -> HttpResponse:
    """A telling of back then that waits: she opens it, or puts it away, without reading it."""
    context = {
        "frame": frame_for(case, now, "episodes", back_link("diary", case.case_id)),
        "id": found.row.id,
        "other": case.counsellor_name,
        "kept_off": kept_off(case, found.row.id) is not None,
        "answered": answered(found, case),
        "put_away": MORE_OF_PAST,
        **visit.writing(request, request.path),
    }
    return render(request, "web/episodes/folded.html", context)


def answered(found: OpenEntry, case: OpenCase) -> Answered:
    """What the client said to a telling, so far."""
    said = (each for each in case.all(Recognition) if answers(each, found.row.id))
    answer = next(said, None)
    if answer is None:
        return Answered("", "", "")
    return Answered(answer.says, SAID[answer.says], answer.words)


def present(found: OpenEntry, case: OpenCase) -> Page:
    """What the page of an episode shows."""
    assert isinstance(found.content, Episode)  # noqa: S101  the view has asked
    told = as_seen(found.content, case.role)
    at = None if told.place == "past" and told.age is not None else moment(told)
    return Page(
        id=told.id,
        who=capfirst(names.whom(told, case)),
        person_url=person_url(told, case),
        place=told.place,
        where=place_words(told.place),
        way=way_shown(told, case),
        at=at,
        day=written(by_clock(at, told.zone), "l, j F Y, H:i") if at else "",
        clock=whose_clock(at, told.zone) if at else "",
        age=names.when_of(told, case, told.recorded_at) if told.place == "past" else "",
        by=names.by(told, case),
        story=told.story,
        main=facts(told, case, MAIN),
        more=facts(told, case, MORE),
        sharing=of_entry(found, case),
        may=found.may - ({"revise"} if rests(told, case) else frozenset()),
        rests=rests(told, case),
    )


def person_url(told: Episode, case: OpenCase) -> str:
    """Where the person of an episode has their page; empty where nobody is named."""
    if told.person is None or told.person not in case.people:
        return ""
    return reverse("person", args=[case.person_row(told.person)])
