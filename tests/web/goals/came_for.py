"""What Ana came for, as forms say it."""

import re
from typing import Any
from uuid import UUID, uuid4

from django.test import Client
from django.urls import reverse

from relating.case import Goal, Review
from relating.case.fields import Visibility
from relating.journal import actions, queries
from tests.cast import THEN, Cast, browser_of

HOME = "I want to go home at six and not hate the bus."
LEVELS = {
    "a_start": "One evening a week.",
    "good_enough": "I ask which comes first.",
    "more": "And not go over it on the bus.",
}
DAY = "2026-02-02"


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def said(cast: Cast, visibility: Visibility = "shared", **more: Any) -> Goal:
    """A goal of Ana's that is there."""
    whole: dict[str, Any] = {"words": HOME, **LEVELS, **more}
    goal = Goal(id=uuid4(), author="client", visibility=visibility, recorded_at=THEN, **whole)
    actions.record(cast.ana, cast.case, goal)
    return goal


def goals(cast: Cast) -> tuple[Goal, ...]:
    return queries.open_case(cast.ana, cast.case).all(Goal)


def reviews(cast: Cast) -> tuple[Review, ...]:
    return queries.open_case(cast.ana, cast.case).all(Review)


def sent(browser: Client, name: str, *ids: UUID | str, **given: object) -> int:
    """Send a form; the status of the answer."""
    return browser.post(reverse(name, args=ids), given).status_code


def reviewed(cast: Cast, goal: Goal, level: str, visibility: str = "shared", **more: object) -> int:
    """Ana says at the review of the day how far it is with a goal."""
    given = {f"goal_{goal.id.hex}": level, "visibility": visibility, **more}
    return sent(browser_of(cast.ana), "review", cast.case, DAY, **given)
