"""Whether a series goes up or down, by order alone: no line is fitted, no spacing assumed.

Source: Sen 1968 (the median of all slopes); Mann 1945, Kendall 1975 (all pairs, with the variance
for ties and the correction for continuity). Values come oldest first, one step apart.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from math import sqrt
from statistics import median

from msgspec import Struct

from relating.engine.finite import finite

FEWEST = 8
"""Below this the normal approximation of S does not hold, and one value turns the slope round."""


class Sen(Struct, frozen=True):
    """The slope over `n` values, in units of the values for each step."""

    n: int
    slope: float

    @property
    def too_few(self) -> bool:
        """Whether nothing may be told of it."""
        return self.n < FEWEST


class MannKendall(Struct, frozen=True):
    """`s`: pairs that go up less pairs that go down, at most n(n - 1)/2 either way; its `variance`
    if nothing moved; `z` in standard deviations, one step nearer to 0, and 0 where `s` is 0."""

    n: int
    s: int
    variance: float
    z: float

    @property
    def too_few(self) -> bool:
        """Whether nothing may be told of it."""
        return self.n < FEWEST


def sen(values: Iterable[float]) -> Sen:
    """The median slope between any two values.

    ValueError: fewer than two values, or one that is not finite.

    >>> round(sen([0, 0, 1, 0, 1, 2, 1, 2, 3, 2, 3, 4]).slope, 4)
    0.3333
    """
    series = _series(values)
    pairs = combinations(enumerate(series), 2)
    return Sen(n=len(series), slope=median((y - x) / (j - i) for (i, x), (j, y) in pairs))


def mann_kendall(values: Iterable[float]) -> MannKendall:
    """Whether later values are higher more often than chance gives.

    ValueError: fewer than two values, or one that is not finite.

    >>> found = mann_kendall([0, 0, 1, 0, 1, 2, 1, 2, 3, 2, 3, 4])
    >>> found.s, round(found.variance, 4), round(found.z, 4)
    (50, 200.6667, 3.4591)
    """
    series = _series(values)
    s = sum((x < y) - (x > y) for x, y in combinations(series, 2))
    tied = sum(_weight(many) for many in Counter(series).values())
    variance = (_weight(len(series)) - tied) / 18
    towards_zero = (s > 0) - (s < 0)
    z = (s - towards_zero) / sqrt(variance) if s else 0.0
    return MannKendall(n=len(series), s=s, variance=variance, z=z)


def _series(values: Iterable[float]) -> tuple[float, ...]:
    series = finite(values, "a series")
    if len(series) == 1:
        raise ValueError("a series must hold at least two values")
    return series


def _weight(many: int) -> int:
    return many * (many - 1) * (2 * many + 5)
