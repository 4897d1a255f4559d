"""What somebody came for: five levels of a goal, and T over several of them, for exports alone.

Source: Kiresuk & Sherman 1968. The levels are an order and no amounts: they are what is told; T is
for research, which asks for it. (The printed guide of 2009 has errors in its formulas.)
"""

from collections.abc import Iterable, Mapping
from math import fsum, sqrt
from typing import Literal, TypeAlias

from msgspec import Struct

from relating.engine.finite import finite

Level: TypeAlias = Literal["not_yet", "a_start", "good_enough", "more", "much_more"]

LEVELS: Mapping[Level, int] = {
    "not_yet": -2,
    "a_start": -1,
    "good_enough": 0,
    "more": 1,
    "much_more": 2,
}
"""The three that a client words stand in the middle: *a start, good enough, more than I hoped*."""
CORRELATION = 0.3
"""What Kiresuk and Sherman suppose that goals of one person have in common."""
FEWEST = 1
"""Goals: T is a sum of what was agreed, and draws no conclusion from it; beside it stands `n`."""


class Attainment(Struct, frozen=True):
    """`t` over `n` goals: 50 where all are good enough; 10 is a standard deviation, if the levels
    were agreed so that each is as likely missed as exceeded."""

    n: int
    t: float


def attainment(
    levels: Iterable[int],
    weights: Iterable[float] | None = None,
    correlation: float = CORRELATION,
) -> Attainment:
    """T from a level for each goal, -2 to 2, and how much each weighs, above 0 (all alike if not
    said); `correlation` between goals, 0 up to 1.

    ValueError: no goal, a level that is none of the five, not as many weights as levels, or a
    weight or correlation outside its range.

    >>> round(attainment([1, 0, -1], [3, 2, 1]).t, 4), attainment([0, 1, -1]).t
    (54.4065, 50.0)
    """
    reached = finite(levels, "levels", least=-2, most=2)
    matter = finite([1.0] * len(reached) if weights is None else weights, "weights", least=0)
    finite([correlation], "the correlation", least=0, most=1)
    if not set(reached) <= set(LEVELS.values()):
        raise ValueError("a level is one of -2, -1, 0, 1, 2")
    if len(matter) != len(reached):
        raise ValueError("each goal needs its weight")
    if 0 in matter:
        raise ValueError("a goal without weight is none: leave it out")
    total = fsum(w * x for w, x in zip(matter, reached, strict=True))
    squares = fsum(w * w for w in matter)
    spread = (1 - correlation) * squares + correlation * fsum(matter) ** 2
    return Attainment(n=len(reached), t=50 + 10 * total / sqrt(spread))
