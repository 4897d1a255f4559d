"""The demo's process notes: Ben finds them on his page, and Ana and her copy know of none."""

from datetime import UTC, datetime, timedelta

from django.urls import reverse

from relating.case import Note, Session
from relating.case.words.vocabulary import DEFAULTS
from relating.journal import actions, queries
from relating.operate.demo import clinic
from relating.operate.demo.notes import NOTES, with_notes
from relating.people.gate import viewer_of
from relating.people.models import Clinic, User
from relating.simulate import stories
from tests.cast import browser_of
from tests.sure import there

OWN = "the second day of Christmas"


def test_ben_finds_his_notes_and_nobody_else_does(db: None) -> None:
    Clinic.objects.create(name=clinic.PRACTICE)
    clinic.fill()
    ana, ben = (viewer_of(User.objects.get(username=name)) for name in ("ana", "ben"))
    case = queries.my_case(ana)
    assert case is not None
    assert len(queries.open_case(ben, case).all(Note)) == len(NOTES)
    assert all(each.author == "client" for each in queries.open_case(ana, case).all(Note))
    shown = browser_of(ben).get(reverse("notes", args=[case])).content.decode()
    assert OWN in shown
    assert "To impress" in shown
    assert OWN not in str(actions.export_case(ben, case))


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
