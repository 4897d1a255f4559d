"""Numbers ready to be called: as written in a field for one, found in a text where they are sure.

A number that calls somebody else is worse than none. What a text calls is therefore decided by
Google's tables of numbers: valid from the practice's country, or a short number there.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from django.core.signals import request_finished

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

S = r"[ \u00a0\u202f]?"
GAP = rf"(?:[ \u00a0\u202f]|{S}[-\u2013/.]{S})"
OPENING = rf"(?:(?:\+|00)\d{{1,3}}{S}\(\d{{1,5}}\){S}|\(\+?\d{{1,6}}\){S}|\+)?"
"""How a number may begin: a country and what stands in brackets, an area in brackets, a plus."""

RUN = re.compile(rf"(?<![\w+]){OPENING}\d+(?:{GAP}\d+)*(?!\w)")
GROUP = re.compile(rf"{OPENING}\d+")

HOUR = rf"\d{{1,2}}(?:[:.h]\d{{2}})?(?:{S}(?:am|pm|uhr|h|hrs?|o'clock)\b)?"
TO = rf"{S}(?:-|\u2013|to|till|until|bis){S}"
UNITS = "am|pm|uhr|h|hrs?|o'clock|min|mg|g|kg|ml|m|km|miles?|steps?|times|pages?|days?|years?"
PLACES = r"room|floor|level|flat|ward|house|unit|bus|line|tram|page|no\.?"
NO_NUMBER = re.compile(
    "|".join(
        (
            r"(?<![\d.])\d{1,2}[:h]\d{2}(?!\d)",  # a time
            r"(?<![\d.:])[012]?\d\.[0-5]\d(?![\d.])",
            rf"(?<!\d)24{S}/{S}7(?!\d)",
            rf"(?<![\d\-\u2013./]){HOUR}{TO}{HOUR}(?![\d\-\u2013./])",
            r"(?<![\d./-])\d{4}([-/.])\d{1,2}\1\d{1,2}(?![./-]?\d)",  # a date
            r"(?<![\d./-])\d{1,2}([-/.])\d{1,2}\2\d{2,4}(?![./-]?\d)",
            r"\b\d+(?:st|nd|rd|th)\b",  # a floor, a choice
            r"(?<=\s)\d{1,2}\.(?=\s)",
            rf"\b(?:{PLACES})[ \u00a0]\d+\b",
            rf"\b\d{{1,4}}{S}(?:%|(?:{UNITS})\b)",
        )
    ),
    re.IGNORECASE,
)
"""What has digits and is no number: it is looked at first, and calls nobody."""

WRITTEN = re.compile(rf"{OPENING}[\d*#][\d*# .\-\u2013/]*")
FEWEST, MOST = 2, 15
A_TABLE = 40
"""So many groups of digits in a row are a table of figures, and hold no number."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a line; with `call` it is a number."""

    text: str
    call: str = ""


# In a field of its own --------------------------------------------------------------------------


def is_written(number: str) -> bool:
    """Whether this is one number and nothing beside it: no hours, no words, not two."""
    text = number.strip()
    digits = sum(sign.isdigit() for sign in text)
    if not WRITTEN.fullmatch(text) or not FEWEST <= digits <= MOST:
        return False
    return not NO_NUMBER.search(text)


def dialled(number: str) -> str:
    """What a telephone dials for a number as it is written.

    >>> dialled("+44 (0)20 7946 0958"), dialled("(0117) 496 0123")
    ('+442079460958', '01174960123')
    """
    text = number.strip()
    if text.startswith(("+", "00")):
        text = text.replace("(0)", "")
    return re.sub(r"[^\d+*#]", "", text)


def is_known(number: str, country: str) -> bool:
    """Whether the tables know a number: valid from this country, or a short one there."""
    found = parsed(number, country)
    return found is not None and (is_valid(found) or is_short(number, country))


# In a text --------------------------------------------------------------------------------------


