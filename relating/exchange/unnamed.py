"""A few moments without their names: what may leave the two of a case for a supervisor.

A name becomes, in square brackets, what that person is to the client. What looks like an address,
a link or a telephone number is left out. A name that nobody told the case of cannot be found, so
`standing_out` shows what still looks like one to whoever lends.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

import msgspec
from msgspec import inspect
from msgspec.structs import fields, replace

from relating.case.entry import Value
from relating.case.held import held_fields

AValue = TypeVar("AValue", bound=msgspec.Struct)
LEFT_OUT = "…"
SHORTEST_PART = 3
NOT_A_NAME = frozenset(
    ("the", "and", "our", "old", "new", "mrs", "miss", "mister", "aunt", "uncle", "from", "with")
)
"""Parts of an alias that name nobody: "The Tuesday group"."""
ALSO_WORDS = frozenset(
    (
        *("april", "art", "august", "bill", "dawn", "dean", "drew", "faith", "frank", "grace"),
        *("guy", "hope", "ivy", "jack", "joy", "june", "lily", "mark", "may", "pat", "rob"),
        *("rose", "sandy", "sky", "sue", "summer", "will"),
    )
)
"""Names that are words when they are written small."""
REACHES = re.compile(
    r"https?://\S+|www\.\S+|(?<!\S)[^\s@]*+@\S*\w|\+?\d[\d ()./\u2011-]{6,}\d", re.IGNORECASE
)
"""An address, a link, a telephone number, a day in figures. Each letter is looked at a few times at
the most, however long and odd a text is: people can write what they like."""
BEFORE_A_SENTENCE = frozenset('.!?…:\n“”"')


@dataclass(frozen=True, slots=True)
class Names:
    """Every way in which somebody may be named, small letters, with what stands instead."""

    instead: Mapping[str, str]
    pattern: re.Pattern[str] | None

    def out_of(self, text: str) -> str:
        """The text without the names."""
        text = REACHES.sub(f"[{LEFT_OUT}]", unicodedata.normalize("NFC", text))
        return self.pattern.sub(self._other, text) if self.pattern else text

    def _other(self, found: re.Match[str]) -> str:
        name = found.group()
        if name.islower() and name in ALSO_WORDS:
            return name
        return f"[{self.instead[name.casefold()]}]"


def names(called: Iterable[tuple[str, str]]) -> Names:
    """How people are called, each with what stands instead of them; the first to have a name
    keeps it.

    >>> names([("Mara", "the boss"), ("Ana M.", "the client")]).out_of("Mara's note to ANA.")
    "[the boss]'s note to [the client]."
    """
    instead: dict[str, str] = {}
    for name, stands in called:
        for each in spellings(name):
            instead.setdefault(each.casefold(), stands)
    if not instead:
        return Names({}, None)
    longest_first = sorted(instead, key=len, reverse=True)
    either = "|".join(re.escape(each) for each in longest_first)
    return Names(instead, re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE))


def spellings(name: str) -> Iterator[str]:
    """A name whole and in its parts, each with and without its accents."""
    whole = unicodedata.normalize("NFC", " ".join(name.split()))
    parts = [each.strip(".,;()") for each in whole.split()]
    proper = (each for each in parts if is_proper(each))
    for each in dict.fromkeys((whole, *proper)):
        if each:
            yield each
            yield plain(each)


def is_proper(part: str) -> bool:
    """Whether a part of an alias names somebody by itself."""
    long = len(part) >= SHORTEST_PART
    return long and part[:1].isupper() and part.casefold() not in NOT_A_NAME


def plain(text: str) -> str:
    """Without accents.

    >>> plain("José")
    'Jose'
    """
    apart = unicodedata.normalize("NFD", text)
    return "".join(each for each in apart if not unicodedata.combining(each))


def unnamed(content: AValue, without: Names) -> AValue:
    """The content with the names out of every text that people wrote, however deep."""
    held = {name: _cleaned(getattr(content, name), without) for name in written(type(content))}
    return replace(content, **held)


def _cleaned(held: object, without: Names) -> object:
    match held:
        case str():
            return without.out_of(held)
        case Value():
            return unnamed(held, without)
        case tuple():
            return tuple(_cleaned(each, without) for each in held)
        case _:
            return held


@cache
def written(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    """The fields of a kind that hold free text, or values that do; never codes, ids or choices."""
    info = inspect.type_info(kind)
    coded = {field.name for field in held_fields(kind) if field.key}
    typed = {each.encode_name: each.type for each in getattr(info, "fields", ())}
    free = (each.name for each in fields(kind) if _is_written(typed[each.encode_name]))
    return tuple(name for name in free if name not in coded)


def _is_written(info: inspect.Type) -> bool:
    match info:
        case inspect.StrType() | inspect.StructType():
            return True
        case inspect.Metadata():
            return _is_written(info.type)
        case inspect.UnionType():
            return any(_is_written(each) for each in info.types)
        case inspect.VarTupleType():
            return _is_written(info.item_type)
        case _:
            return False


def standing_out(text: str) -> tuple[str, ...]:
    """Words that stand with a capital letter within a sentence, and so may be names; each once.

    >>> standing_out("We met in Lisbon. She said I know Nuno, [the boss] does not.")
    ('Lisbon', 'Nuno')
    """
    found: dict[str, None] = {}
    for match in re.finditer(r"(?<![\[\w])[^\W\d_][\w'\u2019-]+", text):
        word = match.group().removesuffix("'s").removesuffix("\u2019s")
        named = word[:1].isupper() and word[1:2] not in {"'", "\u2019"}
        if named and not opens_a_sentence(text, match.start()):
            found[word] = None
    return tuple(found)


def opens_a_sentence(text: str, at: int) -> bool:
    """Whether a word stands where a capital letter says nothing."""
    while at > 0:
        at -= 1
        if text[at] in BEFORE_A_SENTENCE:
            return True
        if not text[at].isspace():
            return False
    return True
