"""The caseload: every case of a counsellor in a few queries, and nothing that is private."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from relating.case import Contract
from relating.journal import actions, caseload, hours
from relating.people.gate import viewer_of
from relating.people.models import Case, Membership
from tests.cast import Cast, case_of, episode, session, user


def test_a_counsellor_sees_their_own_cases_and_no_others(cast: Cast) -> None:
    assert [card.label for card in caseload.cards(cast.ben, timezone.now())] == ["Ana"]
    assert [card.label for card in caseload.cards(cast.cleo, timezone.now())] == ["Carl"]


def test_only_a_counsellor_has_a_caseload(cast: Cast) -> None:
    for viewer in (cast.ana, cast.dov, cast.eve):
        assert caseload.cards(viewer, timezone.now()) == ()


def test_a_counsellor_who_left_the_practice_has_no_caseload(cast: Cast) -> None:
    Membership.objects.filter(user_id=cast.ben.id).update(ended=timezone.now())
    assert caseload.cards(cast.ben, timezone.now()) == ()


def test_a_card_tells_sessions_held_of_planned_and_when_the_two_meet_next(cast: Cast) -> None:
    now = datetime(2026, 3, 3, 14, 20, tzinfo=UTC)
    case = actions.open_new_case(
        cast.ben, "Rui", now.date(), Contract(horizon="short", sessions=16)
    )
    for days in (-14, -7):
        actions.record(cast.ben, case, session(now + timedelta(days=days)))
    actions.record(cast.ben, case, session(now + timedelta(days=7), state="planned"))
    card = caseload.cards(cast.ben, now)[-1]
    following = card.seen.next(now)
    assert (card.label, card.seen.held, card.seen.agreed) == ("Rui", 2, 16)
    assert (card.seen.last, following and following.at) == (
        now - timedelta(days=7),
        now + timedelta(days=7),
    )
    assert not card.has_client


@pytest.mark.parametrize("more", [4])
def test_more_cases_take_no_more_queries(cast: Cast, more: int) -> None:
    def counted() -> int:
        with CaptureQueriesContext(connections["default"]) as journal:  # noqa: SIM117
            with CaptureQueriesContext(connections["keys"]) as keys:
                caseload.cards(cast.ben, timezone.now())
        return len(journal) + len(keys)

    before = counted()
    for number in range(more):
        case_of(cast.ben, viewer_of(user(f"Client{number}")), f"Client {number}")
    assert counted() == before <= 6


def test_an_hour_that_the_counsellor_keeps_to_themselves_counts_on_their_card(cast: Cast) -> None:
    actions.record(cast.ben, cast.case, session(visibility="private"))
    assert caseload.cards(cast.ben, timezone.now())[0].seen.held == 1


def test_what_is_private_to_the_client_is_never_counted_as_new(cast: Cast) -> None:
    now = timezone.now()
    actions.record(cast.ben, cast.case, session(now - timedelta(days=2)))
    actions.record(cast.ana, cast.case, episode())
    assert hours.new_in(cast.ben, hours.hours(cast.ben), now)[cast.case] == 0
    actions.record(cast.ana, cast.case, episode(visibility="shared"))
    assert hours.new_in(cast.ben, hours.hours(cast.ben), now)[cast.case] == 1


def test_of_a_case_that_has_ended_nothing_waits(cast: Cast) -> None:
    now = timezone.now()
    planned = session(now - timedelta(days=2), state="planned")
    actions.record(cast.ben, cast.case, planned)
    (card,) = caseload.cards(cast.ben, now)
    assert [each.what for each in card.needs] == ["not_closed"]
    Case.objects.filter(pk=cast.case).update(ends_at=now - timedelta(days=1))
    (card,) = caseload.cards(cast.ben, now)
    assert (card.ended, card.needs) == (True, ())
