"""Two tellings: of one moment, of two, or of one that the two saw differently."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from relating.case import Episode
from relating.journal import actions, queries
from relating.journal.queries import OpenEntry
from relating.journal.receipts import Receipt
from relating.people import gate
from relating.people.gate import Hidden, Viewer
from relating.web.page import visit

SAID: dict[str, str | Promise] = {
    "same": _("They are two tellings of one moment now."),
    "apart": _("They are two moments now, and each stands alone."),
    "differently": _("It stands there: you saw it differently."),
    "not-differently": _("It does not stand there any more."),
}
"""What can be done with two tellings, and what is said of it."""


@require_POST
def moment(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """What one of the two says of this telling and another. Where the other is not there for them,
    or is no longer, nothing is said."""
    viewer, do = visit.viewer(request), request.POST.get("do", "")
    found = queries.open_entry(viewer, entry_id)
    gate.require(is_telling(found) and do in SAID)
    page = reverse("episode", args=[entry_id])
    try:
        other = visit.id_sent(request.POST.get("other", ""))
        mine = "revise" in found.may
        receipt = done(viewer, do, *((entry_id, other) if mine else (other, entry_id)))
    except Hidden:
        return visit.done(request, _("The other telling is no longer here."), page)
    return visit.saved(request, SAID[do], page, receipt)


def is_telling(found: OpenEntry) -> bool:
    """Whether it is something that was told, and is there."""
    return isinstance(found.content, Episode) and not found.row.deleted


def done(viewer: Viewer, do: str, mine: UUID, other: UUID) -> Receipt:
    """Write it in one's own telling."""
    if do == "same":
        return actions.same_moment(viewer, mine, other)
    if do == "apart":
        return actions.other_moment(viewer, mine, other)
    return actions.saw_differently(viewer, mine, other, so=do == "differently")
