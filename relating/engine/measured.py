"""What the formulas say of one case; for the terminal, on no page.

Counted are the tellings that count (`engine.tellings`) of life and of the room, likely retellings
once. Back then has no order, and practice is not yet life.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from random import Random
from statistics import fmean
from typing import NamedTuple, TypeAlias
from uuid import UUID

import numpy as np
from msgspec import Struct

from relating.case.entries.episode import Episode
from relating.case.entries.tie import Tie
from relating.case.file.case_file import CaseFile
from relating.case.people import People
from relating.engine import repertoire as ways
from relating.engine.calibration import Calibration, murphy
from relating.engine.order import newest_first
from relating.engine.own_network import OwnNetwork, own_network
from relating.engine.patterns.discover import counted_in
from relating.engine.repertoire import Fit, Repertoire, entropy
from relating.engine.retellings import once
from relating.engine.reviews import AtReview, at_reviews
from relating.engine.transfer import Transfer
from relating.engine.trend import MannKendall, Sen, mann_kendall, sen
from relating.engine.tries import forecasts, transfers
from relating.engine.ways import NONE_OF_THESE

SHUFFLES = 99
"""How often the times are shuffled: enough for a p of .01, quick enough for a thousand cases."""
LONGEST = 500
"""Of a longer series the newest so many: pairs grow with the square."""
SAME = 1e-9

Words: TypeAlias = frozenset[str]


class Time(NamedTuple):
    """What they did first, and what I did."""

    cues: Words
    acts: Words


class BesideChance(NamedTuple):
    """The fit, what shuffled times give on average, in bits, and the share of shuffles, with this
    one, that give as much."""

    fit: Fit
    by_chance: float
    p: float


class Measured(Struct, frozen=True):
    """`None` where there is nothing to measure; what is `too_few` is here and not to be told."""

    repertoire: Repertoire | None
    fit: BesideChance | None
    trend: Sen | None
    rising: MannKendall | None
    fears: Calibration | None
    transfers: dict[UUID, Transfer]
    network: OwnNetwork | None
    goals: tuple[AtReview, ...]


def measured(case: CaseFile, seed: int = 0) -> Measured:
    """The range of what I did, its fit to what they did first, the trend of noticing; and of plans
    and tries how well fears foretold, and what came of practice; the network of the ties; goals."""
    told = list(map(People(case.people).standing_in, counted_in(case)))
    now = [each for each in told if each.place in {"life", "room"}]
    single = once(now, lambda each: each.person)
    times = [_time(each) for each in single]
    noticed = noticing(single)
    both = [each for each in times if each.cues and each.acts]
    feared = forecasts(case)
    return Measured(
        repertoire=range_of(times),
        fit=beside_chance(both, Random(seed)),  # noqa: S311  nothing secret is drawn
        trend=sen(noticed) if len(noticed) > 1 else None,
        rising=mann_kendall(noticed) if len(noticed) > 1 else None,
        fears=murphy(*zip(*feared, strict=True)) if feared else None,
        transfers=transfers(case),
        network=own_network(
            (each for each in case.entries if isinstance(each, Tie)), People(case.people)
        ),
        goals=at_reviews(case),
    )


def range_of(times: Iterable[Time]) -> Repertoire | None:
    """The range of all that was done; an act that was one of several counts like any other."""
    used = Counter(act for each in times for act in each.acts)
    return ways.repertoire(list(used.values())) if used else None


def beside_chance(times: Sequence[Time], random: Random) -> BesideChance | None:
    """The fit of acts to cues, beside the same acts dealt out among the same times by chance.

    Each time weighs 1, shared evenly among its pairs of words; so shuffling changes no total, and
    only the entropy of the pairs must be reckoned again.
    """
    if not times:
        return None
    dealt = _Dealt(times)
    found = ways.fit(dealt.table(range(len(times))).tolist())
    together, order, apart = dealt.entropy(range(len(times))), list(range(len(times))), []
    for _ in range(SHUFFLES):
        random.shuffle(order)
        apart.append(dealt.entropy(order) - together)
    return BesideChance(
        fit=found,
        by_chance=max(0.0, found.information - fmean(apart)),
        p=(1 + sum(each <= SAME for each in apart)) / (1 + SHUFFLES),
    )


class _Dealt:
    """Times whose acts can be dealt out anew: each time weighs 1, shared evenly among its pairs."""

    def __init__(self, times: Sequence[Time]) -> None:
        self.cues, self.cue_of, cued = _numbered([each.cues for each in times])
        self.acts, self.act_of, self.done = _numbered([each.acts for each in times])
        self.first = np.cumsum(self.done) - self.done
        self.time_of = np.repeat(np.arange(len(times)), cued)
        self.cued = cued

    def table(self, order: Sequence[int]) -> np.ndarray:
        """The weight of each cue with each act, when the acts of the times come in this order."""
        dealt = np.asarray(order)[self.time_of]
        times = self.done[dealt]
        begun = np.repeat(np.cumsum(times) - times, times)
        act = self.act_of[np.repeat(self.first[dealt], times) + np.arange(len(begun)) - begun]
        weights = np.repeat(1 / (self.cued[self.time_of] * times), times)
        cells = np.repeat(self.cue_of, times) * self.acts + act
        return np.bincount(cells, weights, self.cues * self.acts).reshape(self.cues, self.acts)

    def entropy(self, order: Sequence[int]) -> float:
        """The entropy of these weights, which are added up in the order of the times."""
        weights = self.table(order)
        return entropy(weights[weights > 0].tolist())


def noticing(episodes: Iterable[Episode]) -> list[int]:
    """When I noticed, 0 not even afterwards to 5 before, and chose otherwise; oldest time first."""
    known = [each for each in newest_first(episodes) if each.awareness is not None]
    return [each.awareness for each in reversed(known[:LONGEST]) if each.awareness is not None]


def _time(episode: Episode) -> Time:
    """Where nobody was asked what came first, there is no cue."""
    cues = () if episode.order == "unknown" else episode.other_did or ()
    return Time(frozenset(cues), frozenset(episode.i_did or ()) - {NONE_OF_THESE})


def _numbered(said: Sequence[Words]) -> tuple[int, np.ndarray, np.ndarray]:
    """How many words there are, the number of each that was said, and how many at each time."""
    number = {word: at for at, word in enumerate(sorted(frozenset().union(*said)))}
    each = [number[word] for words in said for word in words]
    return len(number), np.array(each), np.array([len(words) for words in said])
