"""When she noticed what she was doing: the last twelve times, earlier and later alike.

Six stages, from *not then* to *beforehand, and chose otherwise*, are her own word for each time.
Nothing is averaged, no line is drawn through them: a slip back is one time, like any other.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from msgspec import Struct

from relating.engine.halves import IN_TIME, Lives
from relating.engine.order import day
from relating.engine.shares import Share

SHOWN = 12
FEWEST = 8
"""Below this the times are no row that says anything together."""
STAGES = 5
"""So many stones; the stage 0 lights none of them."""


class Seen(Struct, frozen=True):
    """One time, and at which stage it was noticed: 0, not then, to 5, beforehand."""

    episode: UUID
    day: date
    whom: str | None
    stage: int


class Noticing(Struct, frozen=True):
    """The last times, oldest first; `n` is how many times were told of in all."""

    times: tuple[Seen, ...]
    n: int

    @property
    def too_few(self) -> bool:
        """Whether nothing may be drawn of it."""
        return self.n < FEWEST

    @property
    def in_time(self) -> Share:
        """In how many of them it could still go otherwise."""
        found = tuple(each.episode for each in self.times if each.stage >= IN_TIME)
        return Share(len(found), len(self.times), found)


def noticing(life: Lives) -> Noticing:
    """The last twelve times of which she said when she noticed."""
    found = [
        Seen(each.id, day(each, life.zone), life.whom(each), each.awareness)
        for each in life.times
        if each.awareness is not None
    ]
    return Noticing(tuple(found[-SHOWN:]), len(found))


def stages(found: Iterable[Seen]) -> tuple[int, ...]:
    """
    >>> stages([Seen(UUID(int=1), date(2026, 3, 1), None, 3)])
    (3,)
    """
    return tuple(each.stage for each in found)
