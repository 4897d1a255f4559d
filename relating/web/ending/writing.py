"""Writing the book: what stands in it, and its leaves that are written for it."""

from typing import TypeVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from relating.case import Book, BookPart, Content
from relating.case.entries.book import Leaf
from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.web.ending.book import book_of
from relating.web.ending.forms import BookForm, PartForm
from relating.web.ending.own import own_book, own_part, version_of
from relating.web.ending.page import title_of
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link
from relating.web.page.meanwhile import Saved, rest_on, saved_meanwhile
from relating.web.voice.names import other_name
from relating.web.voice.sides import is_mine

LEAVES: dict[str, Leaf] = {"not-managed": "not_managed", "letter": "letter", "along": "along"}
Kind = TypeVar("Kind", bound=Content)


@visit.reads_and_writes
def choose(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Begin a book, or choose anew what stands in it."""
    case = queries.open_case(visit.viewer(request), case_id)
    gate.require(policies.has_book(case.role))
    now = visit.to_the_second()
    book = own_book(case, now)
    form = BookForm(visit.sent(request), book, case, version_of(case, book))
    if request.method != "POST" or not form.is_valid():
        return choose_page(request, case, form)
    try:
        told = form.told()
        receipt = actions.write(case.at.viewer, case_id, told, form.cleaned_data["based_on"] or 0)
    except actions.Conflict as conflict:
        rest_on(form, conflict.version)
        theirs = BookForm(None, gate.as_a(Book, conflict.theirs), case, conflict.version)
        return choose_page(request, case, form, saved_meanwhile(form, theirs))
    return visit.saved(request, _("Kept."), reverse("book", args=[case_id]), receipt)


def choose_page(
    request: HttpRequest, case: OpenCase, form: BookForm, met: tuple[Saved, ...] | None = None
) -> HttpResponse:
    """The form, with everything that was typed."""
    context = {
        "frame": frame_for(case, timezone.now(), "book", back_link("ending", case.case_id)),
        "form": form,
        "met": met,
        "name": other_name(case),
        **visit.writing(request),
    }
    status = visit.status_of(form, met)
    return render(request, "web/ending/choose.html", context, status=status)


@visit.reads_and_writes
def part(request: HttpRequest, case_id: UUID, leaf: str) -> HttpResponse:
    """Write a leaf of the book. A letter that was sent is read, and not rewritten."""
    case = queries.open_around(visit.viewer(request), case_id)
    gate.require(leaf in LEAVES and policies.may_say_of_ending(case.role))
    gate.require(LEAVES[leaf] != "along" or policies.has_book(case.role))
    now = visit.to_the_second()
    own = own_part(case, LEAVES[leaf], now)
    if own.settled:
        gate.require(request.method != "POST")
        return sent_page(request, case, own)
    form = PartForm(visit.sent(request), own, case, version_of(case, own))
    if request.method != "POST" or not form.is_valid():
        return part_page(request, case, form)
    try:
        told = form.told()
        receipt = actions.write(case.at.viewer, case_id, told, form.cleaned_data["based_on"] or 0)
    except actions.Conflict as conflict:
        rest_on(form, conflict.version)
        theirs = PartForm(None, gate.as_a(BookPart, conflict.theirs), case, conflict.version)
        return part_page(request, case, form, saved_meanwhile(form, theirs))
    return visit.saved(request, said_of(told, case), after(case), receipt)


def said_of(told: BookPart, case: OpenCase) -> str:
    """That it was kept, and who reads it."""
    if told.visibility == "private":
        return _("Kept. Private to you.")
    if told.part == "letter":
        return _("Sent to %(name)s.") % {"name": other_name(case)}
    return _("Kept. %(name)s can read it.") % {"name": other_name(case)}


def after(case: OpenCase) -> str:
    """Where one goes from a leaf: her book, or the page of the ending."""
    hers = policies.has_book(case.role) and book_of(case) is not None
    return reverse("book" if hers else "ending", args=[case.case_id])


def part_page(
    request: HttpRequest, case: OpenCase, form: PartForm, met: tuple[Saved, ...] | None = None
) -> HttpResponse:
    """The form, with everything that was typed."""
    context = around(case, form.part) | {"form": form, "met": met} | visit.writing(request)
    status = visit.status_of(form, met)
    return render(request, "web/ending/part.html", context, status=status)


def sent_page(request: HttpRequest, case: OpenCase, own: BookPart) -> HttpResponse:
    """A letter that was sent."""
    return render(request, "web/ending/sent.html", around(case, own))


def around(case: OpenCase, own: BookPart) -> dict[str, object]:
    """What stands around a leaf that is written: its name, and what the other wrote for it."""
    every = (each for each in case.all(BookPart) if each.part == own.part)
    theirs = [each for each in every if not is_mine(each, case)]
    return {
        "frame": frame_for(case, timezone.now(), "book", back_link("ending", case.case_id)),
        "title": title_of(case, own.part),
        "part": own,
        "is_letter": own.part == "letter",
        "there": own.id in case.rows,
        "may": case.may(own.id) if own.id in case.rows else frozenset(),
        "theirs": theirs,
        "name": other_name(case),
    }
