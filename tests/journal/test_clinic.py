"""Ending somebody's work: here, now, and once."""

from datetime import UTC, datetime

import pytest

from relating.journal import actions
from relating.journal.actions import clinic
from relating.journal.models import Trail
from relating.people import clinic as people
from relating.people.gate import Hidden, Viewer
from relating.people.models import Clinic, Membership, User
from tests.cast import LONG_AGO, Cast, member

LEFT = datetime(2025, 6, 1, tzinfo=UTC)


def test_whose_work_ended_before_keeps_the_day_on_which_it_did(cast: Cast) -> None:
    gus = member(cast.clinic, "Gus", "counsellor")
    Membership.objects.filter(user_id=gus.id).update(ended=LEFT)
    with pytest.raises(Hidden):
        actions.end_membership(cast.eve, gus.id)
    Membership.objects.create(clinic=cast.clinic, user_id=gus.id, role="supervisor", began=LONG_AGO)
    actions.end_membership(cast.eve, gus.id)
    assert Membership.objects.get(user_id=gus.id, role="counsellor").ended == LEFT


def test_eve_ends_nothing_that_somebody_does_in_another_practice(cast: Cast) -> None:
    elsewhere = Clinic.objects.create(name="Another practice")
    ivo = member(elsewhere, "Ivo", "counsellor")
    with pytest.raises(Hidden):
        actions.end_membership(cast.eve, ivo.id)
    Membership.objects.create(clinic=elsewhere, user_id=cast.dov.id, role="supervisor")
    actions.end_membership(cast.eve, cast.dov.id)
    kept = Membership.objects.filter(ended=None).values_list("clinic_id", "user_id")
    assert {(elsewhere.pk, ivo.id), (elsewhere.pk, cast.dov.id)} <= set(kept)
    assert (cast.clinic.pk, cast.dov.id) not in set(kept)
    assert User.objects.get(pk=cast.dov.id).is_active


def test_nobody_but_eve_ends_anything_and_she_does_not_end_her_own(cast: Cast) -> None:
    before = Trail.objects.count()
    for viewer, whose in (
        (cast.ben, cast.cleo),
        (cast.ana, cast.ben),
        (cast.dov, cast.ben),
        (cast.eve, cast.eve),
        (cast.eve, cast.ana),
    ):
        with pytest.raises(Hidden):
            actions.end_membership(viewer, whose.id)
    assert not Membership.objects.exclude(ended=None).exists()
    assert Trail.objects.count() == before


def hats(cast: Cast, whose: Viewer) -> list[str]:
    """What somebody is in the practice now."""
    held = Membership.objects.filter(clinic=cast.clinic, user_id=whose.id, ended=None)
    return sorted(held.values_list("role", flat=True))


def test_eve_gives_a_hat_once_to_whoever_works_here_and_nobody_else_does(cast: Cast) -> None:
    elsewhere = Clinic.objects.create(name="Another practice")
    ivo = member(elsewhere, "Ivo", "counsellor")
    for viewer, whose, role in (
        (cast.ben, cast.ben, "administrator"),
        (cast.eve, cast.ana, "supervisor"),
        (cast.eve, ivo, "supervisor"),
        (cast.eve, cast.ben, "client"),
        (cast.eve, cast.ben, ""),
    ):
        with pytest.raises(Hidden):
            actions.add_role(viewer, whose.id, role)
    before = Trail.objects.count()
    for _ in range(2):
        actions.add_role(cast.eve, cast.ben.id, "supervisor")
    assert hats(cast, cast.ben) == ["counsellor", "supervisor"]
    assert Trail.objects.count() == before + 1
    Membership.objects.filter(user_id=cast.ben.id, role="supervisor").update(ended=LEFT)
    actions.add_role(cast.eve, cast.ben.id, "supervisor")
    actions.take_role(cast.eve, cast.ben.id, "supervisor")
    with pytest.raises(Hidden):
        actions.take_role(cast.eve, cast.ben.id, "supervisor")
    ends = Membership.objects.filter(user_id=cast.ben.id, role="supervisor").order_by("ended")
    assert [each.ended == LEFT for each in ends] == [True, False]


def test_eve_takes_a_hat_but_not_the_last_nor_her_own_nor_one_that_a_case_needs(
    cast: Cast,
) -> None:
    elsewhere = Clinic.objects.create(name="Another practice")
    Membership.objects.create(clinic=elsewhere, user_id=cast.ben.id, role="supervisor")
    for whose in (cast.ben, cast.dov, cast.eve):
        with pytest.raises(Hidden):
            actions.take_role(cast.eve, whose.id, hats(cast, whose)[0])
    for whose, role in ((cast.ben, "administrator"), (cast.eve, "counsellor")):
        actions.add_role(cast.eve, whose.id, role)
    spare = {each.id: [role for role, _ in each.spare] for each in people.members(cast.eve)}
    assert sorted(spare[cast.ben.id]) == ["administrator", "counsellor"]
    assert (spare[cast.eve.id], spare[cast.dov.id]) == (["counsellor"], [])
    for viewer, whose, role in (
        (cast.ben, cast.ben, "administrator"),
        (cast.eve, cast.eve, "administrator"),
        (cast.eve, cast.ben, "supervisor"),
        (cast.eve, cast.ana, "client"),
    ):
        with pytest.raises(Hidden):
            actions.take_role(viewer, whose.id, role)
    with pytest.raises(actions.StillNeeded):
        actions.take_role(cast.eve, cast.ben.id, "counsellor")
    before = Trail.objects.count()
    actions.take_role(cast.eve, cast.ben.id, "administrator")
    actions.take_role(cast.eve, cast.eve.id, "counsellor")
    assert (hats(cast, cast.ben), hats(cast, cast.eve)) == (["counsellor"], ["administrator"])
    assert Membership.objects.filter(clinic=elsewhere, ended=None).exists()
    assert Trail.objects.count() == before + 2


def test_eve_names_her_own_practice_and_no_other(cast: Cast) -> None:
    elsewhere = Clinic.objects.create(name="Another practice")
    clinic.name_practice(cast.eve, "Quay Street Practice")
    names = set(Clinic.objects.values_list("pk", "name"))
    assert names == {(cast.clinic.pk, "Quay Street Practice"), (elsewhere.pk, "Another practice")}
