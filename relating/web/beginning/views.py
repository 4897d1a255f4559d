"""The beginning: the page that both agree on, and what the viewer says to it."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.web.beginning.forms import AgreementForm
from relating.web.beginning.page import mine, sent_shown, shown, stands, waits_for_both
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link
from relating.web.voice.names import other_name


@visit.reads_and_writes
def beginning(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Read it, say yes to a line, or take a yes back."""
    case = queries.open_around(visit.viewer(request), case_id)
    gate.require(policies.may_agree(case.role))
    form = AgreementForm(visit.sent(request), case)
    if request.method != "POST" or not form.is_valid():
        return page(request, case, form)
    if form.read_another:
        form.read_now()
        return page(request, case, form, changed=True)
    told, text = form.told(visit.to_the_second()), in_a_sentence(case, form)
    receipt = actions.write(case.at.viewer, case.case_id, told, actions.LATEST)
    return visit.saved(request, text, request.path, receipt)


def in_a_sentence(case: OpenCase, form: AgreementForm) -> str:
    """What a word does."""
    name = {"name": other_name(case)}
    if form.takes_back:
        return _("Saved. You took a yes back; %(name)s can see it.") % name
    return _("Saved. %(name)s can read it.") % name


def page(
    request: HttpRequest, case: OpenCase, form: AgreementForm, *, changed: bool = False
) -> HttpResponse:
    """The page."""
    context = {
        "frame": frame_for(case, timezone.now(), "beginning", back_link("more", case.case_id)),
        "form": form,
        "changed": changed,
        "lines": [(each, form[each.key]) for each in shown(case)],
        "sent": sent_shown(case),
        "stands": stands(case),
        "before_pulse": waits_for_both(case),
        "name": other_name(case),
        "case_id": case.case_id,
        "own": mine(case),
        **visit.writing(request),
    }
    status = HTTPStatus.CONFLICT if changed else visit.status_of(form)
    return render(request, "web/beginning/beginning.html", context, status=status)
