"""How often chance alone does as well: Westfall and Young's single-step maximum over shuffles.

Whole rows of behaviours change places among the episodes of one stratum (the same person). That
keeps everything but the tie between cue and behaviour: each person's own rates of cue and of
behaviour, which behaviours go together, and which cues go together.

Where neighbours hang together, what was done comes in runs, and so may the cue: then the rows of a
stretch are turned in a circle instead of mixed, so that runs stay runs.
"""

from math import floor

import numpy as np

from relating.engine.patterns.score import Margins, critical
from relating.engine.patterns.table import Flags, Strata

BATCH = 111
AT_ONCE = 2_000_000
"""So many flags are shuffled at a time at most: a very long case takes no more room."""


HANGING = 1.0
"""From so many standard errors on, neighbours that did the same are more than chance brings."""


def hang_together(done: Flags, strata: Strata) -> bool:
    """Whether neighbours within strata did the same more often than any two rows of one stratum.

    >>> runs, strata = np.repeat(np.eye(2, dtype=bool), 8, axis=0), np.zeros(16, dtype=int)
    >>> hang_together(runs, strata), hang_together(np.tile(runs[[0, 8]], (8, 1)), strata)
    (True, False)
    """
    order = np.argsort(strata, kind="stable")
    ways, starts = (
        done[order].astype(np.float64),
        np.flatnonzero(np.diff(strata[order], prepend=-1)),
    )
    size, used = np.diff(starts, append=len(order)), np.add.reduceat(ways, starts, axis=0)
    pairs = (size * (size - 1) / 2).sum()
    usual = (used * (used - 1) / 2).sum() / max(1, pairs)
    beside = np.diff(strata[order]) == 0
    shared = (ways[1:] * ways[:-1]).sum(axis=1)[beside].sum()
    expected = float(beside.sum() * usual)
    return bool(shared > expected + HANGING * expected**0.5)


def turns(random: np.random.Generator, strata: Strata, count: int) -> np.ndarray:
    """So many orders of the rows (count x N), in each of which every stratum is turned in a circle.

    >>> turns(np.random.default_rng(1), np.zeros(4, dtype=int), 2).tolist()
    [[2, 3, 0, 1], [3, 0, 1, 2]]
    """
    together = np.argsort(strata, kind="stable")
    starts = np.flatnonzero(np.diff(strata[together], prepend=-1))
    size = np.diff(starts, append=len(strata))
    which = np.repeat(np.arange(len(size)), size)
    by = np.floor(random.random((count, len(size))) * size).astype(np.intp)
    places = (np.arange(len(strata)) - starts[which] + by[:, which]) % size[which]
    turned = np.empty((count, len(strata)), dtype=np.intp)
    turned[:, together] = together[starts[which] + places]
    return turned


def orders(random: np.random.Generator, strata: Strata, count: int) -> np.ndarray:
    """So many shuffles of the rows (count x N), each within strata."""
    together = np.argsort(strata, kind="stable")
    drawn = strata[together] + random.random((count, len(strata)))
    shuffled = np.empty((count, len(strata)), dtype=np.intp)
    shuffled[:, together] = together[np.argsort(drawn, axis=1)]
    return shuffled


def adjusted_p(
    random: np.random.Generator,
    found: Margins,
    *,
    best: float,
    shuffles: int,
    give_up: float,
) -> float:
    """The share of shuffles whose best score is as good: (1 + hits) / (1 + shuffles).

    Stops as soon as the result must exceed `give_up`; it is then a lower bound above `give_up`.
    """
    needed = critical(found, best)
    able = found.allowed & (needed <= np.minimum(found.n, found.used))
    cues, ways = able.any(axis=1), able.any(axis=0)
    rows, behaviours = found.rows[cues].astype(np.float32), found.done[:, ways].astype(np.float32)
    limits = np.where(able, needed - 0.5, np.inf)[cues][:, None, ways].astype(np.float32)
    drawn = turns if found.runs else orders
    done, hits, enough = 0, 0, floor(give_up * (shuffles + 1))
    most = max(1, min(BATCH, AT_ONCE // max(1, behaviours.size)))
    while done < shuffles and hits <= enough:
        size = min(most, shuffles - done)
        hits += _hits(rows, limits, behaviours, drawn(random, found.strata, size))
        done += size
    return (1 + hits) / (1 + done)


def _hits(rows: np.ndarray, limits: np.ndarray, done: np.ndarray, order: np.ndarray) -> int:
    """In how many of these shuffles any cue and behaviour reach their limit: one matrix product."""
    count, ways = len(order), done.shape[1]
    shuffled = done[order.T].reshape(len(done), count * ways)
    k = (rows @ shuffled).reshape(len(rows), count, ways)
    return int((k >= limits).any(axis=(0, 2)).sum())
