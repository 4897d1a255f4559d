"""Plans, tries and dips that the tests of the journal write again and again."""

from datetime import timedelta
from uuid import UUID, uuid4

from django.utils import timezone
from msgspec.structs import replace

from relating.case import Attempt, Dip, Plan, Session
from relating.journal import actions
from tests.cast import THEN, Cast, session


def plan_for(who: str | None = None, /, **more: object) -> Plan:
    """A plan of Ana's, private to her."""
    made = Plan(
        id=uuid4(),
        author="client",
        visibility="private",
        recorded_at=THEN,
        person=who,
        say="Which one matters more?",
    )
    return replace(made, **more)


def tap(plan: Plan, /, **more: object) -> Attempt:
    """How it went."""
    made = Attempt(
        id=uuid4(),
        author="client",
        visibility="private",
        recorded_at=THEN,
        plan=plan.id,
        at=THEN,
        did="did",
    )
    return replace(made, **more)


def wrong_in(hour: Session) -> Dip:
    """Something was wrong in an hour, and is not mended."""
    return Dip(
        id=uuid4(),
        author="client",
        visibility="shared",
        recorded_at=timezone.now(),
        session=hour.id,
        rupture="yes",
        mended="no",
    )


def open_a_dip(cast: Cast) -> UUID:
    """A dip is open; the word that says so."""
    hour = session(timezone.now() - timedelta(days=1), number=3)
    actions.record(cast.ben, cast.case, hour)
    wrong = wrong_in(hour)
    actions.record(cast.ana, cast.case, wrong)
    return wrong.id
