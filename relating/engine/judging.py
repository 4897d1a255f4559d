"""A judgement that poses as a feeling: *ignored* says what they did, not what one felt.

The phrases are data, one file per language in `judgements/`; a language without one finds none.
"""

import json
import re
from collections.abc import Iterable
from functools import cache
from importlib import resources


@cache
def phrases(language: str | None) -> tuple[str, ...]:
    """The words and phrases of a language, such as "en" or "en-gb".

    >>> "let down" in phrases("en-gb"), phrases("la"), phrases(None)
    (True, (), ())
    """
    name = (language or "").partition("-")[0]
    found = resources.files("relating.engine").joinpath("judgements", f"{name}.json")
    return tuple(json.loads(found.read_text("utf-8"))) if name and found.is_file() else ()


def judgement(text: str, words: Iterable[str]) -> str:
    """The first of these words or phrases in a text; empty where none is.

    >>> judgement("I felt Ignored, and sad", ["attacked", "ignored"])
    'ignored'
    >>> judgement("I felt sad", ["attacked", "ignored"])
    ''
    """
    found = ((_place(text, word), word) for word in words)
    there = sorted((at, word) for at, word in found if at is not None)
    return there[0][1] if there else ""


def _place(text: str, word: str) -> int | None:
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, word.split())) + r"(?!\w)"
    hit = re.search(pattern, text, re.IGNORECASE) if word.strip() else None
    return None if hit is None else hit.start()
