"""A few moments and a question to a supervisor: who reads what, without names, and until when."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from msgspec.structs import replace

from relating.case import Consent, Episode, Note, Supervision
from relating.journal import actions, lending, lines, queries
from relating.people import gate
from relating.people.gate import Hidden
from relating.people.models import Clinic, Membership, Relation
from tests.cast import Cast, episode, member, person
from tests.sure import as_a

QUESTION = "What is mine in this, when Ana goes quiet?"


def agreed(cast: Cast, **more: object) -> Consent:
    usual = Consent(
        id=uuid4(),
        author="client",
        visibility="shared",
        recorded_at=timezone.now(),
        to="supervision",
    )
    consent = replace(usual, **more)
    actions.agree(cast.ana, cast.case, consent)
    return consent


def question(cast: Cast, consent: Consent | None, *entries: UUID, **more: object) -> Supervision:
    now = timezone.now()
    usual = Supervision(
        id=uuid4(),
        author="counsellor",
        visibility="private",
        recorded_at=now,
        question=QUESTION,
        entries=entries,
        supervisor=cast.dov.id,
        consent=consent.id if consent else None,
        expires=now + timedelta(days=14),
    )
    return replace(usual, **more)


def shared_moment(cast: Cast) -> UUID:
    who = person("Mara Silva", visibility="shared")
    told = episode(
        "Mara's door was shut. Ben asked ANA about Silva in Lisbon.",
        person=who.id,
        visibility="shared",
        place="room",
    )
    actions.record(cast.ana, cast.case, who)
    actions.record(cast.ana, cast.case, told)
    return told.id


def lent(cast: Cast, **more: object) -> Supervision:
    """One moment, lent to Dov with Ana's yes."""
    made = question(cast, agreed(cast), shared_moment(cast), **more)
    actions.lend(cast.ben, cast.case, made, timezone.now())
    return made


def test_dov_reads_the_moment_and_the_question_without_a_name_or_a_day(cast: Cast) -> None:
    made = lent(cast, left_out=("Lisbon",))
    loan = lending.open_loan(cast.dov, made.id)
    assert loan.lent.question == "What is mine in this, when [client] goes quiet?"
    (moment,) = loan.moments
    told = as_a(Episode, moment).story
    assert told == "[boss]'s door was shut. [counsellor] asked [client] about [boss] in […]."
    assert loan.lent.left_out == ()
    assert [each.lent.id for each in lending.lent_to(cast.dov)] == [made.id]


def test_without_a_yes_nothing_can_be_lent(cast: Cast) -> None:
    with pytest.raises(Hidden):
        actions.lend(cast.ben, cast.case, question(cast, None, shared_moment(cast)), timezone.now())
    assert lending.lent_to(cast.dov) == ()


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


def assert_hidden(cast: Cast, made: Supervision) -> None:
    """Dov sees no trace of it."""
    assert lending.lent_to(cast.dov) == ()
    with pytest.raises(Hidden):
        lending.open_loan(cast.dov, made.id)


def test_a_loan_opens_no_page_of_the_case_and_nothing_beside_it(cast: Cast) -> None:
    made = lent(cast)
    for asked in (
        lambda: queries.open_case(cast.dov, cast.case),
        lambda: queries.open_entry(cast.dov, made.entries[0]),
        lambda: queries.open_entry(cast.dov, made.id),
        lambda: lines.read_trail(cast.dov, cast.case),
        lambda: actions.export_case(cast.dov, cast.case),
        lambda: actions.record(cast.dov, cast.case, episode(visibility="shared")),
    ):
        with pytest.raises(Hidden):
            asked()


def test_nobody_but_the_two_of_the_loan_reads_it(cast: Cast) -> None:
    made = lent(cast)
    for viewer in (cast.ana, cast.cleo, cast.carl, cast.eve):
        with pytest.raises(Hidden):
            lending.open_loan(viewer, made.id)


def test_what_ben_may_not_see_cannot_be_lent(cast: Cast) -> None:
    secret = episode("Only mine")
    actions.record(cast.ana, cast.case, secret)
    with pytest.raises(Hidden):
        actions.lend(cast.ben, cast.case, question(cast, agreed(cast), secret.id), timezone.now())


