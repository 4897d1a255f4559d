"""What people of the demo wrote: all that may stand on a page in their language."""

import re
from collections.abc import Iterator
from typing import cast
from zoneinfo import available_timezones

import msgspec

from relating.exchange.unnamed import written
from relating.operate.demo import clinic, lending, notes
from relating.web.room.page import PULL_KEYS
from relating.web.voice.help_lines import by_country

ENOUGH = 4
"""So many words in a row that somebody wrote are theirs."""
WITHOUT_NAME = re.compile(r"\[[^\]]*\]")
"""What stands instead of a name in what is lent."""
BRAND, NEW = "Relating", "Noor"
"""What the program is called, and whose case was just opened."""


class Written:
    """Everything that was written, and whether a text is some of it."""

    def __init__(self) -> None:
        self.texts = {bare(text) for text in everything()}
        self.whole = "\n".join(self.texts)

    def __contains__(self, text: str) -> bool:
        """Whether people wrote it: whole, or so much of it that it can be nothing else."""
        piece = bare(text)
        if piece in self.texts or is_initials(piece):
            return True
        return len(piece.split()) >= ENOUGH and piece in self.whole

    def strange(self, text: str) -> list[str]:
        """The pieces of a text that are neither people's nor in the language nobody speaks."""
        if self.has_lent(text):
            return []
        pieces = re.split(r"[\uff01-\uff5e]+| · ", text)
        return [each for each in pieces if re.search("[A-Za-z]", each) and each not in self]

    def has_lent(self, text: str) -> bool:
        """Whether people wrote it, with names in it that were left out."""
        pieces = WITHOUT_NAME.split(bare(text))
        told = re.compile(".+?".join(map(re.escape, pieces)))
        return len(pieces) > 1 and bool(told.search(self.whole))


def bare(text: str) -> str:
    """A text without what stands around its words."""
    return re.sub(r"^[\W\d_]+|[\W\d_]+$", "", " ".join(text.split()))


def is_initials(piece: str) -> bool:
    """At most two letters on a stone."""
    return len(piece) <= 2 and piece.isupper()


def everything() -> Iterator[str]:
    """The stories, what Ben kept to himself, what he asked Dov, what everybody is called, and the
    names of time zones and keys, which are the same in every language."""
    for name in clinic.CLIENTS:
        told = clinic.told(name)
        for each in (told.case, *told.people, *told.entries, *told.vocabulary):
            yield from texts(each)
    yield from (each.text for each in notes.NOTES)
    yield from (lending.YES, lending.QUESTION, clinic.PRACTICE, BRAND)
    yield from (player.name for player in clinic.CAST)
    yield NEW
    yield from (line.name for line in by_country()[clinic.COUNTRY].lines)
    for zone in available_timezones():
        yield ", ".join(reversed(zone.replace("_", " ").split("/")[1:]))
    yield from available_timezones()
    yield from PULL_KEYS


def texts(held: object) -> Iterator[str]:
    """The texts in a content that people wrote, and each of their lines."""
    match held:
        case str():
            yield held
            yield from held.split("\n")
        case msgspec.Struct():
            for name in written(type(held)):
                yield from texts(getattr(held, name))
        case tuple():
            for each in cast("tuple[object, ...]", held):
                yield from texts(each)
