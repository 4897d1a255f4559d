"""The counsellor's caseload, and opening a case."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from relating.journal import actions
from relating.journal.caseload import CaseCard, cards
from relating.people import gate
from relating.web.caseload.forms import CaseForm
from relating.web.page import visit
from relating.web.page.frame_of_case import by_next_session, line_of, office_for
from relating.web.page.pieces import Empty
from relating.web.voice.times import when


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in the caseload: who, how far, and what is new."""

    name: str
    key: str
    url: str
    line: str
    new: str
    invite_url: str


@require_safe
def caseload(request: HttpRequest) -> HttpResponse:
    """Every case of the counsellor, whom they meet next first."""
    viewer, now = visit.viewer(request), timezone.now()
    gate.counsellors_practice(viewer)
    found = by_next_session(cards(viewer, now))
    context = {
        "frame": office_for(viewer, "caseload"),
        "rows": [row_of(card, now) for card in found],
        "empty": no_cases(),
    }
    return render(request, "web/caseload/caseload.html", context)


def row_of(card: CaseCard, now: datetime) -> CaseRow:
    """A case as its row says it."""
    return CaseRow(
        name=card.label,
        key=str(card.case_id),
        url=reverse("case", args=[card.case_id]),
        line=line_of(card, now),
        new=news(card, now),
        invite_url="" if card.has_client else reverse("case-invitation", args=[card.case_id]),
    )


def news(card: CaseCard, now: datetime) -> str:
    """How much the client shared since the two last met; empty for nothing."""
    if not card.new:
        return ""
    if card.last_session is None:
        return ngettext("%(n)s new this week", "%(n)s new this week", card.new) % {"n": card.new}
    since = when(card.last_session, now)
    return _("%(n)s new since %(when)s") % {"n": card.new, "when": since}


def no_cases() -> Empty:
    """What stands on an empty caseload."""
    return Empty(
        icon="people",
        title=_("No cases yet"),
        text=_(
            "Everybody you work with will stand here, with the next session and what is new. "
            "Open a case, and give the person a link by which they come in."
        ),
        url=reverse("case-new"),
        verb=_("Open a case"),
    )


@visit.reads_and_writes
def new(request: HttpRequest) -> HttpResponse:
    """Open a case; its client is invited on the next page."""
    viewer = visit.viewer(request)
    gate.counsellors_practice(viewer)
    given = visit.sent(request)
    form = CaseForm(given) if given else CaseForm.empty(timezone.localdate())
    if request.method == "POST" and form.is_valid():
        case_id = actions.open_new_case(viewer, **form.told())
        return visit.see_other(reverse("case-invitation", args=[case_id]))
    context = {"frame": office_for(viewer), "form": form, "writer": visit.writer(request)}
    status = 422 if request.method == "POST" else 200
    return render(request, "web/caseload/new.html", context, status=status)
