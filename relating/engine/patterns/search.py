"""One pattern after the other: take the best, let it explain what it can, look again."""

from dataclasses import dataclass

import numpy as np

from relating.case.entries.pattern import Cue
from relating.engine.patterns.cues import Cues, atoms, core, rows_of
from relating.engine.patterns.rules import Rules
from relating.engine.patterns.score import counts, margins, marked_scores
from relating.engine.patterns.shuffles import adjusted_p
from relating.engine.patterns.table import Flags, Numbers, Strata, Table


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cue with a behaviour, and how often chance alone would have found one as good."""

    cue: Cue
    behaviour: str
    p_adjusted: float


@dataclass(frozen=True, slots=True, eq=False)
class Best:
    """The best cue and behaviour of one look, as indices, and every score of that look."""

    cue: int
    way: int
    score: float
    scores: Numbers


def candidates(
    table: Table, cues: Cues, rules: Rules, random: np.random.Generator
) -> list[Candidate]:
    """The candidates up to the watch level, best first.

    What a candidate explains is set aside: in all episodes of its cue, whether or not the
    behaviour came, that behaviour no longer counts, and other behaviours are compared only among
    these episodes or only among the others.
    """
    ways = [code for code, flags in table.i_did.items() if flags.sum() >= rules.fewest_uses]
    flags = np.array([table.i_did[code] for code in ways], dtype=bool)
    done, strata = flags.reshape(len(ways), len(table)).T.copy(), table.blocks
    found: list[Candidate] = []
    while len(found) < rules.most_shown and len(cues.cues) and ways:
        best, p = _look(cues, done, strata, rules, random)
        if p > rules.watch:
            break
        cue = _worded(cues, best)
        found.append(Candidate(cue=cue, behaviour=ways[best.way], p_adjusted=p))
        rows = rows_of(cue, table)
        done[rows, best.way] = False
        strata = np.unique(2 * strata + rows, return_inverse=True)[1]
    return found


def _look(
    cues: Cues, done: Flags, strata: Strata, rules: Rules, random: np.random.Generator
) -> tuple[Best, float]:
    """The best cue and behaviour, and its adjusted p; 1 where nothing exceeds the expected."""
    fixed = margins(cues.rows, done, strata, cues.price)
    scores = marked_scores(fixed, cues.felt)
    cue, way = (int(index) for index in np.unravel_index(scores.argmax(), scores.shape))
    best = Best(cue=cue, way=way, score=float(scores[cue, way]), scores=scores)
    if counts(fixed)[cue, way] <= fixed.expected[cue, way]:
        return best, 1.0
    p = adjusted_p(random, fixed, best=best.score, shuffles=rules.shuffles, give_up=rules.watch)
    return best, p


def _worded(cues: Cues, best: Best) -> Cue:
    """The cue without its feeling: the best one of the same core, with or without a standing."""
    cue = cues.cues[best.cue]
    if cue.feeling is None:
        return cue
    same = [
        (float(best.scores[index, best.way]), -index)
        for index, each in enumerate(cues.cues)
        if each.feeling is None and atoms(each) == atoms(cue)
    ]
    return cues.cues[-max(same)[1]] if same else core(cue)
