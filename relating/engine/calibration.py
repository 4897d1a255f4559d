"""What was expected beside what came: how well fears foretell.

Source: Brier 1950; Murphy 1973 (Brier = reliability - resolution + uncertainty). The parts add up
exactly because forecasts are grouped by their distinct values, never by bins (Stephenson et al.
2008). Never for a person who is marked as not safe: there a fear is no error to be corrected.
"""

from collections import defaultdict
from collections.abc import Iterable
from math import fsum

from msgspec import Struct

from relating.engine.finite import finite

FEWEST = 8
"""Below this one time more moves each part by over an eighth: it can be worked out, not told."""


class Calibration(Struct, frozen=True):
    """Over `n` forecasts. `brier`, `reliability`, `resolution` from 0 to 1, `uncertainty` to .25.

    `bias` is the mean forecast less the share that came, -1 to 1: above 0, more was feared than
    came. `skill` is what the forecasts gain over always saying that share: at most 1, below 0 worse
    than that, `None` where all came or none. `too_few` says that nothing may be told of it.
    """

    n: int
    brier: float
    reliability: float
    resolution: float
    uncertainty: float
    bias: float

    @property
    def skill(self) -> float | None:
        return None if self.uncertainty == 0 else 1 - self.brier / self.uncertainty

    @property
    def too_few(self) -> bool:
        return self.n < FEWEST


def murphy(forecasts: Iterable[float], outcomes: Iterable[float]) -> Calibration:
    """Forecasts, each a chance from 0 to 1, beside outcomes: 1 it came, 0 it did not.

    ValueError: none at all, not as many of one as of the other, or a number that is neither.

    >>> found = murphy([0.9] * 4 + [0.7] * 3 + [0.3] * 3, [1, 1, 0, 0, 1, 0, 0, 0, 0, 1])
    >>> [round(part, 4) for part in (found.brier, found.reliability, found.resolution)]
    [0.338, 0.1047, 0.0067]
    >>> round(found.uncertainty, 4), round(found.bias, 4)
    (0.24, 0.26)
    """
    expected = finite(forecasts, "forecasts", least=0, most=1)
    came = finite(outcomes, "outcomes", least=0, most=1)
    if len(expected) != len(came):
        raise ValueError("each forecast needs its outcome")
    if not set(came) <= {0, 1}:
        raise ValueError("outcomes must be 0 or 1")
    n, base, groups = len(came), fsum(came) / len(came), _by_forecast(expected, came)
    return Calibration(
        n=n,
        brier=fsum((f - o) ** 2 for f, o in zip(expected, came, strict=True)) / n,
        reliability=fsum(size * (f - rate) ** 2 for f, size, rate in groups) / n,
        resolution=fsum(size * (rate - base) ** 2 for _, size, rate in groups) / n,
        uncertainty=base * (1 - base),
        bias=fsum(expected) / n - base,
    )


def _by_forecast(
    expected: Iterable[float], came: Iterable[float]
) -> list[tuple[float, int, float]]:
    """Each distinct forecast, how often it was given, and the share that came then."""
    groups: dict[float, list[float]] = defaultdict(list)
    for forecast, outcome in zip(expected, came, strict=True):
        groups[forecast].append(outcome)
    return [(forecast, len(all_), fsum(all_) / len(all_)) for forecast, all_ in groups.items()]
