"""The ending: a case ends as either says, or on the day to which both say yes."""

from uuid import uuid4

from relating.case import Ending
from relating.journal import actions
from relating.people.models import Case
from tests.cast import THEN, Cast


def test_it_ends_when_the_client_says_so(cast: Cast) -> None:
    told = Ending(id=uuid4(), author="client", recorded_at=THEN, stopped_at=THEN)
    actions.say_of_ending(cast.ana, cast.case, told)
    assert Case.objects.get(pk=cast.case).ends_at is not None


def test_it_ends_when_her_counsellor_says_so(cast: Cast) -> None:
    told = Ending(id=uuid4(), author="counsellor", recorded_at=THEN, stopped_at=THEN)
    actions.say_of_ending(cast.ben, cast.case, told)
    assert Case.objects.get(pk=cast.case).ends_at is not None
