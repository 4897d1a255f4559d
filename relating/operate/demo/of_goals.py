"""What somebody of a story came for, and what is said at reviews, said with their forms."""

from collections.abc import Callable
from uuid import UUID

from msgspec.structs import replace

from relating.case import Entry, Goal, Person, Review
from relating.journal import actions, queries
from relating.operate.demo import sent
from relating.operate.demo.taken import valid
from relating.people.gate import Viewer
from relating.web.goals.forms import SHOWN, GoalForm, ReviewForm, fresh, name_of, review_of
from relating.web.page import visit


def goal(viewer: Viewer, case_id: UUID, wanted: Goal) -> Goal:
    """What she came for, with its levels and what it is about."""
    case = queries.open_around(viewer, case_id)
    base = fresh(case, visit.to_the_second())
    told = valid(GoalForm(sent.query(sent.of(wanted, *SHOWN)), base, actions.NEW, case)).told()
    actions.write(viewer, case_id, told)
    return told


def dropped(viewer: Viewer, case_id: UUID, wanted: Goal) -> Goal:
    """It is dropped, without a reason."""
    told = replace(wanted, dropped=True)
    actions.write(viewer, case_id, told, actions.LATEST)
    return told


def review(viewer: Viewer, case_id: UUID, wanted: Review) -> Review:
    """What one of the two says at the review of a day."""
    case = queries.open_case(viewer, case_id)
    base = review_of(case, wanted.on, visit.to_the_second())
    levels = {each.goal: each.level for each in wanted.reached}
    form = ReviewForm(None, base, actions.NEW, case)
    given = {name_of(each): levels.get(each.id) for each in form.goals.values()}
    given_all = sent.query(given | sent.of(wanted, "words", "visibility"))
    told = valid(ReviewForm(given_all, base, actions.NEW, case)).told()
    actions.write(viewer, case_id, told)
    return told


ACTS: dict[type[Entry | Person], Callable[..., Entry | Person]] = {Goal: goal, Review: review}
