"""What the two agreed on: how long, how many, when to look at the work together; and devices."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from relating.case import Content, Frame
from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.people import gate
from relating.people.gate import Hidden
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link
from relating.web.page.meanwhile import Saved, rest_on, saved_meanwhile
from relating.web.sessions import preferences
from relating.web.sessions.forms import ContractForm
from relating.web.voice.names import other_name


@visit.reads_and_writes
def contract(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """How long, how many, when to look at the work together; and whether devices stay out."""
    viewer = visit.viewer(request)
    case = queries.open_around(viewer, case_id)
    row = case.rows[case.row_id(case.frame)]
    gate.require("revise" in case.may(row.id))
    if request.method == "POST" and request.POST.get("act") == "devices":
        return devices(request, case)
    form = ContractForm(visit.sent(request), case.frame, row.version)
    if request.method != "POST" or not form.is_valid():
        return contract_page(request, case, form)
    try:
        told: Frame = form.told(case.frame)
        receipt = actions.write(viewer, case_id, told, form.cleaned_data["based_on"])
    except actions.Conflict as conflict:
        rest_on(form, conflict.version)
        met = saved_meanwhile(form, ContractForm(None, frame_of(conflict.theirs), 0))
        return contract_page(request, case, form, met=met)
    url = reverse("sessions", args=[case_id])
    return visit.saved(request, _("Saved."), url, receipt)


def frame_of(saved: Content) -> Frame:
    """A frame that was saved meanwhile.

    Raises:
        Hidden: it is none.
    """
    if not isinstance(saved, Frame):
        raise Hidden
    return saved


def devices(request: HttpRequest, case: OpenCase) -> HttpResponse:
    """One of the two says whether devices stay out of the hour."""
    out = request.POST.get("no_device") == "on"
    told = preferences.preferred(case, visit.to_the_second(), no_device=out)
    receipt = actions.write(case.at.viewer, case.case_id, told, actions.LATEST)
    text = _("Saved. Devices stay out of the hour.") if out else _("Saved.")
    return visit.saved(request, text, reverse("sessions", args=[case.case_id]), receipt)


def contract_page(
    request: HttpRequest,
    case: OpenCase,
    form: ContractForm,
    *,
    met: tuple[Saved, ...] | None = None,
) -> HttpResponse:
    """The two forms, with everything that was typed."""
    back = back_link("sessions", case.case_id)
    mine = preferences.mine(case)
    context = {
        "frame": frame_for(case, timezone.now(), "sessions", back),
        "form": form,
        "met": met,
        "name": other_name(case),
        "no_device": mine is not None and mine.no_device is True,
        "theirs": preferences.said_by_the_other(case),
        "back_then": case.back_then,
        "back_then_asked": preferences.asks_for_back_then(case, mine=False),
        "back_then_url": reverse("back-then", args=[case.case_id]),
        **visit.writing(request),
    }
    return render(request, "web/sessions/contract.html", context, status=visit.status_of(form, met))
