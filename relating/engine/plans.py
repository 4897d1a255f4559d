"""What may be planned now, and which plans stand aside.

Nothing new is planned while a dip is open, and nothing ever with somebody who is marked as not
safe: their plans stand aside from the moment somebody says so, until somebody says otherwise.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, TypeAlias
from uuid import UUID

from relating.case.entries.person import Person
from relating.case.entries.plan import Attempt, Plan

Why: TypeAlias = Literal["dip", "unsafe"]
"""Why something may not be planned now."""


def held_back(plan: Plan, people: Mapping[str, Person], *, new: bool, open_dip: bool) -> Why | None:
    """Why a plan may not be made, or not be changed to this; None where it may. A plan that was
    made before a dip opened may still be put otherwise."""
    if with_somebody_unsafe(plan, people):
        return "unsafe"
    return "dip" if new and open_dip else None


def with_somebody_unsafe(plan: Plan, people: Mapping[str, Person]) -> bool:
    """Whether it is for somebody who is marked as not safe."""
    return is_unsafe(plan.person, people)


def is_unsafe(person: str | None, people: Mapping[str, Person]) -> bool:
    """Whether somebody is marked as not safe."""
    found = people.get(person) if person is not None else None
    return found is not None and found.unsafe


def stands_aside(plan: Plan, people: Mapping[str, Person]) -> bool:
    """Whether it is on no page but its own: it was left out, or is with somebody who is not safe.
    Which of the two it is, no list tells."""
    return plan.dropped or with_somebody_unsafe(plan, people)


def attempts_by_plan(attempts: Iterable[Attempt]) -> dict[UUID, Attempt]:
    """What became of each plan."""
    return {each.plan: each for each in attempts if each.plan is not None}


def waiting(
    plans: Iterable[Plan], attempts: Iterable[Attempt], people: Mapping[str, Person]
) -> list[Plan]:
    """The plans that are for a next time: the nearest day first, then those of no day."""
    became = attempts_by_plan(attempts)
    found = (each for each in plans if each.id not in became and not stands_aside(each, people))
    return sorted(found, key=lambda each: (each.on or date.max, each.recorded_at, each.id))


def of_day(found: Iterable[Plan], day: date) -> Plan | None:
    """The plan of a day, of those that wait."""
    return next((each for each in found if each.on == day), None)
