"""The link by which somebody comes in: hard to guess, once, and for a place that is free."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from relating.journal import actions, queries
from relating.people import clinic as practices
from relating.people import invitations
from relating.people.gate import Hidden
from relating.people.models import Clinic, Invitation, Membership, Relation, User
from tests.cast import LONG_AGO, Cast

CHARACTERS_OF_24_BYTES = 32


def invited(cast: Cast) -> str:
    """The secret of a link into a case of Ben's that has no client yet."""
    case = actions.open_new_case(cast.ben, "R.", timezone.localdate())
    return actions.invite_client(cast.ben, case)


def test_the_secret_of_a_link_cannot_be_guessed_and_is_another_one_each_time(cast: Cast) -> None:
    secrets = {actions.invite_colleague(cast.eve, "counsellor") for _ in range(20)}
    assert len(secrets) == 20
    assert {len(each) for each in secrets} == {CHARACTERS_OF_24_BYTES}
    kept = str([*Invitation.objects.values_list()])
    assert not any(each in kept for each in secrets)


def test_a_link_into_a_case_that_has_its_client_meanwhile_leads_nowhere_and_makes_nobody(
    cast: Cast,
) -> None:
    token = invited(cast)
    case = Invitation.objects.get().case_id
    assert case is not None
    Relation.objects.create(case_id=case, user_id=cast.carl.id, role="client", began=LONG_AGO)
    with pytest.raises(Hidden):
        invitations.accept(token, "rui", "seven blue herons walk", "")
    assert not User.objects.filter(username="rui").exists()
    assert Invitation.objects.get().accepted_at is None


@pytest.mark.parametrize("name", ["ana", "Ana", "ANA"])
def test_a_name_that_somebody_has_is_taken_however_it_is_spelt(cast: Cast, name: str) -> None:
    with pytest.raises(ValidationError) as met:
        invitations.accept(invited(cast), name, "seven blue herons walk", "")
    assert set(met.value.message_dict) == {"username"}


def test_ben_and_nobody_else_learns_until_when_the_link_that_he_made_works(cast: Cast) -> None:
    invited(cast)
    case = Invitation.objects.get().case_id
    assert case is not None
    until = invitations.open_until(cast.ben, case)
    assert until == Invitation.objects.get().expires_at
    for viewer in (cast.ana, cast.cleo, cast.dov, cast.eve):
        with pytest.raises(Hidden):
            invitations.open_until(viewer, case)
        with pytest.raises(Hidden):
            actions.invite_client(viewer, case)


def test_only_who_runs_the_practice_invites_colleagues_and_only_into_it(cast: Cast) -> None:
    for viewer in (cast.ana, cast.ben, cast.dov):
        with pytest.raises(Hidden):
            actions.invite_colleague(viewer, "administrator")
    token = actions.invite_colleague(cast.eve, "supervisor")
    user, _ = invitations.accept(token, "jun", "seven blue herons walk", "Jun")
    found = Membership.objects.get(user=user)
    assert (found.clinic_id, found.role) == (cast.clinic.pk, "supervisor")


def test_into_a_case_that_has_its_client_nobody_is_invited(cast: Cast) -> None:
    with pytest.raises(Hidden):
        actions.invite_client(cast.ben, cast.case)
    assert not Invitation.objects.exists()


def test_ana_invites_nobody_into_her_case_though_the_day_on_which_she_leaves_is_set(
    cast: Cast,
) -> None:
    leaves = timezone.now() + timedelta(days=7)
    Relation.objects.filter(user_id=cast.ana.id).update(ended=leaves)
    with pytest.raises(Hidden):
        actions.invite_client(cast.ana, cast.case)
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(("called", "label"), [("Rui", "Rui"), ("", "R.")])
def test_a_case_is_called_as_its_client_wants_to_be_and_keeps_its_name_without_a_wish(
    cast: Cast, called: str, label: str
) -> None:
    user = actions.accept(invited(cast), "rui", "seven blue herons walk", called)
    case = Relation.objects.get(user=user).case_id
    assert queries.open_case(cast.ben, case).client_name == label
    assert user.called == ""


