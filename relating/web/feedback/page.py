"""Feedback as pages say it: the four steps, whether it was said, and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from relating.case import Answer, Feedback, Note
from relating.engine.tellings import with_somebody_unsafe
from relating.journal import queries
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.people.gate import Hidden, Viewer
from relating.web.feedback.forms import FOUR, LATER, AnswerForm, judged, turned
from relating.web.page.own_entry import may_revise
from relating.web.page.pieces import Row
from relating.web.page.rows import rows_of
from relating.web.voice import feedback as steps
from relating.web.voice.sides import to_client
from relating.web.voice.words import session_words

Text = str | Promise
SAID = tuple(name for name in steps.STEPS if name != "invitation")
NOT_RIGHT = frozenset({"not_really", "not_like_this"})
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers."""

    code: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Reply:
    """What the client answered."""

    code: str
    label: str
    words: str
    discomfort: int | None
    useful: int | None
    at: datetime

    @property
    def not_right(self) -> bool:
        return self.code in NOT_RIGHT

    @property
    def done_with(self) -> bool:
        """Whether the answer was "not now" or "not like this": then nothing more is asked."""
        return self.code in LATER


@dataclass(frozen=True, slots=True)
class Item:
    """One feedback. `stands` says who can read it; `four` and `later` are the answers to give.

    `words` are its steps but for the question that it `asks`. Whether it fits is asked of a guess,
    and not of an open question alone: then there are no `four`.
    """

    id: UUID
    at: datetime
    hour: str
    session: UUID | None
    steps: tuple[tuple[Text, str], ...]
    words: tuple[str, ...]
    asks: str
    stands: Text
    unsaid: bool
    shared: bool
    may_edit: bool
    reply: Reply | None
    four: tuple[Choice, ...]
    later: tuple[Choice, ...]
    judgement: str
    mine: str
    rows: tuple[Row, ...]
    is_later: bool

    @property
    def first(self) -> str:
        """How it begins."""
        return next(iter((*self.words, self.asks)), "")


def one_of(viewer: Viewer, entry_id: UUID) -> tuple[Feedback, OpenCase]:
    """One feedback, and the case around it.

    Raises:
        Hidden: it is none, or not for this viewer, or it was deleted.
    """
    found = queries.open_entry(viewer, entry_id)
    gate.require(not found.row.deleted)
    if not isinstance(found.content, Feedback):
        raise Hidden
    return found.content, queries.open_case(viewer, found.at.case_id)


def items(case: OpenCase, now: datetime) -> tuple[Item, ...]:
    """All feedback of a case, as far as the viewer may read it, newest first."""
    found = sorted(case.all(Feedback), key=spoken, reverse=True)
    return tuple(item(each, case, now) for each in found)


def spoken(feedback: Feedback) -> tuple[datetime, UUID]:
    """By what feedback is ordered: when it was said, or else written."""
    return (feedback.said_at or feedback.recorded_at, feedback.id)


def item(feedback: Feedback, case: OpenCase, now: datetime, chosen_now: str | None = None) -> Item:
    """One feedback for a page. `chosen_now` is the answer that a form shows."""
    reply = reply_to(feedback.id, case)
    pointed = {*feedback.about, *feedback.alike}
    at = feedback.said_at or feedback.recorded_at
    given = (reply.code if reply else "") if chosen_now is None else chosen_now
    return Item(
        id=feedback.id,
        at=at,
        hour=hour(feedback, case),
        session=feedback.session,
        steps=tuple(steps.told(feedback, case)),
        words=tuple(text for name in SAID if (text := getattr(feedback, name))),
        asks=feedback.invitation,
        stands=stands(feedback, case),
        unsaid=feedback.said_at is None,
        shared=feedback.visibility == "shared",
        may_edit=feedback.said_at is None and may_revise(case, feedback),
        reply=reply,
        four=chosen(turned(feedback.id), case, given) if guesses(feedback, given) else (),
        later=chosen(LATER, case, given),
        judgement=judged(feedback.response) if feedback.said_at is None else "",
        mine=what_may_be_mine(feedback.id, case.all(Note)),
        rows=rows_of(case.told_in(pointed), case, now),
        is_later=now - at > A_DAY,
    )


def guesses(feedback: Feedback, given: str | None) -> bool:
    """Whether it can fit: it wonders about something, or asks nothing; or it was answered so."""
    return bool(feedback.outside) or not feedback.invitation or given in FOUR


def hour(feedback: Feedback, case: OpenCase) -> str:
    """The hour it belongs to, in words."""
    found = (each for each in case.sessions if each.id == feedback.session)
    return next((session_words(each, case) for each in found), "")


def stands(feedback: Feedback, case: OpenCase) -> Text:
    """Who can read it, and since when, to the counsellor; the client knows."""
    name = {"name": case.client_name}
    if to_client(case):
        return "" if feedback.said_at else _("not said yet")
    if feedback.said_at is not None:
        return _("said; %(name)s can read it") % name
    if feedback.agreed_ahead:
        return _("not said yet; %(name)s can read it, as you both agreed") % name
    return _("not said yet, and not shared")


def reply_to(feedback: UUID, case: OpenCase) -> Reply | None:
    """The client's newest answer."""
    found = [each for each in case.all(Answer) if each.to == feedback]
    newest = max(found, key=lambda each: (each.recorded_at, each.id), default=None)
    return None if newest is None else reply(newest, case)


def reply(answer: Answer, case: OpenCase) -> Reply:
    """An answer for a page."""
    code = answer.resonance or ""
    return Reply(
        code=code,
        label=labels(case, (code,))[code] if code else "",
        words=answer.words,
        discomfort=answer.discomfort,
        useful=answer.useful,
        at=answer.recorded_at,
    )


def labels(case: OpenCase, codes: Iterable[str]) -> dict[str, str]:
    """The words for answers. None of them can be hidden: a no is as good as a yes."""
    found = ((code, case.vocabulary.term("resonance", code)) for code in codes)
    return {code: term.label if term else code for code, term in found}


def answer_form(
    feedback: UUID, case: OpenCase, sent: QueryDict | None = None, before: Answer | None = None
) -> AnswerForm:
    """What the client is asked."""
    return AnswerForm(sent, before, labels(case, (*turned(feedback), *LATER)))


def chosen(codes: Iterable[str], case: OpenCase, given: str) -> tuple[Choice, ...]:
    """Answers to choose from."""
    made = labels(case, codes)
    return tuple(Choice(code, label, code == given) for code, label in made.items())


def what_may_be_mine(feedback: UUID, notes: Iterable[Note]) -> str:
    """The counsellor's private answer to what of it may be their own."""
    found = (each.text for each in notes if each.mine and feedback in each.about)
    return next(found, "")


def waiting(case: OpenCase, now: datetime) -> Item | None:
    """What was said to the client and waits for an answer: the newest."""
    if not policies.may_answer(case.role):
        return None
    found = (each for each in items(case, now) if each.reply is None)
    return next(found, None)


def of_somebody_unsafe(item: Item, case: OpenCase) -> bool:
    """Whether it speaks of times with somebody who is marked as not safe."""
    told = next(each for each in case.all(Feedback) if each.id == item.id)
    pointed = case.told_in({*told.about, *told.alike})
    return any(with_somebody_unsafe(each, case.people) for each in pointed)
