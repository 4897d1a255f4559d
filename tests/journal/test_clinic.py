"""Ending somebody's work: here, now, and once."""

from datetime import UTC, datetime

import pytest

from relating.journal import actions
from relating.journal.actions import clinic
from relating.journal.models import Trail
from relating.people.gate import Hidden
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


def test_eve_names_her_own_practice_and_no_other(cast: Cast) -> None:
    elsewhere = Clinic.objects.create(name="Another practice")
    clinic.name_practice(cast.eve, "Quay Street Practice")
    names = set(Clinic.objects.values_list("pk", "name"))
    assert names == {(cast.clinic.pk, "Quay Street Practice"), (elsewhere.pk, "Another practice")}
