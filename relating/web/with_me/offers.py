"""Lines that her own answers, wishes and repairs may become. None is put on by itself."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relating.case import Answer, Dip, Entry, Feedback, NewBetween, Preferences, Pulse
from relating.case.entries.preferences import Pace
from relating.case.entries.work_with_me import About
from relating.journal.queries import OpenCase
from relating.web.voice.sides import is_clients

MOST = 8
"""So many lines are offered, the newest."""
PACES: Mapping[Pace, Promise] = {
    "gentler": gettext_lazy("Go gently when you tell me something."),
    "as_now": gettext_lazy("Tell me things as you do now."),
    "more_direct": gettext_lazy("Tell me straight."),
}


class Offer(NamedTuple):
    """A line that may be put on the page: her words, and the entry that they stand in."""

    about: About
    words: str
    came_from: UUID
    at: datetime
    url: str


def offers(case: OpenCase, on_page: frozenset[UUID]) -> list[Offer]:
    """What she said so far about working together, the newest first, but for what is on it."""
    every = (*of_wishes(case), *of_answers(case), *of_repairs(case), *of_hours(case))
    fresh = (each for each in every if each.words.strip() and each.came_from not in on_page)
    return sorted(fresh, key=lambda each: each.at, reverse=True)[:MOST]


def of_wishes(case: OpenCase) -> Iterator[Offer]:
    """Her pace, and no devices."""
    for each in case.all(Preferences):
        if is_clients(each) and each.pace is not None:
            yield offer("pace", str(PACES[each.pace]), each, case)
        elif is_clients(each) and each.no_device is True:
            yield offer("helps", _("No devices in the hour."), each, case)


def of_answers(case: OpenCase) -> Iterator[Offer]:
    """What she answered to feedback, in words."""
    said = {each.id for each in case.all(Feedback)}
    for each in case.all(Answer):
        if each.to in said:
            fits = each.resonance == "fits"
            yield offer("helps" if fits else "does_not", each.words, each, case)


def of_repairs(case: OpenCase) -> Iterator[Offer]:
    """What she said of an hour that was not right; what mended it helps."""
    for each in case.all(Dip):
        if is_clients(each):
            about: About = "helps" if each.mended == "yes" else "does_not"
            yield offer(about, each.said, each, case)


def of_hours(case: OpenCase) -> Iterator[Offer]:
    """What did not sit right in an hour, and what was new in one."""
    for each in case.all(Pulse):
        if is_clients(each):
            yield offer("does_not", each.not_right, each, case)
    for new in case.all(NewBetween):
        if is_clients(new):
            yield offer("helps", new.came, new, case)


def offer(about: About, words: str, entry: Entry, case: OpenCase) -> Offer:
    """What an entry of hers offers."""
    return Offer(about, words, entry.id, entry.recorded_at, stands(entry, case))


def stands(entry: Entry, case: OpenCase) -> str:
    """The page on which an entry stands with what it speaks of; empty where that is gone."""
    match entry:
        case Answer(to=UUID()):
            return reverse("feedback-one", args=[entry.to])
        case Dip(session=UUID()):
            return reverse("dip", args=[entry.session])
        case Pulse(session=UUID()) | NewBetween(session=UUID()):
            return reverse("session", args=[entry.session])
        case Preferences():
            return reverse("contract", args=[case.case_id])
        case _:
            return ""
