"""How what I did and what the other did go together on the circle.

Source: Carson 1969; Kiesler 1983 (like answers like in warmth, opposites meet in dominance).
It is a description and never a goal: fitting a hostile other well repeats the pattern.
"""

from collections.abc import Sequence
from math import hypot, sqrt
from statistics import StatisticsError, correlation, fmean

from msgspec import Struct

from relating.engine.octants import Point

FEWEST = 8
LONGEST = 2.0 * sqrt(2.0)


class Complementarity(Struct, frozen=True):
    """Over `n` pairs: mean index 0 to 1; correlations -1 to 1, `None` where nothing varied."""

    n: int
    index: float
    warmth: float | None
    dominance: float | None


def partner(other: Point) -> Point:
    """The point that answers another one: as warm, as yielding as the other takes charge.

    >>> partner((0.5, 0.7))
    (0.5, -0.7)
    """
    return (other[0], -other[1])


def index(me: Point, other: Point) -> float:
    """How near I came to the answering point: 1 is on it, 0 as far as the square allows.

    >>> round(index((0.6, -0.4), (-0.5, 0.7)), 4)
    0.5969
    """
    x, y = partner(other)
    return 1.0 - hypot(me[0] - x, me[1] - y) / LONGEST


def together(pairs: Sequence[tuple[Point, Point]]) -> Complementarity | None:
    """Complementarity over (me, other) pairs; `None` below eight of them.

    >>> together([((0.5, -0.5), (0.5, 0.5))] * 8).index
    1.0
    """
    if len(pairs) < FEWEST:
        return None
    return Complementarity(
        n=len(pairs),
        index=fmean(index(me, other) for me, other in pairs),
        warmth=_r([me[0] for me, _ in pairs], [other[0] for _, other in pairs]),
        dominance=_r([me[1] for me, _ in pairs], [other[1] for _, other in pairs]),
    )


def _r(mine: Sequence[float], theirs: Sequence[float]) -> float | None:
    try:
        return max(-1.0, min(1.0, correlation(mine, theirs)))
    except StatisticsError:
        return None
