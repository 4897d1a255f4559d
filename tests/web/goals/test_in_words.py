"""A goal and a word at a review, field by field in words."""

from datetime import date
from uuid import uuid4

from relating.case import Reached, Review
from relating.journal import actions, queries
from relating.web.goals.in_words import in_words, review_in_words
from tests.cast import THEN, Cast, person
from tests.web.goals.came_for import HOME, LEVELS, said


def test_a_goal_says_its_levels_whom_it_is_about_and_that_it_was_dropped(cast: Cast) -> None:
    mara = person("Mara")
    actions.record(cast.ana, cast.case, mara)
    goal = said(cast, "private", people=(mara.id,), between=True, dropped=True)
    case = queries.open_case(cast.ana, cast.case)
    assert [each for each in in_words(goal, case).values() if each] == [
        HOME,
        *LEVELS.values(),
        "Mara",
        "yes",
        "dropped",
    ]


def test_of_a_goal_that_its_reader_does_not_see_a_review_says_nothing(cast: Cast) -> None:
    shared, private = said(cast), said(cast, "private", words="Only mine.")
    review = Review(
        id=uuid4(),
        author="client",
        visibility="shared",
        recorded_at=THEN,
        on=date(2026, 2, 2),
        words="It went well.",
        reached=(
            Reached(goal=shared.id, level="good_enough"),
            Reached(goal=private.id, level="more"),
        ),
    )
    told = review_in_words(review, queries.open_case(cast.ben, cast.case))
    assert [*told.values()] == ["2 February 2026", "It went well.", "good enough"]
