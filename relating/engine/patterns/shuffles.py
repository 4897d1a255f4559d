"""How often chance alone does as well: Westfall and Young's single-step maximum over shuffles.

Whole rows of behaviours change places among the episodes of one stratum (the same person). That
keeps everything but the tie between cue and behaviour: each person's own rates of cue and of
behaviour, which behaviours go together, and which cues go together.

Where neighbours hang together, what was done comes in runs, and so may the cue: then the rows of a
stretch are turned in a circle instead of mixed, so that runs stay runs.
"""

from collections.abc import Iterable, Sequence
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
FEWER = 4
"""Once one shuffle in so many was as good, those are left out of what is still compared."""


class Way(NamedTuple):
    """One behaviour, the cues that could do as well with it, how often each would have to, and the
    `places` where any of them holds; `rows` are of these places alone."""

    places: np.ndarray
    rows: np.ndarray
    done: Flags
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
    shares = random.random((count, len(strata)))
    shares *= 2.0**chance
    drawn = shares.astype(np.int64)
    drawn <<= low
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
    packed, drawn = _packed(ways), turns if found.runs else orders
    done, hits = 0, 0
    most = max(1, min(BATCH, AT_ONCE // max(1, len(strata))))
    while done < shuffles and not _is_above(hits, done, give_up, shuffles):
        size = min(most, shuffles - done)
        hits += _hits(ways, packed, drawn(random, strata, size))
        done += size
    return (1 + hits) / (1 + done)


def _is_above(hits: int, done: int, give_up: float, shuffles: int) -> bool:
    """Whether so many hits are too many already, or sure to become too many."""
    if hits > floor(give_up * (shuffles + 1)):
        return True
    return done > 0 and wilson(hits / done, done, SURE)[0] > give_up


def _ways(found: Margins, needed: Numbers, able: Flags, order: np.ndarray) -> list[Way]:
    """For each behaviour the cues that could do as well with it, the rows in this order; first what
    is likeliest to. In a stratum the two come together at most as often as the rarer of them."""
    rows, done = found.rows[:, order], found.done[order]
    starts = np.flatnonzero(np.diff(found.strata[order], prepend=-1))
    cued = np.add.reduceat(rows, starts, axis=1, dtype=np.float32)
    used = np.add.reduceat(done, starts, axis=0, dtype=np.float32)
    limits = (needed - 0.5).astype(np.float32)
    likely = (at_most(found, needed) * able).sum(axis=0)
    ways = []
    for way in np.argsort(-likely, kind="stable"):
        cues = np.flatnonzero(able[:, way])
        most = np.minimum(cued[cues], used[:, way]).sum(axis=1)
        cues = cues[most > limits[cues, way]]
        if len(cues):
            places = np.flatnonzero(rows[cues].any(axis=0))
            held = rows[np.ix_(cues, places)].astype(np.float32)
            ways.append(Way(places, held, done[:, way], limits[cues, way][:, None]))
    return ways


def _packed(ways: Sequence[Way]) -> np.ndarray:
    """What was done, eight behaviours in the bits of a number (numbers x rows)."""
    done = np.array([each.done for each in ways], dtype=bool)
    return np.packbits(done, axis=0, bitorder="little")


def _hits(ways: Iterable[Way], packed: np.ndarray, order: np.ndarray) -> int:
    """In how many of these shuffles any cue and behaviour reach their limit: a matrix product for
    each behaviour, of the shuffles in which none did yet."""
    left = packed.take(np.ascontiguousarray(order.T), axis=1)
    hits, hit = 0, np.zeros(len(order), dtype=bool)
    for at, each in enumerate(ways):
        done = (left[at // 8, each.places] & (1 << at % 8) != 0).astype(np.float32)
        hit |= (each.rows @ done >= each.limits).any(axis=0)
        if FEWER * int(hit.sum()) >= len(hit):
            hits += int(hit.sum())
            left, hit = left[:, :, ~hit], hit[~hit]
    return hits + int(hit.sum())
