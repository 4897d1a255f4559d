"""What can be done with one entry of any kind: share, take back, delete, put back, erase."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from relating.case import Content, Entry, Option, Pattern, Person, Preferences, Tie
from relating.journal import actions, queries
from relating.journal.queries import OpenCase, OpenEntry
from relating.journal.receipts import Receipt
from relating.journal.sealing import facts
from relating.people import gate
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.kinds import home_of, list_of, named
from relating.web.page.map import back_link
from relating.web.page.open_dip import open_dip
from relating.web.page.pieces import Confirm
from relating.web.page.sharing import going_along, taking_back
from relating.web.people.same import what_deleting_leaves
from relating.web.voice.names import other_name
from relating.web.voice.sides import is_counsellors, rests, to_client

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Deleted:
    """Something in the list of what was deleted."""

    title: Text
    words: str
    put_back_url: str
    erase_url: str


def page(request: HttpRequest, around: OpenCase, confirm: Confirm) -> HttpResponse:
    """A page that asks before something is done."""
    frame = frame_for(around, timezone.now(), "", (_("Back"), confirm.back_url))
    return render(request, "web/page/confirm-page.html", {"frame": frame, "confirm": confirm})


def require(found: OpenEntry, act: str, **otherwise: Any) -> None:
    """Ask the gate whether this may be done, or could be if the entry were otherwise."""
    gate.check(act, found.at, facts(found.row, found.at)._replace(**otherwise))


def is_agreed(content: Content) -> bool:
    """Whether it says what the two agree on of back then: that is said anew, in no other way."""
    return isinstance(content, Preferences) and content.back_then is not None


@visit.reads_and_writes
def share(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Let the other read it. Asked without a form, the page says what goes along."""
    viewer = visit.viewer(request)
    found, around = visit.opened(viewer, entry_id)
    gate.require(not is_agreed(found.content))
    if isinstance(found.content, Pattern):
        require(found, "share", visibility="private")
        return redirect("pattern-entry", entry_id)
    gate.require(not rests(found.content, around) and not waits(found.content, around))
    if request.method == "POST":
        receipt = actions.share(viewer, entry_id)
        return back_home(request, entry_id, _("Shared."), receipt)
    require(found, "share", visibility="private")
    if found.row.visibility == "shared":
        title = _("You share this with %(name)s already") % {"name": other_name(around)}
        return page(request, around, so_already(found, title))
    return page(request, around, sharing_question(found, around))


def waits(content: Content, around: OpenCase) -> bool:
    """Whether it is something the counsellor offers to do instead, while a dip is open."""
    offered = isinstance(content, Option) and is_counsellors(content)
    return offered and open_dip(around) is not None


def so_already(found: OpenEntry, title: Text) -> Confirm:
    """What a page says that was met again after it was done: only the way back."""
    return Confirm(title=title, url="", verb="", back_url=home_of(found))


def sharing_question(found: OpenEntry, around: OpenCase) -> Confirm:
    """What sharing does."""
    other = other_name(around)
    content = found.content
    lines = (going_along(content, around),) if isinstance(content, Entry | Person) else ()
    return Confirm(
        title=_("Share this with %(name)s?") % {"name": other},
        url=reverse("share", args=[found.row.id]),
        verb=_("Share with %(name)s") % {"name": other},
        back_url=home_of(found),
        lines=(*lines, afterwards(around)),
    )


def afterwards(around: OpenCase) -> Text:
    """Whether it can be taken back."""
    if to_client(around):
        return _("You can take it back; what was read cannot be unread.")
    return _("From then on it belongs to you both: it cannot be taken back.")


