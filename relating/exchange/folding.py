"""One folding for names, words and what is looked for: however a text is typed, it reads the same.

Small and capital letters, accents, ligatures, the two forms of one letter in Unicode, the sorts of
apostrophe and dash, and marks that nobody sees: all of them fold away. Each sign of the folded text
knows from which sign of the text it comes, so that what is found can be shown, or left out, there.
"""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

APOSTROPHES = "\u2018\u2019\u201a\u201b\u2032\u02b9\u02bb\u02bc\u02bd\u055a\u05f3\ua78c`\u00b4"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u058a\u05be"
ALIKE = {
    **dict.fromkeys(APOSTROPHES, "'"),
    **dict.fromkeys(DASHES, "-"),
    "\u0131": "i",
    "\u0142": "l",
    "\u00f8": "o",
    "\u0111": "d",
    "\u00f0": "d",
    "\u0127": "h",
    "\u00e6": "ae",
    "\u0153": "oe",
    "\u00fe": "th",
    # Arabic: what is written with or without its dots, and the stroke that only stretches.
    "\u0649": "\u064a",
    "\u0629": "\u0647",
    "\u0640": "",
}
"""What Unicode itself does not take for the same letter, and people do."""


class Folded(NamedTuple):
    """A folded text, and where each of its signs begins in the text; one place more is its end."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece of the folded text stands in the text: whole signs, with their marks."""
        while end < len(self.text) and self.places[end] == self.places[end - 1]:
            end += 1
        return self.places[start], self.places[end]

    def is_whole(self, start: int, end: int) -> bool:
        """Whether a piece begins and ends between two signs of the text, and not within one."""
        return all(
            at in {0, len(self.text)} or self.places[at - 1] != self.places[at]
            for at in (start, end)
        )


def folded(text: str) -> Folded:
    """A text as everybody means it, whatever they type.

    >>> folded("JOSE\\u0301 \\u2019s \\ufb01re").text
    "jose 's fire"
    >>> folded("e\\u0301a").places
    (0, 2, 3)
    """
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        same = fold_sign(sign)
        signs.append(same)
        places.extend([place] * len(same))
    return Folded("".join(signs), (*places, len(text)))


def plain(text: str) -> str:
    """A folded text alone, without its places: many times quicker.

    >>> plain("Jos\u00e9")
    'jose'
    """
    return text.lower() if text.isascii() else "".join(map(fold_sign, text))


@lru_cache(8192)
def fold_sign(sign: str) -> str:
    """What one sign folds to: none, one or several."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).casefold())
    return "".join(ALIKE.get(each, each) for each in apart if is_seen(each))


def is_seen(sign: str) -> bool:
    """Whether a sign counts: no accent, no joiner, no direction, no choice of a letter's form."""
    if unicodedata.combining(sign) or "\ufe00" <= sign <= "\ufe0f":
        return False
    return unicodedata.category(sign) not in {"Cf", "Me"}
