"""One part of a way is said, said anew, or taken out."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from relating.case import Content, Way
from relating.journal import actions
from relating.journal.queries import OpenCase
from relating.people import gate
from relating.people.gate import Hidden
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.meanwhile import Saved, rest_on, saved_meanwhile
from relating.web.ways.forms import PartForm
from relating.web.ways.opened import own
from relating.web.ways.parts import BEGAN, EVERY


@visit.reads_and_writes
def fill(request: HttpRequest, entry_id: UUID, part: str) -> HttpResponse:
    """The form of one part; back then is asked only where the two look at it."""
    way, case = own(request, entry_id)
    gate.require(part in EVERY)
    asked = EVERY[part]
    gate.require(asked is not BEGAN or case.back_then)
    form = PartForm(visit.sent(request), way, asked, case, case.version(way.id))
    if request.method == "POST" and form.is_valid():
        return kept(request, case, form)
    return form_page(request, case, form)


def kept(request: HttpRequest, case: OpenCase, form: PartForm) -> HttpResponse:
    """Write the way; what was said meanwhile stands beside what was typed."""
    based_on = form.cleaned_data["based_on"] or actions.NEW
    try:
        receipt = actions.write(case.at.viewer, case.case_id, form.told(), based_on)
    except actions.Conflict as conflict:
        rest_on(form, conflict.version)
        theirs = PartForm(None, way_of(conflict.theirs), form.part, case, conflict.version)
        met = () if form.is_short else saved_meanwhile(form, theirs)
        return form_page(request, case, form, met)
    return visit.saved(request, _("Kept."), reverse("way", args=[form.way.id]), receipt)


def way_of(saved: Content) -> Way:
    """A way that was changed meanwhile.

    Raises:
        Hidden: it is none.
    """
    if not isinstance(saved, Way):
        raise Hidden
    return saved


def form_page(
    request: HttpRequest, case: OpenCase, form: PartForm, met: tuple[Saved, ...] | None = None
) -> HttpResponse:
    """The form, with everything that was typed."""
    url = reverse("way", args=[form.way.id])
    context = {
        "frame": frame_for(case, timezone.now(), "ways", (_("A way of mine"), url)),
        "form": form,
        "part": form.part,
        "met": met,
        "url": url,
        **visit.writing(request),
    }
    return render(request, "web/ways/part.html", context, status=visit.status_of(form, met))
