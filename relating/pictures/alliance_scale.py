"""Where sessions and scores lie in the picture of the alliance."""

from msgspec import Struct

from relating.case.fields import Author
from relating.engine.alliance import Point, Side

TOP, HEIGHT = 16.0, 128.0
LEFT, RIGHT = 26.0, 14.0
LINE = 17.0
FULL = 10.0
LOWEST = 0.0
"""The scale is whole, so that small ups and downs look small."""
SIDES: tuple[Author, ...] = ("client", "counsellor")


class Scale(Struct, frozen=True):
    """Where sessions and scores lie, from 0 to 10."""

    n: int
    width: float

    @property
    def step(self) -> float:
        return (self.width - LEFT - RIGHT) / max(1, self.n - 1)

    @property
    def bottom(self) -> float:
        return TOP + HEIGHT

    def x(self, index: float) -> float:
        """Where a session lies, counted from 0; a single one stands in the middle."""
        return LEFT + (index * self.step if self.n > 1 else (self.width - LEFT - RIGHT) / 2)

    def y(self, score: float) -> float:
        """Where a score lies."""
        return TOP + HEIGHT * (FULL - score) / (FULL - LOWEST)


def score(point: Point, side: Author) -> float | None:
    """What one side's pulse of a session comes to."""
    given = _side(point, side)
    return None if given is None else given.score


def _side(point: Point, side: Author) -> Side | None:
    return point.client if side == "client" else point.counsellor
