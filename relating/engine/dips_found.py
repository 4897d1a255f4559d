"""Where a series of scores fell by more than its usual ups and downs, and whether it came back.

There is no standard rule for this (Lipner et al. 2022), so each rule has a name and can be
switched. `xmr3` and `xmr2` are control charts of individuals with limits at 3 and 2 sigma (as used
for ruptures by Eubanks-Carter, Gorman and Muran 2012); each score is judged by earlier ones only.
`drop1sd` and `drop2sd` ask for a drop of 1 or 2 standard deviations from one score to the next
(the family of rules discussed by Gumz et al. 2012); they use the whole series, so they look back.
Scores are on a scale of 0 to 10; a fall is a description and predicts nothing.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from statistics import fmean, linear_regression
from typing import Literal, get_args

from msgspec import Struct

Rule = Literal["xmr3", "xmr2", "drop1sd", "drop2sd"]
Return = Literal["back", "partly", "open", "ended_open"]

RULES: tuple[Rule, ...] = get_args(Rule)
LIVE: Rule = "xmr3"
"""The rule of the page that is looked at before an hour; the others are for looking back."""
TIMES: dict[Rule, float] = {"xmr3": 3.0, "xmr2": 2.0, "drop1sd": 1.0, "drop2sd": 2.0}
FEWEST = 4
"""A score is judged from so many earlier ones on; a drop within a series of so many."""
BASELINE = 5
ROLLING = 8
FLOOR = 0.35
"""The least sigma of a 0 to 10 pulse: at the ceiling four equal scores would allow no 0.1."""
WINDOW = 3
D2 = 1.128
"""The mean range of two draws from a normal distribution, in sigmas."""


class How(Struct, frozen=True):
    """A rule and its numbers.

    The baseline of a chart is the last eight scores in control (`rolling`), or else the first
    `baseline` of them: a line that rises by itself hides a dip from a fixed one. `floor` is the
    least sigma, `window` the sessions in which a return counts, and `between` the standard
    deviation between people of the practice, if it is known (drop rules).
    """

    rule: Rule = LIVE
    baseline: int = BASELINE
    rolling: bool = True
    floor: float = FLOOR
    window: int = WINDOW
    between: float | None = None


class Chart(Struct, frozen=True):
    """A control chart of individuals: its centre line, mean moving range and sigma."""

    centre: float
    moving_range: float
    sigma: float

    def lower(self, times: float = 3.0) -> float:
        """The lower limit, so many sigmas below the centre."""
        return self.centre - times * self.sigma

    def upper(self, times: float = 3.0) -> float:
        """The upper limit."""
        return self.centre + times * self.sigma


class Flag(Struct, frozen=True):
    """A score that a rule flags: where, the limit it fell below or reached, and the sigma used."""

    index: int
    limit: float
    sigma: float


class Fall(Struct, frozen=True):
    """One fall: the first score that was flagged, and what came after it. Indices from 0.

    `before` is the score just before it and `lowest` the least in it; `last` is the last index that
    belongs to it and `length` how many of its scores lie below the level of a return.
    """

    start: int
    last: int
    flagged: tuple[int, ...]
    before: float
    lowest: float
    limit: float
    length: int
    returned: Return
    returned_at: int | None

    @property
    def depth(self) -> float:
        """How far it fell from the score before."""
        return self.before - self.lowest


def chart(scores: Sequence[float], floor: float = 0.0) -> Chart:
    """The chart of a baseline of at least two scores: sigma is the mean moving range / 1.128.

    >>> found = chart([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1])
    >>> round(found.centre, 2), round(found.lower(), 3), round(found.upper(), 3)
    (50.81, 45.816, 55.804)
    """
    moving = fmean(abs(after - before) for before, after in pairwise(scores))
    return Chart(fmean(scores), moving, max(moving / D2, floor))


def spread(scores: Sequence[float]) -> float:
    """The standard deviation around the series' own linear trend, n - 2 in the denominator.

    >>> round(spread([7.2, 7.4, 7.8, 7.6, 8.0, 5.1, 6.9, 8.1, 8.2, 8.0]), 4)
    0.9591
    """
    times = range(len(scores))
    slope, intercept = linear_regression(times, scores)
    squares = sum(
        (score - intercept - slope * at) ** 2 for at, score in zip(times, scores, strict=True)
    )
    return sqrt(squares / (len(scores) - 2))


def flags(scores: Sequence[float], how: How) -> tuple[Flag, ...]:
    """The scores that the rule flags, in their order; none where there are too few.

    >>> series = [7.2, 7.4, 7.8, 7.6, 8.0, 5.1, 6.9, 8.1, 8.2, 8.0]
    >>> [each.index for each in flags(series, How(rule="xmr2", floor=0.0))]
    [5, 6]
    """
    return tuple(_below(scores, how) if how.rule in {"xmr3", "xmr2"} else _drops(scores, how))


def _below(scores: Sequence[float], how: How) -> list[Flag]:
    """Each score against a chart of the earlier scores that were in control. The first of a fall is
    lower than the score before it: what stays where it was does not fall."""
    calm: list[float] = []
    found: list[Flag] = []
    for index, score in enumerate(scores):
        if len(calm) >= FEWEST:
            base = calm[-ROLLING:] if how.rolling else calm[: max(how.baseline, FEWEST)]
            drawn = chart(base, how.floor)
            limit = drawn.lower(TIMES[how.rule])
            goes_on = bool(found) and found[-1].index == index - 1
            if score < limit and (goes_on or score < scores[index - 1]):
                found.append(Flag(index, limit, drawn.sigma))
                continue
        calm.append(score)
    return found


def _drops(scores: Sequence[float], how: How) -> list[Flag]:
    """Each score against the one before, by the wider of the two spreads."""
    if len(scores) < FEWEST:
        return []
    sigma = max(spread(scores), how.between or 0.0, how.floor)
    least = TIMES[how.rule] * sigma
    return [
        Flag(index, before - least, sigma)
        for index, (before, score) in enumerate(pairwise(scores), start=1)
        if before - score >= least > 0
    ]


def falls(scores: Sequence[float], how: How, *, ended: bool = False) -> tuple[Fall, ...]:
    """The flagged scores as falls. `ended` says that no further session will come.

    Flags that follow one another, or lie within the window and before a return, are one fall.
    """
    found: list[Fall] = []
    waiting = list(flags(scores, how))
    while waiting:
        fall = _fall(scores, waiting, how, ended=ended)
        waiting = [flag for flag in waiting if flag.index not in fall.flagged]
        found.append(fall)
    return tuple(found)


def _fall(scores: Sequence[float], waiting: Sequence[Flag], how: How, *, ended: bool) -> Fall:
    first = waiting[0]
    before = scores[first.index - 1]
    level = before - first.sigma / 2
    end = min(first.index + how.window, len(scores) - 1)
    back = next((at for at in range(first.index + 1, end + 1) if scores[at] >= level), None)
    own = _together(waiting, first.index + how.window, back)
    last = max(own[-1], end) if back is None else back - 1
    stretch = scores[first.index : last + 1]
    lowest = min(stretch)
    after = scores[first.index + stretch.index(lowest) + 1 : end + 1]
    partly = any(score >= (before + lowest) / 2 for score in after)
    over = len(scores) > first.index + how.window
    return Fall(
        start=first.index,
        last=last,
        flagged=own,
        before=before,
        lowest=lowest,
        limit=first.limit,
        length=sum(score < level for score in stretch),
        returned=_returned(back, partly=partly, ended_first=ended and not over),
        returned_at=back,
    )


def _together(waiting: Sequence[Flag], end: int, back: int | None) -> tuple[int, ...]:
    """The flags of the first fall: before it came back, within its window or without a gap."""
    own = [waiting[0].index]
    for flag in waiting[1:]:
        if (back is not None and flag.index > back) or flag.index > max(end, own[-1] + 1):
            break
        own.append(flag.index)
    return tuple(own)


def _returned(back: int | None, *, partly: bool, ended_first: bool) -> Return:
    if back is not None:
        return "back"
    if partly:
        return "partly"
    return "ended_open" if ended_first else "open"
