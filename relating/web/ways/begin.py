"""A way begins: from what the counsellor wonders, from something that happened, or from nothing."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from relating.case import Way
from relating.journal import actions
from relating.journal.queries import OpenCase
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link
from relating.web.patterns.own_case import own_case
from relating.web.ways.forms import BeginForm
from relating.web.ways.origin import origin_of


@visit.reads_and_writes
def new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Her sentence, and from where it began; what was said there is not typed again."""
    case = own_case(request, case_id)
    origin = origin_of(case, (visit.sent(request) or request.GET).get("from", ""))
    form = BeginForm(visit.sent(request), case, origin.words)
    if request.method == "POST" and form.is_valid():
        told = form.told(case, origin)
        receipt = actions.write(case.at.viewer, case_id, told, actions.NEW)
        return visit.saved(request, who_reads(told, case), reverse("way", args=[told.id]), receipt)
    context = {
        "frame": frame_for(case, timezone.now(), "ways", back_link("ways", case_id)),
        "form": form,
        "origin": origin,
        **visit.writing(request, f"{request.path}?from={origin.id or ''}"),
    }
    return render(request, "web/ways/new.html", context, status=visit.status_of(form))


def who_reads(told: Way, case: OpenCase) -> str:
    """That it is kept, and for whom."""
    if told.visibility == "shared":
        return _("Saved. %(name)s can read it.") % {"name": case.counsellor_name}
    return _("Saved. Private to you.")
