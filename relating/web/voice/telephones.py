"""Numbers ready to be called: in the help lines of a practice, and in what somebody wrote."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

NUMBER = re.compile(r"\+?\d[\d ()/-]*\d")
DATE = re.compile(r"\d{1,4}[/-]\d{1,2}[/-]\d{1,4}")
EMERGENCY = frozenset({"112", "911", "999", "000", "111"})
LONG_ENOUGH = 7
"""With fewer digits a number in somebody's own words may be a time, a year or a house."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a line; with `call` it is a number."""

    text: str
    call: str = ""


def help_lines(lines: Iterable[str]) -> tuple[tuple[Part, ...], ...]:
    """Each line in pieces."""
    return tuple(tuple(parts(line)) for line in lines)


def in_own_words(line: str) -> Iterator[Part]:
    """The words of a line and the numbers in it that are surely there to be called.

    >>> [part.call for part in in_own_words("Sam, 0117 496 0123, from 10 to 12") if part.call]
    ['01174960123']
    """
    for part in parts(line):
        yield part if is_sure(part) else Part(part.text)


def is_sure(part: Part) -> bool:
    """Whether a number is long enough to be called, and no date."""
    if DATE.fullmatch(part.text):
        return False
    return part.call in EMERGENCY or len(part.call) >= LONG_ENOUGH


def parts(line: str) -> Iterator[Part]:
    """The words and the numbers of a line, in their order.

    >>> [part.call or part.text for part in parts("Samaritans: 116 123, day and night")]
    ['Samaritans: ', '116123', ', day and night']
    """
    end = 0
    for found in NUMBER.finditer(line):
        if found.start() > end:
            yield Part(line[end : found.start()])
        yield Part(found[0], re.sub(r"[^\d+]", "", found[0]))
        end = found.end()
    if end < len(line):
        yield Part(line[end:])
