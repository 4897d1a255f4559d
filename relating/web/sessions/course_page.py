"""The course as a page shows it: the reviews, each with how it stands and what was said at it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relating.case import Review
from relating.engine.course import ReviewDay, Stands, reviews
from relating.engine.numbers import held_so_far
from relating.journal.queries import OpenCase
from relating.web.page.came_for import review_url

Text = str | Promise
SAYS: dict[Stands, Text] = {
    "held": gettext_lazy("you looked at the work together"),
    "later": gettext_lazy("you looked at the work together on a later day"),
    "due": gettext_lazy("it is time for it"),
    "passed": gettext_lazy("nothing is written down"),
    "coming": gettext_lazy("to come"),
}
ICONS: dict[Stands, str] = {
    "held": "check",
    "later": "note",
    "due": "clock",
    "passed": "note",
    "coming": "clock",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A review for a page: `words` are what the two said at it, as far as the viewer reads it."""

    on: date
    url: str
    icon: str
    says: Text
    words: str


def days(case: OpenCase, now: datetime) -> tuple[ReviewDay, ...]:
    """Every review of the case, in order; nobody learns of one of which the other said nothing."""
    contract = case.frame.contract
    planned = contract.reviews if contract else ()
    said = (each.on for each in case.all(Review))
    return reviews(planned, said, timezone.localdate(now))


def due(case: OpenCase, now: datetime) -> date | None:
    """The day of the review that is due, if one is."""
    return next((each.on for each in days(case, now) if each.stands == "due"), None)


def shown(case: OpenCase, now: datetime) -> Iterator[Shown]:
    """The reviews for a page: what is due and to come, then what was, the newest first."""
    every = days(case, now)
    ahead = [each for each in every if each.stands in {"due", "coming"}]
    for each in (*ahead, *(each for each in reversed(every) if each not in ahead)):
        url = review_url(case.case_id, each.on)
        words = said_at(each.on, case)
        yield Shown(each.on, url, ICONS[each.stands], SAYS[each.stands], words)


def said_at(on: date, case: OpenCase) -> str:
    """What was said at the review of a day, the client's words first."""
    said = [each for each in case.all(Review) if each.on == on and each.words]
    return next((each.words for each in sorted(said, key=lambda each: each.author)), "")


def line(case: OpenCase) -> str:
    """How far the two have come, in a sentence; empty before the first hour."""
    held = held_so_far(case.sessions)
    contract = case.frame.contract
    if not held:
        return ""
    if contract is None or contract.sessions is None:
        return _("Session %(number)s.") % {"number": held}
    return _("Session %(number)s of %(planned)s.") % {"number": held, "planned": contract.sessions}
