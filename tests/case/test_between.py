"""What happens between the two: what may be shared when, and what never."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from msgspec.structs import replace

from relating.case import (
    Agenda,
    Answer,
    Aside,
    CaseFileError,
    Consent,
    Cue,
    Dip,
    Entry,
    Evidence,
    Feedback,
    Mark,
    Misfit,
    Note,
    Pattern,
    Preferences,
    Pulse,
    Supervision,
    Unfit,
    encode,
    read,
    write,
)
from relating.case.entries import pattern as patterns
from relating.case.entries.preferences import no_device, read_ahead
from relating.case.entries.pulse import kept_apart
from relating.case.entries.supervision import MOST_LENT, allows, is_lent
from relating.case.references import closed, repointed
from tests.case.examples import HOUR, SESSION, a_case, an_entry, an_episode, between_the_two
from tests.case.strategies import between

LATER = HOUR + timedelta(days=1)


def test_feedback_is_shared_only_once_it_was_said_unless_both_agreed() -> None:
    draft = an_entry(Feedback, 1, saw="You smiled.")

    with pytest.raises(Misfit, match="said_at"):
        replace(draft, visibility="shared")
    assert replace(draft, visibility="shared", said_at=HOUR).said_at == HOUR
    assert replace(draft, visibility="shared", agreed_ahead=True).said_at is None


@pytest.mark.parametrize("kind", [Note, Mark, Aside, Supervision])
def test_what_is_the_counsellors_alone_cannot_be_kept_as_shared(kind: type[Entry]) -> None:
    own = next(each for each in between_the_two() if isinstance(each, kind))

    with pytest.raises(Unfit):
        encode(replace(own, visibility="shared"))


@pytest.mark.parametrize("kind", [Feedback, Mark, Aside, Pattern, Supervision])
def test_the_client_does_not_write_in_the_counsellors_name(kind: type[Entry]) -> None:
    own = next(each for each in between_the_two() if isinstance(each, kind))

    with pytest.raises(Unfit):
        encode(replace(own, author="client"))


@pytest.mark.parametrize("kind", [Answer, Consent])
def test_the_counsellor_does_not_answer_for_the_client(kind: type[Entry]) -> None:
    own = next(each for each in between_the_two() if isinstance(each, kind))

    with pytest.raises(Unfit):
        encode(replace(own, author="counsellor"))


def test_what_of_it_may_be_mine_is_in_no_feedback() -> None:
    said = next(each for each in between_the_two() if isinstance(each, Feedback))
    mine = next(each for each in between_the_two() if isinstance(each, Note))

    assert not hasattr(said, "mine")
    assert (mine.mine, mine.about, mine.visibility) == (True, (said.id,), "private")


def test_the_counsellors_pull_is_neither_shared_nor_asked_of_the_client() -> None:
    pulse = an_entry(Pulse, 1, safe=8, pull=("rescue",))

    for changes in ({"visibility": "shared"}, {"author": "client"}):
        with pytest.raises(Misfit, match="pull"):
            replace(pulse, **changes)


def test_a_line_to_keep_to_oneself_is_not_shared_with_the_pulse() -> None:
    line = {"not_right": "The clock.", "not_right_for": "keep"}
    pulse = an_entry(Pulse, 1, author="client", session=SESSION, safe=8, **line)

    with pytest.raises(Misfit, match="not_right"):
        replace(pulse, visibility="shared")

    released, kept = kept_apart(pulse, UUID(int=2))
    assert kept is not None
    assert (kept.text, kept.about, kept.author) == ("The clock.", (pulse.id,), "client")
    assert replace(released, visibility="shared").not_right == ""


def test_a_line_to_talk_about_stays_with_the_pulse_when_it_is_released() -> None:
    line = {"not_right": "The clock.", "not_right_for": "talk"}
    pulse = an_entry(Pulse, 1, author="client", **line)

    assert kept_apart(pulse, UUID(int=2)) == (pulse, None)


def test_a_mark_waits_until_it_became_something_or_was_thrown_away() -> None:
    mark = an_entry(Mark, 1, at=HOUR)

    assert mark.waits
    assert not replace(mark, became=UUID(int=2)).waits
    assert not replace(mark, thrown_away=True).waits
    with pytest.raises(Misfit, match="thrown_away"):
        replace(mark, became=UUID(int=2), thrown_away=True)


def test_only_what_is_mended_names_the_hour_in_which_it_was() -> None:
    with pytest.raises(Misfit, match="mended_session"):
        an_entry(Dip, 1, mended="partly", mended_session=SESSION)


@pytest.mark.parametrize("alone", [{}, {"standing": "above"}, {"ended_badly": True}])
def test_where_somebody_stands_or_how_it_ended_is_no_cue_by_itself(alone: dict[str, str]) -> None:
    with pytest.raises(Misfit, match="cue"):
        Cue(**alone)


def test_not_this_holds_for_ninety_days_and_not_a_day_longer() -> None:
    pattern = next(each for each in between_the_two() if isinstance(each, Pattern))
    aside = patterns.not_this(pattern, date(2026, 1, 1))

    assert (aside.state, aside.until) == ("not_this", date(2026, 4, 1))
    assert patterns.rests(aside, date(2026, 3, 31))
    assert not patterns.rests(aside, date(2026, 4, 1))
    assert not patterns.rests(pattern, date(2026, 3, 31))
    with pytest.raises(Misfit, match="until"):
        replace(aside, state="watching")


def test_there_are_not_more_times_than_there_were() -> None:
    with pytest.raises(Misfit, match="k"):
        Evidence(n=3, k=4)


def test_only_the_client_says_the_pace() -> None:
    for field, value in (("pace", "gentler"), ("goes_together", True)):
        with pytest.raises(Misfit, match=field):
            an_entry(Preferences, 1, **{field: value})


def test_one_word_keeps_devices_out_and_two_let_feedback_be_read_ahead() -> None:
    ana = an_entry(Preferences, 1, author="client", no_device=True, read_ahead=True)
    ben = an_entry(Preferences, 2, no_device=False, read_ahead=True)

    assert no_device([ana, ben])
    assert not no_device([ben])
    assert read_ahead([ana, ben])
    assert not read_ahead([ana, ana])
    assert not read_ahead([ana, replace(ben, read_ahead=None)])


def lent(**changes: object) -> Supervision:
    said = {"supervisor": UUID(int=9), "consent": UUID(int=120), "expires": LATER, **changes}
    return an_entry(Supervision, 121, **said)


def agreed(**changes: object) -> Consent:
    said = {"to": "supervision", "author": "client", "recorded_at": HOUR, **changes}
    return an_entry(Consent, 120, **said)


def test_what_is_lent_is_read_with_the_clients_consent_until_it_expires() -> None:
    assert is_lent(lent(), agreed(), HOUR)
    assert not is_lent(lent(), agreed(), LATER)
    assert not is_lent(lent(ended_at=HOUR), agreed(), HOUR)


def test_without_consent_nothing_is_lent() -> None:
    assert not is_lent(lent(), None, HOUR)
    assert not is_lent(lent(consent=None), agreed(), HOUR)
    assert not is_lent(lent(), replace(agreed(), id=UUID(int=5)), HOUR)


def test_consent_ends_at_its_time_or_when_it_is_taken_back() -> None:
    assert allows(agreed(), HOUR)
    assert not allows(agreed(until=HOUR), HOUR)
    assert not allows(agreed(withdrawn_at=HOUR), HOUR)
    assert not allows(agreed(recorded_at=LATER), HOUR)


def test_supervision_is_a_few_moments_and_not_the_file() -> None:
    many = tuple(UUID(int=n) for n in range(MOST_LENT + 1))
    with pytest.raises(Unfit):
        encode(lent(entries=many))


def test_a_time_is_kept_in_utc() -> None:
    assert an_entry(Agenda, 1, done_at=HOUR).done_at == HOUR
    with pytest.raises(Misfit, match="done_at"):
        an_entry(Agenda, 1, done_at=HOUR.replace(tzinfo=None))


def test_an_id_of_an_entry_that_is_not_there_is_said_with_its_path() -> None:
    lost = an_entry(Agenda, 1, about=(UUID(int=99),))
    with pytest.raises(CaseFileError, match=r"entries\[0\]\.about\[0\]: no entry with the id"):
        read(write(a_case(entries=(lost,))))


def test_under_new_ids_entries_still_point_to_each_other() -> None:
    said = an_entry(Feedback, 1, about=(UUID(int=2), UUID(int=3)), session=SESSION)
    new = {UUID(int=1): UUID(int=11), UUID(int=2): UUID(int=12), SESSION: UUID(int=13)}

    again = repointed(said, new)
    assert (again.id, again.session) == (UUID(int=11), UUID(int=13))
    assert again.about == (UUID(int=12), UUID(int=3))
    assert repointed(an_episode(person="p1"), {}).person == "p1"


def test_a_case_file_of_some_of_the_entries_is_closed_in_itself() -> None:
    answer = an_entry(Answer, 1, author="client", to=UUID(int=99), words="Not the door.")
    said = an_entry(Feedback, 2, about=(UUID(int=1), UUID(int=99)), session=SESSION)
    inside = {UUID(int=1), UUID(int=2)}

    assert closed(answer, inside).to is None
    assert closed(said, inside).about == (UUID(int=1),)
    assert closed(said, inside).session is None
    assert closed(an_episode(person="p9"), inside).person is None


@given(between(hours=[SESSION], ids=[UUID(int=1), UUID(int=2)]))
def test_closing_leaves_nothing_that_leads_outside_and_changes_nothing_that_does_not(
    entry: Entry,
) -> None:
    ids = {SESSION, UUID(int=1), UUID(int=2), UUID(int=120), entry.id}
    assert closed(entry, ids) == entry
    alone = read(write(a_case(entries=(closed(entry, set()),))))
    assert alone.entries[0].id == entry.id
