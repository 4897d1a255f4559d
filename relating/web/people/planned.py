"""Plans with a person, and what was feared and came; asking them how they see me is one, too."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse

from relating.case import Attempt, Person, Plan
from relating.engine.plans import waiting
from relating.journal.queries import OpenCase
from relating.people import policies
from relating.web.page.open_dip import open_dip
from relating.web.plans.page import Look, Shown, look, shown, tries


@dataclass(frozen=True, slots=True)
class Planned:
    """What is planned with somebody, and the tries with them, newest first."""

    next: tuple[Shown, ...]
    tried: tuple[Look, ...]


def planned(person: Person, case: OpenCase, now: datetime) -> Planned:
    """The plans and tries with somebody; none with whoever is not safe, who stands aside."""
    plans = {each.id: each for each in case.all(Plan) if is_with(each.person, person, case)}
    wait = waiting(case.all(Plan), case.all(Attempt), case.people)
    tried = (each for each in tries(case) if each.plan in plans)
    return Planned(
        next=tuple(shown(each, case, now) for each in wait if each.id in plans),
        tried=tuple(look(each, case, now) for each in tried),
    )


def is_with(id: str | None, person: Person, case: OpenCase) -> bool:
    """Whether an id is that of this person."""
    return case.people.are_one(id, person.id)


def ask_url(person: Person, case: OpenCase) -> str:
    """Where asking somebody becomes a plan; empty for whoever cannot be asked, with a dip that is
    open, and for everybody but the client."""
    if not policies.may_try(case.role) or person.unsafe or person.gone or open_dip(case):
        return ""
    return f"{reverse('plan-new', args=[case.case_id])}?{urlencode({'person': person.id})}"
