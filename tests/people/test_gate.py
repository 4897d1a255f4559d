"""The gate: how somebody stands to a case or to a practice at this moment, and no longer."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from relating.people import gate, policies
from relating.people.gate import Hidden, Viewer
from relating.people.models import Clinic, Membership, Relation, User
from tests.cast import LONG_AGO, Cast

SOON, LATELY = timedelta(hours=1), timedelta(hours=-1)


def stands(viewer: Viewer, cast: Cast) -> bool:
    """Whether somebody stands to Ana's case now: alike in the one question and in the list."""
    role: policies.Role = "client" if viewer == cast.ana else "counsellor"
    listed = cast.case in gate.case_ids(viewer, role)
    try:
        found = gate.standing(viewer, cast.case)
    except Hidden:
        assert not listed
        return False
    assert listed
    return found.role == role


def test_ana_and_ben_stand_to_their_case_and_nobody_else_does(cast: Cast) -> None:
    people = (cast.ana, cast.ben, cast.cleo, cast.carl, cast.dov, cast.eve)
    assert [stands(each, cast) for each in people] == [True, True, *[False] * 4]


@pytest.mark.parametrize("who", ["ana", "ben"])
@pytest.mark.parametrize(
    "change", [{"began": SOON}, {"ended": LATELY}], ids=["not yet", "no longer"]
)
def test_a_relation_holds_neither_before_it_begins_nor_after_it_ended(
    cast: Cast, who: str, change: dict[str, timedelta]
) -> None:
    viewer: Viewer = getattr(cast, who)
    times = {name: timezone.now() + by for name, by in change.items()}
    Relation.objects.filter(case_id=cast.case, user_id=viewer.id).update(**times)
    assert not stands(viewer, cast)


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_whoever_was_shut_out_stands_to_nothing_and_works_nowhere(cast: Cast, who: str) -> None:
    viewer: Viewer = getattr(cast, who)
    User.objects.filter(pk=viewer.id).update(is_active=False)
    assert not stands(viewer, cast)
    assert gate.memberships(viewer) == {}


Change = Callable[[Cast], dict[str, Any]]


@pytest.mark.parametrize(
    "change",
    [
        lambda cast: {"ended": timezone.now() + LATELY},
        lambda cast: {"began": timezone.now() + SOON},
        lambda cast: {"role": "administrator"},
        lambda cast: {"clinic": Clinic.objects.create(name="Another practice")},
    ],
    ids=["no longer", "not yet", "as something else", "elsewhere"],
)
def test_ben_stands_to_his_case_only_while_he_is_a_counsellor_of_its_practice(
    cast: Cast, change: Change
) -> None:
    Membership.objects.filter(user_id=cast.ben.id).update(**change(cast))
    assert not stands(cast.ben, cast)
    assert stands(cast.ana, cast)


@pytest.mark.parametrize("change", [{"began": SOON}, {"ended": LATELY}])
def test_eve_runs_the_practice_only_while_she_is_its_administrator(
    cast: Cast, change: dict[str, timedelta]
) -> None:
    assert gate.administrators_practice(cast.eve) == cast.clinic.pk
    times = {name: timezone.now() + by for name, by in change.items()}
    Membership.objects.filter(user_id=cast.eve.id).update(**times)
    with pytest.raises(Hidden):
        gate.administrators_practice(cast.eve)


def test_whoever_has_another_role_neither_runs_the_practice_nor_opens_cases(cast: Cast) -> None:
    for viewer in (cast.ana, cast.ben, cast.dov):
        with pytest.raises(Hidden):
            gate.administrators_practice(viewer)
    for viewer in (cast.ana, cast.eve, cast.dov):
        with pytest.raises(Hidden):
            gate.counsellors_practice(viewer)


def test_a_supervisor_stands_to_a_case_as_such_and_in_no_other_way(cast: Cast) -> None:
    Relation.objects.create(
        case_id=cast.case, user_id=cast.dov.id, role="supervisor", began=LONG_AGO
    )
    assert gate.supervising(cast.dov, cast.case).role == "supervisor"
    with pytest.raises(Hidden):
        gate.standing(cast.dov, cast.case)
    for viewer in (cast.ana, cast.ben, cast.eve):
        with pytest.raises(Hidden):
            gate.supervising(viewer, cast.case)


def test_every_question_is_noted_for_the_alarm(cast: Cast) -> None:
    questions: list[Callable[[], object]] = [
        lambda: gate.standing(cast.ana, cast.case),
        lambda: gate.case_ids(cast.ana, "client"),
        lambda: gate.memberships(cast.ana),
        lambda: gate.require(True),
    ]
    for ask in questions:
        gate.asked.set(False)
        ask()
        assert gate.asked.get()


def test_a_list_of_cases_holds_those_to_which_somebody_stands_in_this_role_alone(
    cast: Cast,
) -> None:
    roles: tuple[policies.Role, ...] = ("client", "counsellor", "supervisor")
    lists = {each: [gate.case_ids(each, role) for role in roles] for each in (cast.ana, cast.ben)}
    assert lists == {cast.ana: [[cast.case], [], []], cast.ben: [[], [cast.case], []]}


def test_nobody_works_in_a_practice_as_what_they_are_not(cast: Cast) -> None:
    assert gate.practice(cast.dov, "supervisor") == cast.clinic.pk
    for viewer in (cast.ana, cast.ben, cast.eve):
        with pytest.raises(Hidden):
            gate.practice(viewer, "supervisor")


def test_whoever_has_several_hats_stands_there_in_the_one_that_they_wear(cast: Cast) -> None:
    place = {"clinic": cast.clinic, "user_id": cast.ben.id, "began": LONG_AGO}
    for role in ("supervisor", "administrator"):
        Membership.objects.create(role=role, **place)
    for hat, worn in (
        ("", {"counsellor"}),
        ("counsellor", {"counsellor"}),
        ("supervisor", {"supervisor"}),
        ("administrator", {"administrator"}),
        ("client", {"counsellor"}),
        (None, {"counsellor", "supervisor", "administrator"}),
    ):
        ben = Viewer(cast.ben.id, "Ben", hat)
        assert {role for role in policies.HATS if gate.wears(ben, role)} == worn
        assert gate.wears(ben, "client")
        assert {*gate.memberships(ben)} == worn
        assert bool(gate.standings(ben, "counsellor")) is ("counsellor" in worn)
        assert stands(ben, cast) is ("counsellor" in worn)
    dov = Viewer(cast.dov.id, "Dov", "")
    assert (gate.wears(dov, "supervisor"), gate.wears(dov, "administrator")) == (True, False)
