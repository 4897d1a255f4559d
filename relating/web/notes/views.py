"""Process notes: the counsellor's own, under a key of their own, on nobody else's page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from relating.case import Note, Pulse
from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.people.gate import Hidden
from relating.web.alliance.page import labelled
from relating.web.notes.forms import NoteForm, fresh
from relating.web.page import visit
from relating.web.page.drafts import draft
from relating.web.page.frame_of_case import frame_for
from relating.web.voice.words import session_words

NOTES = gettext_lazy("Notes")
A_PAGE = 25
LATEST = 60
"""Of so many reactions, the newest."""
READS_AND_WRITES = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True)
class Shown:
    """A note in the list."""

    id: UUID
    at: datetime
    hour: str
    text: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Reaction:
    """One line of the strip: when, and what it did to me. `url` leads to where it stands."""

    at: datetime
    hour: str
    pull: str
    feelings: str
    part: str
    url: str


@require_safe
def notes(request: HttpRequest, case: UUID) -> HttpResponse:
    """My notes, the newest first, and my own reactions side by side."""
    opened = own(queries.open_around(visit.viewer(request), case))
    found = newest(opened.all(Note))
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    felt = sorted(reactions(opened), key=lambda each: each.at, reverse=True)
    context = {
        "frame": frame_for(opened, timezone.now(), "notes"),
        "page": page,
        "notes": [shown(each, opened) for each in page.object_list],
        "reactions": felt[:LATEST],
        "name": opened.frame.label,
        "case_id": case,
    }
    return render(request, "web/notes/notes.html", context)


def own(opened: OpenCase) -> OpenCase:
    """The case, for its counsellor alone.

    Raises:
        Hidden: it is somebody else who asks.
    """
    gate.require(policies.keeps_notes(opened.role))
    return opened


def newest(found: Iterable[Note]) -> list[Note]:
    """Newest first."""
    return sorted(found, key=lambda each: (each.recorded_at, each.id), reverse=True)


def shown(note: Note, opened: OpenCase) -> Shown:
    """A note for the list."""
    return Shown(note.id, note.recorded_at, hour(note.session, opened), note.text, note.mine)


def hour(session: UUID | None, opened: OpenCase) -> str:
    """The hour that something is about, in words."""
    return next((session_words(each) for each in opened.sessions if each.id == session), "")


def short(session: UUID | None, opened: OpenCase) -> str:
    """The hour by its number alone, where it has one."""
    found = (each.number for each in opened.sessions if each.id == session)
    number = next(found, None)
    return _("Session %(number)s") % {"number": number} if number else hour(session, opened)


def reactions(opened: OpenCase) -> Iterator[Reaction]:
    """What my notes and my own pulses say of me."""
    for note in opened.all(Note):
        if note.pull or note.feelings or note.counsellor_part:
            yield Reaction(
                at=note.recorded_at,
                hour=short(note.session, opened),
                pull=" · ".join(labelled(note.pull or (), "pull", opened)),
                feelings=" · ".join(labelled(note.feelings or (), "feeling", opened)),
                part=" · ".join(labelled(note.counsellor_part or (), "counsellor_part", opened)),
                url=reverse("note-edit", args=[note.id]),
            )
    for pulse in opened.all(Pulse):
        if pulse.pull and pulse.session:
            pull = " · ".join(labelled(pulse.pull, "pull", opened))
            url = reverse("pulse", args=[pulse.session])
            yield Reaction(pulse.recorded_at, short(pulse.session, opened), pull, "", "", url)


@READS_AND_WRITES
def new(request: HttpRequest, case: UUID) -> HttpResponse:
    """Write a note."""
    opened = own(queries.open_around(visit.viewer(request), case))
    return written(request, opened, fresh(opened, visit.to_the_second()), 0)


@READS_AND_WRITES
def edit(request: HttpRequest, entry: UUID) -> HttpResponse:
    """Read it again, and change it."""
    viewer = visit.viewer(request)
    found = queries.open_entry(viewer, entry)
    if not isinstance(found.content, Note) or "revise" not in found.may:
        raise Hidden
    opened = own(queries.open_around(viewer, found.at.case_id))
    return written(request, opened, found.content, found.row.version)


def written(request: HttpRequest, opened: OpenCase, base: Note, version: int) -> HttpResponse:
    """The form, or what it says, kept."""
    form = NoteForm(visit.sent(request), base, version, opened)
    if request.method != "POST" or not form.is_valid():
        return page(request, opened, form, base if version else None)
    told, based_on = form.told(), form.cleaned_data["based_on"]
    try:
        if based_on:
            actions.revise(opened.at.viewer, opened.case_id, told, based_on)
        else:
            actions.record(opened.at.viewer, opened.case_id, told)
    except actions.Conflict as conflict:
        form.rest_on(conflict.version)
        return page(request, opened, form, told, met=True)
    return visit.done(
        request, _("Saved. Only you read it."), reverse("notes", args=[opened.case_id])
    )


def page(
    request: HttpRequest,
    opened: OpenCase,
    form: NoteForm,
    there: Note | None,
    *,
    met: bool = False,
) -> HttpResponse:
    """The form, with everything that was typed. `there` is the note that is kept already."""
    context = {
        "frame": frame_for(opened, timezone.now(), "notes"),
        "form": form,
        "met": met,
        "action": reverse("note-edit", args=[there.id]) if there else "",
        "note_id": there.id if there and not met else None,
        "mine": form.base.mine,
        "writer": visit.writer(request),
        "draft": draft(visit.user(request), request.path),
    }
    wrong = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    status = HTTPStatus.CONFLICT if met else wrong
    return render(request, "web/notes/form.html", context, status=status)
