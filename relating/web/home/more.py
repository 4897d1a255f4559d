"""The client's fourth place: everything else, who read what, and taking one's data along."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from relating.journal import queries
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for

Text = str | Promise
MORE = gettext_lazy("More")


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


LOOK_BACK = (
    (
        "sessions",
        "clock",
        gettext_lazy("Sessions"),
        gettext_lazy("the next one, and what was kept"),
    ),
    ("feedback", "share", gettext_lazy("Feedback"), gettext_lazy("what was said, what you say")),
    ("alliance", "line", gettext_lazy("You two"), gettext_lazy("how your hours were for you")),
    ("diary", "list", gettext_lazy("Diary"), gettext_lazy("everything, day by day")),
    ("circle", "circle", gettext_lazy("Circle"), gettext_lazy("where you and others stood")),
    ("timeline", "timeline", gettext_lazy("Timeline"), gettext_lazy("people through the months")),
    ("search", "search", gettext_lazy("Search"), gettext_lazy("in what you wrote")),
)
YOURS = (
    ("safety", "safe", gettext_lazy("Safety plan"), gettext_lazy("for bad hours, and help lines")),
    ("words-home", "word", gettext_lazy("Your words"), gettext_lazy("rename, add, hide")),
    (
        "case-supervision",
        "book",
        gettext_lazy("Supervision"),
        gettext_lazy("what may go to a supervisor"),
    ),
    ("seen", "eye", gettext_lazy("Who read what"), gettext_lazy("and who changed what")),
    ("deleted", "trash", gettext_lazy("Deleted"), gettext_lazy("put back, or erase for good")),
    ("export", "save", gettext_lazy("Take it along"), gettext_lazy("all of it, as a file")),
)


@require_safe
def more(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Everything that has no place of its own in the bar."""
    case = own_case(request, case_id)
    passphrase = Link(reverse("passphrase"), "key", _("Passphrase"), _("change how you sign in"))
    groups = (
        Group(_("Look back"), tuple(links(LOOK_BACK, case_id))),
        Group(_("Yours"), tuple(links(YOURS, case_id))),
        Group(_("Signing in"), (passphrase,)),
    )
    frame = frame_for(case, timezone.now(), "more")
    return render(request, "web/home/more.html", {"frame": frame, "groups": groups})


def links(lines: tuple[tuple[str, str, Promise, Promise], ...], case_id: UUID) -> Iterator[Link]:
    """Lines with their addresses."""
    for name, icon, title, text in lines:
        yield Link(reverse(name, args=[case_id]), icon, title, text)


def own_case(request: HttpRequest, case_id: UUID) -> OpenCase:
    """The case, for its client alone: these pages are not the counsellor's."""
    case = queries.open_around(visit.viewer(request), case_id)
    gate.require(policies.has_own_pages(case.role))
    return case
