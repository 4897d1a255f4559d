"""Chosen times in the client's words: for an hour, for paper, to take along."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from relating.case import Episode
from relating.engine.order import moment, newest_first
from relating.journal import queries
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link, place
from relating.web.page.rows import row_of
from relating.web.sessions.page import last_held
from relating.web.voice.episode import MAIN, MORE, Fact, facts
from relating.web.voice.names import when_of, whom
from relating.web.voice.sides import is_clients
from relating.web.voice.words import place_words

A_PAGE = 30
TIME, ALL = "time", "all"


@dataclass(frozen=True, slots=True)
class Choice:
    """A time to choose: how it begins, and whether it is chosen already."""

    id: UUID
    words: str
    line: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A time in full: when and with whom it was, her words, and what she chose or wrote beside."""

    title: str
    line: str
    story: str
    facts: tuple[Fact, ...]


@require_safe
def to_read(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """First which times; then those to read, the oldest first, as one would tell them."""
    case = queries.open_case(visit.viewer(request), case_id)
    gate.require(policies.has_own_pages(case.role))
    now = timezone.now()
    hers = [each for each in newest_first(case.episodes) if is_clients(each)]
    wanted = set(request.GET.getlist(TIME))
    read = hers if ALL in request.GET else [each for each in hers if str(each.id) in wanted]
    if read:
        return in_words(request, case, read, now)
    page = Paginator(hers, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "frame": frame_for(case, now, "to-read", back_link("more", case_id)),
        "page": page,
        "choices": choices(page, case, now),
        "counsellor": case.counsellor_name,
    }
    return render(request, "web/entries/to-read.html", context)


def in_words(
    request: HttpRequest, case: OpenCase, read: Collection[Episode], now: datetime
) -> HttpResponse:
    """What is read or printed; all that she told is a few pages."""
    back = (_("Choose"), place("to-read").url(case.case_id))
    page = Paginator([*reversed([*read])], A_PAGE).get_page(request.GET.get("page"))
    context = {
        "frame": frame_for(case, now, "to-read", back),
        "page": page,
        "told": [told(each, case, now) for each in page],
        "today": timezone.localdate(now),
    }
    return render(request, "web/entries/in-words.html", context)


def choices(found: Iterable[Episode], case: OpenCase, now: datetime) -> list[Choice]:
    """Times to choose from; those since the last hour are chosen."""
    last = last_held(case, now)
    return [
        choice(each, case, now, chosen=last is not None and moment(each) > last.at)
        for each in found
    ]


def choice(told: Episode, case: OpenCase, now: datetime, *, chosen: bool) -> Choice:
    """One time to choose."""
    row = row_of(told, case, now)
    return Choice(told.id, row.words or str(row.instead), " · ".join(map(str, row.meta)), chosen)


def told(episode: Episode, case: OpenCase, now: datetime) -> Told:
    """One time in full."""
    line = (place_words(episode.place), whom(episode, case))
    return Told(
        title=when_of(episode, case, now),
        line=" · ".join(part for part in line if part),
        story=episode.story,
        facts=facts(episode, case, (*MAIN, *MORE)),
    )
