"""What is open between the two, as the page before an hour says it: threads, and answers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from relating.case import Answer, Attempt, NewBetween, Pattern, Pulse
from relating.engine.open_ends import Thread
from relating.engine.prepare import (
    Prepared,
)
from relating.journal.queries import OpenCase
from relating.web.patterns.claims import key_of
from relating.web.patterns.sentences import in_short, plain
from relating.web.plans.page import look
from relating.web.prepare.page import Known, not_right, words_of
from relating.web.voice.sides import is_mine
from relating.web.voice.words import opening

Text = str | Promise
MOST_ANSWERS = 4


@dataclass(frozen=True, slots=True)
class Open:
    """A thread that is open, in a line; `answer` is what the two can have come back to."""

    icon: str
    text: Text
    words: str
    url: str
    answer: UUID | None = None


THREADS: dict[str, tuple[str, Promise]] = {
    "unanswered": ("note", gettext_lazy("Feedback without an answer yet")),
    "not_fitting": ("note", gettext_lazy("%(name)s said it does not fit; nobody came back to it")),
    "not_sure": ("note", gettext_lazy("%(name)s was not sure yet")),
}
TO_COME_BACK_TO = {"not_fitting", "not_sure", "not_right"}
TO_LOOK_AT = gettext_lazy("A pattern you meant to look at together")


def threads(these: Iterable[Thread], case: OpenCase, known: Known) -> Iterator[Open]:
    """What is open."""
    name = {"name": case.client_name}
    for each in these:
        if each.what == "marks":
            yield marks_waiting(each, case)
            continue
        entry = known[each.evidence[0]]
        if isinstance(entry, Pattern):
            yield to_look_at(entry, case)
            continue
        if isinstance(entry, Pulse):
            words, url = words_of(entry, known)
            yield Open("line", not_right(entry, case), opening(words), url, entry.id)
            continue
        icon, text = THREADS[each.what]
        words, url = words_of(entry, known)
        answer = entry.id if each.what in TO_COME_BACK_TO else None
        yield Open(icon, str(text) % name, opening(words), url, answer)


def to_look_at(kept: Pattern, case: OpenCase) -> Open:
    """A pattern that waits to be looked at, in the words it was shared in, or else in short."""
    cue = kept.cue
    url = reverse("pattern", args=[case.case_id, key_of(case, cue, kept.behaviour)])
    text = str(TO_LOOK_AT)
    if not kept.statement:
        text = f"{text}: {plain(in_short(cue, kept.behaviour, case))}"
    return Open("ways", text, opening(kept.statement), url)


def marks_waiting(thread: Thread, case: OpenCase) -> Open:
    """The marks of all hours that wait for words."""
    count = len(thread.evidence)
    text = ngettext("%(n)s mark waits for words", "%(n)s marks wait for words", count)
    return Open("room", text % {"n": count}, "", reverse("after", args=[case.case_id]))


def answers(found: Prepared, case: OpenCase, known: Known) -> list[Open]:
    """What the client answered or added since the last hour, the newest first."""
    said = (each for id in found.answers if isinstance(each := known.get(id), Answer))
    return [answered(each, case, known) for each in said][:MOST_ANSWERS]


def tries(found: Prepared, case: OpenCase, now: datetime) -> list[Open]:
    """What the client tried since the last hour, in her words: the plan, and what came."""
    text = _("%(name)s tried something that was planned") % {"name": case.client_name}
    known = {each.id: each for each in case.all(Attempt)}
    tried = (look(known[id], case, now) for id in found.tries if id in known)
    return [
        Open("seed", text, opening(each.title or each.came), reverse("attempt", args=[each.id]))
        for each in tried
    ]


def new_between(found: Prepared, case: OpenCase) -> list[Open]:
    """What the client says was new between the two, since the last hour began."""
    told = (each for each in case.all(NewBetween) if not is_mine(each, case))
    fresh = (each for each in told if found.since is None or each.recorded_at > found.since)
    text = _("%(name)s says that something was new between you") % {"name": case.client_name}
    return [Open("people", text, *words_of(each, {})) for each in fresh]


def answered(answer: Answer, case: OpenCase, known: Known) -> Open:
    """One answer: whether it fits, in the client's own words."""
    about = known.get(answer.to) if answer.to else None
    url = words_of(about, known)[1] if about is not None else ""
    words = opening(answer.words or answer.in_my_words)
    name = {"name": case.client_name}
    if answer.resonance is None and answer.retired:
        return Open("ways", _("%(name)s retired a pattern") % name, words, url)
    if answer.resonance is None:
        return Open("note", _("%(name)s added to what you keep") % name, words, url)
    given = name | {"answer": case.vocabulary.label("resonance", answer.resonance)}
    if answer.retired:
        text = _("%(name)s retired a pattern. The answer was: %(answer)s") % given
        return Open("ways", text, words, url)
    return Open("note", _("%(name)s answered: %(answer)s") % given, words, url)
