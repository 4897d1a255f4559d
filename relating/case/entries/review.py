"""A review: what one of the two says on the day on which they look at the work together."""

from datetime import date
from typing import Annotated, Literal, TypeAlias

from relating.case.entry import Entry, Value
from relating.case.fields import FEW, EntryId, Misfit, SessionId, Words

Level: TypeAlias = Literal["not_yet", "a_start", "good_enough", "more"]
"""Where somebody says they are with a goal: at none of its levels yet, or at which."""


class Reached(Value, frozen=True, kw_only=True):
    """How far the client says she is with a goal; without one, with a goal that is gone."""

    goal: EntryId | None = None
    level: Level


class Review(Entry, frozen=True, kw_only=True, tag="review"):
    """One side's word at the review of a day, `on`; the other side says theirs in an entry of their
    own. `session` is the hour in which they looked, if it was in one.

    `words` are what was said at it. How far it is with each goal, `reached`, the client alone says.
    """

    on: date
    session: SessionId | None = None
    words: Words = ""
    reached: Annotated[tuple[Reached, ...], FEW] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.reached and self.author != "client":
            raise Misfit("reached", "only the client says this")
