"""What is wrong with a file, in words: where it is, what it is, and what was probably meant."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

MOST_PROBLEMS = 50
LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong; `path` is empty where the file as a whole is meant."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class CaseFileError(Exception):
    """A case file that cannot be read, with every problem that was found, up to fifty.

    Neither the error nor its problems quote what people wrote: only keys, codes, and short values
    that stand where a code should be.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        found = tuple(islice(problems, MOST_PROBLEMS + 1))
        self.problems = found[:MOST_PROBLEMS]
        self.more = len(found) > MOST_PROBLEMS
        super().__init__("\n".join(str(problem) for problem in self.problems))


def quoted(value: str) -> str:
    """A key or a code in quotation marks, on one line and cut to a length that gives nothing away.

    >>> quoted("sadd")
    '"sadd"'
    """
    plain = "".join(letter if letter.isprintable() else "?" for letter in value[:LONGEST_QUOTE])
    return f'"{plain}…"' if len(value) > LONGEST_QUOTE else f'"{plain}"'


def unknown(noun: str, value: str, known: Iterable[str]) -> str:
    """Say that a key or code is not known, with the nearest one that is.

    >>> unknown("feeling", "sadd", ["sad", "hurt"])
    'unknown feeling "sadd"; did you mean "sad"?'
    """
    near = get_close_matches(value[:LONGEST_QUOTE], list(known), n=1)
    hint = f"; did you mean {quoted(near[0])}?" if near else ""
    return f"unknown {noun} {quoted(value)}{hint}"