@pytest.mark.parametrize(("days", "works"), [(13, True), (14, False), (400, False)])
def test_a_link_works_for_fourteen_days(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, days: int, works: bool
) -> None:
    token = invited(cast)
    later = timezone.now() + timedelta(days=days)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert leads_somewhere(token) is works


def test_a_link_works_once_and_only_the_newest_that_was_made_for_a_place(cast: Cast) -> None:
    older = invited(cast)
    case = Invitation.objects.get().case_id
    assert case is not None
    newer = actions.invite_client(cast.ben, case)
    assert (leads_somewhere(older), leads_somewhere(newer)) == (False, True)
    invitations.accept(newer, "rui", "seven blue herons walk", "")
    assert not leads_somewhere(newer)


def test_of_two_who_come_in_by_one_link_at_once_one_does(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = actions.invite_colleague(cast.eve, "counsellor")
    both_saw = invitations.invited(token)
    monkeypatch.setattr(invitations, "invited", lambda token: both_saw)
    invitations.accept(token, "jun", "seven blue herons walk", "Jun")
    with pytest.raises(Hidden):
        invitations.accept(token, "kim", "seven blue herons walk", "Kim")
    assert not User.objects.filter(username="kim").exists()


@pytest.mark.parametrize("passphrase", ["password", "short", "rui rui rui rui"])
def test_a_passphrase_that_is_easy_to_guess_lets_nobody_in(cast: Cast, passphrase: str) -> None:
    with pytest.raises(ValidationError) as met:
        invitations.accept(invited(cast), "rui rui rui rui", passphrase, "")
    assert set(met.value.message_dict) == {"password"}
    assert not User.objects.filter(username="rui rui rui rui").exists()


def leads_somewhere(token: str) -> bool:
    """Whether a link leads anywhere now."""
    try:
        return bool(invitations.invited(token))
    except Hidden:
        return False


def test_each_case_has_a_link_of_its_own_that_another_leaves_alone(cast: Cast) -> None:
    cases = [actions.open_new_case(cast.ben, each, timezone.localdate()) for each in ("R.", "S.")]
    assert [invitations.open_until(cast.ben, each) for each in cases] == [None, None]
    first, second = (actions.invite_client(cast.ben, each) for each in cases)
    invitations.accept(first, "rui", "seven blue herons walk", "")
    assert leads_somewhere(second)
    assert [invitations.open_until(cast.ben, each) is None for each in cases] == [True, False]


def test_a_link_that_is_too_old_is_open_until_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    invited(cast)
    case = Invitation.objects.get().case_id
    assert case is not None
    later = timezone.now() + timedelta(days=15)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert invitations.open_until(cast.ben, case) is None


def test_when_a_client_has_left_another_is_invited_and_that_the_first_came_is_kept(
    cast: Cast,
) -> None:
    first = actions.accept(invited(cast), "rui", "seven blue herons walk", "")
    case = Relation.objects.get(user=first).case_id
    Relation.objects.filter(user=first).update(ended=timezone.now())
    token = actions.invite_client(cast.ben, case)
    second, _ = invitations.accept(token, "sol", "seven blue herons walk", "")
    assert set(Invitation.objects.values_list("accepted_by", flat=True)) == {first.pk, second.pk}


@pytest.mark.parametrize(("practice", "country"), [("Quay Street", ""), ("", "IE"), ("Quay", "GB")])
def test_whoever_sets_a_practice_up_says_its_name_its_country_or_both(
    cast: Cast, practice: str, country: str
) -> None:
    Membership.objects.filter(role="administrator").delete()
    Clinic.objects.filter(pk=cast.clinic.pk).update(name="As it was", country="DE")
    token = invitations.issue(cast.clinic.pk, "administrator", None, None)
    actions.accept(token, "fay", "kettle river stone lamp", "Fay", practice, country)
    found = Clinic.objects.get(pk=cast.clinic.pk)
    assert (found.name, found.country) == (practice or "As it was", country or "DE")


def test_the_country_of_a_practice_is_its_own(cast: Cast) -> None:
    Clinic.objects.filter(pk=cast.clinic.pk).update(country="DE")
    other = Clinic.objects.create(name="Another practice", country="IE")
    assert practices.country(other.pk) == "IE"
    assert practices.country(cast.clinic.pk) == "DE"
