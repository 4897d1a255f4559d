"""One pattern after the other: take the best, let it explain what it can, look again."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from relating.case.entries.pattern import Cue
from relating.case.words.alike import only_says
from relating.case.words.vocabulary import Vocabulary
from relating.engine.patterns.cores import atoms, core
from relating.engine.patterns.cues import Cues, rows_of
from relating.engine.patterns.results import Basis
from relating.engine.patterns.rules import Rules
from relating.engine.patterns.score import Margins, margins, marked_scores
from relating.engine.patterns.shuffles import adjusted_p, hang_together
from relating.engine.patterns.table import Flags, Numbers, Table


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cue with a behaviour, and how often chance alone would have found one as good."""

    cue: Cue
    behaviour: str
    p_adjusted: float
    basis: Basis = "found"


@dataclass(frozen=True, slots=True, eq=False)
class Best:
    """The best cue and behaviour of one look, as indices, and every score of that look."""

    cue: int
    way: int
    score: float
    scores: Numbers


def candidates(
    table: Table, cues: Cues, vocabulary: Vocabulary, rules: Rules, random: np.random.Generator
) -> list[Candidate]:
    """The candidates up to the watch level, in the order in which they were taken.

    What others did comes before what she wished: of all that is sure enough to be shown, the best
    cue with an act of theirs is taken first. What a candidate explains is set aside: in all
    episodes of its cue, whether or not the behaviour came, that behaviour no longer counts, and
    other behaviours are compared only among these episodes or only among the others.
    """
    ways = [code for code, flags in table.i_did.items() if flags.sum() >= rules.fewest_uses]
    flags = np.array([table.i_did[code] for code in ways], dtype=bool)
    done, strata = flags.reshape(len(ways), len(table)).T.copy(), table.blocks
    allowed, runs = _sayable(cues, ways, vocabulary), hang_together(done, strata)
    found: list[Candidate] = []
    while len(found) < rules.most_shown and allowed.any():
        fixed = margins(
            cues.rows, done, strata, cues.price, allowed, rules.fewest_firings, runs=runs
        )
        best, p = _look(cues, fixed, rules, random)
        if p > rules.watch:
            break
        cue = _worded(cues, best)
        found.append(Candidate(cue=cue, behaviour=ways[best.way], p_adjusted=p))
        rows = rows_of(cue, table)
        done[rows, best.way] = False
        strata = np.unique(2 * strata + rows, return_inverse=True)[1]
    return found


def _sayable(cues: Cues, ways: Sequence[str], vocabulary: Vocabulary) -> Flags:
    """Which cue and behaviour can be a claim at all (cues x behaviours)."""
    said = {
        wish: [not only_says(wish, way, vocabulary) for way in ways]
        for wish in {cue.wish for cue in cues.cues}
    }
    allowed = np.array([said[cue.wish] for cue in cues.cues], dtype=bool)
    return allowed.reshape(len(cues.cues), len(ways))


def _look(
    cues: Cues, fixed: Margins, rules: Rules, random: np.random.Generator
) -> tuple[Best, float]:
    """The best cue and behaviour and its adjusted p; 1 where nothing exceeds the expected.

    Where a cue with an act of somebody else is sure enough to be shown, the best of these is it.
    """
    scores = marked_scores(fixed, cues.felt)
    by_others = np.array([cue.other_did is not None for cue in cues.cues], dtype=bool)
    first = _best(np.where(by_others[:, None], scores, -np.inf))
    best = _best(scores)
    if (first.cue, first.way) != (best.cue, best.way):
        p = _chance(first, fixed, rules, random, give_up=rules.alpha)
        if p <= rules.alpha:
            return first, p
    return best, _chance(best, fixed, rules, random, give_up=rules.watch)


def _best(scores: Numbers) -> Best:
    cue, way = (int(index) for index in np.unravel_index(scores.argmax(), scores.shape))
    return Best(cue=cue, way=way, score=float(scores[cue, way]), scores=scores)


def _chance(
    best: Best, fixed: Margins, rules: Rules, random: np.random.Generator, *, give_up: float
) -> float:
    """How often chance alone does as well, over all cues and behaviours."""
    if best.score == -np.inf or best.score <= -fixed.price[best.cue]:
        return 1.0
    return adjusted_p(
        random,
        fixed,
        best=best.score,
        shuffles=rules.shuffles,
        give_up=give_up,
    )


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
