"""Who left stays out, and no case is left alone."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from relating.case import Note, WorkWithMe
from relating.journal import actions, queries
from relating.journal.actions.cases import as_it_is
from relating.journal.models import Entry
from relating.people import invitations
from relating.people.gate import Hidden, Viewer, viewer_of
from relating.people.models import Case, Clinic, Invitation, Membership, Relation, User
from tests.cast import THEN, Cast, browser_of, case_of, page_of, tell


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
    assert queries.open_case(cast.ben, cast.case).case_id == cast.case
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
    assert queries.open_case(cast.ben, cast.case).case_id == cast.case


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


# Nobody else's, and nothing that was before -------------------------------------------------------


@pytest.fixture
def elsewhere() -> Clinic:
    """Another practice with an administrator, Kim, and a counsellor, Ivo."""
    made = Clinic.objects.create(name="Another practice")
    for name, role in (("kim", "administrator"), ("ivo", "counsellor")):
        user = User.objects.create(username=name, called=name.title())
        Membership.objects.create(clinic=made, user=user, role=role)
    return made


def one_named(name: str) -> Viewer:
    return viewer_of(User.objects.get(username=name))


def used_link(cast: Cast, maker: Viewer, case: UUID | None = None) -> Invitation:
    """A link that somebody came in by."""
    return Invitation.objects.create(
        digest=f"used {maker.called} {case}",
        clinic=cast.clinic,
        case_id=case,
        role="client" if case else "counsellor",
        made_by_id=maker.id,
        expires_at=timezone.now() + timedelta(days=1),
        accepted_at=timezone.now(),
    )


def test_a_link_that_reading_in_a_case_made_works_in_a_practice_that_is_looked_after(
    cast: Cast,
) -> None:
    case = actions.open_new_case(cast.ben, "R.", THEN.date())
    assert opens(invitations.issue(cast.clinic.pk, "client", case, None))


def test_a_practice_is_looked_after_by_nobody_from_another_and_nobody_shut_out(
    cast: Cast, elsewhere: Clinic
) -> None:
    token = invitations.issue(cast.clinic.pk, "administrator", None, None)
    User.objects.filter(pk=cast.eve.id).update(is_active=False)
    assert opens(token)


def test_an_administrator_sees_the_links_of_their_own_practice_for_colleagues(
    cast: Cast, elsewhere: Clinic
) -> None:
    actions.invite_colleague(one_named("kim"), "counsellor")
    actions.invite_client(cast.ben, actions.open_new_case(cast.ben, "R.", THEN.date()))
    assert invitations.open_links(cast.eve) == ()


def test_who_leaves_takes_only_their_own_open_links_along(cast: Cast) -> None:
    fred, others = administrator(cast, "Fred"), actions.invite_colleague(cast.eve, "counsellor")
    used, own = used_link(cast, fred), actions.invite_colleague(fred, "counsellor")
    actions.end_membership(cast.eve, fred.id)
    assert (opens(others), opens(own)) == (True, False)
    assert Invitation.objects.filter(pk=used.pk).exists()


def test_who_is_a_client_somewhere_still_signs_in_when_their_work_ends(cast: Cast) -> None:
    case = actions.open_new_case(cast.ben, "R.", THEN.date())
    Relation.objects.create(case_id=case, user_id=cast.dov.id, role="client")
    actions.end_membership(cast.eve, cast.dov.id)
    assert User.objects.get(pk=cast.dov.id).is_active


def test_of_two_counsellors_of_a_case_one_may_leave_and_signs_in_no_longer(
    cast: Cast, carla: Viewer
) -> None:
    Relation.objects.create(case_id=cast.case, user_id=carla.id, role="counsellor")
    actions.end_membership(cast.eve, cast.ben.id)
    assert not User.objects.get(pk=cast.ben.id).is_active
    assert queries.open_case(carla, cast.case).case_id == cast.case


def test_eve_withdraws_one_link_that_is_hers_to_withdraw(cast: Cast, elsewhere: Clinic) -> None:
    first = actions.invite_colleague(cast.eve, "counsellor")
    second = actions.invite_colleague(cast.eve, "supervisor")
    theirs = actions.invite_colleague(one_named("kim"), "counsellor")
    case = actions.open_new_case(cast.ben, "R.", THEN.date())
    clients, used = actions.invite_client(cast.ben, case), used_link(cast, cast.eve)
    for token in (theirs, clients):
        with pytest.raises(Hidden):
            actions.withdraw_link(cast.eve, invitations.invited(token).id)
    with pytest.raises(Hidden):
        actions.withdraw_link(cast.eve, used.pk)
    actions.withdraw_link(cast.eve, invitations.invited(first).id)
    assert [opens(each) for each in (first, second, theirs, clients)] == [False, True, True, True]


def test_a_case_is_handed_to_nobody_whose_work_ended_or_is_elsewhere_and_no_case_to_nobody(
    cast: Cast, carla: Viewer, elsewhere: Clinic
) -> None:
    theirs = actions.open_new_case(one_named("ivo"), "S.", THEN.date())
    for case, who in ((cast.case, one_named("ivo")), (theirs, carla), (uuid4(), carla)):
        with pytest.raises(Hidden):
            actions.hand_over(case, who.id)
    Membership.objects.filter(user_id=carla.id).update(ended=timezone.now())
    with pytest.raises(Hidden):
        actions.hand_over(cast.case, carla.id)


def test_handing_over_touches_no_other_case_and_nothing_that_was_before(
    cast: Cast, carla: Viewer
) -> None:
    other = actions.open_new_case(cast.ben, "R.", THEN.date())
    link = actions.invite_client(cast.ben, other)
    left = timezone.now() - timedelta(days=9)
    Relation.objects.create(case_id=cast.case, user_id=cast.dov.id, role="supervisor", ended=left)
    used = used_link(cast, cast.ben, cast.case)
    actions.hand_over(cast.case, carla.id)
    assert queries.open_case(cast.ben, other).case_id == other
    assert opens(link)
    assert Relation.objects.get(user_id=cast.dov.id).ended == left
    assert Invitation.objects.filter(pk=used.pk).exists()


def test_a_case_that_ended_has_ended_for_whoever_it_is_handed_to(cast: Cast, carla: Viewer) -> None:
    ended = timezone.now() - timedelta(days=9)
    Case.objects.filter(pk=cast.case).update(ends_at=ended)
    actions.hand_over(cast.case, carla.id)
    assert Case.objects.get(pk=cast.case).ends_at == ended


def test_her_page_goes_back_to_her_once_and_where_it_is_hers_alone_nothing_is_done(
    cast: Cast, carla: Viewer
) -> None:
    hers = WorkWithMe(id=uuid4(), author="client", visibility="private", recorded_at=THEN)
    actions.record(cast.ana, cast.case, hers)
    actions.hand_over(cast.case, carla.id)
    assert Entry.objects.get(pk=hers.id).version == 1
    actions.share(cast.ana, hers.id)
    actions.hand_over(cast.case, cast.ben.id)
    taken = Entry.objects.get(pk=hers.id)
    assert (taken.visibility, taken.version) == ("private", 3)


def test_a_page_in_another_case_stays_shared_with_whom_it_was(cast: Cast, carla: Viewer) -> None:
    case = case_of(cast.ben, cast.carl, "Carl")
    his = WorkWithMe(id=uuid4(), author="client", visibility="shared", recorded_at=THEN)
    actions.record(cast.carl, case, his)
    actions.hand_over(cast.case, carla.id)
    page = Entry.objects.get(pk=his.id)
    assert (page.visibility, page.version) == ("shared", 1)


def test_what_is_compared_of_a_case_is_what_stands_in_it(cast: Cast) -> None:
    told = tell(cast)
    assert len(as_it_is(cast.case).entries) == 1
    actions.delete(cast.ana, told.id)
    assert as_it_is(cast.case).entries == ()


def test_who_read_a_case_as_its_supervisor_can_become_its_counsellor(
    cast: Cast, carla: Viewer
) -> None:
    until = timezone.now() + timedelta(days=9)
    Relation.objects.create(case_id=cast.case, user_id=carla.id, role="supervisor", ended=until)
    actions.hand_over(cast.case, carla.id)
    assert queries.open_case(carla, cast.case).case_id == cast.case
