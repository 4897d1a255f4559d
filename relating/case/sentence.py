"""A sentence as a template and its values, so that it can be said in any language.

The pure rooms know no gettext. They say what is to be said, and take `say` as an argument, like the
clock: `str` says it in English, and `relating/web/voice` in the language of the page. What a
translator is given is found by the names `sentence`, `of_number` and `in_sense`; so a template is
a whole sentence or clause, and its order is never put together from pieces.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import reduce
from typing import Literal, TypeAlias

from msgspec import Struct, field

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

Shown = Literal["day", "month", "month and year", "short month"]


class Day(Struct, frozen=True):
    """A day, or no more of it than its month.

    >>> str(Day(date(2026, 3, 12))), str(Day(date(2026, 3, 12), "short month"))
    ('12 March 2026', 'Mar')
    """

    on: date
    shown: Shown = "day"

    def __str__(self) -> str:
        month, year = MONTHS[self.on.month - 1], self.on.year
        whole = {"day": f"{self.on.day} {month} {year}", "month and year": f"{month} {year}"}
        return whole.get(self.shown, month[:3] if self.shown == "short month" else month)


class Number(Struct, frozen=True):
    """A number with one decimal; `signed` shows a plus as well.

    >>> str(Number(7.25)), str(Number(1, signed=True))
    ('7.2', '+1.0')
    """

    value: float
    signed: bool = False

    def __str__(self) -> str:
        return f"{self.value:+.1f}" if self.signed else f"{self.value:.1f}"


class Sentence(Struct, frozen=True):
    """English with places such as %(name)s, and what stands in them.

    Where `many` is there, `template` is said of one and `many` of any other number `n`. `context`
    tells apart what is the same in English and not in other languages.
    """

    template: str
    values: Mapping[str, "Said"] = field(default_factory=dict)
    many: str = ""
    n: int = 1
    context: str = ""

    def __str__(self) -> str:
        return filled(self.many if self.many and self.n != 1 else self.template, self.values, str)


Said: TypeAlias = str | int | Day | Number | Sentence
"""What can be said, and what can stand in a sentence; a text is somebody's own, or a name."""
Say: TypeAlias = Callable[[Said], str]


def sentence(template: str, /, **values: Said) -> Sentence:
    """
    >>> str(sentence("Seen with %(name)s.", name="Mara"))
    'Seen with Mara.'
    """
    return Sentence(template, values)


def of_number(one: str, many: str, n: int, /, **values: Said) -> Sentence:
    """A sentence that a number `n` stands in, or decides on.

    >>> [str(of_number("%(n)s time", "%(n)s times", n)) for n in (0, 1, 2)]
    ['0 times', '1 time', '2 times']
    """
    return Sentence(one, {"n": n, **values}, many, n)


def in_sense(context: str, template: str, /, **values: Said) -> Sentence:
    """A sentence whose English says too little to translate it.

    >>> str(in_sense("a dip", "open"))
    'open'
    """
    return Sentence(template, values, context=context)


def filled(template: str, values: Mapping[str, Said], say: Say) -> str:
    """A template in some language with its values said in the same."""
    return template % {name: say(each) for name, each in values.items()} if values else template


def in_a_row(said: Sequence[Said]) -> Said:
    """
    >>> str(in_a_row(["Dad", "Mara", "Sam"]))
    'Dad, Mara, Sam'
    """
    return reduce(_pair, said) if said else ""


def _pair(first: Said, then: Said) -> Said:
    return sentence("%(first)s, %(then)s", first=first, then=then)


def together(said: Iterable[Said]) -> Said:
    """
    >>> str(together([sentence("Not yet."), sentence("It begins here.")]))
    'Not yet. It begins here.'
    """
    return reduce(_sequel, said)


def _sequel(first: Said, then: Said) -> Said:
    return sentence("%(first)s %(then)s", first=first, then=then)


def listed(said: Sequence[Said]) -> Said:
    """
    >>> str(listed(["Dad", "Mara", "Sam"]))
    'Dad, Mara and Sam'
    """
    *most, last = said
    if not most:
        return last
    return sentence("%(most)s and %(last)s", most=in_a_row(most), last=last)
