"""What stands at the address of something that was deleted, for whoever deleted it."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from relating.journal import queries
from relating.journal.deleted import deleted_entry
from relating.people.gate import Hidden
from relating.vault.seal import Tampered
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.kinds import named
from relating.web.page.map import back_link


def deleted_here(request: HttpRequest) -> HttpResponse | None:
    """That one deleted what was here, and the way to put it back, as after going back in the
    browser; nothing where it is another's, was erased, or never was."""
    entry = request.resolver_match and request.resolver_match.kwargs.get("entry_id")
    if request.method not in {"GET", "HEAD"} or not isinstance(entry, UUID):
        return None
    viewer = visit.viewer(request)
    try:
        found = deleted_entry(viewer, entry)
        around = queries.open_around(viewer, found.at.case_id)
    except (Hidden, Tampered):
        return None
    title, words = named(found.content)
    context = {
        "frame": frame_for(around, timezone.now(), "deleted", back_link("more", around.case_id)),
        "title": title,
        "words": words,
        "put_back_url": reverse("put-back", args=[entry]),
        "all_url": reverse("deleted", args=[around.case_id]),
    }
    status = HTTPStatus.NOT_FOUND
    return render(request, "web/page/deleted-here.html", context, status=status)
