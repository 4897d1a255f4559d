"""How much less times count that lie near one another: a state that lasts makes them alike.

Within a bad fortnight each time is like the others, and ten of them are not ten. What the times of
one stretch have in common beyond it is taken to fade with the days between them, by 1/e in
`LASTS` days; how much that is, the times themselves say. From it follow by how much the variance
of a share grows (Kish 1965, the effect of a design), and how surely that is known: degrees of
freedom after Satterthwaite 1946, for a quantile of Student's distribution (Hill 1970).
"""

from collections.abc import Iterable, Sequence
from math import exp, fsum, sqrt
from statistics import NormalDist, fmean

from msgspec import Struct

LASTS = 14.0
"""Days."""
NOTHING = 1e-9
"""Times so far apart that none is near another."""
LEAST = 3.0
"""Degrees of freedom; fewer are not told apart."""

Stretch = Sequence[tuple[float, bool]]
"""Times in their order: the day, and whether it was so."""


class Lasting(Struct, frozen=True):
    """By how much the variance grows, at least 1, and the degrees of freedom it is known with,
    `None` where nothing lasts."""

    growth: float
    freedom: float | None


class _Sums(Struct, frozen=True):
    """Over all pairs of a stretch: what they have in common, and their nearness, once and squared;
    `rest` is the sum of squares within it."""

    alike: float
    near: float
    squared: float
    rest: float


def lasting(stretches: Iterable[Stretch], caution: float = 0.0) -> Lasting:
    """What lasts within these stretches; with `caution`, so many standard errors more of it.

    >>> lasting([[(0, True), (100, False), (200, True)], [(300, False)]]).growth
    1.0
    >>> lasting([[(day, day < 20) for day in range(40)]]).growth > 5
    True
    """
    told = [each for each in stretches if each]
    sums = [_sums(each) for each in told]
    rest, near = fsum(each.rest for each in sums), fsum(each.near for each in sums)
    squared, n = fsum(each.squared for each in sums), sum(map(len, told))
    if rest == 0 or squared < NOTHING:
        return Lasting(1.0, None)
    common = fsum(each.alike for each in sums) / squared
    more = 2 * near * (common + caution * rest / n / sqrt(squared)) / rest
    if more <= 0:
        return Lasting(1.0, None)
    days = fsum(each[-1][0] - each[0][0] for each in told)
    own = max(LEAST, days / (2 * LASTS) - len(told))
    return Lasting(1 + more, own * ((1 + more) / more) ** 2)


def _sums(times: Stretch) -> _Sums:
    """Each time meets all before it at once: what came before fades on as the days go by."""
    mean = fmean(so for _day, so in times)
    rests = [so - mean for _day, so in times]
    alike = near = squared = 0.0
    before, many, twice = 0.0, 0.0, 0.0
    for (last, _), (day, _so), old, new in zip(times, times[1:], rests, rests[1:], strict=False):
        kept = exp((last - day) / LASTS)
        before, many, twice = (before + old) * kept, (many + 1) * kept, (twice + 1) * kept**2
        alike, near, squared = alike + before * new, near + many, squared + twice
    rest = fsum(each**2 for each in rests)
    own = rest / len(times) ** 2  # two rests around their own mean are a little unlike by that
    return _Sums(alike + own * near, near, squared, rest)


def quantile(error: float, freedom: float | None) -> float:
    """How many standard deviations leave this error on both sides together.

    >>> round(quantile(0.05, None), 4), round(quantile(0.05, 10), 2)
    (1.96, 2.23)
    """
    z = NormalDist().inv_cdf(1 - error / 2)
    if freedom is None:
        return z
    parts = (z**3 + z) / 4, (5 * z**5 + 16 * z**3 + 3 * z) / 96
    last = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + parts[0] / freedom + parts[1] / freedom**2 + last / freedom**3
