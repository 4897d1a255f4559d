"""Does a pattern fade? Three stories about the cue's moments, weighed against one another.

Flat: one rate all along. Fading and rising: two rates with a soft passage at some time. Each
story's rates are as likely as any on a grid; the story's weight is how well it foretold what came,
averaged over the grid, so that the two with more freedom pay for it.
"""

from collections.abc import Sequence
from datetime import datetime

import numpy as np

from relating.engine.patterns.results import Change, Course
from relating.engine.patterns.rules import Rules
from relating.engine.patterns.table import Flags, Numbers

RATES = np.linspace(0.025, 0.975, 20)
PASSAGES = np.linspace(0.1, 0.9, 9)
WIDTHS = np.array([0.03, 0.12])
STRETCH = 128
"""So many chances are multiplied before a logarithm is taken: .025 so often is 1e-205 still."""
LIKELIER = 0.5
LEAST = 0.15
"""A smaller difference between the two rates is no change worth the word."""


def change(told: Sequence[datetime], done: Flags, rules: Rules) -> Change:
    """What the cue's moments say, in the order they were told."""
    if len(done) < rules.fewest_for_change:
        return Change(says="too_few")
    fading, rising, steady = courses(_shares(told), done)
    if max(fading, rising) >= rules.sure_of_change:
        says: Course = "fading" if fading > rising else "rising"
        return Change(says=says, probability=max(fading, rising))
    return (
        Change(says="steady", probability=steady) if steady >= LIKELIER else Change(says="too_few")
    )


def courses(times: Numbers, done: Flags) -> tuple[float, float, float]:
    """The probabilities of fading, rising and flat; before, flat is as likely as both others.

    >>> times = np.linspace(0, 1, 30)
    >>> [round(each, 2) for each in courses(times, times < 0.5)]
    [1.0, 0.0, 0.0]
    """
    before, after = np.meshgrid(RATES, RATES, indexing="ij")
    falls = before - after >= LEAST
    fading = _mean(_passage(times, done, before[falls], after[falls]))
    rising = _mean(_passage(times, done, after[falls], before[falls]))
    k, n = int(done.sum()), len(done)
    flat = _mean(k * np.log(RATES) + (n - k) * np.log1p(-RATES))
    weights = np.exp(np.array([fading, rising, flat]) - max(fading, rising, flat))
    weights *= np.array([0.25, 0.25, 0.5])
    shares = weights / weights.sum()
    return float(shares[0]), float(shares[1]), float(shares[2])


def _passage(times: Numbers, done: Flags, before: Numbers, after: Numbers) -> Numbers:
    """Log likelihoods (passages x pairs of a rate before and one after)."""
    middles, widths = (grid.ravel() for grid in np.meshgrid(PASSAGES, WIDTHS))
    gone = 1 / (1 + np.exp(-(times[None, :] - middles[:, None]) / widths[:, None]))
    first = np.where(done, before[:, None], 1 - before[:, None])
    more = np.where(done, 1.0, -1.0) * (after - before)[:, None]
    starts = np.arange(0, len(times), STRETCH)
    stretches = (np.multiply.reduceat(first + more * share, starts, axis=1) for share in gone)
    return np.array([np.log(each).sum(axis=1) for each in stretches])


def _mean(logs: Numbers) -> float:
    """The log of the mean likelihood."""
    top = float(logs.max())
    return top + float(np.log(np.exp(logs - top).mean()))


def _shares(told: Sequence[datetime]) -> Numbers:
    """When each moment was told, as a share of the time from the first to the last."""
    seconds = np.array([each.timestamp() for each in told], dtype=np.float64)
    span = float(seconds.max() - seconds.min())
    return (seconds - seconds.min()) / span if span > 0 else np.zeros(len(seconds))
