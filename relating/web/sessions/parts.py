"""The parts of a case: what either of the two leaves out is not there for both."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from relating.case import Preferences
from relating.case.entries.preferences import Part, left_out
from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link
from relating.web.page.parts import CALLED, PARTS
from relating.web.sessions import preferences
from relating.web.voice.names import other_name
from relating.web.voice.sides import is_mine

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Shown:
    """A part: what it is called, and which of the two leaves it out."""

    key: Part
    label: Text
    mine: bool
    theirs: bool


@visit.reads_and_writes
def parts(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Leave parts out, or take them in again: each of the two what they left out themselves."""
    case = queries.open_around(visit.viewer(request), case_id)
    gate.require(policies.may_agree(case.role))
    if request.method == "POST":
        return said(request, case)
    context = {
        "frame": frame_for(case, timezone.now(), "parts", back_link("more", case_id)),
        "parts": shown(case),
        "name": other_name(case),
        **visit.writing(request),
    }
    return render(request, "web/sessions/parts.html", context)


def said(request: HttpRequest, case: OpenCase) -> HttpResponse:
    """What the viewer's side leaves out from now on."""
    chosen = set(request.POST.getlist("part"))
    out = tuple(each for each in PARTS if each in chosen)
    told = preferences.preferred(case, visit.to_the_second(), left_out=out)
    receipt = actions.write(case.at.viewer, case.case_id, told, actions.LATEST)
    text = _("Saved. Nothing was deleted.") if out else _("Saved.")
    return visit.saved(request, text, request.path, receipt)


def shown(case: OpenCase) -> list[Shown]:
    """Every part, with what either says of it."""
    own, others = (side(case, mine=who) for who in (True, False))
    return [Shown(each, CALLED[each], each in own, each in others) for each in PARTS]


def side(case: OpenCase, *, mine: bool) -> frozenset[Part]:
    """What one side leaves out."""
    return left_out(each for each in case.all(Preferences) if is_mine(each, case) is mine)