def in_own_words(line: str, country: str) -> tuple[Part, ...]:
    """The words of a line and the numbers in it that are surely there to be called.

    >>> [part.call for part in in_own_words("Sam, 0117 496 0123, from 10 to 12", "GB") if part.call]
    ['01174960123']
    """
    places = found_in(line, country)
    return in_parts(line, ((*place, call(line[slice(*place)], country)) for place in places))


def as_written(line: str) -> tuple[Part, ...]:
    """A line that somebody wrote to be called, where no country is known: every number in it that
    can be one, dialled as it is written."""
    looked_at = NO_NUMBER.sub(hidden, line)
    runs = (run.span() for run in RUN.finditer(looked_at) if is_written(run.group()))
    numbers = ((start, stop, dialled(line[start:stop])) for start, stop in runs)
    return in_parts(line, (each for each in numbers if len(each[2]) > FEWEST))


def in_parts(line: str, numbers: Iterable[tuple[int, int, str]]) -> tuple[Part, ...]:
    """A line in pieces, from where its numbers stand and what each dials."""
    told, end = [], 0
    for start, stop, dials in numbers:
        told += [Part(line[end:start]), Part(line[start:stop], dials)]
        end = stop
    return tuple(part for part in (*told, Part(line[end:])) if part.text)


def found_in(line: str, country: str) -> Iterator[tuple[int, int]]:
    """Where numbers stand in a line that the tables know."""
    looked_at = NO_NUMBER.sub(hidden, line)
    for run in RUN.finditer(looked_at):
        groups = [group.span() for group in GROUP.finditer(looked_at, *run.span())]
        if len(groups) <= A_TABLE:
            yield from numbers_of(looked_at, groups, country)


def numbers_of(text: str, groups: list[tuple[int, int]], country: str) -> Iterator[tuple[int, int]]:
    """Of groups of digits that stand in a row, the longest that are numbers, from the left."""
    first = 0
    while first < len(groups):
        start = groups[first][0]
        ends = range(min(len(groups), first + MOST), first, -1)
        last = next((to for to in ends if calls(text, start, groups[to - 1][1], country)), None)
        if last is not None:
            yield start, groups[last - 1][1]
        first = last or first + 1


def calls(text: str, start: int, end: int, country: str) -> bool:
    """Whether this piece of a text is a number. A short one is none in brackets."""
    found = parsed(text[start:end], country)
    if found is None:
        return False
    if is_valid(found):
        return True
    in_brackets = text.rfind("(", 0, start) > text.rfind(")", 0, start)
    return not in_brackets and is_short(text[start:end], country)


def call(number: str, country: str) -> str:
    """What is dialled for a number in a text: as it is written, or with its country where it says
    that itself."""
    found = parsed(number, country)
    says_country = number.lstrip("(").startswith(("+", "00"))
    if found is not None and says_country and is_valid(found):
        return str(tables().format_number(found, tables().PhoneNumberFormat.E164))
    return dialled(number)


def is_short(number: str, country: str) -> bool:
    """Whether a country has this short number."""
    found = parsed(number, country)
    if found is None or not country or not re.fullmatch(r"[\d \u00a0\-]+", number):
        return False
    return bool(tables().is_valid_short_number_for_region(found, country))


@cache
def tables() -> Any:
    """The tables of numbers: whoever looks at the first number loads them."""
    import phonenumbers  # noqa: PLC0415  a sixth of what it takes to begin, and few pages need it

    return phonenumbers


def is_valid(found: "PhoneNumber") -> bool:
    """Whether there is such a number in its country."""
    return bool(tables().is_valid_number(found))


@lru_cache(4096)
def parsed(number: str, country: str) -> "PhoneNumber | None":
    """A number as the tables read it; None for what cannot be one."""
    try:
        found: PhoneNumber = tables().parse(number, country or None)
    except tables().NumberParseException:
        return None
    return found


def forget(**_: object) -> None:
    """Keep no number of anybody's beyond the page that it stands on."""
    parsed.cache_clear()


request_finished.connect(forget)


def hidden(found: re.Match[str]) -> str:
    """As many signs that are no digits, so that nothing moves."""
    return "_" * len(found[0])
