"""How to work with me: one page that the client owns, for this counsellor or the next."""

from typing import Annotated, Literal, TypeAlias
from uuid import UUID

from relating.case.entry import Entry, Value
from relating.case.fields import FEW, ClientsOwn, EntryId, Words

About: TypeAlias = Literal["helps", "does_not", "tell", "pace"]
"""What a line is about: what helps, what does not, how one can tell, and the pace."""


class WorkLine(Value, frozen=True, kw_only=True):
    """One line of the page, under an `id` of its own: `came_from` is where she said it first."""

    id: UUID
    about: About
    words: Words = ""
    came_from: EntryId | None = None


class WorkWithMe(Entry, frozen=True, kw_only=True, tag="work_with_me"):
    """The page, of which a case has one. A hand-over to another counsellor takes it back to her."""

    author: ClientsOwn
    lines: Annotated[tuple[WorkLine, ...], FEW] = ()
