"""After the hour, on one page with one button: all that was written is saved together, or none."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from relating.case import Content, Mark, Note, Session
from relating.engine.glance import ends
from relating.engine.judging import phrases
from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.web.after import page
from relating.web.after.forms import KeptForm, OwnNoteForm, OwnPulseForm, SaidForm, note_of
from relating.web.after.marks_form import MarksForm, MomentForm
from relating.web.beginning.page import waits_for_both
from relating.web.feedback.forms import fresh
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.meanwhile import Saved, rest_on, saved_meanwhile
from relating.web.page.parts import left_out_of
from relating.web.pulse.forms import pulse_of
from relating.web.room.marks import in_order, in_words
from relating.web.sessions import moments
from relating.web.sessions.page import card, hour_that_was


@dataclass(frozen=True, slots=True)
class Forms:
    """What the page asks. Beside the marks nothing is asked where there was no hour."""

    marks: MarksForm
    moment: MomentForm
    kept: KeptForm | None = None
    note: OwnNoteForm | None = None
    said: SaidForm | None = None
    pulse: OwnPulseForm | None = None

    @property
    def every(self) -> list[forms.Form]:
        """Those that are on the page."""
        found = (self.marks, self.moment, self.kept, self.note, self.said, self.pulse)
        return [each for each in found if each is not None]


@visit.reads_and_writes
def after(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """After the hour that is to be spoken of now; its form goes to that hour's own address, so that
    nothing is written to another one that ended meanwhile."""
    case = queries.open_around(visit.viewer(request), case_id)
    hour = page.hour_for(case, timezone.now())
    gate.require(hour is None or request.method != "POST")
    return answered(request, case, hour)


@visit.reads_and_writes
def of_hour(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """After this one hour."""
    hour, case = hour_that_was(visit.viewer(request), entry_id, timezone.now())
    return answered(request, case, hour)


def answered(request: HttpRequest, case: OpenCase, hour: Session | None) -> HttpResponse:
    """The page, or what became of what it sent; for the counsellor alone."""
    gate.require(policies.has_room(case.role))
    asked = asked_after(request, case, hour)
    if request.method != "POST":
        return shown(request, case, hour, asked)
    # Each form is looked at, so that the page tells of all that needs another look at once.
    if not all([each.is_valid() for each in asked.every]):  # noqa: C419
        return shown(request, case, hour, asked)
    closes = "close" in request.POST
    told = list(told_by(asked, case, closes=closes))
    try:
        receipts = actions.write_together(case.at.viewer, case.case_id, told)
    except actions.Conflict as conflict:
        return shown(request, case, hour, asked, meanwhile(asked, conflict))
    text = _("Saved, and the hour is closed.") if closes else _("Saved.")
    return visit.done(request, text, address(case, hour), visit.undo_url(*receipts))


def address(case: OpenCase, hour: Session | None) -> str:
    """The page of an hour, or of the marks that belong to none."""
    if hour is None:
        return reverse("after", args=[case.case_id])
    return reverse("session-after", args=[hour.id])


def asked_after(request: HttpRequest, case: OpenCase, hour: Session | None) -> Forms:
    """The forms of the page, empty or as they were sent."""
    data, now = visit.sent(request), visit.to_the_second()
    on_page = page.standing(case, hour, now)[: page.AT_ONCE]
    if data is not None:
        on_page = in_order(each for each in case.all(Mark) if is_written(each, data))
    thrown = [each for each in page.thrown(case, hour, now) if each not in on_page]
    marks = MarksForm(data, on_page, thrown, case)
    at = now if hour is None else min(now, ends(hour))
    moment = MomentForm(data, at, case.vocabulary)
    if hour is None:
        return Forms(marks, moment)
    pulse = pulse_of(case, hour.id, now)
    said = SaidForm(data, fresh(case, now, about=()), case, "", now)
    said.initial["session"] = hour.id
    return Forms(
        marks,
        moment,
        kept=KeptForm(data, hour, case.rows[hour.id].version),
        note=OwnNoteForm(data, *note_of(case, hour.id, now)),
        said=said,
        pulse=OwnPulseForm(data, pulse, case) if asks_pulse(case) else None,
    )


def is_written(mark: Mark, data: QueryDict) -> bool:
    """Whether a form speaks of a mark: of one thrown away meanwhile if it says anything."""
    line = data.get(f"line-{mark.id}")
    return line is not None and not (mark.thrown_away and line in {"", mark.words})


def asks_pulse(case: OpenCase) -> bool:
    """Whether the two use the pulse, and both agreed to what comes before the first one."""
    return "pulse" not in left_out_of(case) and not waits_for_both(case)


def told_by(asked: Forms, case: OpenCase, *, closes: bool) -> Iterator[tuple[Content, int]]:
    """What valid forms tell, each with the version on which it rests."""
    now = visit.to_the_second()
    for each in (*asked.marks.told(now), *asked.moment.told(case, now)):
        yield each, actions.LATEST
    if asked.kept and (hour := asked.kept.told(closes=closes)) != asked.kept.hour:
        yield hour, asked.kept.cleaned_data["based_on"]
    if asked.note and (note := asked.note.told(case)):
        yield note, asked.note.cleaned_data["based_on"] or actions.NEW
    if asked.said and (said := asked.said.given(now)):
        yield said, actions.NEW
    if asked.pulse and asked.pulse.has_changed():
        yield asked.pulse.told(now), actions.LATEST


def meanwhile(asked: Forms, conflict: actions.Conflict) -> tuple[Saved, ...]:
    """What was saved meanwhile of what is being written; what is sent next rests on it."""
    there, version = conflict.theirs, conflict.version
    if isinstance(there, Session) and asked.kept:
        rest_on(asked.kept, version)
        return saved_meanwhile(asked.kept, KeptForm(None, there, version))
    if isinstance(there, Note) and asked.note:
        rest_on(asked.note, version)
        return saved_meanwhile(asked.note, OwnNoteForm(None, there, version))
    return (Saved(_("Sent before"), _("It was saved already, with other words.")),)


def shown(
    request: HttpRequest,
    case: OpenCase,
    hour: Session | None,
    asked: Forms,
    met: tuple[Saved, ...] | None = None,
) -> HttpResponse:
    """The page, with everything that was typed."""
    now = timezone.now()
    context = {
        "frame": frame_for(case, now, "after"),
        "case_id": case.case_id,
        "name": case.client_name,
        "hour": card(hour, case, now) if hour else None,
        "forms": asked,
        "rows": [
            (row, page.hour_words(row.mark, hour, case, now), *in_words(row.mark, case))
            for row in asked.marks.rows
        ],
        "more": max(0, len(page.standing(case, hour, now)) - page.AT_ONCE),
        "told": list(page.became(case, hour, now, asked.marks.standing)),
        "unplanned": moments.unplanned(case, now),
        "others": page.not_closed(case, hour, now),
        "said": page.said_in(case, hour.id, now) if hour else [],
        "theirs": hour is not None and page.theirs(case, hour.id),
        "given": asked.pulse is not None and asked.pulse.base.id in case.rows,
        "uses_pulse": "pulse" not in left_out_of(case),
        "stands": page.how_it_stands(hour) if hour else "",
        "judgements": "|".join(phrases(get_language())),
        "met": met,
        "address": address(case, hour),
        **visit.writing(request, address(case, hour)),
    }
    wrong = next((each for each in asked.every if each.errors), asked.marks)
    return render(request, "web/after/after.html", context, status=visit.status_of(wrong, met))
