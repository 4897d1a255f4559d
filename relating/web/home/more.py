"""The client's fourth place: everything else, who read what, and taking one's data along."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from relating.journal import queries
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import MORE, place
from relating.web.page.parts import is_there, left_out_of

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Link:
    """A line of the list: where to, and what for."""

    url: str
    icon: str
    title: Text
    text: Text


@dataclass(frozen=True, slots=True)
class Group:
    """A few lines that belong together."""

    title: Text
    links: tuple[Link, ...]


@require_safe
def more(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Everything that has no place of its own in the bar."""
    case = own_case(request, case_id)
    groups = [Group(title, tuple(links(keys, case))) for title, keys in MORE]
    frame = frame_for(case, timezone.now(), "more")
    return render(request, "web/home/more.html", {"frame": frame, "groups": groups})


def links(keys: Iterable[str], case: OpenCase) -> Iterator[Link]:
    """Places as lines of the list, but those that the two do without."""
    name, without = {"counsellor": case.counsellor_name}, left_out_of(case)
    for each in map(place, keys):
        if is_there(each.key, without):
            title = str(each.in_more) % name if each.in_more else each.clients
            yield Link(each.url(case.case_id), each.icon, title, each.about)


def own_case(request: HttpRequest, case_id: UUID) -> OpenCase:
    """The case, for its client alone: these pages are not the counsellor's."""
    case = queries.open_around(visit.viewer(request), case_id)
    gate.require(policies.has_own_pages(case.role))
    return case
