"""How far a behaviour on a cue exceeds what the same people's other moments lead one to expect."""

from dataclasses import dataclass, replace

import numpy as np

from relating.engine.patterns.table import Flags, Numbers, Strata


@dataclass(frozen=True, slots=True, eq=False)
class Margins:
    """Cues and behaviours side by side, and what stays fixed when behaviours are shuffled.

    `rows` are the cues' rows in strata that hold the cue and its absence (cues x rows); `n` of
    these, `expected` of them with the behaviour, in strata of `total` rows with `used` times the
    behaviour; by how much shuffles vary it, `variance` (each cues x behaviours). `price` is what a
    cue pays for its company (cues). `allowed` is which cue and behaviour can be a claim at all, and
    `least` how often they must come together in `rows` to be one (cues x behaviours). `runs` is
    whether what was done comes in runs.
    """

    rows: Flags
    done: Flags
    strata: Strata
    price: Numbers
    allowed: Flags
    least: Numbers
    n: Numbers
    expected: Numbers
    total: Numbers
    used: Numbers
    variance: Numbers
    runs: bool


def margins(
    cues: Flags,
    done: Flags,
    strata: Strata,
    price: Numbers,
    allowed: Flags | None = None,
    fewest: int = 1,
    *,
    runs: bool = False,
) -> Margins:
    """The fixed totals for every cue with every behaviour. Cues c x N, done N x b.

    Strata are summed as stretches of the sorted rows. How often a cue and behaviour come together
    where nothing can be shuffled stays as it is, and counts towards the `fewest`.
    """
    order = np.argsort(strata, kind="stable")
    starts = np.flatnonzero(np.diff(strata[order], prepend=-1))
    size = np.diff(starts, append=len(order)).astype(np.float64)
    cued = np.add.reduceat(cues[:, order], starts, axis=1, dtype=np.float64)
    used = np.add.reduceat(done[order], starts, axis=0, dtype=np.float64)
    whole = size[:, None]
    both = ((cued > 0) & (cued < size)).astype(np.float64)
    shape = (len(cues), done.shape[1])
    rows = np.empty_like(cues)
    rows[:, order] = cues[:, order] & (np.repeat(both, size.astype(np.intp), axis=1) > 0)
    return Margins(
        rows=rows,
        done=done,
        strata=strata,
        price=price,
        allowed=np.ones(shape, dtype=bool) if allowed is None else allowed,
        least=np.maximum(1, fewest - _together(cues & ~rows, done)),
        n=np.broadcast_to((cued * both).sum(axis=1)[:, None], shape),
        expected=(cued * both / size) @ used,
        total=np.broadcast_to((both @ size)[:, None], shape),
        used=both @ used,
        variance=(cued * (size - cued) / size**2)
        @ (used * (whole - used) / np.maximum(1, whole - 1)),
        runs=runs,
    )


def counts(found: Margins) -> Numbers:
    """How often each behaviour was there on each cue (cues x behaviours)."""
    return _together(found.rows, found.done)


def _together(rows: Flags, done: Flags) -> Numbers:
    return (rows.astype(np.float32) @ done.astype(np.float32)).astype(np.float64)


def scores(found: Margins, k: Numbers) -> Numbers:
    """Log likelihood ratio of the counts against the expected; 0 where they do not exceed it.

    n KL(k/n | E/n) + (N - n) KL((M - k)/(N - n) | (M - E)/(N - n)), in nats; less the cue's price.

    >>> rows = np.array([[True, True, False, False]])
    >>> done = np.array([[True], [True], [False], [False]])
    >>> fixed = margins(rows, done, np.zeros(4, dtype=int), np.zeros(1))
    >>> scores(fixed, counts(fixed)).round(4).tolist()
    [[2.7726]]
    """
    return _ratio(k, found.n, found.expected, found.total, found.used) - found.price[:, None]


def marked_scores(found: Margins, felt: Flags) -> Numbers:
    """The scores, where a cue with a feeling has to exceed that feeling without the cue as well.

    What cannot be a claim, or came together too seldom, is out of the question: minus infinity.
    Shuffled scores leave the feeling out and are so never too low.
    """
    times = felt.sum(axis=1)[:, None]
    rate = (felt.astype(np.float64) @ found.done.astype(np.float64)) / np.maximum(times, 1)
    expected = np.maximum(found.expected, found.n * rate)
    k = counts(found)
    marked = scores(replace(found, expected=expected), k)
    return np.where(found.allowed & (k >= found.least), marked, -np.inf)


def critical(found: Margins, threshold: float) -> Numbers:
    """The smallest count at which a cue and behaviour reach this score; n + 1 where none does.

    Within a shuffle only the count changes and the score rises with it, so that this is all a
    shuffle has to be compared with. Too few to be a claim never reach it.
    """
    low, high = np.ceil(found.expected), np.minimum(found.n, found.used) + 1
    low = np.minimum(np.maximum(low, found.least), high)
    price = np.broadcast_to(found.price[:, None], low.shape)
    while (left := low < high).any():
        middle = np.floor((low[left] + high[left]) / 2)
        at = (each[left] for each in (found.n, found.expected, found.total, found.used))
        reached = _ratio(middle, *at) - price[left] >= threshold - 1e-9
        high[left] = np.where(reached, middle, high[left])
        low[left] = np.where(reached, low[left], middle + 1)
    return high


def at_most(found: Margins, needed: Numbers) -> Numbers:
    """Above the chance that mixed rows bring a cue and behaviour together so often (Bennett 1962).

    It holds for sums of independent yeses and noes, and how often two things come together in mixed
    rows is one (Vatutin and Mikhailov 1982).
    """
    variance = np.maximum(found.variance, 1e-9)
    far = np.maximum(0, needed - found.expected) / variance
    bound: Numbers = np.exp(-variance * ((1 + far) * np.log1p(far) - far))
    return bound


def _ratio(k: Numbers, n: Numbers, expected: Numbers, total: Numbers, used: Numbers) -> Numbers:
    """The log likelihood ratio, number by number; 0 where the expected is not exceeded."""
    with np.errstate(divide="ignore", invalid="ignore"):
        inside = _divergence(k, n, expected)
        outside = _divergence(used - k, total - n, used - expected)
    return np.where(k > expected + 1e-9, inside + outside, 0.0)


def _divergence(k: Numbers, n: Numbers, expected: Numbers) -> Numbers:
    """n KL(k/n | expected/n); nothing counts as 0 log 0."""
    done = np.where(k > 0, k * np.log(k / expected), 0.0)
    left = np.where(n - k > 0, (n - k) * np.log((n - k) / (n - expected)), 0.0)
    return np.where(n > 0, done + left, 0.0)
