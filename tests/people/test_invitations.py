"""The link by which somebody comes in: hard to guess, once, and for a place that is free."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from relating.journal import actions
from relating.people import invitations
from relating.people.gate import Hidden
from relating.people.models import Invitation, Membership, Relation, User
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
