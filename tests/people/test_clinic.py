"""Who works in a practice: its own people, now, and called as they want to be."""

from typing import Any

import pytest
from django.utils import timezone

from relating.installation import NOT_NAMED
from relating.people import clinic
from relating.people.gate import Hidden
from relating.people.models import Clinic, Membership, User
from tests.cast import Cast, member


def called(cast: Cast) -> set[str]:
    """What those who work in Eve's practice are called."""
    return {each.called for each in clinic.members(cast.eve)}


def test_eve_sees_who_works_in_her_practice_now_and_nobody_elses_people(cast: Cast) -> None:
    member(Clinic.objects.create(name="Another practice"), "Ivo", "counsellor")
    assert called(cast) == {"Ben", "Cleo", "Dov", "Eve"}
    Membership.objects.filter(user_id=cast.cleo.id).update(ended=timezone.now())
    assert called(cast) == {"Ben", "Dov", "Eve"}


def test_whoever_is_not_called_anything_is_known_by_their_sign_in_name(cast: Cast) -> None:
    User.objects.filter(pk__in=[cast.ben.id, cast.dov.id]).update(called="")
    assert called(cast) == {"ben", "Cleo", "dov", "Eve"}
    assert clinic.supervisors(cast.clinic.pk, cast.ben.id) == {cast.dov.id: "dov"}


def test_one_person_is_found_among_those_who_work_here_and_nobody_else(cast: Cast) -> None:
    assert clinic.one(cast.eve, cast.ben.id).called == "Ben"
    with pytest.raises(Hidden):
        clinic.one(cast.eve, cast.ana.id)
    for viewer in (cast.ana, cast.ben, cast.dov):
        with pytest.raises(Hidden):
            clinic.one(viewer, cast.ben.id)


def test_nobody_is_offered_themselves_or_who_was_shut_out_as_a_supervisor(cast: Cast) -> None:
    gail = member(cast.clinic, "Gail", "supervisor")
    everybody = {cast.dov.id: "Dov", gail.id: "Gail"}
    assert clinic.supervisors(cast.clinic.pk, cast.ben.id) == everybody
    assert clinic.supervisors(cast.clinic.pk, gail.id) == {cast.dov.id: "Dov"}
    User.objects.filter(pk=gail.id).update(is_active=False)
    assert clinic.supervisors(cast.clinic.pk, cast.ben.id) == {cast.dov.id: "Dov"}


@pytest.mark.parametrize(
    ("name", "known"), [("Harbour Street Practice", "Harbour Street Practice"), (NOT_NAMED, "")]
)
def test_a_practice_is_known_by_its_name_once_somebody_named_it(
    cast: Cast, name: str, known: str
) -> None:
    Clinic.objects.update(name=name)
    assert clinic.known_as() == known


def test_where_there_is_no_practice_none_is_known(db: None) -> None:
    assert clinic.known_as() == ""


@pytest.mark.parametrize("practices", [0, 1])
def test_where_nobody_said_whose_clock_it_is_the_usual_one(
    db: None, settings: Any, practices: int
) -> None:
    for number in range(practices):
        Clinic.objects.create(name=f"Practice {number}", time_zone="")
    settings.OWN_CLOCK, settings.TIME_ZONE = "", "Europe/Lisbon"
    assert clinic.time_zone() == "Europe/Lisbon"