@visit.reads_and_writes
def unshare(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Take it back."""
    viewer = visit.viewer(request)
    gate.require(not is_agreed(queries.open_entry(viewer, entry_id).content))
    if request.method == "POST":
        receipt = actions.unshare(viewer, entry_id)
        return back_home(request, entry_id, _("Taken back. It is private to you."), receipt)
    found, around = visit.opened(viewer, entry_id)
    require(found, "unshare", visibility="shared")
    if found.row.visibility != "shared":
        return page(request, around, so_already(found, _("This is private to you")))
    confirm = Confirm(
        title=_("Take this back?"),
        url=reverse("unshare", args=[entry_id]),
        verb=_("Take it back"),
        back_url=home_of(found),
        lines=(taking_back(other_name(around)),),
    )
    return page(request, around, confirm)


def back_home(request: HttpRequest, entry_id: UUID, text: Text, receipt: Receipt) -> HttpResponse:
    """Say what was done, and go back to the page of the entry."""
    found = queries.open_entry(visit.viewer(request), entry_id)
    return visit.saved(request, text, home_of(found), receipt)


@visit.reads_and_writes
def delete(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Take it out of every page, after asking; it can be put back."""
    viewer = visit.viewer(request)
    gate.require(not is_agreed(queries.open_entry(viewer, entry_id).content))
    if request.method == "POST":
        actions.delete(viewer, entry_id)
        found = queries.open_entry(viewer, entry_id)
        back = reverse("put-back", args=[entry_id]) if "put_back" in found.may else ""
        return visit.done(request, _("Deleted."), list_of(found), back)
    found = queries.open_entry(viewer, entry_id)
    whole = isinstance(found.content, Person)
    opening = queries.open_case if whole else queries.open_around
    around = opening(viewer, found.at.case_id)
    require(found, "delete")
    return page(request, around, deleting_question(found, around))


def deleting_question(found: OpenEntry, around: OpenCase) -> Confirm:
    """What deleting does, what stays, and for how long it can be undone."""
    both = found.row.visibility == "shared"
    gone = (
        _("It goes out of every page, for both of you.")
        if both
        else _("It goes out of every page.")
    )
    kept = _("It is kept under Deleted for %(days)s days; until then you can put it back.") % {
        "days": actions.KEPT_FOR.days
    }
    return Confirm(
        title=_("Delete this?"),
        url=reverse("delete", args=[found.row.id]),
        verb=_("Delete"),
        back_url=home_of(found),
        back=_("Keep it"),
        words=named(found.content)[1],
        lines=(gone, *what_stays(found.content, around), kept),
    )


def what_stays(content: Content, around: OpenCase) -> tuple[Text, ...]:
    """What of a deleted entry stays in others."""
    return tuple(what_deleting_leaves(content, around)) if isinstance(content, Person) else ()


@require_POST
def put_back(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Undo a deletion."""
    receipt = actions.put_back(visit.viewer(request), entry_id)
    return back_home(request, entry_id, _("It is back."), receipt)


@visit.reads_and_writes
def erase(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Remove what was deleted for good, after asking."""
    viewer = visit.viewer(request)
    found, around = visit.opened(viewer, entry_id)
    url = reverse("deleted", args=[around.case_id])
    if request.method == "POST":
        actions.erase(viewer, entry_id)
        return visit.done(request, _("Erased for good."), url)
    require(found, "erase")
    confirm = Confirm(
        title=_("Erase this for good?"),
        url=reverse("erase", args=[entry_id]),
        verb=_("Erase for good"),
        back_url=url,
        back=_("Keep it"),
        words=named(found.content)[1],
        lines=(_("All its versions go too. This cannot be undone."),),
    )
    return page(request, around, confirm)


@require_safe
def deleted(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What was deleted and can still be put back."""
    viewer = visit.viewer(request)
    around = queries.open_around(viewer, case_id)
    found = [gone(each, around) for each in queries.deleted(viewer, case_id)]
    back = back_link("more", case_id)
    frame = frame_for(around, timezone.now(), "deleted", back)
    context = {"frame": frame, "deleted": found, "days": actions.KEPT_FOR.days}
    return render(request, "web/entries/deleted.html", context)


def gone(found: OpenEntry, around: OpenCase) -> Deleted:
    """Something that was deleted, as the list shows it."""
    title, words = named(found.content)
    if isinstance(found.content, Tie) and (who := around.people.get(found.content.person or "")):
        title = _("How it is with %(name)s") % {"name": who.alias}
    back, erasing = (reverse(act, args=[found.row.id]) for act in ("put-back", "erase"))
    return Deleted(title, words, back, erasing)
