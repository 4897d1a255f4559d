"""How often chance alone does as well: Westfall and Young's single-step maximum over shuffles.

Whole rows of behaviours change places among the episodes of one stratum (the same person). That
keeps everything but the tie between cue and behaviour: each person's own rates of cue and of
behaviour, which behaviours go together, and which cues go together.
"""

from math import floor

import numpy as np

from relating.engine.patterns.score import Margins, critical
from relating.engine.patterns.table import Strata

BATCH = 111


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
    done, hits, enough = 0, 0, floor(give_up * (shuffles + 1))
    while done < shuffles and hits <= enough:
        size = min(BATCH, shuffles - done)
        hits += _hits(rows, limits, behaviours, orders(random, found.strata, size))
        done += size
    return (1 + hits) / (1 + done)


def _hits(rows: np.ndarray, limits: np.ndarray, done: np.ndarray, order: np.ndarray) -> int:
    """In how many of these shuffles any cue and behaviour reach their limit: one matrix product."""
    count, ways = len(order), done.shape[1]
    shuffled = done[order.T].reshape(len(done), count * ways)
    k = (rows @ shuffled).reshape(len(rows), count, ways)
    return int((k >= limits).any(axis=(0, 2)).sum())
