"""Something new between the two, as pages show it: each in the voice of whoever says it."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from relating.case import NewBetween
from relating.journal.queries import OpenCase
from relating.web.voice.names import first_line, other_name
from relating.web.voice.sides import is_mine
from relating.web.voice.words import session_words

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Said:
    """What one of the two says was new, and the moment in which it was, where the viewer sees it.

    `url` is the page of the hour, and `hour` what it is called there.
    """

    id: UUID
    who: str
    own: bool
    private: bool
    braced: str
    came: str
    moment: str
    moment_url: str
    hour: str
    url: str


def said_of(case: OpenCase, fits: Callable[[NewBetween], bool]) -> list[Said]:
    """What was said of those hours that fit, the newest hour first, the client's before his."""
    found = [each for each in case.all(NewBetween) if fits(each)]
    places = {each.id: place for place, each in enumerate(case.sessions)}
    last = len(places)
    found.sort(key=lambda each: (places.get(each.session or each.id, last), each.author))
    return [said(each, case) for each in found]


def said(told: NewBetween, case: OpenCase) -> Said:
    """What one of the two says."""
    own = is_mine(told, case)
    moment, url = moment_of(told, case)
    hour = (each for each in case.sessions if each.id == told.session)
    return Said(
        id=told.id,
        who=_("You") if own else other_name(case),
        own=own,
        private=told.visibility == "private",
        braced=told.braced,
        came=told.came,
        moment=moment,
        moment_url=url,
        hour=next((session_words(each, case) for each in hour), ""),
        url=reverse("session", args=[told.session]) if told.session else "",
    )


def moment_of(told: NewBetween, case: OpenCase) -> tuple[str, str]:
    """The first words of the moment, and its page; empty where the viewer does not see it."""
    moment = case.telling(told.moment) if told.moment else None
    if moment is None:
        return "", ""
    return first_line(moment, case), reverse("episode", args=[moment.id])
