"""One feedback, and what the client answers to it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from relating.case import Answer, Feedback
from relating.journal import actions
from relating.journal.queries import OpenCase
from relating.journal.readings import was_read
from relating.people import gate, policies
from relating.web.feedback import page as heard
from relating.web.feedback.forms import LATER, AnswerForm
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link
from relating.web.page.own_entry import mine
from relating.web.voice.names import other_name


@require_safe
def one(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """One feedback: to the client with a question, to the counsellor with what came back."""
    found, case = heard.one_of(visit.viewer(request), entry_id)
    return page(request, found, case, answer_form(request, found, case))


def answer_form(request: HttpRequest, found: Feedback, case: OpenCase) -> AnswerForm:
    """What the client is asked."""
    return heard.answer_form(found.id, case, visit.sent(request), answer_to(found, case))


def answer_to(found: Feedback, case: OpenCase) -> Answer | None:
    """The viewer's own answer, so far."""
    return mine(case, Answer, lambda each: each.to == found.id)


@visit.reads_and_writes
def answer(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """The client answers, in a tap or with words. Only the counsellor sees it.

    It is read here only by whoever had to sign in again in the middle of an answer.
    """
    found, case = heard.one_of(visit.viewer(request), entry_id)
    gate.require(policies.may_answer(case.role))
    if request.method == "POST" and "withdraw" in request.POST:
        return withdrawn(request, found, case)
    form = answer_form(request, found, case)
    if request.method != "POST" or not form.is_valid():
        return page(request, found, case, form)
    now = visit.to_the_second()
    base = answer_to(found, case) or Answer(
        id=case.ids.of_one("answer", found.id),
        author="client",
        visibility="shared",
        recorded_at=now,
        to=found.id,
    )
    told = form.told(base, now)
    based_on = actions.NEW if visit.from_phone(request) else actions.LATEST
    receipt = actions.write(case.at.viewer, case.case_id, told, based_on)
    url = reverse("feedback-one", args=[entry_id])
    return visit.saved(request, thanks(told, case), url, receipt)


def withdrawn(request: HttpRequest, found: Feedback, case: OpenCase) -> HttpResponse:
    """Take an answer back that was not read yet; one that was read stays, and can be changed."""
    url, sent = reverse("feedback-one", args=[found.id]), answer_to(found, case)
    if sent is None or not may_withdraw(sent, case):
        text = _("%(name)s has read it by now. You can still change it.")
        return visit.done(request, text % {"name": case.counsellor_name}, url)
    actions.delete(case.at.viewer, sent.id)
    undo = reverse("put-back", args=[sent.id])
    return visit.done(request, _("Taken back. Nobody read it."), url, undo)


def may_withdraw(sent: Answer | None, case: OpenCase) -> bool:
    """Whether an answer can still be taken back."""
    return sent is not None and not was_read(case.at, sent.id)


def thanks(told: Answer, case: OpenCase) -> str:
    """That it arrived; a no is thanked for like a yes."""
    name = {"name": case.counsellor_name}
    if told.resonance in LATER:
        return _("%(name)s knows. Nothing more is asked of you.") % name
    return _("Thank you. %(name)s sees your answer.") % name


def page(request: HttpRequest, found: Feedback, case: OpenCase, form: AnswerForm) -> HttpResponse:
    """One feedback, with the answer or the form for it."""
    now = timezone.now()
    back = back_link("feedback", case.case_id)
    may_answer = policies.may_answer(case.role)
    context = {
        "frame": frame_for(case, now, "feedback", back),
        "item": heard.item(found, case, now, form["resonance"].value()),
        "form": form if may_answer else None,
        "may_withdraw": may_answer and may_withdraw(answer_to(found, case), case),
        "other": other_name(case),
        "counsellor": case.counsellor_name,
        "case_id": case.case_id,
        **visit.writing(request, reverse("feedback-answer", args=[found.id])),
    }
    status = visit.status_of(form)
    return render(request, "web/feedback/one.html", context, status=status)
