"""What the tests of practice do again and again."""

from datetime import timedelta
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from relating.case import Card, Dip, Episode, Plan
from relating.journal import actions, queries
from relating.people.gate import Viewer
from tests.cast import Cast, Response, browser_of, session
from tests.web.plans.planned import mara, plan_of, planned

REPLY, MINE = "Both. Tonight, ideally.", "Then the second one tomorrow, at nine."
LANDED = "Once is once more than never."


def shared_plan(cast: Cast) -> Plan:
    """A plan with Mara that Ana shared, and an hour that is going on."""
    now = timezone.now()
    hour = session(now - timedelta(minutes=20), state="planned", minutes=50, number=12)
    actions.record(cast.ben, cast.case, replace(hour, recorded_at=now))
    made = plan_of(cast, planned(cast, person=mara(cast).id))
    actions.share(cast.ana, made.id)
    return made


def send(viewer: Viewer, name: str, of: UUID, /, **given: object) -> Response:
    return browser_of(viewer).post(reverse(name, args=[of]), given)


def once(cast: Cast, plan: Plan, **given: object) -> Response:
    """*Once more*, or what is `act`ed instead, on the screen that Ben turned to her."""
    sent: dict[str, object] = {"id": str(uuid4()), "act": "once", **given}
    return send(cast.ben, "room-practise", plan.id, **sent)


def takes(viewer: Viewer, cast: Cast) -> list[Episode]:
    found = queries.open_case(viewer, cast.case).tellings
    return [each for each in reversed(found) if each.place == "practice"]


def cards(cast: Cast) -> list[Card]:
    return list(queries.open_case(cast.ana, cast.case).all(Card))


def both_wrote(cast: Cast, plan: Plan) -> Card:
    """A take with Ben, in which the two made a card that Ana said yes to."""
    once(cast, plan, now="5", landed=LANDED, reply=REPLY, mine=MINE)
    send(cast.ana, "card-agree", cards(cast)[0].id, agreed="yes")
    return cards(cast)[0]


def dip_opens(cast: Cast) -> None:
    case = queries.open_case(cast.ana, cast.case)
    held = session(timezone.now() - timedelta(days=7), number=11)
    actions.record(cast.ben, cast.case, held)
    hour = held.id
    wrong = Dip(
        id=case.ids.of_one("dip", hour),
        author="client",
        visibility="shared",
        recorded_at=timezone.now(),
        session=hour,
        rupture="yes",
        mended="no",
    )
    actions.record(cast.ana, cast.case, wrong)


def not_safe(cast: Cast, plan: Plan) -> None:
    case = queries.open_case(cast.ana, cast.case)
    known = replace(case.people[plan.person or ""], unsafe=True)
    actions.write(cast.ana, cast.case, known, actions.LATEST)
