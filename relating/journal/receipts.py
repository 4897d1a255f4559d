"""What whoever wrote something gets for it: a receipt, or what stands there already."""

from typing import NamedTuple
from uuid import UUID

from relating.case import Content


class Receipt(NamedTuple):
    """An acknowledged write; `again` says that it had been received before.

    `version` is the one that it made and `back` the one before it, as the actor may know them: 0
    where nothing was there, `None` where the actor may not go back. `beside` are those of what was
    written or shared along with it.
    """

    id: UUID
    version: int
    again: bool = False
    back: int | None = None
    beside: tuple["Receipt", ...] = ()

    @property
    def every(self) -> tuple["Receipt", ...]:
        """This one, and all beside it."""
        return (self, *(each for along in self.beside for each in along.every))


class Conflict(Exception):
    """Two people, or two windows, wrote two things in one place. Neither is lost."""

    def __init__(self, theirs: Content, yours: Content, version: int, *, deleted: bool) -> None:
        super().__init__()
        self.theirs, self.yours = theirs, yours
        self.version, self.deleted = version, deleted
