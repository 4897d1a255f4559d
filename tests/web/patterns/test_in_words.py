"""What became of a pattern stands in words, never in the codes of the program."""

from typing import get_args

from msgspec.structs import replace

from relating.case import Pattern
from relating.case.entries.pattern import PatternState
from relating.simulate import stories
from relating.web.patterns.in_words import STATES, in_words
from tests.sure import as_a


def the_pattern() -> Pattern:
    entries = stories.load("ana").entries
    return as_a(Pattern, next(each for each in entries if isinstance(each, Pattern)))


def test_the_versions_of_a_pattern_say_in_words_how_it_stands() -> None:
    assert STATES.keys() == {*get_args(PatternState)}
    said = in_words(the_pattern())
    assert list(said.values()) == [the_pattern().statement, "to look at together"]
    assert "retired" in in_words(replace(the_pattern(), retired=True)).values()
