"""A word: one change that somebody made to a vocabulary."""

from msgspec.structs import force_setattr

from relating.case.entry import Value
from relating.case.fields import Author, Code, Label, Position, Visibility


class Word(Value, frozen=True, kw_only=True):
    """A new name for a code, a code of one's own, or a code that is hidden.

    `old` and `position` are for ways of one's own: an old way or a new one, and its place on the
    circle (warmth, dominance). `None` leaves the layer below as it is.
    """

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