def test_only_a_supervisor_of_the_practice_can_be_asked(cast: Cast) -> None:
    made = question(cast, agreed(cast), shared_moment(cast), supervisor=cast.eve.id)
    with pytest.raises(Hidden):
        actions.lend(cast.ben, cast.case, made, timezone.now())


def test_a_process_note_goes_to_dov_only_when_it_is_chosen(cast: Cast) -> None:
    other = Note(
        id=uuid4(),
        author="counsellor",
        visibility="private",
        recorded_at=timezone.now(),
        text="For me alone.",
    )
    chosen = replace(other, id=uuid4(), text="I wanted to rescue Ana.", pull=("rescue",))
    for note in (chosen, other):
        actions.record(cast.ben, cast.case, note)
    made = question(cast, agreed(cast), chosen.id)
    actions.lend(cast.ben, cast.case, made, timezone.now())
    (found,) = lending.open_loan(cast.dov, made.id).moments
    assert found == replace(chosen, text="I wanted to rescue [client].")


def test_dov_answers_once_and_may_say_it_better(cast: Cast) -> None:
    made, now = lent(cast), timezone.now()
    assert not actions.answer_lent(cast.dov, made.id, "Stay with the quiet.", now).again
    assert actions.answer_lent(cast.dov, made.id, "Stay with the quiet.", now).again
    actions.answer_lent(cast.dov, made.id, "Stay with the quiet, and say so.", now)
    own = lending.open_loan(cast.ben, made.id)
    assert own.lent.answer == "Stay with the quiet, and say so."


def test_ana_sees_that_it_happened_and_not_what_was_asked(cast: Cast) -> None:
    made = lent(cast)
    lending.open_loan(cast.dov, made.id)
    actions.answer_lent(cast.dov, made.id, "Stay with the quiet.", timezone.now())
    told = lines.read_trail(cast.ana, cast.case)
    acts = {(line.who, line.act): line.entries for line in told}
    assert acts["Ben", "lent"] == made.entries
    assert acts["Dov", "read"] == made.entries
    assert acts["Dov", "answered"] == ()


def test_lending_the_same_again_changes_nothing(cast: Cast) -> None:
    made = lent(cast)
    assert actions.lend(cast.ben, cast.case, made, timezone.now()).again
    assert len(lending.lent_to(cast.dov)) == 1


def test_a_consent_that_has_run_out_holds_no_more(cast: Cast) -> None:
    now: datetime = timezone.now()
    consent = agreed(cast, recorded_at=now, until=now + timedelta(seconds=1))
    assert lending.consent((consent,), now) == consent
    assert lending.consent((consent,), now + timedelta(seconds=2)) is None


def test_what_was_lent_to_another_supervisor_is_not_dovs(cast: Cast) -> None:
    made = lent(cast)
    gail = member(cast.clinic, "Gail", "supervisor")
    other = replace(made, id=uuid4(), supervisor=gail.id)
    actions.lend(cast.ben, cast.case, other, timezone.now())
    with pytest.raises(Hidden):
        lending.open_loan(cast.dov, other.id)
    with pytest.raises(Hidden):
        actions.answer_lent(cast.dov, other.id, "Not mine to answer.", timezone.now())
    assert [each.lent.id for each in lending.lent_to(gail)] == [other.id]


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


def test_whoever_supervises_elsewhere_or_no_longer_cannot_be_asked(cast: Cast) -> None:
    elsewhere = member(Clinic.objects.create(name="Another practice"), "Jun", "supervisor")
    former = member(cast.clinic, "Gail", "supervisor")
    Membership.objects.filter(user_id=former.id).update(ended=timezone.now())
    consent, moment = agreed(cast), shared_moment(cast)
    for supervisor in (elsewhere, former, cast.ben):
        made = question(cast, consent, moment, supervisor=supervisor.id)
        with pytest.raises(Hidden):
            actions.lend(cast.ben, cast.case, made, timezone.now())


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
