"""Where the client said she stands with what she came for; T at each review, for exports alone."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from msgspec import Struct

from relating.case.entries.goal import Goal
from relating.case.entries.review import Level, Review
from relating.case.file.case_file import CaseFile
from relating.engine.goals import LEVELS, Attainment, attainment


class Stand(Struct, frozen=True):
    """At which level she said she is with a goal, and on which day."""

    level: Level
    on: date


class AtReview(Struct, frozen=True):
    """What she said at the review of a day, as T over the goals of which she said something."""

    on: date
    found: Attainment


def stands(reviews: Iterable[Review]) -> Mapping[UUID, tuple[Stand, ...]]:
    """What she said of each goal at reviews, the newest first."""
    found: dict[UUID, list[Stand]] = {}
    for each in sorted(reviews, key=lambda each: (each.on, each.recorded_at), reverse=True):
        for reached in each.reached:
            if reached.goal is not None:
                found.setdefault(reached.goal, []).append(Stand(reached.level, each.on))
    return {goal: tuple(said) for goal, said in found.items()}


def at_reviews(case: CaseFile) -> tuple[AtReview, ...]:
    """T at each review at which she said where she stands, the oldest first. A goal that is gone
    counts for none; one that was dropped later counted while it was one.

    What she words are three levels and *none yet*: much more than hoped is never said.
    """
    goals = {each.id for each in case.entries if isinstance(each, Goal)}
    reviews = (each for each in case.entries if isinstance(each, Review))
    found = (
        (each.on, [LEVELS[said.level] for said in each.reached if said.goal in goals])
        for each in sorted(reviews, key=lambda each: (each.on, each.recorded_at))
    )
    return tuple(AtReview(on, attainment(levels)) for on, levels in found if levels)
