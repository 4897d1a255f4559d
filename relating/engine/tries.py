"""What plans and tries say in figures: how well fears foretold, and what came of practice.

A fear is a forecast where she said in a word what they would do and how likely it seemed, where she
then did it as planned, and where she was asked what they did then. With somebody who is marked as
not safe a fear is no error to be corrected, and nothing is transfer: they stand outside.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, date
from typing import NamedTuple
from uuid import UUID

from relating.case.entries.episode import Episode
from relating.case.entries.plan import Attempt, Plan
from relating.case.entries.tie import Tie
from relating.case.file.case_file import CaseFile
from relating.case.people import People
from relating.engine.order import day, local_day
from relating.engine.plans import is_unsafe
from relating.engine.ties import states
from relating.engine.transfer import Transfer, transfer

NEAR = {"near": 1, "middle": 2, "far": 3}


class Forecast(NamedTuple):
    """The chance that she gave a fear, from 0 to 1, and whether it came, 1 or 0."""

    chance: float
    came: int


class Tried(NamedTuple):
    """A plan, what became of it, and the telling of it, where there is one."""

    plan: Plan
    attempt: Attempt
    told: Episode | None


def tried(case: CaseFile) -> list[Tried]:
    """Every plan that was tried, as planned or differently; none with somebody unsafe."""
    people, known = People(case.people), {each.id: each for each in case.entries}
    plans = {each.id: each for each in case.entries if isinstance(each, Plan)}
    found = []
    for each in case.entries:
        if not isinstance(each, Attempt) or each.did == "did_not":
            continue
        plan, told = plans.get(each.plan or each.id), known.get(each.telling or each.id)
        told = told if isinstance(told, Episode) else None
        with_whom = told.person if told else plan.person if plan else None
        if plan and not is_unsafe(plan.person, people) and not is_unsafe(with_whom, people):
            found.append(Tried(plan, each, told))
    return found


def forecasts(case: CaseFile) -> list[Forecast]:
    """The fears of a case beside what came; what was tried differently tests none of them."""
    return [
        Forecast(each.plan.fear_chance / 100, int(each.plan.fear_did in each.told.other_then))
        for each in tried(case)
        if each.attempt.did == "did"
        and each.plan.fear_did is not None
        and each.plan.fear_chance is not None
        and each.told is not None
        and each.told.other_then is not None
    ]


def transfers(case: CaseFile) -> dict[UUID, Transfer]:
    """What came of each new way: of a way, or of plans that came one from another, the first."""
    people, roots = People(case.people), roots_of(case)
    practised: dict[UUID, list[date]] = defaultdict(list)
    used: dict[UUID, list[tuple[date, str | None]]] = defaultdict(list)
    for each in case.entries:
        if isinstance(each, Episode) and each.place == "practice" and each.plan in roots:
            practised[roots[each.plan]].append(day(each))
    for found in tried(case):
        if found.told is None or found.told.place == "life":
            used[roots[found.plan.id]].append(use_of(found, people))
    until = max((local_day(each.recorded_at, UTC) for each in case.entries), default=None)
    rings = rings_of(case, people, until) if until else None
    known = dict.fromkeys((*practised, *used))
    return {id: transfer(practised[id], used[id], rings, until=until) for id in known}


def rings_of(case: CaseFile, people: People, on: date) -> dict[str, int] | None:
    """How near people are, the closest with the lowest number; `None` where nobody was asked."""
    ties = [each for each in case.entries if isinstance(each, Tie)]
    found = states(ties, people, on)
    rings = {id: NEAR[each.ring] for id, each in found.items() if each.ring in NEAR}
    return rings or None


def use_of(found: Tried, people: People) -> tuple[date, str | None]:
    """The day of a try, and with whom it was, whoever stands for them."""
    person = found.told.person if found.told else found.plan.person
    on = day(found.told) if found.told else local_day(found.attempt.at, UTC)
    return on, people.standing_for(person) if person else None


def roots_of(case: CaseFile) -> dict[UUID, UUID]:
    """Each plan with what it is a plan of: its way, or the first plan of those it came from."""
    plans = {each.id: each for each in case.entries if isinstance(each, Plan)}
    tries = {each.id: each.plan for each in case.entries if isinstance(each, Attempt)}
    return {id: root(each, plans, tries) for id, each in plans.items()}


def root(plan: Plan, plans: Mapping[UUID, Plan], tries: Mapping[UUID, UUID | None]) -> UUID:
    """What a plan is a plan of."""
    line = list(before(plan, plans, tries))
    return next((each.way for each in line if each.way is not None), line[-1].id)


def before(
    plan: Plan, plans: Mapping[UUID, Plan], tries: Mapping[UUID, UUID | None]
) -> Iterator[Plan]:
    """A plan, and those it came from, each once."""
    seen: set[UUID] = set()
    at: Plan | None = plan
    while at is not None and at.id not in seen:
        seen.add(at.id)
        yield at
        origin = at.origin
        at = plans.get(tries.get(origin, origin) or origin) if origin is not None else None
