"""One pattern after the other: take the best, set its episodes aside, look again."""

from dataclasses import dataclass

import numpy as np

from relating.engine.patterns.cues import Cues
from relating.engine.patterns.results import Cue
from relating.engine.patterns.rules import Rules
from relating.engine.patterns.score import counts, margins, scores
from relating.engine.patterns.shuffles import adjusted_p
from relating.engine.patterns.table import Flags, Strata, Table


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cue with a behaviour, and how often chance alone would have found one as good."""

    cue: Cue
    behaviour: str
    p_adjusted: float


def candidates(
    table: Table, cues: Cues, rules: Rules, random: np.random.Generator
) -> list[Candidate]:
    """The candidates up to the watch level, best first.

    All episodes of a candidate's cue are set aside, whether or not the behaviour came: what is
    left must speak for itself.
    """
    ways = [code for code, flags in table.i_did.items() if flags.sum() >= rules.fewest_uses]
    done = (
        np.array([table.i_did[code] for code in ways], dtype=bool).reshape(len(ways), len(table)).T
    )
    left = np.ones(len(table), dtype=bool)
    found: list[Candidate] = []
    while len(found) < rules.most_shown and ways:
        best = _best(cues, done, table.strata, left, rules, random)
        if best is None:
            break
        cue, way, p = best
        found.append(Candidate(cue=cues.cues[cue], behaviour=ways[way], p_adjusted=p))
        left &= ~cues.rows[cue]
    return found


def _best(
    cues: Cues, done: Flags, strata: Strata, left: Flags, rules: Rules, random: np.random.Generator
) -> tuple[int, int, float] | None:
    """The best cue and behaviour among the rows left, with its adjusted p; none above the watch."""
    rows = cues.rows[:, left]
    least = max(rules.fewest_cued, rules.least_share * len(left))
    which = np.flatnonzero(rows.sum(axis=1) >= least)
    fixed = margins(rows[which], done[left], strata[left], cues.price[which])
    k = counts(fixed)
    if not (k > fixed.expected + 1e-9).any():
        return None
    found = scores(fixed, k)
    cue, way = (int(index) for index in np.unravel_index(found.argmax(), found.shape))
    best, shuffles, give_up = float(found[cue, way]), rules.shuffles, rules.watch
    p = adjusted_p(random, fixed, best=best, shuffles=shuffles, give_up=give_up)
    return (int(which[cue]), way, p) if p <= rules.watch else None
