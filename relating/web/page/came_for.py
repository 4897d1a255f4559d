"""What the client came for, and the reviews, as a line each: for the pages that lead to them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from relating.case import Goal, Session
from relating.journal.queries import OpenCase
from relating.web.voice.sides import to_client
from relating.web.voice.times import full_day
from relating.web.voice.words import session_words


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal: its words, and its page."""

    url: str
    words: str


def pursued(case: OpenCase) -> tuple[Goal, ...]:
    """What she came for and has not dropped, in the order in which she said it."""
    found = (each for each in case.all(Goal) if not each.dropped)
    return tuple(sorted(found, key=lambda each: (each.recorded_at, each.id)))


def goal_lines(
    case: OpenCase, fits: Callable[[Goal], bool] = lambda _: True
) -> tuple[GoalLine, ...]:
    """A line for each of her goals that fits."""
    found = (each for each in pursued(case) if fits(each))
    return tuple(GoalLine(reverse("goal", args=[each.id]), each.words) for each in found)


def about_way(case: OpenCase, way: UUID) -> tuple[GoalLine, ...]:
    """What she came for that is about a way."""
    return goal_lines(case, lambda each: way in each.ways)


def about_person(case: OpenCase, person: str) -> tuple[GoalLine, ...]:
    """What she came for that is about somebody, under whichever name they were written down."""
    return goal_lines(case, lambda each: any(case.people.are_one(id, person) for id in each.people))


def called(case: OpenCase) -> str:
    """What the place of her goals is called, for whoever looks."""
    if to_client(case):
        return _("What I came for")
    return _("What %(name)s came for") % {"name": case.client_name}


def review_url(case_id: UUID, on: date) -> str:
    """The page of the review of a day, whether somebody said something at it or not."""
    return reverse("review", args=[case_id, on.isoformat()])


def review_words(case: OpenCase, on: date) -> str:
    """What the review of a day is called: by the hour of that day, else by the day."""
    hour = hour_on(case, on)
    return _("A review, %(when)s") % {"when": session_words(hour, case) if hour else full_day(on)}


def hour_on(case: OpenCase, on: date) -> Session | None:
    """The hour of a day in which the two meet, or met; the last of several."""
    found = (
        each
        for each in case.sessions
        if each.state in {"planned", "held"} and timezone.localtime(each.at).date() == on
    )
    return max(found, key=lambda each: each.at, default=None)
