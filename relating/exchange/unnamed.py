"""A few moments without their names: what may leave the two of a case for a supervisor.

A name becomes, in square brackets, what that person is to the client, however it is spelt. What
looks like an address, a link or a telephone number is left out. A name that nobody told the case of
cannot be found, so `standing_out` shows whoever lends what still may be one.
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
from relating.exchange.common_words import SHORT_FOR, is_common, is_first_name
from relating.exchange.folding import folded
from relating.exchange.spellings import key, pattern, spellings

AValue = TypeVar("AValue", bound=msgspec.Struct)
LEFT_OUT = "…"
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

EVERYDAY, WELL_KNOWN, KNOWN = 500, 3000, 10_000
"""Among so many words of the language one is looked for that may be none."""

WORD = re.compile(
    r"[^\W\d_](?:[\w\u0300-\u036f\u0900-\u0dff'\u2019-]*[\w\u0300-\u036f\u0900-\u0dff])?"
)
IN_BRACKETS = re.compile(r"\[[^\[\]]{0,200}\]")
BEFORE_A_SENTENCE = frozenset('.!?…:\n“”"„«»¿¡')
SHORTEST_STEM, LONGER = 3, 4


@dataclass(frozen=True, slots=True)
class Names:
    """Every way in which somebody may be named, by its letters, with what stands instead."""

    instead: Mapping[str, str]
    pattern: re.Pattern[str] | None

    def out_of(self, text: str) -> str:
        """The text without the names."""
        text = REACHES.sub(f"[{LEFT_OUT}]", text)
        told, end = [], 0
        for start, stop, instead in self.found(text):
            told += [text[end:start], f"[{instead}]"]
            end = stop
        return "".join((*told, text[end:]))

    def found(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where names stand in a text, and what stands instead of each."""
        read = folded(text)
        for match in self.pattern.finditer(read.text) if self.pattern else ():
            start, stop = read.span(*match.span())
            owns = read.text[match.end() : match.end() + 1] == "s"
            if read.is_whole(*match.span()) and not is_a_word(text[start:stop], owns=owns):
                yield start, stop, self.instead[key(match.group())]


def is_a_word(written: str, *, owns: bool) -> bool:
    """Whether what looks like a name here, perhaps with an s behind it, is a word."""
    word = key(written)
    if owns and is_common(f"{word}s", EVERYDAY):
        return True
    return written.islower() and word in ALSO_WORDS


def names(called: Iterable[tuple[str, str]]) -> Names:
    """How people are called, each with what stands instead of them; the first to have a name
    keeps it.

    >>> names([("Mara", "the boss"), ("Ana M.", "the client")]).out_of("Mara\u2019s note to ANA.")
    '[the boss]\u2019s note to [the client].'
    """
    instead: dict[str, str] = {}
    forms: dict[str, str] = {}
    for name, stands in called:
        for each in filter(key, spellings(name)):
            instead.setdefault(key(each), stands)
            forms.setdefault(key(each), each)
    return Names(instead, pattern(forms.values()) if forms else None)


NOBODY = Names({}, None)


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
    """The fields of a kind that hold free text, or values that do; never codes, ids, choices, or
    what is named by a list of the world's."""
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
            return "names" not in (info.extra or {}) and _is_written(info.type)
        case inspect.UnionType():
            return any(_is_written(each) for each in info.types)
        case inspect.VarTupleType():
            return _is_written(info.item_type)
        case _:
            return False


def standing_out(*texts: str, without: Names = NOBODY) -> tuple[str, ...]:
    """Words that may be names, each once: with a capital letter where that says something, rare at
    the beginning of a sentence, first names however they are written, and what resembles a name of
    the case.

    >>> standing_out("We met in Lisbon. She said I know Nuno, [the boss] does not.")
    ('Lisbon', 'Nuno')
    """
    read = [IN_BRACKETS.sub(blank, unicodedata.normalize("NFC", text)) for text in texts]
    small = {word for text in read for word in text.split() if word.islower()}
    words = dict.fromkeys(each for text in read for each in words_of(text))
    in_doubt = (word for word, opens in words if is_in_doubt(word, opens, small, without))
    return tuple(dict.fromkeys(in_doubt))


def words_of(text: str) -> Iterator[tuple[str, bool]]:
    """The words of a text without an s of owning, and whether each opens a sentence."""
    for match in WORD.finditer(text):
        yield re.sub(r"['\u2019]s$", "", match.group()), opens_a_sentence(text, match.start())


def is_in_doubt(word: str, opens: bool, small: set[str], without: Names) -> bool:
    """Whether a word may be a name."""
    read = folded(word).text
    if resembles_a_name(read, without) or (is_first_name(read) and read not in ALSO_WORDS):
        return True
    if not word[:1].isupper() or word[1:2] in {"'", "\u2019"} or word in {"I", "A", "O"}:
        return False
    if len(word) > 1 and (opens or word.isupper()):
        return not is_common(read, KNOWN) and read not in small
    return True


def resembles_a_name(word: str, without: Names) -> bool:
    """Whether a word is a form of a name of the case: declined, small, or what it is short for."""
    if is_common(word, WELL_KNOWN):
        return False
    return any(is_form_of(word, name) for name in without.instead)


def is_form_of(word: str, name: str) -> bool:
    """Whether a word may be another form of a name, both folded: Marachen, Beth, Bob."""
    if word in SHORT_FOR and SHORT_FOR[word] in {name, SHORT_FOR.get(name)}:
        return True
    stem = name[: max(SHORTEST_STEM, len(name) - 2)]
    starts = len(stem) >= SHORTEST_STEM and word.startswith(stem)
    ends = len(word) > SHORTEST_STEM and name.endswith(word)
    return word != name and ((starts and len(word) <= len(name) + LONGER) or ends)


def has_no_capitals(text: str) -> bool:
    """Whether some of a text is in a script in which a name cannot stand out."""
    return any(unicodedata.category(sign) == "Lo" for sign in text)


def blank(found: re.Match[str]) -> str:
    """As many gaps, so that nothing moves."""
    return " " * len(found.group())


def opens_a_sentence(text: str, at: int) -> bool:
    """Whether a word stands where a capital letter says nothing."""
    while at > 0:
        at -= 1
        if text[at] in BEFORE_A_SENTENCE:
            return True
        if not text[at].isspace():
            return False
    return True
