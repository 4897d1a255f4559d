"""The book of an ending: what she puts into it, and what each of the two writes for it."""

from typing import Annotated, ClassVar, Literal, TypeAlias

from msgspec import Meta

from relating.case.entry import Entry
from relating.case.fields import (
    FEW,
    LONGEST_LABEL,
    ClientsOwn,
    EntryId,
    Misfit,
    Story,
)

Leaf: TypeAlias = Literal["not_managed", "letter", "along"]


class Book(Entry, frozen=True, kw_only=True, tag="book"):
    """The client's book; that there is one says that she wants one.

    `first` is what she came with, where it is another entry than the first that she told.
    `left_out` are those entries that would stand in it and that she leaves out.
    """

    after_ending: ClassVar = True

    author: ClientsOwn
    title: Annotated[str, Meta(max_length=LONGEST_LABEL)] = ""
    first: EntryId | None = None
    left_out: Annotated[tuple[EntryId, ...], FEW] = ()


class BookPart(Entry, frozen=True, kw_only=True, tag="book_part"):
    """What one of the two writes for the book: what they did not manage, a letter to the other,
    and, the client alone, what she takes along.

    It is its writer's until it is shared: a letter is unread by the other until it is sent.
    """

    after_ending: ClassVar = True

    part: Leaf
    words: Story = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.part == "along" and self.author != "client":
            raise Misfit("part", "only the client says what she takes along")

    @property
    def settled(self) -> bool:
        """A letter that was sent is not rewritten."""
        return self.part == "letter" and self.visibility == "shared"
