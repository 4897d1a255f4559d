"""Where sessions and scores lie in the picture of the alliance."""

from collections.abc import Iterable
from math import floor

from msgspec import Struct

from relating.case.fields import Author
from relating.engine.alliance import Point, Side

TOP, HEIGHT = 16.0, 128.0
LEFT, RIGHT = 26.0, 14.0
LINE = 17.0
FULL = 10.0
NARROWEST = 4.0
"""The scale holds this much of the ten at least, so that small ups and downs stay small."""
SIDES: tuple[Author, ...] = ("client", "counsellor")


class Scale(Struct, frozen=True):
    """Where sessions and scores lie; the scale begins at `lowest` and ends at 10."""

    n: int
    width: float
    lowest: float

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
        return TOP + HEIGHT * (FULL - score) / (FULL - self.lowest)


def lowest(points: Iterable[Point]) -> float:
    """The bottom of the scale: just under the lowest score, 6 at most, so that 4 to 10 are seen."""
    scores = [s for point in points for side in SIDES if (s := score(point, side)) is not None]
    return max(0.0, min(floor(min(scores)) - 1.0, FULL - NARROWEST))


def score(point: Point, side: Author) -> float | None:
    """What one side's pulse of a session comes to."""
    given = _side(point, side)
    return None if given is None else given.score


def _side(point: Point, side: Author) -> Side | None:
    return point.client if side == "client" else point.counsellor
