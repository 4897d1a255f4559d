"""Pairs that people named, tested on what was told after they were named.

A search pays for everything it looks at; a pair that somebody named before pays for little. Each is
tested exactly: of all ways in which what was done could have come within each person's stretches of
time, how many bring the pair together as often? Where neighbours hang together these ways are the
turns of a stretch, else all orders of it. The few pairs share their part of the budget, step by
step: a pair that could not be small whatever came costs nothing, and the next in line pays only for
those that are left (Holm 1979; Tarone 1990).
"""

from collections.abc import Mapping, Sequence
from math import comb

import numpy as np

from relating.case.words.alike import only_says
from relating.case.words.vocabulary import Vocabulary
from relating.engine.patterns.cues import rows_of
from relating.engine.patterns.results import Named
from relating.engine.patterns.rules import Rules
from relating.engine.patterns.shuffles import hang_together
from relating.engine.patterns.table import Flags, Numbers, Strata, Table, blocks

CLOSE = 1e-9
"""Two chances that differ by less are one."""


def chances_since(
    named: Sequence[Named], table: Table, vocabulary: Vocabulary, rules: Rules
) -> Mapping[Named, float]:
    """The adjusted p of each named pair that what came since can test at all.

    At most so many as the rules say, those that were named first; none that only says a wish twice.
    """
    asked = sorted(
        (each for each in named if not only_says(each.cue.wish, each.behaviour, vocabulary)),
        key=lambda each: (each.since, each.behaviour, str(each.cue)),
    )
    tails = {each: _since(each, table, rules) for each in asked[: rules.most_named]}
    level = rules.alpha * rules.named_share
    able = {each: found for each, found in tails.items() if found[0].min(initial=1.0) <= level}
    return _step_down(able)


def _since(named: Named, table: Table, rules: Rules) -> tuple[Numbers, int]:
    """The chance of each count or more in what was told since, and the count that came."""
    later = np.array([told > named.since for told in table.told], dtype=bool)
    cue = rows_of(named.cue, table)[later]
    nowhere = np.zeros(len(table), dtype=bool)
    done = table.i_did.get(named.behaviour, nowhere)[later]
    strata = blocks(table.strata[later], rules.block)
    if not len(cue):
        return np.ones(1), 0
    runs = hang_together(done[:, None], strata)
    return tail(cue, done, strata, runs=runs), int((cue & done).sum())


def tail(cue: Flags, done: Flags, strata: Strata, *, runs: bool) -> Numbers:
    """The chance that the two come together k times or more, for k from 0 on.

    >>> cue, done = np.arange(8) < 4, np.arange(8) < 4
    >>> tail(cue, done, np.zeros(8, dtype=int), runs=False)[[3, 4]].round(4).tolist()
    [0.2429, 0.0143]
    """
    chances = np.ones(1)
    for stratum in np.unique(strata):
        rows = strata == stratum
        here = _turned(cue[rows], done[rows]) if runs else _mixed(cue[rows], done[rows])
        chances = np.convolve(chances, here)
    found: Numbers = chances[::-1].cumsum()[::-1]
    return found


def _mixed(cue: Flags, done: Flags) -> Numbers:
    """How likely each count is over all orders of these rows: hypergeometric."""
    size, cued, used = len(cue), int(cue.sum()), int(done.sum())
    ways = [comb(used, k) * comb(size - used, cued - k) for k in range(min(cued, used) + 1)]
    return np.array(ways, dtype=np.float64) / comb(size, cued)


def _turned(cue: Flags, done: Flags) -> Numbers:
    """How likely each count is over all turns of these rows in a circle."""
    together = [int((cue & np.roll(done, by)).sum()) for by in range(len(cue))]
    return np.bincount(together).astype(np.float64) / len(cue)


def _step_down(tails: Mapping[Named, tuple[Numbers, int]]) -> dict[Named, float]:
    """Adjusted p, smallest first; each pays for those that are left what they could have cost."""
    p = {each: float(tail[k]) for each, (tail, k) in tails.items()}
    left = sorted(tails, key=lambda each: (p[each], each.since, each.behaviour, str(each.cue)))
    adjusted: dict[Named, float] = {}
    highest = 0.0
    while left:
        first = left[0]
        cost = sum(_as_small(tails[each][0], p[first]) for each in left)
        highest = max(highest, min(1.0, cost))
        adjusted[left.pop(0)] = highest
    return adjusted


def _as_small(tail: Numbers, p: float) -> float:
    """How likely it is that a pair gets a p as small as this one."""
    small = tail[tail <= p + CLOSE]
    return float(small.max(initial=0.0))
