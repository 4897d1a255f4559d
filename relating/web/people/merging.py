"""This is the same person as …: two are put together, and parted again."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from relating.case import Person
from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.people import gate
from relating.people.gate import Viewer
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.people.near import A_PAGE
from relating.web.people.page import could_be, in_list, ways_to_be_one
from relating.web.people.same import parting, same_url, together
from relating.web.voice.names import called


@visit.reads_and_writes
def same(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Whom to choose from; then the two, and what will stand together."""
    one, case = opened(visit.viewer(request), entry_id)
    asked = request.POST if request.method == "POST" else request.GET
    other = chosen(asked.get("with", ""), case)
    if other is not None and other.id == one.id:
        return visit.see_other(page_of(one, case))
    if other is None or not ways_to_be_one(one, other, case):
        gate.require(request.method != "POST")
        return choosing(request, one, case)
    if request.method != "POST":
        return asking(request, one, other, case)
    if request.POST.get("do") != "merge":
        return visit.see_other(same_url(one, other, case))
    return merged(request, one, other, case)


def opened(viewer: Viewer, entry_id: UUID) -> tuple[Person, OpenCase]:
    """Whoever stands for a person, and the case around them."""
    found = queries.open_entry(viewer, entry_id)
    told = gate.as_a(Person, found.content)
    gate.require(not found.row.deleted)
    case = queries.open_case(viewer, found.at.case_id)
    return case.people[told.id], case


def chosen(row: str, case: OpenCase) -> Person | None:
    """Whoever stands for the person of a row."""
    rows = {str(case.person_row(each)): each for each in case.people.everybody}
    return case.people[rows[row]] if row in rows else None


def page_of(person: Person, case: OpenCase) -> str:
    """The address of somebody's page."""
    return reverse("person", args=[case.person_row(person.id)])


def choosing(request: HttpRequest, one: Person, case: OpenCase) -> HttpResponse:
    """Everybody who may be the same, those of the same name first."""
    now = timezone.now()
    page = Paginator(could_be(one, case), A_PAGE).get_page(request.GET.get("page"))
    others = [(case.person_row(each.id), in_list(each, case, now)) for each in page.object_list]
    back = (_("Back"), page_of(one, case))
    frame = frame_for(case, now, "people", back)
    context = {
        "frame": frame,
        "name": called(one, case),
        "others": others,
        "page": page,
        "back_url": back[1],
    }
    return render(request, "web/people/same.html", context)


def asking(request: HttpRequest, one: Person, other: Person, case: OpenCase) -> HttpResponse:
    """The two, what will stand together, and two answers."""
    now = timezone.now()
    rows = tuple(in_list(each, case, now) for each in (one, other))
    back = (_("Back"), page_of(one, case))
    context = {
        "frame": frame_for(case, now, "people", back),
        "together": together(one, other, case, rows),
        "other": case.person_row(other.id),
        "back_url": back[1],
    }
    return render(request, "web/people/one.html", context)


def merged(request: HttpRequest, one: Person, other: Person, case: OpenCase) -> HttpResponse:
    """They are one now; the sentence that says so offers to part them."""
    ways = ways_to_be_one(one, other, case)
    wanted = (each for each in ways if str(case.person_row(each.id)) == request.POST.get("stays"))
    stays = next(wanted, ways[0])
    goes = other if stays is one else one
    receipt = actions.merge(case.at.viewer, case.person_row(goes.id), case.person_row(stays.id))
    undo = reverse("person-part", args=[receipt.id])
    messages.success(request, _("They are one person now."), extra_tags=undo)
    return visit.see_other(page_of(stays, case))


@visit.reads_and_writes
def part(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """They are two people after all: everything is as it was before they were put together."""
    viewer = visit.viewer(request)
    url = reverse("person", args=[entry_id])
    if request.method == "POST":
        actions.part(viewer, entry_id)
        return visit.done(request, _("They are two people again."), url)
    found = queries.open_entry(viewer, entry_id)
    told = gate.as_a(Person, found.content)
    gate.require("revise" in found.may)
    case = queries.open_case(viewer, found.at.case_id)
    if case.people.standing_for(told.id) == told.id:
        return visit.see_other(url)
    confirm = parting(told, entry_id, case)
    back = (_("Back"), confirm.back_url)
    context = {"frame": frame_for(case, timezone.now(), "people", back), "confirm": confirm}
    return render(request, "web/page/confirm-page.html", context)
