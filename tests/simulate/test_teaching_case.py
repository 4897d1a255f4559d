"""The teaching case of the guide says nothing of the story that is not in it."""

import re
from pathlib import Path

import pytest

import relating
from relating.case import Answer, Episode, Feedback, Session
from relating.case.file.case_file import write
from relating.simulate import stories

PAGE = Path(relating.__file__).parents[1] / "docs" / "guide" / "teaching-case.md"
QUOTED = (
    "Yes. Sorry.",
    "I can do one of these today. Which one matters more?",
    "because if I ask then it's about the cake",
    "didn't explain until I'd finished",
)


def plain(text: str) -> str:
    """On one line, with one kind of apostrophe."""
    return " ".join(text.replace("\u2019", "'").split())


@pytest.mark.parametrize("quoted", QUOTED)
def test_what_the_page_quotes_is_in_the_story(quoted: str) -> None:
    story = plain(write(stories.load("ana")).decode())
    assert plain(quoted) in story
    assert plain(quoted) in plain(PAGE.read_text(encoding="utf-8"))


def test_every_session_that_a_question_names_was_held() -> None:
    named = {int(n) for n in re.findall(r"[Ss]ession (\d+)", PAGE.read_text(encoding="utf-8"))}
    hours = [each for each in stories.load("ana").entries if isinstance(each, Session)]
    assert named <= {each.number for each in hours if each.state == "held"}


def test_no_rule_sees_session_6_and_nobody_but_ana_reads_what_was_left() -> None:
    story = stories.load("ana")
    (tin,) = [
        each
        for each in story.entries
        if isinstance(each, Episode) and "it's about the cake" in plain(each.story)
    ]
    assert (tin.author, tin.visibility) == ("client", "private")


def test_the_answers_that_the_questions_lean_on_are_there() -> None:
    story = stories.load("ana")
    said = {each.resonance for each in story.entries if isinstance(each, Answer)}
    assert {"fits", "partly", "not_really", "not_sure"} <= said
    assert any(isinstance(each, Feedback) for each in story.entries)
