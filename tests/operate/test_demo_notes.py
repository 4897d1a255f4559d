"""Ben's process notes in the demo stand beside the story."""

from datetime import UTC, datetime, timedelta

from relating.case import Note, Session
from relating.case.words.vocabulary import DEFAULTS
from relating.operate.demo import clinic
from relating.operate.demo.notes import with_notes
from relating.simulate import stories
from tests.sure import there


def test_each_note_is_written_on_the_day_of_its_hour_in_the_words_of_the_lists() -> None:
    moved = clinic.moved_to(stories.load("ana"), datetime(2031, 5, 4, tzinfo=UTC))
    entries = with_notes(moved).entries
    hours = {each.id: each for each in entries if isinstance(each, Session)}
    notes = [each for each in entries if isinstance(each, Note)]
    assert [hours[there(each.session)].number for each in notes] == [8, 9, 10, 11, 12]
    for each in notes:
        hour = hours[there(each.session)]
        ended = hour.at + timedelta(minutes=there(hour.minutes))
        assert ended < each.recorded_at < ended + timedelta(hours=6)
        assert all(DEFAULTS.term("pull", code) for code in there(each.pull))
        assert all(DEFAULTS.term("feeling", code) for code in there(each.feelings))
        assert all(DEFAULTS.term("counsellor_part", code) for code in each.counsellor_part or ())


def test_a_case_without_such_hours_gets_no_notes() -> None:
    rui = stories.load("rui")
    assert with_notes(rui) == rui
