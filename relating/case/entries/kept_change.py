"""What she does with a sentence about what has changed: which she keeps, hides or drops."""

from typing import Literal, TypeAlias

from relating.case.entry import Entry
from relating.case.fields import ClientsOwn, EntryId, Words

ChangeOf: TypeAlias = Literal[
    "new",
    "noticed",
    "like_myself",
    "worth",
    "kind_to_myself",
    "felt_selfish",
    "feared",
    "with_others",
]
"""What a sentence of change can speak of: the way itself, and seven other things."""
Choice: TypeAlias = Literal["kept", "hidden", "dropped"]

MOST_KEPT = 3
"""So many sentences she keeps at most."""


class KeptChange(Entry, frozen=True, kw_only=True, tag="kept_change"):
    """One sentence, and what she does with it. The counts are never kept: they are counted anew.

    `way` is the way since whose day it is counted, `None` once that is gone, and `change` what the
    sentence speaks of. One that is "kept" stands on her page, at most three; a "hidden" one is kept
    out of sight, a "dropped" one is offered no more. `words` are her own for it.
    """

    author: ClientsOwn
    way: EntryId | None = None
    change: ChangeOf
    choice: Choice
    words: Words = ""
