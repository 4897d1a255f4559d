"""How often chance alone does as well: Westfall and Young's single-step maximum over shuffles.

Whole rows of behaviours change places among the episodes of one stratum (the same person). That
keeps everything but the tie between cue and behaviour: each person's own rates of cue and of
behaviour, which behaviours go together, and which cues go together.

Where neighbours hang together, what was done comes in runs, and so may the cue: then the rows of a
stretch are turned in a circle instead of mixed, so that runs stay runs.
"""

from collections.abc import Iterable
from math import floor
from typing import NamedTuple

import numpy as np

from relating.engine.patterns.score import Margins, at_most, critical
from relating.engine.patterns.table import Flags, Numbers, Strata
from relating.engine.shares import wilson

BATCH = 111
AT_ONCE = 2_000_000
"""So many places are shuffled at a time at most: a very long case takes no more room."""
SURE = 4.0
"""So many standard errors, and what chance does is sure enough to be above what is still looked at:
to stop there can only keep something unsaid."""
HANGING = 1.0
"""From so many standard errors on, neighbours that did the same are more than chance brings."""


class Way(NamedTuple):
    """One behaviour, the cues that could do as well with it, and how often each would have to."""

    rows: np.ndarray
    done: np.ndarray
    limits: np.ndarray


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
    The rows of a stratum stand together, here and in `orders`.

    >>> turns(np.random.default_rng(1), np.zeros(4, dtype=int), 2).tolist()
    [[2, 3, 0, 1], [3, 0, 1, 2]]
    """
    starts = np.flatnonzero(np.diff(strata, prepend=-1))
    size = np.diff(starts, append=len(strata))
    by = np.floor(random.random((count, len(size))) * size).astype(np.intp)
    places = np.arange(len(strata)) + np.repeat(by, size, axis=1)
    places -= np.repeat(size, size) * (places >= np.repeat(starts + size, size))
    return places


def orders(random: np.random.Generator, strata: Strata, count: int) -> np.ndarray:
    """So many shuffles of the rows (count x N), each within strata, which are numbered upwards.

    A row's stratum, a number by chance and its place are the digits of one whole number: sorted,
    these leave the places in an order by chance.
    """
    low = len(strata).bit_length()
    chance = 62 - low - int(strata.max(initial=0)).bit_length()
    drawn = (random.random((count, len(strata))) * 2.0**chance).astype(np.int64) << low
    drawn += (strata << (low + chance)) + np.arange(len(strata))
    drawn.sort(axis=1)
    drawn &= (1 << low) - 1
    return drawn


def adjusted_p(
    random: np.random.Generator,
    found: Margins,
    *,
    best: float,
    shuffles: int,
    give_up: float,
) -> float:
    """The share of shuffles whose best score is as good: (1 + hits) / (1 + shuffles).

    Stops as soon as the result is sure to exceed `give_up`; what it gives is then above `give_up`,
    and no more is known of it. What is sure to be rarer than shuffles can tell needs none of them.
    """
    needed = critical(found, best)
    able = found.allowed & (needed <= np.minimum(found.n, found.used))
    if not found.runs and at_most(found, needed)[able].sum() <= 1 / (1 + shuffles):
        return 1 / (1 + shuffles)
    together = np.argsort(found.strata, kind="stable")
    ways, strata = _ways(found, needed, able, together), found.strata[together]
    drawn = turns if found.runs else orders
    done, hits = 0, 0
    most = max(1, min(BATCH, AT_ONCE // max(1, len(strata))))
    while done < shuffles and not _is_above(hits, done, give_up, shuffles):
        size = min(most, shuffles - done)
        hits += _hits(ways, drawn(random, strata, size))
        done += size
    return (1 + hits) / (1 + done)


def _is_above(hits: int, done: int, give_up: float, shuffles: int) -> bool:
    """Whether so many hits are too many already, or sure to become too many."""
    if hits > floor(give_up * (shuffles + 1)):
        return True
    return done > 0 and wilson(hits / done, done, SURE)[0] > give_up


def _ways(found: Margins, needed: Numbers, able: Flags, order: np.ndarray) -> list[Way]:
    """For each behaviour the cues that could do as well with it, the rows in this order."""
    rows, done = found.rows[:, order].astype(np.float32), found.done[order].astype(np.float32)
    limits = (needed - 0.5).astype(np.float32)
    return [
        Way(rows[cues], done[:, way].copy(), limits[cues, way][:, None])
        for way, cues in enumerate(able.T)
        if cues.any()
    ]


def _hits(ways: Iterable[Way], order: np.ndarray) -> int:
    """In how many of these shuffles any cue and behaviour reach their limit: a matrix product for
    each behaviour."""
    places = np.ascontiguousarray(order.T)
    hit = np.zeros(len(order), dtype=bool)
    for each in ways:
        hit |= (each.rows @ each.done.take(places) >= each.limits).any(axis=0)
    return int(hit.sum())
