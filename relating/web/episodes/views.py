"""What happened: the diary, one episode in full, and its versions."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from relating.case import Episode
from relating.engine import ways
from relating.engine.order import moment
from relating.journal.queries import OpenCase, OpenEntry
from relating.people import gate
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.sharing import Sharing, of_entry
from relating.web.voice import names
from relating.web.voice.episode import MAIN, MORE, Fact, facts
from relating.web.voice.words import PLACE_WORDS

Text = str | Promise
BACK = gettext_lazy("Diary")


@dataclass(frozen=True, slots=True)
class Page:
    """One episode in full. `age` stands instead of `at` where only that is known."""

    id: UUID
    who: str
    person_url: str
    place: str
    where: Text
    way: str
    at: datetime | None
    age: str
    by: str
    story: str
    main: tuple[Fact, ...]
    more: tuple[Fact, ...]
    sharing: Sharing
    may: frozenset[str]


@require_safe
def episode(request: HttpRequest, entry: UUID) -> HttpResponse:
    """One episode in full, for whoever may read it."""
    now = timezone.now()
    found, opened = visit.opened(visit.viewer(request), entry)
    gate.require(isinstance(found.content, Episode) and not found.row.deleted)
    back = (BACK, reverse("diary", args=[opened.case_id]))
    context = {"frame": frame_for(opened, now, "episodes", back), "now": now}
    return render(request, "web/episodes/episode.html", context | {"told": present(found, opened)})


def present(found: OpenEntry, opened: OpenCase) -> Page:
    """What the page of an episode shows."""
    told = found.content
    assert isinstance(told, Episode)  # noqa: S101  the view has asked
    return Page(
        id=told.id,
        who=capfirst(names.whom(told, opened)),
        person_url=person_url(told, opened),
        place=told.place,
        where=PLACE_WORDS[told.place],
        way=ways.way(told, opened.vocabulary),
        at=None if told.place == "past" and told.age is not None else moment(told),
        age=names.when_of(told, opened, told.recorded_at) if told.place == "past" else "",
        by=names.by(told, opened),
        story=told.story,
        main=facts(told, opened, MAIN),
        more=facts(told, opened, MORE),
        sharing=of_entry(found, opened),
        may=found.may,
    )


def person_url(told: Episode, opened: OpenCase) -> str:
    """Where the person of an episode has their page; empty where nobody is named."""
    if told.person is None or told.person not in opened.people:
        return ""
    return reverse("person", args=[opened.person_row(told.person)])
