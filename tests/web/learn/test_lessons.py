"""Help beside the thing: short, plain, with its source, to each of the two in their own words."""

import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.urls import reverse

from relating.web.page.frames import CaseHeader, desk_frame, phone_frame
from relating.web.page.learning import Shown, lesson
from relating.web.voice.learn import LESSONS, TEXT
from tests.cast import Cast, browser_of

TEMPLATES = Path(__file__).parents[3] / "relating/web/templates"
BESIDE = re.compile(r'{% learn "(\w+)" %}')
FRAMELESS = {"here"}
"""Beside things that stand in no frame, because both look at them."""
MOST_WORDS, LONGEST_SENTENCE, LONGEST_WORD = 120, 20, 12
SYLLABLE = re.compile(r"[aeiouy]+")


def shown(key: str, cast: Cast) -> list[Shown]:
    """A lesson to the client, and to the counsellor."""
    hers = phone_frame(cast.case, "today", counsellor="Ben")
    his = desk_frame(cast.case, "", header=CaseHeader("Ana", "ana"))
    return [lesson(key, hers), lesson(key, his)]


def words(text: str) -> list[str]:
    return re.findall(r"[\w’-]+", text)


def grade(sentences: tuple[str, ...]) -> float:
    """How many years of school a text takes, by Flesch and Kincaid."""
    said = [each for sentence in sentences for each in words(sentence.lower())]
    syllables = sum(max(1, len(SYLLABLE.findall(each.removesuffix("e")))) for each in said)
    return 0.39 * len(said) / len(sentences) + 11.8 * syllables / len(said) - 15.59


@pytest.mark.parametrize("key", LESSONS)
def test_a_lesson_is_four_short_sentences_of_plain_words(key: str, cast: Cast) -> None:
    for each in shown(key, cast):
        every = " ".join((str(each.title), *each.sentences, *map(str, each.sources)))
        assert len(words(every)) <= MOST_WORDS
        assert len(each.sentences) == 4
        assert [one for one in each.sentences if len(words(one)) > LONGEST_SENTENCE] == []
        assert [one for one in each.sentences for w in words(one) if len(w) > LONGEST_WORD] == []
        assert grade(each.sentences) < 8, "somebody of fourteen can retell it"


@pytest.mark.parametrize("key", LESSONS)
def test_a_lesson_names_its_source(key: str, cast: Cast) -> None:
    for each in shown(key, cast):
        assert each.sources
        assert all(source == TEXT or str(source).strip() for source in each.sources)


@pytest.mark.parametrize("key", LESSONS)
def test_a_lesson_names_the_other_and_leaves_no_gap(key: str, cast: Cast) -> None:
    hers, his = (" ".join(each.sentences) for each in shown(key, cast))
    assert "Ana" not in hers
    assert "Ben" not in his
    assert "%" not in hers + his


def beside() -> list[tuple[str, str]]:
    """Each lesson that stands in a template, and which."""
    return [
        (path.name, key)
        for path in sorted(TEMPLATES.rglob("*.html"))
        for key in BESIDE.findall(path.read_text(encoding="utf-8"))
    ]


def test_every_lesson_stands_beside_something_and_no_other_is_asked_for() -> None:
    assert {key for _path, key in beside()} == set(LESSONS)


@pytest.mark.parametrize("key", sorted(FRAMELESS))
def test_where_both_look_nobody_is_named(key: str) -> None:
    said = lesson(key, None)
    assert said.sentences == tuple(str(each) for each in LESSONS[key].hers)
    assert "%" not in " ".join(said.sentences)


def test_it_lies_folded_and_says_where_it_comes_from(cast: Cast) -> None:
    frame = phone_frame(cast.case, "today", counsellor="Ben")
    page = Template('{% load look %}{% learn "feedback" %}').render(Context({"frame": frame}))
    assert '<details class="learn">' in page
    assert "It may feel strange that Ben says how it is to sit with you." in page
    assert "Irvin Yalom" in page


@pytest.mark.parametrize(
    ("name", "hers", "his"),
    [
        ("circle", "how you stood to somebody", "how Ana stood to somebody"),
        ("alliance", "neither you nor Ben", "a no was hard to say"),
        ("feedback", "to sit with you", "no finding about Ana"),
        ("back-then", "how it is now", "waits folded until Ana opens it"),
    ],
)
def test_on_its_page_each_of_the_two_is_spoken_to(
    cast: Cast, name: str, hers: str, his: str
) -> None:
    for viewer, wanted in ((cast.ana, hers), (cast.ben, his)):
        page = browser_of(viewer).get(reverse(name, args=[cast.case])).content.decode()
        assert wanted in page
