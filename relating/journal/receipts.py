"""What whoever wrote something gets for it."""

from typing import NamedTuple
from uuid import UUID


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
