"""A word: one change that somebody made to a vocabulary."""

from typing import ClassVar

from msgspec.structs import force_setattr

from relating.case.entry import Kept
from relating.case.fields import Author, Code, Label, Position, Visibility


class Word(Kept, frozen=True, kw_only=True):
    """A new name for a code, a code of one's own, or a code that is hidden.

    `old` and `position` are for ways of one's own: an old way or a new one, and its place on the
    circle (warmth, dominance). `None` leaves the layer below as it is.
    """

    # A counsellor's words are a layer of their own; they are in a case only if its file had them.
    recorded_by: ClassVar = ("client",)

    list: Code
    code: Code
    label: Label | None = None
    old: bool | None = None
    position: Position | None = None
    hidden: bool = False
    author: Author = "client"
    visibility: Visibility = "shared"

    def __post_init__(self) -> None:
        if self.position is not None:
            warmth, dominance = self.position
            force_setattr(self, "position", (float(warmth), float(dominance)))


def own_word(list: str, code: str, label: str, position: Position | None = None) -> Word:
    """A word of one's own for a list. Old ways and new ones are one family, kept under one name.

    >>> own_word("new", "breathe", "Breathe first").old
    False
    """
    old = {"behaviour": True, "new": False}.get(list)
    kept_in = "behaviour" if list == "new" else list
    return Word(list=kept_in, code=code, label=label, old=old, position=position)


def shown_in(word: Word) -> str:
    """The list in which a word of one's own is found.

    >>> shown_in(own_word("new", "breathe", "Breathe first"))
    'new'
    """
    return "new" if word.old is False else word.list
