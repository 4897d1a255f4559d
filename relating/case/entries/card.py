"""A card of a plan: what the other may say, and what the client says then."""

from typing import Annotated, ClassVar

from relating.case.entry import Entry
from relating.case.fields import FEW, Author, EntryId, Words


class Card(Entry, frozen=True, kw_only=True, tag="card"):
    """A reply that may come in the situation of a `plan`, and `mine`, what the client says then.

    `agreed` are those of the two who stand behind these words; a card is used once both do.
    """

    joint: ClassVar = True

    plan: EntryId | None = None
    reply: Words = ""
    mine: Words = ""
    agreed: Annotated[tuple[Author, ...], FEW] = ()
