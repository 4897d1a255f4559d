"""The handed pulse where it is decided: for one hour of one case, in the client's name, once."""

import time
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core.signing import TimestampSigner
from django.utils import timezone
from msgspec.structs import replace

from relating.case import Pulse
from relating.journal import actions, handing, queries
from relating.journal.handing import Handed
from relating.journal.models import Entry
from relating.people import gate
from relating.people.gate import Hidden, viewer_of
from relating.people.models import Membership, Relation, User
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


def test_only_anas_own_pulse_of_this_hour_in_this_case_counts_as_told_already(cast: Cast) -> None:
    over, other_hour = given(cast), given(cast)
    carls = pulse(visibility="shared", session=over.session, safe=1)
    actions.record(cast.carl, cast.other_case, carls)
    bens = pulse(author="counsellor", visibility="shared", session=over.session, safe=2)
    actions.record(cast.ben, cast.case, bens)
    actions.give(other_hour, pulse(safe=3), sends=True)
    actions.give(over, pulse(safe=4), sends=True)
    actions.give(over, pulse(safe=9), sends=True)
    assert {each.safe for each in told(cast)} == {2, 3, 4}


def test_what_ana_sealed_does_not_keep_her_from_sending(cast: Cast) -> None:
    over = given(cast)
    actions.give(over, pulse(safe=3), sends=False)
    actions.give(over, pulse(safe=4), sends=True)
    assert {(each.safe, each.visibility) for each in told(cast)} == {(3, "private"), (4, "shared")}
    actions.give(over, pulse(safe=5), sends=False)
    assert len(told(cast)) == 2


def test_what_ana_wrote_on_her_own_page_and_deleted_does_not_keep_her_from_sending(
    cast: Cast,
) -> None:
    over = given(cast)
    own = pulse(visibility="shared", session=over.session, safe=3)
    actions.record(cast.ana, cast.case, own)
    actions.give(over, pulse(safe=4), sends=True)
    assert [each.safe for each in told(cast)] == [3]
    actions.delete(cast.ana, own.id)
    actions.give(over, pulse(safe=4), sends=True)
    assert [each.safe for each in told(cast)] == [4]


def test_a_link_that_was_not_made_here_or_for_something_else_opens_nothing(cast: Cast) -> None:
    over = given(cast)
    made = handing.link(gate.standing(cast.ben, cast.case), over.session)
    assert handing.handed(made, handing.OPENS_FOR) == over
    ids, _, signature = made.partition(":")
    elsewhere = TimestampSigner(salt="elsewhere").sign(ids)
    for token in (ids, f"{ids}:{signature[:-1]}", f"{ids[:-2]}:{signature}", elsewhere, ""):
        with pytest.raises(Hidden):
            handing.handed(token, handing.OPENS_FOR)


@pytest.mark.parametrize(("minutes", "opens"), [(29, True), (31, False)])
def test_a_link_opens_for_half_an_hour(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, minutes: int, opens: bool
) -> None:
    made = handing.link(gate.standing(cast.ben, cast.case), given(cast).session)
    later = time.time() + 60 * minutes
    monkeypatch.setattr(time, "time", lambda: later)
    if opens:
        assert handing.handed(made, handing.OPENS_FOR)
        return
    with pytest.raises(Hidden):
        handing.handed(made, handing.OPENS_FOR)


def test_a_link_from_a_time_to_come_opens_nothing_as_the_clock_went_back(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = handing.link(gate.standing(cast.ben, cast.case), given(cast).session)
    earlier = time.time() - 60
    monkeypatch.setattr(time, "time", lambda: earlier)
    with pytest.raises(Hidden):
        handing.handed(made, handing.OPENS_FOR)


def test_a_link_lives_only_as_long_as_whoever_made_it_works_here_and_with_this_client(
    cast: Cast,
) -> None:
    user = User.objects.create(username="carla", called="Carla")
    Membership.objects.create(clinic=cast.clinic, user=user, role="counsellor")
    carla, hour = viewer_of(user), given(cast).session
    made = handing.link(gate.standing(cast.ben, cast.case), hour)
    assert handing.handed(made, handing.OPENS_FOR)
    actions.hand_over(cast.case, carla.id)
    with pytest.raises(Hidden):
        handing.handed(made, handing.OPENS_FOR)
    hers = handing.link(gate.standing(carla, cast.case), hour)
    assert handing.handed(hers, handing.OPENS_FOR)
    Membership.objects.filter(user=carla.id).update(ended=timezone.now())
    with pytest.raises(Hidden):
        handing.handed(hers, handing.OPENS_FOR)


def test_for_a_client_who_was_shut_out_nothing_is_kept_sealed(cast: Cast) -> None:
    assert handing.client_of(cast.case) == cast.ana.id
    User.objects.filter(pk=cast.ana.id).update(is_active=False)
    assert handing.client_of(cast.case) is None
