"""What happened: the diary, one episode in full, and its versions."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as written
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from relating.case import Episode
from relating.engine import ways
from relating.engine.order import moment
from relating.journal.queries import OpenCase, OpenEntry
from relating.people import gate
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link
from relating.web.page.sharing import Sharing, of_entry
from relating.web.voice import names
from relating.web.voice.episode import MAIN, MORE, Fact, facts
from relating.web.voice.times import by_clock, whose_clock
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


@require_safe
def episode(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """One episode in full, for whoever may read it."""
    now = timezone.now()
    found, case = visit.opened(visit.viewer(request), entry_id)
    gate.require(isinstance(found.content, Episode) and not found.row.deleted)
    back = back_link("diary", case.case_id)
    context = {"frame": frame_for(case, now, "episodes", back), "now": now}
    return render(request, "web/episodes/episode.html", context | {"told": present(found, case)})


def present(found: OpenEntry, case: OpenCase) -> Page:
    """What the page of an episode shows."""
    told = found.content
    assert isinstance(told, Episode)  # noqa: S101  the view has asked
    at = None if told.place == "past" and told.age is not None else moment(told)
    return Page(
        id=told.id,
        who=capfirst(names.whom(told, case)),
        person_url=person_url(told, case),
        place=told.place,
        where=place_words(told.place),
        way=ways.way(told, case.vocabulary),
        at=at,
        day=written(by_clock(at, told.zone), "l, j F Y, H:i") if at else "",
        clock=whose_clock(at, told.zone) if at else "",
        age=names.when_of(told, case, told.recorded_at) if told.place == "past" else "",
        by=names.by(told, case),
        story=told.story,
        main=facts(told, case, MAIN),
        more=facts(told, case, MORE),
        sharing=of_entry(found, case),
        may=found.may,
    )


def person_url(told: Episode, case: OpenCase) -> str:
    """Where the person of an episode has their page; empty where nobody is named."""
    if told.person is None or told.person not in case.people:
        return ""
    return reverse("person", args=[case.person_row(told.person)])
