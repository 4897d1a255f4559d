"""A hypothesis named in advance, tested only on what is told later, as often as one likes to look.

The evidence e is a bet against chance that starts at 1: under chance alone its mean stays at most
1 whenever one stops, so that it reaches 20 in at most one of twenty cases (Ville's inequality).
Each later cue multiplies it by how much better "the behaviour comes with rate q + (1 - q) r"
foretold what I did than the base rate q; e is the mean over r = .2, .35, .5, .65, .8.
"""

import numpy as np

from relating.engine.patterns.cues import rows_of
from relating.engine.patterns.results import Named, Watched
from relating.engine.patterns.rules import Rules
from relating.engine.patterns.table import Flags, Numbers, Strata, Table
from relating.engine.shares import wilson

FEWEST = 5
"""With fewer moments there is no base rate."""
STRENGTHS = np.array([0.2, 0.35, 0.5, 0.65, 0.8])


def watched(named: Named, table: Table, rules: Rules) -> Watched:
    """What the later moments say about a named hypothesis."""
    nowhere = np.zeros(len(table), dtype=bool)
    done = table.i_did.get(named.behaviour, nowhere)
    later = np.array([told > named.since for told in table.told], dtype=bool)
    cue = rows_of(named.cue, table)
    tests = np.flatnonzero(later & cue)
    bases = np.array([_base(int(row), cue, done, table.strata) for row in tests])
    most = float(evidence(done[tests], bases).max(initial=1.0))
    return Watched(
        named=named,
        n=len(tests),
        k=int(done[tests].sum()),
        evidence=most,
        promoted=most >= rules.promotes,
    )


def evidence(done: Flags, bases: Numbers) -> Numbers:
    """The evidence after each cue, from whether the behaviour came and its base rate until then.

    >>> evidence(np.array([True, True, True]), np.array([0.2, 0.2, 0.2])).round(1).tolist()
    [3.0, 9.7, 33.5]
    """
    rates = bases[:, None] + (1 - bases[:, None]) * STRENGTHS
    steps = np.where(done[:, None], rates / bases[:, None], (1 - rates) / (1 - bases[:, None]))
    found: Numbers = np.cumprod(steps, axis=0).mean(axis=1)
    return found


def _base(row: int, cue: Flags, done: Flags, strata: Strata) -> float:
    """An upper bound of the base rate, from what was told before: the larger of two upper bounds.

    One goes by the same person's other moments where there are enough, the other by everybody's.
    """
    before = (np.arange(len(cue)) < row) & ~cue
    own = before & (strata == strata[row])
    bounds = [_upper(done[rows]) for rows in (before, own) if rows.sum() >= FEWEST]
    return min(0.95, max(bounds)) if bounds else 0.95


def _upper(done: Flags) -> float:
    return max(0.05, wilson(float(done.mean()), len(done))[1])
