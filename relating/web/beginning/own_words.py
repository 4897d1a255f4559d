"""What the two put beside the lines in words of their own; either writes them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from relating.case import Frame
from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.people import gate
from relating.web.beginning.forms import OwnWordsForm
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link
from relating.web.page.meanwhile import Saved, rest_on, saved_meanwhile
from relating.web.voice.names import other_name


@visit.reads_and_writes
def own_words(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Say it in words of one's own; to a line whose words change, both say yes anew."""
    viewer = visit.viewer(request)
    case = queries.open_around(viewer, case_id)
    row = case.rows[case.row_id(case.frame)]
    gate.require("revise" in case.may(row.id))
    form = OwnWordsForm(visit.sent(request), case.frame, case.version(row.id))
    if request.method != "POST" or not form.is_valid():
        return page(request, case, form)
    try:
        told, based_on = form.told(case.frame), form.cleaned_data["based_on"]
        receipt = actions.write(viewer, case_id, told, based_on)
    except actions.Conflict as conflict:
        rest_on(form, conflict.version)
        saved = gate.as_a(Frame, conflict.theirs)
        return page(request, case, form, met=saved_meanwhile(form, OwnWordsForm(None, saved, 0)))
    return visit.saved(request, _("Saved."), reverse("beginning", args=[case_id]), receipt)


def page(
    request: HttpRequest,
    case: OpenCase,
    form: OwnWordsForm,
    *,
    met: tuple[Saved, ...] | None = None,
) -> HttpResponse:
    """The form, with everything that was typed."""
    back = back_link("beginning", case.case_id)
    context = {
        "frame": frame_for(case, timezone.now(), "beginning", back),
        "form": form,
        "met": met,
        "name": other_name(case),
        **visit.writing(request),
    }
    status = visit.status_of(form, met)
    return render(request, "web/beginning/own-words.html", context, status=status)
