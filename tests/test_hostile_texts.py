"""However long and odd a text is, looking through it takes a moment, so that nobody else waits."""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from time import process_time

import pytest

import relating
from relating.case.fields import LONGEST_STORY, LONGEST_WORDS
from relating.engine.judging import judgement, phrases
from relating.exchange.folding import folded
from relating.exchange.unnamed import names, standing_out
from relating.pictures.stones import initials
from relating.web.templatetags.look import paragraphs, ready_to_call
from relating.web.voice.words import opening
from tests.extent import LONG

LENGTH = LONGEST_STORY if LONG else LONGEST_STORY // 4
A_MOMENT, A_PAGE = 0.25, 2.0
"""Seconds of the processor for a pattern, and for what makes markup of tens of thousands of lines.
What grows with the square of a text takes minutes, and of a quarter of it many seconds."""
PIECES = (
    *(
        "@",
        "a@",
        "@a.",
        "a",
        "a.",
        "aa ",
        "1",
        "1 ",
        "1-",
        "+1(",
        "1/",
        "/",
        " ",
        "\n",
        "\n ",
        "\n\n",
    ),
    *(
        "\r\n",
        ".",
        ". ",
        "…",
        '"',
        "“",
        "'",
        "\u2019a",
        "-",
        "Mara ",
        "www.",
        "http://",
        "(",
        "[",
        "é",
    ),
    *("e\u0301", "\u200b", "\u2011", "let ", "let\n", "İ", "ß"),
)
ENDS = ("", "!", "1", "@")
LOOKED = names([("Mara", "the boss"), ("Ana M.", "the client"), ("José de la Cruz", "a friend")])
THROUGH: dict[str, Callable[[str], object]] = {
    "paragraphs": paragraphs,
    "ready_to_call": lambda text: ready_to_call(text, "GB"),
    "opening": opening,
    "initials": initials,
    "names": LOOKED.out_of,
    "standing_out": lambda text: standing_out(text, without=LOOKED),
    "folded": folded,
    "judgement": lambda text: judgement(text[:LONGEST_WORDS], phrases("en")),
}


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern that a module of the package holds."""
    for module in pkgutil.walk_packages(relating.__path__, "relating."):
        if "migrations" in module.name or module.name == "relating.wsgi":
            continue
        for name, held in vars(importlib.import_module(module.name)).items():
            if isinstance(held, re.Pattern) and isinstance(held.pattern, str):
                yield f"{module.name}.{name}", held


def hostile(length: int) -> Iterator[str]:
    for piece in PIECES:
        for end in ENDS:
            yield piece * (length // len(piece)) + end


def slow(look: Callable[[str], object], patience: float) -> list[tuple[str, str]]:
    """The texts through which it takes too long to look; short ones of the same sort come first."""
    found = []
    for text in hostile(LENGTH):
        for length in (LENGTH // 300, LENGTH // 30, LENGTH):
            begun = process_time()
            look(text[:length] + text[-1:])
            if process_time() - begun > patience:
                found.append((text[:6], text[-6:]))
                break
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(dict(patterns())))
def test_a_pattern_looks_through_any_text_in_a_moment(name: str) -> None:
    pattern = dict(patterns())[name]
    assert slow(lambda text: sum(1 for _ in pattern.finditer(text)), A_MOMENT) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(THROUGH))
def test_whatever_looks_through_texts_of_people_takes_a_moment(name: str) -> None:
    assert slow(THROUGH[name], A_PAGE) == []
