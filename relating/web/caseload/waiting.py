"""Who waits for the counsellor, why, and what can be done about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from relating.engine.glance import CARE, Need, What
from relating.journal.caseload import CaseCard
from relating.web.pulse.forms import NOT_RIGHT
from relating.web.voice.times import dated, day_and_time, full_day, time_of_day, with_weekday

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits, why, and what can be done about it."""

    name: str
    key: str
    url: str
    why: str
    verb: Text


APART: frozenset[What] = frozenset({"taken_back", "supervised"})
"""What stands for itself, and not behind something that comes before it in the order of care: of
the one she is told that he sees it, the other is no word of hers."""


def who_waits(cards: Iterable[CaseCard], above: Iterable[CaseCard], now: datetime) -> list[Waiting]:
    """Everybody who waits, in the order of care, and there the one who has waited longest first;
    whoever stands on top already is not said twice."""
    said = {each.case_id for each in above}
    found = [
        (card, need)
        for card in cards
        for place, need in enumerate(card.needs)
        if (place == 0 and card.case_id not in said) or (place > 0 and need.what in APART)
    ]
    found.sort(key=lambda each: (CARE.index(each[1].what), each[1].at, each[0].case_id))
    return [as_waiting(card, need, now) for card, need in found]


def as_waiting(card: CaseCard, need: Need, now: datetime) -> Waiting:
    """Somebody who waits, for a page."""
    verb, url = what_to_do(card, need)
    why = "; ".join(filter(None, (reason(need, now), was_booked_for(card, now))))
    return Waiting(card.label, str(card.case_id), url, why, verb)


VERBS: dict[What, Promise] = {
    "ended": gettext_lazy("Read it"),
    "not_right": gettext_lazy("Read it"),
    "dip": gettext_lazy("Look at it"),
    "taken_back": gettext_lazy("Look at it"),
    "not_closed": gettext_lazy("Close the hour"),
    "answer": gettext_lazy("Read it"),
    "supervised": gettext_lazy("Read it"),
    "marks": gettext_lazy("Say what they were"),
    "silent": gettext_lazy("Plan an hour"),
}
OF_ENTRY: dict[What, str] = {
    "not_right": "pulse",
    "not_closed": "session-after",
    "supervised": "loan",
}
OF_CASE: dict[What, str] = {
    "ended": "ending",
    "dip": "alliance",
    "taken_back": "beginning",
    "answer": "prepare",
    "marks": "after",
    "silent": "session-new",
}


def what_to_do(card: CaseCard, need: Need) -> tuple[Text, str]:
    """What can be done, and where."""
    if need.what in OF_CASE:
        return VERBS[need.what], reverse(OF_CASE[need.what], args=[card.case_id])
    url = reverse(OF_ENTRY[need.what], args=[need.about])
    return VERBS[need.what], f"{url}#{NOT_RIGHT}" if need.what == "not_right" else url


def reason(need: Need, now: datetime) -> str:  # noqa: PLR0911
    """Why somebody waits, in a sentence that says nothing of what they wrote."""
    given = {"number": need.number}
    match need.what:
        case "ended":
            return ended_it(need, now)
        case "not_right":
            return not_right(need)
        case "dip":
            return _("A dip is open since session %(number)s") % given
        case "not_closed":
            return not_closed(need, now)
        case "taken_back":
            return _("Does not say yes to all that you two agree on")
        case "silent":
            return _("Silent since %(date)s, no hour planned") % {"date": dated(need.at, now)}
        case "answer" | "supervised" | "marks":
            return so_many(need)


def so_many(need: Need) -> str:
    """What waits to be read or to have words, and how much of it."""
    said = ngettext("%(n)s mark waits for words", "%(n)s marks wait for words", need.n)
    if need.what == "answer":
        said = ngettext("Answered you", "Answered you %(n)s times", need.n)
    if need.what == "supervised":
        said = ngettext(
            "What you brought to supervision was answered",
            "What you brought to supervision was answered %(n)s times",
            need.n,
        )
    return said % {"n": need.n}


def ended_it(need: Need, now: datetime) -> str:
    """That the client ended it, and when."""
    days = (timezone.localdate(now) - timezone.localdate(need.at)).days
    if days == 0:
        return _("Ended it today")
    if days == 1:
        return _("Ended it yesterday")
    return _("Ended it on %(day)s") % {"day": full_day(timezone.localdate(need.at))}


def was_booked_for(card: CaseCard, now: datetime) -> str:
    """For when an hour was booked that does not come any more; empty where none was."""
    hour = card.seen.next(now)
    if card.over is None or hour is None:
        return ""
    return _("an hour was booked for %(when)s") % {"when": day_and_time(hour.at, now)}


def not_right(need: Need) -> str:
    """In which hour something was not right, as she said."""
    if need.number is None:
        return _("Said that the last hour was not right")
    return _("Said that session %(number)s was not right") % {"number": need.number}


def not_closed(need: Need, now: datetime) -> str:
    """Which hour was not closed; of several the first, and how many there are."""
    if need.n > 1:
        return ngettext("%(n)s hour is not closed", "%(n)s hours are not closed", need.n) % {
            "n": need.n
        }
    if timezone.localdate(need.at) == timezone.localdate(now):
        return _("The hour at %(time)s is not closed") % {"time": time_of_day(need.at)}
    return _("The hour of %(day)s is not closed") % {"day": with_weekday(need.at, now)}
