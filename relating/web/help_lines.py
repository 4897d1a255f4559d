"""The help lines that a practice named, each number ready to be called."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

NUMBER = re.compile(r"\+?\d[\d ()/-]*\d")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a line; with `call` it is a number."""

    text: str
    call: str = ""


def help_lines(lines: Iterable[str]) -> tuple[tuple[Part, ...], ...]:
    """Each line in pieces."""
    return tuple(tuple(parts(line)) for line in lines)


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
