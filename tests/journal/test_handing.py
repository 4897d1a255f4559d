"""The handed pulse where it is decided: for one hour of one case, in the client's name, once."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from msgspec.structs import replace

from relating.case import Pulse
from relating.journal import actions, handing, queries
from relating.journal.handing import Handed
from relating.journal.models import Entry
from relating.people import gate
from relating.people.gate import Hidden
from relating.people.models import Relation
from tests.cast import THEN, Cast, case_of, episode, session


def given(cast: Cast) -> Handed:
    """What Ben hands over: the form of an hour that was."""
    hour = session()
    actions.record(cast.ben, cast.case, hour)
    return Handed(hour.id, cast.ben.id, cast.case)


def pulse(**more: object) -> Pulse:
    """What somebody fills in, whatever it says of itself."""
    usual = Pulse(id=uuid4(), author="client", visibility="private", recorded_at=THEN)
    return replace(usual, **more)


def told(cast: Cast) -> list[Pulse]:
    """Every pulse that Ana finds in her case."""
    return list(queries.open_case(cast.ana, cast.case).all(Pulse))


def refused(over: Handed) -> None:
    """It opens nothing, and nothing can be given by it."""
    with pytest.raises(Hidden):
        handing.standing(over)
    with pytest.raises(Hidden):
        actions.give(over, pulse(safe=5), sends=True)
    assert not Entry.objects.filter(kind="pulse").exists()


def test_an_hour_of_another_case_and_what_is_no_hour_are_not_handed_over(cast: Cast) -> None:
    over = given(cast)
    another = case_of(cast.ben, cast.carl, "Carl")
    told_there = episode(author="counsellor", visibility="shared", place="room")
    actions.record(cast.ben, cast.case, told_there)
    refused(over._replace(case_id=another))
    refused(over._replace(session=told_there.id))
    refused(over._replace(session=uuid4()))


def test_nobody_but_ben_hands_it_over(cast: Cast) -> None:
    over = given(cast)
    for viewer in (cast.ana, cast.cleo, cast.dov, cast.eve):
        refused(over._replace(counsellor=viewer.id))
    with pytest.raises(Hidden):
        handing.link(gate.standing(cast.ana, cast.case), over.session)


def test_what_is_filled_in_is_anas_own_whatever_the_form_says(cast: Cast) -> None:
    over, elsewhere = given(cast), uuid4()
    actions.give(over, pulse(safe=5, session=elsewhere), sends=True)
    (found,) = told(cast)
    assert (found.author, found.visibility, found.session) == ("client", "shared", over.session)
    assert Entry.objects.get(pk=found.id).by_id == cast.ana.id


def test_a_sealed_one_is_kept_only_for_a_client_who_can_sign_in_now(cast: Cast) -> None:
    over, now = given(cast), timezone.now()
    Relation.objects.filter(user_id=cast.ana.id).update(ended=now - timedelta(days=1))
    assert handing.client_of(cast.case) is None
    with pytest.raises(Hidden):
        actions.give(over, pulse(safe=5), sends=False)
    with pytest.raises(Hidden):
        actions.give(over, pulse(safe=5, not_right="Hm.", not_right_for="keep"), sends=True)
    assert not Entry.objects.filter(kind="pulse").exists()


@pytest.mark.parametrize("sends", [True, False])
def test_what_ana_deleted_does_not_come_back_by_another_form(cast: Cast, sends: bool) -> None:
    over = given(cast)
    actions.give(over, pulse(safe=5), sends=sends)
    (found,) = told(cast)
    actions.delete(cast.ana, found.id)
    actions.give(over, pulse(safe=9), sends=sends)
    assert told(cast) == []
    assert version_of(found.id) == 2


def version_of(entry: UUID) -> int:
    return Entry.objects.get(pk=entry).version
