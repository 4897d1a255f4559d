"""Everything between the client and her counsellor on one page, hour by hour."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from relating.case import Dip, Episode, Pulse, Session
from relating.journal import queries
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.web.agenda.page import lines
from relating.web.beginning.page import waits_for_both
from relating.web.feedback.page import Item, items
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link
from relating.web.page.open_dip import alliance_of
from relating.web.page.over import booked, ended
from relating.web.page.parts import left_out_of
from relating.web.sessions.moments import told_by_hour
from relating.web.sessions.new_between_shown import said_of
from relating.web.sessions.page import additions, next_hour, without_pulse
from relating.web.voice.names import first_words, told_twice, whose, without_words
from relating.web.voice.sides import is_counsellors, is_mine
from relating.web.voice.ways import way_shown

Text = str | Promise
WHOLE = 3
"""So many hours stand there whole, and those of which something waits; the others are folded."""
A_PAGE = 24


@dataclass(frozen=True, slots=True)
class Voice:
    """Something that one of the two says of an hour, or with a `place` a moment in it.

    What `waits` is where the counsellor's question is answered, and `asks` the question.
    """

    who: str
    words: str
    notes: tuple[Text, ...] = ()
    url: str = ""
    place: str = ""
    way: str = ""
    asks: str = ""
    waits: str = ""

    @property
    def begins(self) -> str:
        """The first part of what is said."""
        return self.words.partition("\n\n")[0]


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour. `pulse_url` asks for its pulse, while that is near."""

    id: UUID
    at: datetime
    voices: tuple[Voice, ...]
    pulse_url: str
    pulse_done: bool
    mended: bool

    @property
    def waits(self) -> bool:
        """Whether something of it waits for an answer."""
        return any(each.waits for each in self.voices)


@require_safe
def hours(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What comes next, then each hour with all that was said of it, newest first."""
    case = queries.open_case(visit.viewer(request), case_id)
    gate.require(policies.has_own_pages(case.role))
    now = timezone.now()
    told = list(of_hours(case, now))
    whole = [each for place, each in enumerate(told) if place < WHOLE or each.waits]
    context = {
        "frame": frame_for(case, now, "hours", back_link("more", case_id)),
        "counsellor": case.counsellor_name,
        "following": next_hour(case.sessions, now),
        "ended": ended(case),
        "booked": booked(case, now),
        "now": now,
        "lines": [each for each in lines(case, now) if each.done_at is None],
        "whole": whole,
        "before": [each for each in told if each not in whole][:A_PAGE],
        "apart": apart(case, now),
        "case_id": case_id,
    }
    return render(request, "web/home/hours.html", context)


def of_hours(case: OpenCase, now: datetime) -> Iterator[Hour]:
    """The hours that were held and have a place on the page, newest first."""
    said = items(case, now)
    waits = None if has_no_pulse(case) else without_pulse(case, now)
    dips = {each.session: each.state for each in alliance_of(case).dips}
    mine = {each.session for each in case.all(Pulse) if is_mine(each, case)}
    told = told_by_hour(case)
    for session in with_a_place(case, now, {each.session for each in said if not each.reply}):
        given = [each for each in said if each.session == session.id]
        yield Hour(
            id=session.id,
            at=session.at,
            voices=(*voices_of(session, given, case, now), *of_moments(told[session.id], case)),
            pulse_url=reverse("pulse", args=[session.id]) if session == waits else "",
            pulse_done=session.id in mine,
            mended=dips.get(session.id) == "mended",
        )


def with_a_place(case: OpenCase, now: datetime, wait: Collection[UUID | None]) -> list[Session]:
    """The hours of the page: the newest, all that wait for an answer, and so many of the others."""
    held = [each for each in case.sessions if each.state == "held" and each.at <= now]
    others = (each.id for each in held[WHOLE:] if each.id not in wait)
    shown = {*(each.id for each in held[:WHOLE]), *wait, *islice(others, A_PAGE)}
    return [each for each in held if each.id in shown]


def has_no_pulse(case: OpenCase) -> bool:
    """Whether no pulse is asked for: the two do without, have not both agreed, or have ended."""
    over = not policies.goes_on(ended=case.at.ended)
    return over or "pulse" in left_out_of(case) or waits_for_both(case)


def voices_of(
    session: Session, given: Iterable[Item], case: OpenCase, now: datetime
) -> Iterator[Voice]:
    """What was said of an hour: the feedback and its answer, what was kept, what was added, what
    was wrong and what was new."""
    yield from of_feedback(given, case)
    if session.summary:
        yield Voice(case.counsellor_name, session.summary, (_("what you two keep"),))
    for each in additions(session, case, now):
        yield Voice(case.client_name, each.words, (each.sharing.title,))
    yield from of_dip(session, case)
    yield from of_new(session, case)


def of_feedback(given: Iterable[Item], case: OpenCase) -> Iterator[Voice]:
    """What the counsellor noticed, and what the client answered. A question that waits for its
    answer stands by itself; once the two have ended none waits."""
    over = not policies.goes_on(ended=case.at.ended)
    for each in given:
        url = reverse("feedback-one", args=[each.id])
        waits = "" if each.reply or over else url
        told = each.words if waits else (*each.words, each.asks)
        yield Voice(
            who=case.counsellor_name,
            words="\n\n".join(filter(None, told)),
            notes=(_("feedback"),),
            url=url,
            asks=each.asks if waits else "",
            waits=waits,
        )
        if each.reply:
            label = (each.reply.label,) if each.reply.label and each.reply.words else ()
            yield Voice(case.client_name, each.reply.words or each.reply.label, label)


def of_dip(session: Session, case: OpenCase) -> Iterator[Voice]:
    """What either said of what was not right."""
    for dip in case.all(Dip):
        if dip.session == session.id and dip.said:
            who = case.counsellor_name if is_counsellors(dip) else case.client_name
            url = reverse("dip", args=[session.id])
            yield Voice(who, dip.said, (_("what was not right"),), url)


def of_new(session: Session, case: OpenCase) -> Iterator[Voice]:
    """What either said was new."""
    for said in said_of(case, lambda each: each.session == session.id):
        who = case.client_name if said.own else case.counsellor_name
        braced = _("I braced for %(words)s") % {"words": said.braced} if said.braced else ""
        both = "\n\n".join(part for part in (braced, said.came) if part)
        yield Voice(who, both, (_("something new between you two"),))


def of_moments(moments: Iterable[Episode], case: OpenCase) -> Iterator[Voice]:
    """The moments of an hour, each with the way to it."""
    for told in moments:
        notes = (whose(told, case), told_twice(told, case))
        yield Voice(
            who="",
            words=first_words(told) or without_words(told, case),
            notes=tuple(filter(None, notes)),
            url=reverse("episode", args=[told.id]),
            place=told.place,
            way=way_shown(told, case),
        )


def apart(case: OpenCase, now: datetime) -> tuple[Voice, ...]:
    """Feedback that belongs to no hour that was held."""
    held = {each.id for each in case.sessions if each.state == "held" and each.at <= now}
    given = [each for each in items(case, now) if each.session not in held]
    return tuple(of_feedback(given, case))
