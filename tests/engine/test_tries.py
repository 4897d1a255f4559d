"""Fears and what came of them, practice and life: read off plans and tries."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from relating.case import Attempt, CaseEntry, CaseFile, Episode, Frame, Person, Plan
from relating.case.entries.tie import Tie
from relating.engine.calibration import murphy
from relating.engine.tries import forecasts, transfers, tried

NOW = datetime(2026, 3, 13, 18, tzinfo=UTC)
NEXT = iter(range(1, 10_000))
FEARS = [(90, 1), (90, 1), (90, 0), (90, 0), (70, 1), (70, 0), (70, 0), (30, 0), (30, 0), (30, 1)]


def begins(at: datetime = NOW) -> dict[str, Any]:
    id = UUID(int=next(NEXT))
    return {"id": id, "author": "client", "visibility": "private", "recorded_at": at}


def a_try(
    chance: int = 70, came: int = 1, at: datetime = NOW, did: str = "did", **more: Any
) -> tuple[Plan, Attempt, Episode]:
    """A plan that was tried: feared cold, and it came or did not."""
    plan = Plan(**begins(at), fear_did="cold", fear_chance=chance, **more)
    then = ("cold",) if came else ("warm",)
    told = Episode(**begins(at), at=at, place="life", plan=plan.id, person=plan.person)
    told = replace(told, other_then=then)
    attempt = Attempt(**begins(at), plan=plan.id, at=at, did=did, telling=told.id)  # type: ignore[arg-type]  # any of the three
    return plan, attempt, told


def case(*parts: tuple[CaseEntry, ...], people: tuple[Person, ...] = ()) -> CaseFile:
    entries = tuple(each for part in parts for each in part)
    frame = Frame(id=UUID(int=next(NEXT)), label="A.", started=NOW.date())
    return CaseFile(case=frame, people=people, entries=entries)


def test_fears_stand_beside_what_came_as_the_formula_wants_them() -> None:
    found = forecasts(case(*(a_try(chance, came) for chance, came in FEARS)))
    assert found == [(chance / 100, came) for chance, came in FEARS]
    parts = murphy(*zip(*found, strict=True))
    assert abs(parts.brier - 0.338) < 1e-9
    assert abs(parts.bias - 0.26) < 1e-9


def without() -> Iterator[tuple[Plan, Attempt, Episode]]:
    """Tries that test no fear, each for a reason of its own."""
    plan, attempt, told = a_try()
    yield replace(plan, fear_did=None), attempt, told
    yield replace(plan, fear_chance=None), attempt, told
    yield plan, replace(attempt, did="differently"), told
    yield plan, replace(attempt, did="did_not"), told
    yield plan, replace(attempt, telling=None), told
    yield plan, attempt, replace(told, other_then=None)


@pytest.mark.parametrize("found", [*without()])
def test_what_was_not_said_or_done_otherwise_tests_no_fear(
    found: tuple[Plan, Attempt, Episode],
) -> None:
    assert forecasts(case(found)) == []


def test_an_empty_answer_to_what_they_did_then_says_that_it_did_not_come() -> None:
    plan, attempt, told = a_try()
    assert forecasts(case((plan, attempt, replace(told, other_then=())))) == [(0.7, 0)]


def test_of_somebody_unsafe_there_is_neither_a_fear_nor_a_use() -> None:
    mara = Person(id="mara", alias="Mara", unsafe=True)
    once = Person(id="m", alias="M.", same_as="mara")
    for who in ("mara", "m"):
        made = case(a_try(person=who), people=(mara, once))
        assert (tried(made), forecasts(made), transfers(made)) == ([], [], {})


def practised(plan: Plan, at: datetime) -> Episode:
    return Episode(**begins(at), at=at, place="practice", plan=plan.id)


def test_plans_that_came_one_from_another_are_one_new_way() -> None:
    day = timedelta(days=1)
    first, tap, told = a_try(person="mara")
    second, again, later = a_try(at=NOW + 30 * day, origin=tap.id, person="sam")
    found = transfers(
        case((first, tap, told, practised(first, NOW - 4 * day)), (second, again, later))
    )
    assert list(found) == [first.id]
    (one,) = found.values()
    assert (one.days, one.uses, one.breadth, one.kept) == (4, 2, 2, True)


def test_plans_of_a_way_are_that_way_and_what_was_not_done_is_no_use() -> None:
    way = UUID(int=7)
    found = transfers(case(a_try(way=way), a_try(way=way, did="did_not"), a_try()))
    assert sorted(each.uses for each in found.values()) == [1, 1]
    assert way in found


def test_a_use_with_somebody_of_the_closest_ring_is_known_where_rings_are() -> None:
    sam = Person(id="sam", alias="Sam")
    tie = Tie(**begins(), person="sam", on=NOW.date(), ring="near")
    plan, attempt, told = a_try(person="sam")
    made = case((plan, attempt, told, practised(plan, NOW), tie), people=(sam,))
    assert [each.days_to_closest for each in transfers(made).values()] == [0]


def test_a_circle_of_plans_ends() -> None:
    one, tap, told = a_try()
    assert len(transfers(case((replace(one, origin=tap.id), tap, told)))) == 1
