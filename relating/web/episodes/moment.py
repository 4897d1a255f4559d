"""Two tellings: of one moment, of two, or of one that the two saw differently."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from relating.case import Episode
from relating.journal import actions, queries
from relating.journal.queries import OpenEntry
from relating.journal.receipts import Receipt
from relating.journal.tellings import told_lately
from relating.people import gate
from relating.people.gate import Hidden, Viewer
from relating.web.episodes import one_more
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.rows import row_of
from relating.web.page.whence import came_from
from relating.web.voice.sides import is_clients
from relating.web.voice.times import by_clock, when

SAID: dict[str, str | Promise] = {
    "same": _("They are two tellings of one moment now."),
    "apart": _("They are two moments now, and each stands alone."),
    "differently": _("It stands there: you saw it differently."),
    "not-differently": _("It does not stand there any more."),
}
"""What can be done with two tellings, and what is said of it."""
TWICE = ("same", "apart")
"""What of it can be said of two tellings of one's own."""


@require_POST
def moment(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """What one of the two says of this telling and another. Where the other is not there for them,
    or is no longer, nothing is said."""
    viewer, do = visit.viewer(request), request.POST.get("do", "")
    found = queries.open_entry(viewer, entry_id)
    gate.require(is_telling(found) and do in SAID)
    page = one_more.after(request, entry_id)
    try:
        other = visit.id_sent(request.POST.get("other", ""))
        mine = "revise" in found.may
        two = (entry_id, other) if mine else (other, entry_id)
        receipt = done(viewer, do, *two)
    except Hidden:
        return visit.done(request, _("The other telling is no longer here."), page)
    return visit.saved(request, SAID[do], page, receipt)


def is_telling(found: OpenEntry) -> bool:
    """Whether it is something that was told, and is there."""
    return isinstance(found.content, Episode) and not found.row.deleted


@require_safe
def again(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Whether what was told now is what was told before; once it is said, or where there is
    nothing to ask, on to what comes next."""
    viewer = visit.viewer(request)
    found = queries.open_entry(viewer, entry_id)
    gate.require(is_telling(found) and "revise" in found.may)
    told = gate.as_a(Episode, found.content)
    gate.require(is_clients(told))
    before = told_lately(viewer, found.at.case_id, told, shown=True)
    back = came_from(request) or reverse("episode", args=[entry_id])
    if before is None:
        return visit.see_other(back)
    now = timezone.now()
    context = {
        "id": entry_id,
        "before": before.told,
        "row": row_of(before.told, before.case, now),
        "when": told_when(before.told, now),
        "then": request.GET.get(one_more.THEN, ""),
        "back": back,
        "frame": frame_for(before.case, now, "", (_("Back"), back)),
    }
    return render(request, "web/episodes/again.html", context)


def told_when(told: Episode, now: datetime) -> str:
    """When it was told, as it stands in a question."""
    said = when(told.recorded_at, now, told.zone)
    days = (by_clock(now, told.zone).date() - by_clock(told.recorded_at, told.zone).date()).days
    if days < 1:
        return gettext("earlier today")
    return said if days == 1 else gettext("on %(day)s") % {"day": said}


def done(viewer: Viewer, do: str, mine: UUID, other: UUID) -> Receipt:
    """Write it in one's own telling."""
    if "revise" in queries.open_entry(viewer, other).may:
        gate.require(do in TWICE)
        return actions.told_twice(viewer, mine, other, so=do == "same")
    if do == "same":
        return actions.same_moment(viewer, mine, other)
    if do == "apart":
        return actions.other_moment(viewer, mine, other)
    return actions.saw_differently(viewer, mine, other, so=do == "differently")
