"""Chosen times in the client's words: for an hour, for paper, to take along."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone

from relating.case import Episode
from relating.engine.order import moment, newest_first
from relating.journal import queries
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link
from relating.web.page.rows import row_of
from relating.web.sessions.page import last_held
from relating.web.voice.episode import MAIN, MORE, Fact, facts
from relating.web.voice.names import when_of, whom
from relating.web.voice.sides import is_clients
from relating.web.voice.words import place_words

A_PAGE = 30
TIME, READ, ALL = "time", "read", "all"
"""What the form sends: the times chosen, and which page of them, or of all, is to be read."""


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


@visit.reads_and_writes
def to_read(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """First which times; then those to read. Which they are goes from page to page in the body of
    a form, and stands in no address."""
    case = queries.open_case(visit.viewer(request), case_id)
    gate.require(policies.has_own_pages(case.role))
    now, given = timezone.now(), visit.sent(request)
    sent = given or QueryDict()
    hers = [each for each in newest_first(case.episodes) if is_clients(each)]
    chosen = begun(hers, case, now) if given is None else those(hers, sent)
    read = those_to_read(hers, chosen, sent)
    if read:
        return in_words(request, case, read, ids_of(chosen), now)
    page = Paginator(hers, A_PAGE).get_page(sent.get("page"))
    context = {
        "frame": frame_for(case, now, "to-read", back_link("more", case_id)),
        "page": page,
        "choices": [choice(each, case, now, chosen=each in chosen) for each in page],
        "elsewhere": ids_of(each for each in chosen if each not in [*page]),
        "counsellor": case.counsellor_name,
    }
    return render(request, "web/entries/to-read.html", context)


def begun(hers: Iterable[Episode], case: OpenCase, now: datetime) -> list[Episode]:
    """What is chosen at first: what she shared since the last hour. What is private to her
    she ticks herself."""
    last = last_held(case, now)
    if last is None:
        return []
    return [each for each in hers if moment(each) > last.at and each.visibility == "shared"]


def those(hers: Iterable[Episode], sent: QueryDict) -> list[Episode]:
    """What she chose, on this page and on others: each field holds one time, or several."""
    wanted = {each for field in sent.getlist(TIME) for each in field.split()}
    return [each for each in hers if str(each.id) in wanted]


def those_to_read(
    hers: list[Episode], chosen: list[Episode], sent: Collection[str]
) -> list[Episode]:
    """What is to be read now; nothing while she chooses."""
    if ALL in sent:
        return hers
    return chosen if READ in sent else []


def ids_of(chosen: Iterable[Episode]) -> str:
    """What is chosen, for one field that carries it along."""
    return " ".join(str(each.id) for each in chosen)


def in_words(
    request: HttpRequest,
    case: OpenCase,
    read: Collection[Episode],
    chosen: str,
    now: datetime,
) -> HttpResponse:
    """What is read or printed, the oldest first, as one would tell it; all is a few pages."""
    sent = visit.sent(request) or QueryDict()
    turns = ALL if ALL in sent else READ
    page = Paginator([*reversed([*read])], A_PAGE).get_page(sent.get(turns))
    context = {
        "frame": frame_for(case, now, "to-read", back_link("more", case.case_id)),
        "page": page,
        "turns": turns,
        "chosen": chosen,
        "told": [told(each, case, now) for each in page],
        "today": timezone.localdate(now),
    }
    return render(request, "web/entries/in-words.html", context)


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
