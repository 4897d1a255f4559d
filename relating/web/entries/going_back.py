"""Undoing what was just done; and the versions of an entry, each of which can be put back."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from relating.case import Pattern, Tie
from relating.journal import actions, queries
from relating.journal.queries import OpenEntry
from relating.people import gate
from relating.people.gate import Viewer
from relating.web.entries.versions import steps
from relating.web.page import resend, visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.kinds import home_of, list_of
from relating.web.page.kinds import named as what
from relating.web.people.near import place_at, stands

Text = str | Promise


@require_POST
def undo(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Undo what one form did, named by the versions that it made."""
    viewer = visit.viewer(request)
    found = queries.open_entry(viewer, entry_id)
    made = [*named(request.GET.getlist("made"))]
    if not made or made[0].id != entry_id:
        return visit.see_other(home_of(found))
    try:
        receipts = actions.undo(viewer, made)
    except actions.Conflict:
        return changed_since(request, found)
    now = queries.open_entry(viewer, entry_id)
    if now.row.deleted:
        back = reverse("put-back", args=[entry_id])
        text = taken_out(now, others(viewer, now, made))
        return visit.done(request, text, onward(request, now), back)
    text = _("It is again as it was before.")
    return visit.done(request, text, onward(request, now), visit.undo_url(*receipts))


def others(viewer: Viewer, now: OpenEntry, made: Sequence[actions.Made]) -> int:
    """How many more of the same kind one form had made, and are deleted now."""
    every = (queries.open_entry(viewer, each.id) for each in made if each.id != now.row.id)
    return sum(each.row.deleted and each.row.kind == now.row.kind for each in every)


def taken_out(found: OpenEntry, more: int) -> str:
    """What is so again, now that what was new is deleted."""
    if isinstance(found.content, Tie):
        case = queries.open_around(found.at.viewer, found.at.case_id)
        return _("Undone.") + " " + stands(found.content, case)
    title, words = what(found.content)
    if more:
        said = {"title": title, "n": more}
        return _("Undone: %(title)s, and %(n)s more. They are under Deleted.") % said
    if words:
        said = {"title": title, "words": words.rstrip(".")}
        return _("Undone: %(title)s, “%(words)s”. It is under Deleted.") % said
    return _("Undone: %(title)s. It is under Deleted.") % {"title": title}


def onward(request: HttpRequest, found: OpenEntry) -> str:
    """Back to the page on which it was undone, unless that went with the entry."""
    page, deleted = resend.came_from(request), found.row.deleted
    of_it = isinstance(found.content, Pattern) or str(found.row.id) in page
    if page and not (deleted and of_it):
        return at_the_person(found, page)
    return list_of(found) if deleted else home_of(found)


def at_the_person(found: OpenEntry, page: str) -> str:
    """The page; where it says how near everybody is, at the person of what was undone."""
    if not isinstance(found.content, Tie) or page != reverse(
        "people-place", args=[found.at.case_id]
    ):
        return page
    case = queries.open_around(found.at.viewer, found.at.case_id)
    person = case.people.get(found.content.person or "")
    return place_at(case, case.person_row(person.id)) if person else page


def named(given: list[str]) -> Iterator[actions.Made]:
    """The versions that an address names: each an id, its number, and that of the one before."""
    for each in given:
        try:
            id, version, back = each.split(".")
            yield actions.Made(UUID(id), int(version), int(back))
        except ValueError:
            continue


@visit.reads_and_writes
def versions(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """How an entry came to be what it is, newest first; an earlier version can be put back."""
    viewer = visit.viewer(request)
    found = queries.open_entry(viewer, entry_id)
    gate.require(not found.row.deleted)
    if request.method == "POST":
        return put_back(request, found)
    return page(request, found)


def put_back(request: HttpRequest, found: OpenEntry) -> HttpResponse:
    """Let an earlier version be the present one again."""
    version, based_on = (visit.number(request.POST, name) for name in ("version", "based_on"))
    try:
        receipt = actions.restore(visit.viewer(request), found.row.id, version, based_on)
    except actions.Conflict:
        return changed_since(request, found)
    text = _("It is again as it was then.")
    now = queries.open_entry(visit.viewer(request), found.row.id)
    return visit.saved(request, text, home_of(now), receipt)


def changed_since(request: HttpRequest, found: OpenEntry) -> HttpResponse:
    """Say that something newer stands there, and show how it came to be."""
    text = _("It was changed again since, so nothing was undone. Here is all that was saved.")
    messages.warning(request, text, extra_tags="unsaved")
    return visit.answered(request, reverse("versions", args=[found.row.id]))


def page(request: HttpRequest, found: OpenEntry) -> HttpResponse:
    """The versions, each with what it changed."""
    now, viewer = timezone.now(), visit.viewer(request)
    case = queries.open_around(viewer, found.at.case_id)
    home, history = home_of(found), queries.history(viewer, found.row.id)
    context = {
        "frame": frame_for(case, now, "episodes", (_("Back"), home)),
        "now": now,
        "steps": steps(history, case, found.may),
        "home": home,
        "based_on": history[0].version,
    }
    return render(request, "web/entries/versions.html", context)
