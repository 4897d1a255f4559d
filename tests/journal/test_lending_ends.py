"""Until when a supervisor reads what was lent, and what the end leaves of a standing."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from msgspec.structs import replace

from relating.case import Note
from relating.journal import actions, lending, queries
from relating.people import gate
from relating.people.gate import Hidden
from relating.people.models import Membership, Relation
from tests.cast import LONG_AGO, THEN, Cast, episode, member
from tests.journal.loans import (
    agreed,
    assert_hidden,
    lent,
    question,
    shared_moment,
    supervises,
)


def test_when_ana_takes_her_yes_back_it_ends_at_once(cast: Cast) -> None:
    consent = agreed(cast)
    made = question(cast, consent, shared_moment(cast))
    actions.lend(cast.ben, cast.case, made, timezone.now())
    actions.withdraw(cast.ana, cast.case, consent, 1, timezone.now())
    assert lending.lent_to(cast.dov) == ()
    with pytest.raises(Hidden):
        lending.open_loan(cast.dov, made.id)
    with pytest.raises(Hidden):
        actions.answer_lent(cast.dov, made.id, "Too late.", timezone.now())


def test_it_ends_by_itself(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    made = lent(cast)
    later = timezone.now() + timedelta(days=15)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert_hidden(cast, made)


def test_it_ends_when_ben_ends_it_and_stays_readable_for_him(cast: Cast) -> None:
    made = lent(cast)
    actions.take_back(cast.ben, made.id, timezone.now())
    assert_hidden(cast, made)
    own = lending.open_loan(cast.ben, made.id)
    assert own.mine
    assert not own.lives


def test_it_ends_when_ben_leaves_the_practice(cast: Cast) -> None:
    made = lent(cast)
    left = timezone.now()
    Membership.objects.filter(user_id=cast.ben.id).update(ended=left)
    assert_hidden(cast, made)


def test_what_ana_takes_back_goes_out_of_the_loan(cast: Cast) -> None:
    made = lent(cast)
    actions.unshare(cast.ana, made.entries[0])
    assert lending.open_loan(cast.dov, made.id).moments == ()


def test_a_consent_that_has_run_out_holds_no_more(cast: Cast) -> None:
    now: datetime = timezone.now()
    consent = agreed(cast, recorded_at=now, until=now + timedelta(seconds=1))
    assert lending.consent((consent,), now) == consent
    assert lending.consent((consent,), now + timedelta(seconds=2)) is None


def test_a_loan_that_ended_stays_shut_while_another_lives(cast: Cast) -> None:
    ended = lent(cast)
    lives = replace(ended, id=uuid4())
    actions.lend(cast.ben, cast.case, lives, timezone.now())
    actions.take_back(cast.ben, ended.id, timezone.now())
    with pytest.raises(Hidden):
        lending.open_loan(cast.dov, ended.id)
    assert [each.lent.id for each in lending.lent_to(cast.dov)] == [lives.id]
    assert lending.open_loan(cast.dov, lives.id).moments


def test_it_ends_with_the_day_of_anas_yes(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    consent = agreed(cast, until=timezone.now() + timedelta(days=1))
    made = question(cast, consent, shared_moment(cast))
    actions.lend(cast.ben, cast.case, made, timezone.now())
    later = timezone.now() + timedelta(days=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert_hidden(cast, made)


def test_a_yes_that_ana_keeps_to_herself_is_none(cast: Cast) -> None:
    consent = agreed(cast, visibility="private")
    with pytest.raises(Hidden):
        actions.lend(
            cast.ben, cast.case, question(cast, consent, shared_moment(cast)), timezone.now()
        )


def test_a_loan_that_ben_deleted_is_neither_read_nor_answered(cast: Cast) -> None:
    made = lent(cast)
    actions.delete(cast.ben, made.id)
    assert_hidden(cast, made)
    with pytest.raises(Hidden):
        actions.answer_lent(cast.dov, made.id, "Too late.", timezone.now())


def test_another_counsellor_of_the_case_neither_reads_nor_ends_what_ben_lent(cast: Cast) -> None:
    made = lent(cast)
    fay = member(cast.clinic, "Fay", "counsellor")
    Relation.objects.create(case_id=cast.case, user_id=fay.id, role="counsellor")
    for viewer in (fay, cast.ana, cast.cleo):
        with pytest.raises(Hidden):
            lending.open_loan(viewer, made.id)
        with pytest.raises(Hidden):
            actions.take_back(viewer, made.id, timezone.now())
    assert lending.open_loan(cast.dov, made.id).lives


def test_only_ana_says_yes_and_takes_it_back_and_only_ben_lends(cast: Cast) -> None:
    consent, moment = agreed(cast), shared_moment(cast)
    other = replace(consent, id=uuid4())
    made, now = question(cast, consent, moment), timezone.now()
    for viewer in (cast.ben, cast.cleo, cast.dov, cast.eve):
        with pytest.raises(Hidden):
            actions.agree(viewer, cast.case, other)
        with pytest.raises(Hidden):
            actions.withdraw(viewer, cast.case, consent, 1, now)
    for viewer in (cast.ana, cast.cleo, cast.dov, cast.eve):
        with pytest.raises(Hidden):
            actions.lend(viewer, cast.case, made, now)
        with pytest.raises(Hidden):
            lending.preview(viewer, cast.case, made)


def test_nothing_of_a_standing_is_left_when_the_last_loan_ended_or_the_yes_was_taken_back(
    cast: Cast,
) -> None:
    made = lent(cast)
    actions.take_back(cast.ben, made.id, timezone.now())
    with pytest.raises(Hidden):
        gate.supervising(cast.dov, cast.case)
    consent = agreed(cast)
    again = question(cast, consent, made.entries[0])
    actions.lend(cast.ben, cast.case, again, timezone.now())
    assert gate.supervising(cast.dov, cast.case)
    actions.withdraw(cast.ana, cast.case, consent, 1, timezone.now())
    with pytest.raises(Hidden):
        gate.supervising(cast.dov, cast.case)


def test_ben_ends_a_loan_once_and_nothing_that_is_no_loan(cast: Cast) -> None:
    made = lent(cast)
    own = episode(author="counsellor", place="room")
    actions.record(cast.ben, cast.case, own)
    with pytest.raises(Hidden):
        actions.take_back(cast.ben, own.id, timezone.now())
    for _ in range(2):
        actions.take_back(cast.ben, made.id, timezone.now())
    assert queries.open_entry(cast.ben, made.id).row.version == 2


def test_a_loan_that_ended_by_itself_is_not_ended_once_more(cast: Cast) -> None:
    made = lent(cast)
    actions.take_back(cast.ben, made.id, made.expires + timedelta(days=1))
    assert queries.open_entry(cast.ben, made.id).row.version == 1


def test_the_end_of_one_supervisors_loan_ends_their_standing_and_nobody_elses(cast: Cast) -> None:
    made = lent(cast)
    gail = member(cast.clinic, "Gail", "supervisor")
    gails = replace(made, id=uuid4(), supervisor=gail.id)
    actions.lend(cast.ben, cast.case, gails, timezone.now())
    actions.take_back(cast.ben, made.id, timezone.now())
    assert not supervises(cast.dov, cast.case)
    assert supervises(gail, cast.case)


def test_a_standing_ends_with_the_last_loan_though_there_were_others_before(cast: Cast) -> None:
    first = lent(cast)
    actions.take_back(cast.ben, first.id, timezone.now())
    second = replace(first, id=uuid4())
    actions.lend(cast.ben, cast.case, second, timezone.now())
    assert supervises(cast.dov, cast.case)
    actions.take_back(cast.ben, second.id, timezone.now())
    assert not supervises(cast.dov, cast.case)


def test_the_end_of_a_yes_ends_what_supervisors_have_of_this_case_and_nothing_else(
    cast: Cast,
) -> None:
    now = timezone.now()
    past, later = now - timedelta(days=9), now + timedelta(days=9)
    gail = member(cast.clinic, "Gail", "supervisor")
    for case, who, ended in (
        (cast.case, cast.dov, later),
        (cast.case, gail, past),
        (cast.other_case, cast.dov, later),
    ):
        Relation.objects.create(
            case_id=case, user_id=who.id, role="supervisor", began=LONG_AGO, ended=ended
        )
    Relation.objects.filter(case_id=cast.case, user_id=cast.ben.id).update(ended=later)
    actions.withdraw(cast.ana, cast.case, agreed(cast), 1, now)
    ends = {
        (each.case_id, each.user_id): each.ended for each in Relation.objects.exclude(ended=None)
    }
    assert ends == {
        (cast.case, cast.dov.id): now,
        (cast.case, gail.id): past,
        (cast.case, cast.ben.id): later,
        (cast.other_case, cast.dov.id): later,
    }


def test_a_loan_is_read_by_nobody_whose_standing_ended_though_the_loan_lives(cast: Cast) -> None:
    made = lent(cast)
    Relation.objects.filter(user_id=cast.dov.id).update(ended=timezone.now())
    assert_hidden(cast, made)


def test_a_loan_ends_with_the_counsellors_standing_whatever_they_are_to_the_case_since(
    cast: Cast,
) -> None:
    made = lent(cast)
    Relation.objects.filter(user_id=cast.ana.id).update(ended=timezone.now())
    Relation.objects.filter(user_id=cast.ben.id).update(role="client")
    assert_hidden(cast, made)
    with pytest.raises(Hidden):
        lending.open_loan(cast.ben, made.id)


def test_a_yes_that_is_private_is_not_offered_to_lend_on(cast: Cast) -> None:
    private = agreed(cast, visibility="private")
    assert lending.consent((private,), timezone.now()) is None


def test_a_note_that_ben_deleted_goes_out_of_the_loan(cast: Cast) -> None:
    note = Note(id=uuid4(), author="counsellor", visibility="private", recorded_at=THEN, text="Hm.")
    actions.record(cast.ben, cast.case, note)
    made = question(cast, agreed(cast), note.id)
    actions.lend(cast.ben, cast.case, made, timezone.now())
    assert len(lending.open_loan(cast.dov, made.id).moments) == 1
    actions.delete(cast.ben, note.id)
    assert lending.open_loan(cast.dov, made.id).moments == ()
