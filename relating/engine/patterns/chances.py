"""Jeffreys' posterior of a rate, on a grid: exact enough, and the same on every machine."""

from functools import lru_cache

import numpy as np

from relating.engine.patterns.table import Numbers

POINTS = 800
GRID = (np.arange(POINTS) + 0.5) / POINTS


@lru_cache(maxsize=4096)
def _weights(k: float, n: float) -> Numbers:
    density = (k - 0.5) * np.log(GRID) + (n - k - 0.5) * np.log1p(-GRID)
    weights: Numbers = np.exp(density - density.max())
    weights /= weights.sum()
    weights.flags.writeable = False
    return weights


def interval(k: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """Jeffreys' interval for k of n, as Brown, Cai and DasGupta (2001) use it: 0 and n reach out.

    >>> [round(bound, 2) for bound in interval(5, 6)]
    [0.44, 0.98]
    """
    heaped = np.cumsum(_weights(k, n))
    low, high = (GRID[int(np.searchsorted(heaped, q))] for q in ((1 - level) / 2, (1 + level) / 2))
    return (0.0 if k == 0 else float(low), 1.0 if k == n else float(high))


def exceeds(k: int, n: int, base_k: float, base_n: float, by: float) -> float:
    """The probability that the rate behind k of n is above the base rate and `by`.

    >>> exceeds(6, 7, 4, 40, 0.1) > 0.99, exceeds(1, 2, 4, 40, 0.1) < 0.95
    (True, True)
    """
    below = np.interp(GRID - by, GRID, np.cumsum(_weights(base_k, base_n)), left=0.0)
    return float(_weights(k, n) @ below)
