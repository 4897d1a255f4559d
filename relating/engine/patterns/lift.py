"""Is it worth a word? How much more often on the cue than otherwise with the same people."""

from math import sqrt

import numpy as np
from msgspec import Struct

from relating.engine.patterns.table import Flags
from relating.engine.shares import wilson

ONE_SIDED = 1.644854
"""For a bound below which the truth lies in 5 of 100 cases."""


class Lift(Struct, frozen=True):
    """`k` of `n` cued moments had the behaviour; `expected` of them, going by the same people's
    other moments, of which there were `others_n`, `others_k` of them with the behaviour. `lower` is
    the lower 95 % bound of the difference of the two rates."""

    n: int
    k: int
    others_n: int
    others_k: int
    expected: float
    lower: float


def lift(cue: Flags, done: Flags, strata: np.ndarray) -> Lift:
    """The lift within persons, over the strata that hold the cue and its absence.

    The base rate is that of each stratum's other rows, weighted by its cued rows. The bound joins
    the two Wilson intervals (Newcombe 1998, method 10), with the base resting on as many rows as
    its weights are worth.

    >>> done = np.array([True] * 8 + [False] * 2 + [True] * 4 + [False] * 16)
    >>> found = lift(np.arange(30) < 10, done, np.zeros(30))
    >>> found.n, found.k, round(found.expected, 2), round(found.lower, 3)
    (10, 8, 2.0, 0.285)
    >>> found.others_k, found.others_n
    (4, 20)
    """
    n, k, others_n, others_k, expected, worth = 0, 0, 0, 0, 0.0, 0.0
    for stratum in np.unique(strata[cue]):
        on, off = cue & (strata == stratum), ~cue & (strata == stratum)
        if not off.any():
            continue
        n, k = n + int(on.sum()), k + int(done[on].sum())
        others_n, others_k = others_n + int(off.sum()), others_k + int(done[off].sum())
        expected += float(on.sum() * done[off].mean())
        worth += float(on.sum() ** 2 / off.sum())
    if n == 0:
        return Lift(n=0, k=0, others_n=0, others_k=0, expected=0.0, lower=-1.0)
    lower = newcombe(k / n, n, expected / n, n**2 / worth)
    return Lift(n=n, k=k, others_n=others_n, others_k=others_k, expected=expected, lower=lower)


def comparable(cue: Flags, strata: np.ndarray) -> Flags:
    """The cue's rows whose stratum also holds rows without it: there is something to compare with.

    >>> comparable(np.array([True, True, True, False]), np.array([0, 0, 1, 1])).tolist()
    [False, False, True, False]
    """
    return cue & np.isin(strata, strata[~cue])


def newcombe(rate: float, n: float, base: float, base_n: float) -> float:
    """The lower 95 % bound of rate - base."""
    low, _ = wilson(rate, n, ONE_SIDED)
    _, high = wilson(base, base_n, ONE_SIDED)
    return rate - base - sqrt((rate - low) ** 2 + (high - base) ** 2)
