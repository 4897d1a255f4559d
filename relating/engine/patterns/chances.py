"""Jeffreys' posterior of a rate, Beta(k + 1/2, n - k + 1/2): its interval, and two compared.

With x = sin² t the density of a rate is sin^2k(t) cos^2(n-k)(t), without the poles at 0 and 1, and
for whole k and n a polynomial in sines: equal steps of t sum it up exactly, and what lies below a
step to within .0001 (for n up to 300). So no library is needed, and every machine gets the same.
"""

from functools import lru_cache
from math import pi

import numpy as np

from relating.engine.patterns.table import Numbers

STEPS = 800
EDGES = np.linspace(0, pi / 2, STEPS + 1)
MIDDLES = (EDGES[1:] + EDGES[:-1]) / 2
RATES = np.sin(MIDDLES) ** 2
SINES, COSINES = 2 * np.log(np.sin(MIDDLES)), 2 * np.log(np.cos(MIDDLES))


@lru_cache(maxsize=4096)
def _weights(k: float, n: float) -> Numbers:
    """How likely the rate lies in each step; k between 0 and n, neither has to be whole."""
    if not 0 <= k <= n:
        raise ValueError("k of n: from nothing to all of it")
    density = k * SINES + (n - k) * COSINES
    weights: Numbers = np.exp(density - density.max())
    weights /= weights.sum()
    weights.flags.writeable = False
    return weights


def _below(k: float, n: float) -> Numbers:
    """The distribution function at the edges of the steps."""
    return np.concatenate([[0.0], np.cumsum(_weights(k, n))])


def interval(k: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """Jeffreys' interval for k of n, as Brown, Cai and DasGupta (2001) use it: 0 and n reach out.

    >>> [round(bound, 4) for bound in interval(5, 6)]
    [0.4419, 0.9814]
    """
    at = np.interp([(1 - level) / 2, (1 + level) / 2], _below(k, n), EDGES)
    low, high = np.sin(at) ** 2
    return (0.0 if k == 0 else float(low), 1.0 if k == n else float(high))


def exceeds(k: int, n: int, base_k: float, base_n: float, by: float) -> float:
    """The probability that the rate behind k of n is above the base rate and `by`.

    >>> exceeds(6, 7, 4, 40, 0.1) > 0.99, exceeds(1, 2, 4, 40, 0.1) < 0.95
    (True, True)
    """
    at = np.arcsin(np.sqrt(np.clip(RATES - by, 0, 1)))
    return float(_weights(k, n) @ np.interp(at, EDGES, _below(base_k, base_n)))
