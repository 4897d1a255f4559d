"""Each sentence of change: short, one pair of counts, no verdict, alike for more and for less."""

import re
from datetime import date
from typing import get_args

import pytest

from relating.case.entries.kept_change import ChangeOf
from relating.engine.changed import Change
from relating.engine.halves import Halves
from relating.engine.not_so import NotSo, Weekly
from relating.engine.river import Reach
from relating.engine.shares import Share
from relating.pictures import change_words as words
from relating.pictures.words import YOU, Voice

DAY = date(2026, 9, 12)
SUBJECTS: tuple[ChangeOf, ...] = get_args(ChangeOf)
VERDICTS = ("better", "worse", "improv", "progress", "success", "fail", "always", "never", "good")
MOST_WORDS = 25


def found(subject: ChangeOf, before: Share, since: Share) -> Change:
    halves = Halves(subject, (), ())
    return Change(subject, halves, before, since, 30, stands=True, next_look=60)


def said(subject: ChangeOf, voice: Voice, k: int = 104) -> str:
    """The longest it can be."""
    change = found(subject, Share(101, 120, ()), Share(k, 120, ()))
    return str(words.said(change, DAY, voice, "Aunt Irene of the north"))


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("voice", [YOU, Voice("Ana-Maria Lopez")])
def test_a_sentence_is_short_and_has_exactly_one_pair_of_counts(
    subject: ChangeOf, voice: Voice
) -> None:
    sentence = said(subject, voice)
    assert len(sentence.split()) <= MOST_WORDS, sentence
    assert len(re.findall(r"\d+ of \d+", sentence)) == 2
    assert sentence.count(".") == 1
    assert not any(each in sentence.lower() for each in VERDICTS)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_more_and_less_are_said_in_the_same_words(subject: ChangeOf) -> None:
    more, less = (re.sub(r"\d+ of \d+", "n", said(subject, YOU, k)) for k in (119, 3))
    assert more == less


def test_every_subject_has_its_words() -> None:
    for table in (words.TO_HER, words.ABOUT_HER, words.ABOUT):
        assert set(table) == set(SUBJECTS)


@pytest.mark.parametrize("subject", ["like_myself", "worth", "kind_to_myself"])
def test_what_only_she_says_is_told_to_the_counsellor_as_her_saying(subject: ChangeOf) -> None:
    assert said(subject, Voice("Ana")).startswith("Ana says: ")


def test_one_way_in_which_it_is_not_so_names_a_person_or_a_day() -> None:
    people = {"mum": "Mum"}
    assert str(words.not_so(NotSo(None, DAY, "mum", always_with=True), people)) == (
        "With Mum it was not so."
    )
    assert str(words.not_so(NotSo(None, DAY, "mum"), people)) == (
        "On 12 September 2026 with Mum it was not so."
    )
    assert str(words.not_so(NotSo(None, DAY), people)) == "On 12 September 2026 it was not so."
    assert "No time that was told" in str(words.not_so(NotSo(), people))


def test_how_much_was_told_a_week_is_said_once_where_it_is_alike() -> None:
    assert str(words.weekly(Weekly(2.2, 1.8))) == "Told: about 2 times a week, then and now."
    assert str(words.weekly(Weekly(None, 2))) == "How much was told a week cannot be said for both."


def test_too_little_is_said_with_what_it_takes() -> None:
    few = found("new", Share(0, 3, ()), Share(1, 5, ()))
    assert str(words.why_not(few)) == "Too few to say: 5 since, 3 before; it takes 8 of each."
    many = found("new", Share(0, 30, ()), Share(1, 50, ()))
    assert str(words.why_not(many)).endswith("looked at again after 60 times.")


def test_the_table_of_the_river_says_where_there_is_too_little() -> None:
    assert [str(each) for each in words.river_cells(Reach(DAY, 2))] == ["2", "too few to say"]
    reach = Reach(DAY, 4, 0.5, 0.15, 0.85)
    assert str(words.river_cells(reach)[1]) == "from a quarter of them to three quarters of them"
