"""The alliance: both lines, the gap, the dips, and what each of the two says about them."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from relating.case import Session
from relating.engine.alliance import Alliance
from relating.engine.dips_found import LIVE, RULES, Rule
from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.pictures import alliance as pictures
from relating.pictures import alliance_words
from relating.pictures.alliance_words import Two
from relating.pictures.drawing import Figure
from relating.web.alliance import page as dips
from relating.web.alliance.forms import DipForm, dip_of
from relating.web.diary.filters import Chip
from relating.web.page import visit
from relating.web.page.as_file import as_file, file_url
from relating.web.page.figures import links
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link
from relating.web.page.open_dip import alliance_of
from relating.web.sessions import outer_frame
from relating.web.sessions.new_between_shown import said_of
from relating.web.sessions.page import has_been, hour_that_was, without_pulse
from relating.web.voice.names import other_name
from relating.web.voice.sentence import say
from relating.web.voice.sides import to_client, to_counsellor
from relating.web.voice.words import session_words

HOURS = 4
NEWEST = 12
"""So much of what was new between the two stands here, the newest first."""
WIDE, NARROW = 440, 324
NAMES: dict[Rule, object] = {
    "xmr3": gettext_lazy("Well below the usual"),
    "xmr2": gettext_lazy("Below the usual"),
    "drop1sd": gettext_lazy("A drop, looking back"),
    "drop2sd": gettext_lazy("A large drop, looking back"),
}


@require_safe
def alliance(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The two lines; the rule by which a dip is named can be switched."""
    case = queries.open_around(visit.viewer(request), case_id)
    now = timezone.now()
    rule = rule_asked(request, case)
    found = alliance_of(case, rule)
    counsels = to_counsellor(case)
    context = {
        "frame": frame_for(case, now, "alliance", back_link("hours", case_id)),
        "figure": figure(found, case),
        "file_url": file_url(request, case, "alliance"),
        "dips": dips.told(found, case),
        "rules": rules(case, rule) if counsels else (),
        "all_full": len(found.all_full) if counsels else 0,
        "hard_to_say": bool(found.hard_to_say) and counsels,
        "same_again": len(found.same_again) if counsels else 0,
        "counsels": counsels,
        "other": other_name(case),
        "due": without_pulse(case, now),
        "hours": hours(case, now),
        "between": said_of(case, lambda each: True)[:NEWEST],
        "outer_frame": list(outer_frame.lately(case, now)),
        "agenda_url": reverse("agenda", args=[case.case_id]),
        "now": now,
        "to_myself": list(map(say, alliance_words.QUESTIONS["to_myself"])),
        "to_the_client": list(map(say, alliance_words.QUESTIONS["to_the_client"])),
    }
    return render(request, "web/alliance/alliance.html", context)


@require_safe
def alliance_file(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The same two lines as a file."""
    case = queries.open_around(visit.viewer(request), case_id)
    return as_file(figure(alliance_of(case, rule_asked(request, case)), case), case, "alliance")


def hours(case: OpenCase, now: datetime) -> list[dict[str, object]]:
    """The last hours, of which either can say that something was not right."""
    been = [each for each in case.sessions if has_been(each, now)][:HOURS]
    return [{"id": each.id, "words": session_words(each, case)} for each in been]


def rule_asked(request: HttpRequest, case: OpenCase) -> Rule:
    """The rule that the counsellor looks by; the live one unless another is asked for."""
    asked = request.GET.get("rule", "")
    if not to_counsellor(case):
        return LIVE
    return next((each for each in RULES if each == asked), LIVE)


def rules(case: OpenCase, current: Rule) -> list[Chip]:
    """Each rule as a link that switches to it."""
    url = reverse("alliance", args=[case.case_id])
    return [Chip(str(name), f"{url}?rule={rule}", rule == current) for rule, name in NAMES.items()]


def figure(found: Alliance, case: OpenCase) -> Figure:
    """The picture, for whoever looks."""
    client = to_client(case)
    two = Two(
        client=None if client else case.client_name,
        counsellor=case.counsellor_name if client else None,
    )
    return pictures.draw(
        found,
        two=two,
        say=say,
        link=links("pulse"),
        width=NARROW if client else WIDE,
    )


# What the two say --------------------------------------------------------------------------------


@visit.reads_and_writes
def dip(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Say whether it was a rupture, what was said, and whether it is well again."""
    now = visit.to_the_second()
    session, case = hour_that_was(visit.viewer(request), entry_id, timezone.now())
    form = DipForm(visit.sent(request), dip_of(case, session.id, now), case)
    if request.method != "POST" or not form.is_valid():
        return page(request, session, case, form)
    receipt = actions.write(case.at.viewer, case.case_id, form.told(now), actions.LATEST)
    url = reverse("alliance", args=[case.case_id])
    return visit.saved(request, _("Saved."), url, receipt)


def page(request: HttpRequest, session: Session, case: OpenCase, form: DipForm) -> HttpResponse:
    """The form, with everything that was typed, and what the other said."""
    back = back_link("alliance", case.case_id)
    found = (each for each in dips.told(alliance_of(case), case))
    context = {
        "frame": frame_for(case, timezone.now(), "alliance", back),
        "form": form,
        "hour": session_words(session, case),
        "dip": next((each for each in found if each.session == session.id), None),
        "name": other_name(case),
        "counsels": to_counsellor(case),
        **visit.writing(request),
    }
    status = visit.status_of(form)
    return render(request, "web/alliance/dip.html", context, status=status)
