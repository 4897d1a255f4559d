"""The ways that she works on, as sentences of change need them."""

from dataclasses import dataclass
from uuid import UUID

from relating.engine.halves import Working
from relating.journal.queries import OpenCase


@dataclass(frozen=True, slots=True)
class WorkedOn:
    """A way with the day since which she works on it, and how she puts it."""

    words: str
    url: str
    working: Working

    @property
    def id(self) -> UUID:
        return self.working.way


def worked_on(case: OpenCase) -> tuple[WorkedOn, ...]:
    """The ways that she works on, or worked on until they loosened, the newest day first."""
    return ()
