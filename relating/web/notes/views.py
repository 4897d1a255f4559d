"""Process notes: the counsellor's own, under a key of their own, on nobody else's page."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from relating.case import Content, Note
from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.people.gate import Hidden
from relating.web.notes.forms import NoteForm, fresh
from relating.web.notes.page import newest, reactions, shown
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.meanwhile import Saved, and_both, in_two, rest_on, saved_meanwhile

NOTES = gettext_lazy("Notes")
A_PAGE = 25
LATEST = 60
"""Of so many reactions, the newest."""


@require_safe
def notes(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """My notes, the newest first, and my own reactions side by side."""
    case = own(queries.open_around(visit.viewer(request), case_id))
    found = newest(case.all(Note))
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    felt = sorted(reactions(case), key=lambda each: each.at, reverse=True)
    context = {
        "frame": frame_for(case, timezone.now(), "notes"),
        "page": page,
        "notes": [shown(each, case) for each in page.object_list],
        "reactions": felt[:LATEST],
        "name": case.client_name,
        "case_id": case_id,
    }
    return render(request, "web/notes/notes.html", context)


def own(case: OpenCase) -> OpenCase:
    """The case, for its counsellor alone.

    Raises:
        Hidden: it is somebody else who asks.
    """
    gate.require(policies.keeps_notes(case.role))
    return case


@visit.reads_and_writes
def new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Write a note."""
    case = own(queries.open_around(visit.viewer(request), case_id))
    return written(request, case, fresh(case, visit.to_the_second()), 0)


@visit.reads_and_writes
def edit(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Read it again, and change it."""
    viewer = visit.viewer(request)
    found = queries.open_entry(viewer, entry_id)
    if not isinstance(found.content, Note) or "revise" not in found.may:
        raise Hidden
    case = own(queries.open_around(viewer, found.at.case_id))
    return written(request, case, found.content, found.row.version)


def written(request: HttpRequest, case: OpenCase, base: Note, version: int) -> HttpResponse:
    """Show the form, or keep what it says."""
    form = NoteForm(visit.sent(request), base, version, case)
    if request.method != "POST" or not form.is_valid():
        return page(request, case, form, base if version else None)
    based_on = form.cleaned_data["based_on"] or actions.NEW
    told, based_on = in_two(request, case, form.told(), based_on)
    try:
        receipt = actions.write(case.at.viewer, case.case_id, told, based_on)
    except actions.Conflict as conflict:
        rest_on(form, conflict.version)
        met = saved_meanwhile(form, NoteForm(None, note_of(conflict.theirs), 0, case))
        return page(request, case, form, told, met=met)
    url = reverse("notes", args=[case.case_id])
    text = and_both(request, _("Saved, and not shared."))
    return visit.saved(request, text, url, receipt)


def note_of(saved: Content) -> Note:
    """A note that was saved meanwhile.

    Raises:
        Hidden: it is none.
    """
    if not isinstance(saved, Note):
        raise Hidden
    return saved


def page(
    request: HttpRequest,
    case: OpenCase,
    form: NoteForm,
    there: Note | None,
    *,
    met: tuple[Saved, ...] | None = None,
) -> HttpResponse:
    """The form, with everything that was typed. `there` is the note that is kept already."""
    context = {
        "frame": frame_for(case, timezone.now(), "notes"),
        "form": form,
        "met": met,
        "action": reverse("note-edit", args=[there.id]) if there else "",
        "note_id": there.id if there and met is None else None,
        "mine": form.base.mine,
        "both": met is not None and not form.base.mine,
        **visit.writing(request),
    }
    status = visit.status_of(form, met)
    return render(request, "web/notes/form.html", context, status=status)
