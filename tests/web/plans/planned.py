"""What the tests of plans and tries do again and again."""

from typing import Any
from uuid import UUID, uuid4

from django.urls import reverse

from relating.case import Attempt, Episode, Person, Plan
from relating.journal import actions, queries
from tests.cast import Cast, Response, browser_of, id_from, person

SAY = "I can do one of these today. Which one matters more?"
FEAR = "A cool look."


def mara(cast: Cast, **more: object) -> Person:
    """Mara, whom Ana wrote down."""
    known = person("Mara", **more)
    actions.record(cast.ana, cast.case, known)
    return known


def sent(cast: Cast, query: str = "", /, **answers: object) -> tuple[Response, UUID]:
    """What the form of a new plan answers, and the id under which the plan is."""
    token = uuid4()
    given = {"id": token, "visibility": "private", "situation": "Mara adds something", "say": SAY}
    url = reverse("plan-new", args=[cast.case]) + query
    answer = browser_of(cast.ana).post(url, given | {"danger": "no"} | answers)
    return answer, id_from(cast.ana, cast.case, token)


def planned(cast: Cast, /, **answers: object) -> UUID:
    """A plan that Ana made."""
    answer, id = sent(cast, **answers)
    assert answer.status_code == 303, answer.content.decode()
    return id


def went(cast: Cast, plan: UUID, did: str) -> Response:
    """One tap: how it went."""
    return browser_of(cast.ana).post(reverse("plan-went", args=[plan]), {"did": did})


def looked_back(cast: Cast, plan: UUID, /, **answers: Any) -> Response:
    """Ana looks back on a try."""
    url = reverse("look-back", args=[plan])
    browser = browser_of(cast.ana)
    form = browser.get(url).context["form"]
    hidden = {name: form.initial[name] for name in ("based_on", "telling_on", "date")}
    return browser.post(url, hidden | {"visibility": "private"} | answers)


def plan_of(cast: Cast, id: UUID) -> Plan:
    """A plan as it stands."""
    return next(each for each in queries.open_case(cast.ana, cast.case).all(Plan) if each.id == id)


def attempts(cast: Cast) -> tuple[Attempt, ...]:
    """What became of all plans."""
    return queries.open_case(cast.ana, cast.case).all(Attempt)


def told(cast: Cast) -> tuple[Episode, ...]:
    """All that Ana told."""
    return queries.open_case(cast.ana, cast.case).tellings
