"""A few moments and a question to a supervisor: who reads what, and without names."""

from uuid import uuid4

import pytest
from django.utils import timezone
from msgspec.structs import replace

from relating.case import Contact, Episode, Note, Safety, Word
from relating.journal import actions, lending, lines, queries
from relating.people.gate import Hidden
from relating.people.models import Case, Clinic, Membership
from tests.cast import LONG_AGO, Cast, episode, member, person
from tests.journal.loans import agreed, lent, question, shared_moment
from tests.sure import as_a


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


def test_of_a_case_that_has_ended_nothing_can_be_lent(cast: Cast) -> None:
    wanted = question(cast, agreed(cast), shared_moment(cast))
    Case.objects.filter(pk=cast.case).update(ends_at=LONG_AGO)
    with pytest.raises(Hidden):
        actions.lend(cast.ben, cast.case, wanted, timezone.now())
    assert lending.lent_to(cast.dov) == ()


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


def test_whom_the_plan_names_to_call_has_no_name_either(cast: Cast) -> None:
    plan = Safety(
        id=uuid4(),
        author="client",
        visibility="shared",
        recorded_at=timezone.now(),
        people_to_call=(Contact(name="Aunt Zulmira", number="0800 116 123"),),
        professionals_to_call=(Contact(name="Dr Quaresma", number="0800 116 124"),),
    )
    actions.record(cast.ana, cast.case, plan)
    told = episode("I rang aunt Zulmira, then Dr Quaresma's desk.", visibility="shared")
    actions.record(cast.ana, cast.case, told)
    made = question(cast, agreed(cast), told.id)
    actions.lend(cast.ben, cast.case, made, timezone.now())
    (found,) = lending.open_loan(cast.dov, made.id).moments
    assert as_a(Episode, found).story == "I rang […], then […]'s desk."


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


def test_whoever_supervises_elsewhere_or_no_longer_cannot_be_asked(cast: Cast) -> None:
    elsewhere = member(Clinic.objects.create(name="Another practice"), "Jun", "supervisor")
    former = member(cast.clinic, "Gail", "supervisor")
    Membership.objects.filter(user_id=former.id).update(ended=timezone.now())
    consent, moment = agreed(cast), shared_moment(cast)
    for supervisor in (elsewhere, former, cast.ben):
        made = question(cast, consent, moment, supervisor=supervisor.id)
        with pytest.raises(Hidden):
            actions.lend(cast.ben, cast.case, made, timezone.now())


def test_dov_answers_nothing_but_what_was_asked(cast: Cast) -> None:
    made = lent(cast)
    with pytest.raises(Hidden):
        actions.answer_lent(cast.dov, made.entries[0], "It was not asked.", timezone.now())


def test_people_are_what_they_are_to_ana_in_words_that_name_nobody(cast: Cast) -> None:
    actions.word(cast.ana, cast.case, Word(list="role", code="counsellor", label="Ben"))
    for each in (person("Mara"), person("Tom"), person("Who", role=None)):
        actions.record(cast.ana, cast.case, replace(each, visibility="shared"))
    roles = lending.open_loan(cast.dov, lent(cast).id).roles
    assert sorted(roles.values()) == ["boss", "boss 2", "boss 3", "counsellor", "somebody"]


def test_words_of_the_case_go_along_without_the_names_in_them(cast: Cast) -> None:
    made = lent(cast)
    for code, label in (("look", "Silva's look"), ("mara_silva", None)):
        told = Word(list="behaviour", code=code, label=label, old=True, visibility="shared")
        actions.record(cast.ana, cast.case, told)
    vocabulary = lending.open_loan(cast.dov, made.id).vocabulary
    labels = [vocabulary.label("behaviour", each) for each in ("look", "mara_silva")]
    assert labels == ["[boss]'s look", "[boss]"]


def test_only_names_of_this_case_are_left_out(cast: Cast) -> None:
    made = lent(cast, question="What would Carl say to Ana?")
    assert lending.open_loan(cast.dov, made.id).lent.question == "What would Carl say to [client]?"


def test_dov_is_told_who_lent_it(cast: Cast) -> None:
    loan = lending.open_loan(cast.dov, lent(cast).id)
    assert (loan.lender, loan.supervisor) == ("Ben", "Dov")
