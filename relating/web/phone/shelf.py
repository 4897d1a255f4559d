"""The shelf: what a phone may show of hers without a sign-in, behind the lock that she chose there.

Her people and words, as the form to write in asks for them; her plans, of which the phone shows
that of the day; her safety plan; and what waits for an answer of hers, as Today asks it. Nothing
that was told, and nothing from the diary. The phone seals it at once.
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from relating.case import Attempt, Plan
from relating.engine.plans import waiting
from relating.journal import queries
from relating.journal.queries import OpenCase
from relating.people import clinic, gate, policies
from relating.web.episodes.forms import EpisodeForm
from relating.web.feedback import page as heard
from relating.web.home.today import due
from relating.web.page import visit
from relating.web.page.to_call import of_her_own
from relating.web.plans.page import Shown, shown
from relating.web.pulse.forms import PulseForm, pulse_of
from relating.web.safety.page import steps

MOST_PLANS = 30
"""So many days with a plan lie on a shelf, the nearest first."""


@require_safe
def shelf(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What is on the shelf now, in pieces of a page."""
    case = queries.open_case(visit.viewer(request), case_id)
    gate.require(policies.keeps_devices(case.role))
    now = timezone.now()
    return JsonResponse(
        {
            "form": telling(case, now),
            "plans": render_to_string("web/phone/plans.html", {"plans": list(plans(case, now))}),
            "safety": safety(case),
            "asked": list(asked(case, now)),
        }
    )


def telling(case: OpenCase, now: datetime) -> str:
    """What the page to write on asks, with her people and her words."""
    form = EpisodeForm(None, case, now)
    return render_to_string("web/phone/telling.html", {"form": form, "people": form.faces})


def plans(case: OpenCase, now: datetime) -> Iterator[tuple[str, Shown]]:
    """Her plans of today and the days to come, each under its day."""
    today = timezone.localdate(now)
    waits = waiting(case.all(Plan), case.all(Attempt), case.people)
    dated = [each for each in waits if each.on and each.on >= today]
    for each in dated[:MOST_PLANS]:
        yield str(each.on), shown(each, case, now)


def asked(case: OpenCase, now: datetime) -> Iterator[dict[str, str]]:
    """The feedback that waits for an answer, and the hour of which the pulse is not there: each
    with the address of its form."""
    names = {"counsellor": case.counsellor_name, "name": case.counsellor_name, "now": now}
    item, session = heard.waiting(case, now), due(case, now)
    if item and not heard.of_somebody_unsafe(item, case):
        form = heard.answer_form(item.id, case)
        path = reverse("feedback-answer", args=[item.id])
        yield piece("web/phone/answer.html", path, item=item, form=form, **names)
    if session:
        five = PulseForm(None, pulse_of(case, session.id, now), case)
        path = reverse("pulse", args=[session.id])
        yield piece("web/phone/pulse.html", path, session=session, form=five, **names)


def piece(template: str, path: str, **context: object) -> dict[str, str]:
    """A form, and to which address what it says goes."""
    return {"path": path, "page": render_to_string(template, {**context, "path": path})}


def safety(case: OpenCase) -> str:
    """Her safety plan; empty where there is none."""
    if case.safety is None:
        return ""
    country = clinic.country(case.at.clinic_id)
    filled = [each for each in steps(case.safety) if each.words or each.named]
    context = {"steps": filled, "country": country, "calls": list(of_her_own(case.safety))}
    return render_to_string("web/phone/safety.html", context)
