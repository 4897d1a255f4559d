"""Who left stays out, and no case is left alone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from relating.case import Note
from relating.journal import actions, queries
from relating.people import invitations
from relating.people.gate import Hidden, Viewer, viewer_of
from relating.people.models import Invitation, Membership, User
from tests.cast import THEN, Cast, browser_of, page_of


@pytest.fixture
def carla(cast: Cast) -> Viewer:
    """Another counsellor of the practice."""
    user = User.objects.create(username="carla", called="Carla")
    Membership.objects.create(clinic=cast.clinic, user=user, role="counsellor")
    return viewer_of(user)


def administrator(cast: Cast, name: str) -> Viewer:
    user = User.objects.create(username=name.lower(), called=name)
    Membership.objects.create(clinic=cast.clinic, user=user, role="administrator")
    return viewer_of(user)


def opens(token: str) -> bool:
    """Whether a link still leads somewhere."""
    try:
        invitations.invited(token)
    except Hidden:
        return False
    return True


def test_a_link_of_an_administrator_whose_work_ended_brings_nobody_in(cast: Cast) -> None:
    fred = administrator(cast, "Fred")
    token = actions.invite_colleague(fred, "administrator")
    assert opens(token)
    actions.end_membership(cast.eve, fred.id)
    assert not opens(token)
    with pytest.raises(Hidden):
        actions.accept(token, "fred2", "four quiet words more", "Fred")


def test_a_link_into_a_case_dies_with_the_standing_of_its_counsellor(
    cast: Cast, carla: Viewer
) -> None:
    case = actions.open_new_case(cast.ben, "R.", THEN.date())
    token = actions.invite_client(cast.ben, case)
    assert opens(token)
    Membership.objects.filter(user_id=cast.ben.id).update(ended=timezone.now())
    assert not opens(token)


def test_a_set_up_link_opens_nothing_once_somebody_looks_after_the_practice(cast: Cast) -> None:
    token = invitations.issue(cast.clinic.pk, "administrator", None, None)
    assert not opens(token)
    Membership.objects.filter(role="administrator").update(ended=timezone.now())
    assert opens(token)


def test_a_link_from_a_time_to_come_opens_nothing(cast: Cast) -> None:
    token = actions.invite_colleague(cast.eve, "counsellor")
    Invitation.objects.update(made_at=timezone.now() + timedelta(days=1))
    assert not opens(token)


def test_eve_sees_the_open_links_and_withdraws_one(cast: Cast) -> None:
    token = actions.invite_colleague(cast.eve, "supervisor")
    assert "Links that nobody used yet" in page_of(cast.eve, "practice")
    (link,) = invitations.open_links(cast.eve)
    browser_of(cast.eve).post(reverse("link-withdraw", args=[link.id]))
    assert not opens(token)
    assert "Links that nobody used yet" not in page_of(cast.eve, "practice")


def test_the_work_of_a_counsellor_does_not_end_while_a_case_would_have_nobody(
    cast: Cast, carla: Viewer
) -> None:
    eve, address = browser_of(cast.eve), reverse("member-end", args=[cast.ben.id])
    answer = eve.post(address)
    assert answer.status_code == 409
    assert "One case here would have no counsellor." in answer.content.decode()
    assert queries.open_case(cast.ben, cast.case)
    actions.hand_over(cast.case, carla.id)
    assert eve.post(address).status_code == 303
    assert not User.objects.get(pk=cast.ben.id).is_active


def test_a_case_that_is_handed_over_is_the_others_from_then_on_and_the_client_is_told(
    cast: Cast, carla: Viewer
) -> None:
    note = Note(
        id=cast.ben.id, author="counsellor", visibility="private", recorded_at=THEN, text="Tired."
    )
    actions.record(cast.ben, cast.case, note)
    actions.hand_over(cast.case, carla.id)
    actions.hand_over(cast.case, carla.id)
    with pytest.raises(Hidden):
        queries.open_case(cast.ben, cast.case)
    opened = queries.open_case(carla, cast.case)
    assert opened.all(Note) == ()
    assert opened.counsellor_name == "Carla"
    assert "Carla is your counsellor now" in page_of(cast.ana, "case", cast.case)
    assert "handed this case over" in page_of(cast.ana, "seen", cast.case)


def test_a_case_is_handed_to_nobody_but_a_counsellor_of_its_practice(cast: Cast) -> None:
    for viewer in (cast.ana, cast.dov, cast.eve, cast.carl):
        with pytest.raises(Hidden):
            actions.hand_over(cast.case, viewer.id)
    assert queries.open_case(cast.ben, cast.case)


def test_a_link_that_was_open_when_a_case_was_handed_over_is_dead(
    cast: Cast, carla: Viewer
) -> None:
    case = actions.open_new_case(cast.ben, "R.", THEN.date())
    token = actions.invite_client(cast.ben, case)
    actions.hand_over(case, carla.id)
    assert not opens(token)
    assert opens(actions.invite_client(carla, case))


def test_the_client_of_an_erased_case_cannot_sign_in_any_more(cast: Cast) -> None:
    browser = browser_of(cast.ana)
    actions.erase_case(cast.case)
    assert not User.objects.get(pk=cast.ana.id).is_active
    assert browser.get(reverse("home")).status_code == 302
