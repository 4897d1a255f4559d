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
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from relating.case import Episode
from relating.engine import ways
from relating.engine.order import moment
from relating.journal import queries
from relating.journal.queries import OpenCase, OpenEntry
from relating.people import gate
from relating.web.diary import page as river
from relating.web.entries import versions as changed
from relating.web.entries import views
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.pieces import Empty
from relating.web.page.sharing import Sharing, of_entry
from relating.web.templatetags.look import PLACE_WORDS
from relating.web.voice import names
from relating.web.voice.episode import MAIN, MORE, Fact, facts

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
def diary(request: HttpRequest, case: UUID) -> HttpResponse:
    """Everything that happened, day by day, the newest first."""
    now = timezone.now()
    opened = queries.open_case(visit.viewer(request), case)
    page = river.page_of(opened.episodes, request.GET.get("page"))
    context = {
        "frame": frame_for(opened, now, "episodes", (_("Today"), reverse("case", args=[case]))),
        "months": river.months(page, opened, now),
        "page": page,
        "search_url": reverse("search", args=[case]),
        "empty": nothing_yet(case),
    }
    return render(request, "web/diary/diary.html", context)


def nothing_yet(case: UUID) -> Empty:
    """The diary before the first entry."""
    text = _("Whatever you put down will stand here, day by day.")
    url = reverse("episode-new", args=[case])
    return Empty("list", _("Not yet"), text, url, _("Something happened"))


@require_safe
def episode(request: HttpRequest, entry: UUID) -> HttpResponse:
    """One episode in full, for whoever may read it."""
    now = timezone.now()
    found, opened = views.opened(visit.viewer(request), entry)
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


@require_safe
def versions(request: HttpRequest, entry: UUID) -> HttpResponse:
    """How an entry came to be what it is, newest first."""
    now, viewer = timezone.now(), visit.viewer(request)
    found, opened = views.opened(viewer, entry)
    gate.require(not found.row.deleted)
    steps = changed.steps(queries.history(viewer, entry), opened)
    home = views.home_of(found)
    context = {"frame": frame_for(opened, now, "episodes", (_("Back"), home)), "now": now}
    return render(request, "web/entries/versions.html", context | {"steps": steps, "home": home})
