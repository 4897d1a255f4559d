"""My ways: the list, one way as both read it, what she says of it, and what he says beside it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from msgspec.structs import replace

from relating.case import Way
from relating.engine.loops import loops
from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.web.page import came_for, visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.frames import tabs
from relating.web.page.map import back_link
from relating.web.page.open_dip import open_dip
from relating.web.page.parts import left_out_of
from relating.web.page.rows import rows_of
from relating.web.page.thread import thread
from relating.web.ways import listing, page
from relating.web.ways.forms import BesideForm, PartForm
from relating.web.ways.in_words import STATUSES
from relating.web.ways.opened import opened, own, own_beside, standing_so
from relating.web.ways.parts import EVERY


@require_safe
def ways(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The ways of a case; for the client what the counsellor wonders, too."""
    case = queries.open_case(visit.viewer(request), case_id)
    now = timezone.now()
    context = {
        "frame": frame_for(case, now, "ways"),
        "tabs": tabs(case_id, "ways", left_out_of(case)),
        **listing.shown(case, now),
    }
    return render(request, "web/ways/ways.html", context)


@require_safe
def way(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """One way: the same page for both."""
    found, case = opened(request, entry_id)
    now = timezone.now()
    shown = page.shown(found, case, now)
    asks = page.asked(found, case)
    form = PartForm(None, found, asks, case, case.version(found.id)) if asks else None
    context = {
        "frame": frame_for(case, now, "ways", back_link("ways", case.case_id)),
        "way": shown,
        "case_id": case.case_id,
        "thread": thread(case, entry_id, now, without={"option"}),
        "plan_url": plan_url(found, case),
        "goals": came_for.about_way(case, found.id),
        "came_for": came_for.called(case),
        "asks": asks,
        "form": form,
        "beside_form": BesideForm(initial={"my_part": own_beside(found, case).my_part})
        if policies.may_stand_beside(case.role)
        else None,
        **visit.writing(request, reverse("way-part", args=[entry_id, asks.key]) if asks else ""),
    }
    return render(request, "web/ways/way.html", context)


def plan_url(way: Way, case: OpenCase) -> str:
    """Where a plan is begun, of what she wants at hand or else of the way; while a dip is open
    nothing is planned."""
    if not policies.has_own_pages(case.role) or open_dip(case) is not None:
        return ""
    return f"{reverse('plan-new', args=[case.case_id])}?way={way.id}"


@require_safe
def times(request: HttpRequest, entry_id: UUID, part: str) -> HttpResponse:
    """The times behind one place of a way, or all of them."""
    found, case = opened(request, entry_id)
    now = timezone.now()
    gate.require(part in EVERY)
    meant = EVERY[part]
    behind = page.behind(loops(found, case.counted), found, meant)
    context = {
        "frame": frame_for(case, now, "ways", (_("A way"), reverse("way", args=[entry_id]))),
        "way": page.titled(found),
        "url": reverse("way", args=[entry_id]),
        "part": meant,
        "rows": rows_of((each for each in case.episodes if each.id in behind), case, now),
    }
    return render(request, "web/ways/times.html", context)


@require_POST
def say(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """She says how a way stands."""
    found, case = own(request, entry_id)
    status = next((each for each in STATUSES if each == request.POST.get("status")), None)
    told = standing_so(found, gate.there(status))
    receipt = actions.write(case.at.viewer, case.case_id, told, actions.LATEST)
    url = reverse("way", args=[entry_id])
    return visit.saved(request, _("Kept. You can change it at any time."), url, receipt)


@require_POST
def beside(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """He says his own part in it, or retires it and brings it back."""
    found, case = opened(request, entry_id)
    gate.require(policies.may_stand_beside(case.role))
    said = own_beside(found, case)
    url = reverse("way", args=[entry_id])
    if "retired" in request.POST:
        told = replace(said, retired=request.POST["retired"] == "yes")
    else:
        form = BesideForm(request.POST)
        gate.require(form.is_valid())
        told = form.told(said)
    receipt = actions.write(case.at.viewer, case.case_id, told, actions.LATEST)
    return visit.saved(
        request, _("Kept. %(name)s can read it.") % {"name": case.client_name}, url, receipt
    )
