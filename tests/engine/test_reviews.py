"""Where she said she stands, review after review; and T over it, for exports."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from relating.case import CaseEntry, CaseFile, Frame, Goal, Reached, Review
from relating.case.entries.review import Level
from relating.engine.reviews import at_reviews, stands

AT = datetime(2026, 5, 13, tzinfo=UTC)
FIRST, SECOND = UUID(int=1), UUID(int=2)


def goal(id: UUID, *, dropped: bool = False) -> Goal:
    return Goal(
        id=id, author="client", visibility="private", recorded_at=AT, words="It.", dropped=dropped
    )


def review(number: int, on: date, *said: tuple[UUID | None, Level]) -> Review:
    reached = tuple(Reached(goal=goal, level=level) for goal, level in said)
    return Review(
        id=UUID(int=number),
        author="client",
        visibility="private",
        recorded_at=AT,
        on=on,
        reached=reached,
    )


def case(*entries: CaseEntry) -> CaseFile:
    return CaseFile(case=Frame(id=UUID(int=99), label="A.", started=AT.date()), entries=entries)


MAY, MARCH = date(2026, 5, 13), date(2026, 3, 3)


def test_of_each_goal_the_newest_review_stands_first() -> None:
    found = stands(
        [review(10, MARCH, (FIRST, "a_start")), review(11, MAY, (FIRST, "more"), (None, "a_start"))]
    )
    assert {id: [(each.level, each.on) for each in said] for id, said in found.items()} == {
        FIRST: [("more", MAY), ("a_start", MARCH)]
    }


def test_t_of_a_review_is_over_the_goals_of_which_something_was_said() -> None:
    said = (
        review(11, MAY, (FIRST, "more"), (SECOND, "good_enough"), (UUID(int=7), "more")),
        review(10, MARCH, (FIRST, "not_yet")),
    )
    whole = case(goal(FIRST), goal(SECOND, dropped=True), *said)
    first, second = at_reviews(whole)
    assert (first.on, first.found.n) == (MARCH, 1)
    assert first.found.t == pytest.approx(30)
    assert (second.on, second.found.n) == (MAY, 2)
    assert second.found.t == pytest.approx(50 + 6.2017, abs=5e-5)


def test_without_a_review_there_is_no_t() -> None:
    assert at_reviews(case(goal(FIRST), review(12, MAY))) == ()
