"""Every way in which a name may be written, as one pattern over folded texts."""

import re
from collections.abc import Iterable, Iterator

from relating.exchange.folding import folded

SHORTEST_PART = 3
NOT_A_NAME = frozenset(
    ("the", "and", "our", "old", "new", "mrs", "miss", "mister", "aunt", "uncle", "from", "with")
)
"""Parts of an alias that name nobody: "The Tuesday group"."""

GAPLESS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]"
)
"""Scripts whose words stand without gaps: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""

HANGUL = re.compile("[\u1100-\u11ff]")
"""Korean, as it folds. What belongs to a name is written on at its end."""

PREFIXING = re.compile("[\u0590-\u06ff]")
"""Hebrew and Arabic: and, to, in, from, the are written in one with the word that follows."""

LETTER = r"[\w\u0900-\u0dff]"
HEBREW, ARABIC = "[\u05d5\u05d4\u05d1\u05db\u05dc\u05de\u05e9]", "[\u0648\u0641\u0628\u0643\u0644]"
BEFORE = (
    rf"(?:(?<!{LETTER})"
    + "".join(
        rf"|(?<=(?<!{LETTER}){prefix})"
        for each in (HEBREW, ARABIC)
        for prefix in (each, each * 2, each * 3)
    )
    + rf"|(?<=(?<!{LETTER})\u0627\u0644)|(?<=(?<!{LETTER}){ARABIC}\u0627\u0644))"
)

ENDS = rf"(?!{LETTER})"
ENDS_OR_OWNS = rf"(?='?s?{ENDS})"
"""The end of a name, or an s by which something is theirs: Maras, Mara's."""

JOINING = r"[\s'.-]{0,2}"
"""What may stand, or be missing, between the parts of a name: Anne-Marie, Anne Marie, Annemarie."""

ASIAN_NAMES = {3: ((1, 3),), 4: ((0, 2), (2, 4))}
"""Of a name of so many signs the parts that people go by: family and given names."""

UMLAUTS = (("\u00e4", "ae"), ("\u00f6", "oe"), ("\u00fc", "ue"))


def key(text: str) -> str:
    """What two spellings of a name have in common: folded, and nothing between its parts.

    >>> key("Anne-Marie") == key("annemarie"), key("O\\u2019Brien")
    (True, 'obrien')
    """
    return re.sub(r"[\s'.-]+", "", folded(text).text)


def spellings(name: str) -> Iterator[str]:
    """A name whole and in its parts, and each as it is written without umlauts."""
    whole = " ".join(name.split())
    parts = [each.strip(".,;()") for each in whole.split()]
    proper = [each for each in parts if is_proper(each)]
    for each in dict.fromkeys((whole, *proper, *of_signs(whole))):
        yield each
        yield spelt_out(each)


def is_proper(part: str) -> bool:
    """Whether a part of an alias names somebody by itself; a script may have no capitals."""
    if part[:1].isupper():
        return len(part) >= SHORTEST_PART and part.casefold() not in NOT_A_NAME
    return len(part) > 1 and not part[:1].islower() and part[:1].isalpha()


def of_signs(name: str) -> Iterator[str]:
    """The parts of a name that is written in signs, without a gap."""
    if all("\u3400" <= each <= "\u9fff" or "\uac00" <= each <= "\ud7a3" for each in name):
        yield from (name[start:end] for start, end in ASIAN_NAMES.get(len(name), ()))


def spelt_out(name: str) -> str:
    """A name as it is written where there are no umlauts."""
    spelt = name.casefold()
    for umlaut, letters in UMLAUTS:
        spelt = spelt.replace(umlaut, letters)
    return spelt


def pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Where one of these names stands in a folded text, the longest first; each script has its own
    bounds of a word."""
    ways: dict[tuple[str, str], list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        parts = [re.escape(part) for part in re.split(r"[\s'.-]+", folded(name).text) if part]
        ways.setdefault(bounds(name), []).append(JOINING.join(parts))
    either = (f"{left}(?:{'|'.join(forms)}){right}" for (left, right), forms in ways.items())
    return re.compile("|".join(either))


def bounds(name: str) -> tuple[str, str]:
    """What must stand before a name of this script, and after it."""
    read = folded(name).text
    if GAPLESS.search(read) and len(read) > 1:
        return "", ""
    if HANGUL.search(read):
        return rf"(?<!{LETTER})", ""
    if PREFIXING.search(read):
        return BEFORE, ENDS
    return rf"(?<!{LETTER})", ENDS_OR_OWNS if len(key(name)) >= SHORTEST_PART else ENDS
