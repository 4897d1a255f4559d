"""The river: how much of what she did was old and how much new, every four weeks.

Of each stretch the share of the new is known only so far as its times say (Wilson 1927); a stretch
with too few of them is dry. A time in which both were there counts half to each.
"""

from datetime import date, timedelta

from msgspec import Struct

from relating.engine.halves import Lives
from relating.engine.order import day
from relating.engine.shares import wilson
from relating.engine.ways import way

STRETCH = timedelta(days=28)
FEWEST = 4
"""Below this a stretch is dry: its interval would fill the whole bed."""
MOST = 26
"""Two years."""
NEW = {"new": 1.0, "mixed": 0.5, "old": 0.0}


class Reach(Struct, frozen=True):
    """Four weeks from `first` on: `n` times with an old or a new way, the share that was `new`, and
    between which shares it is likely to lie; `None` where there are too few."""

    first: date
    n: int
    new: float | None = None
    low: float | None = None
    high: float | None = None


class River(Struct, frozen=True):
    """The stretches in their order, the first one that is not dry to the last."""

    reaches: tuple[Reach, ...]
    since: date | None = None

    @property
    def too_few(self) -> bool:
        """Whether nothing may be drawn: it takes two stretches that are not dry."""
        return sum(each.new is not None for each in self.reaches) <= 1


def river(life: Lives, since: date | None = None) -> River:
    """The river of a life; `since` is the day on which the work on a way began."""
    found = [
        (day(each, life.zone), NEW[known])
        for each in life.times
        if (known := way(each, life.vocabulary)) in NEW
    ]
    if not found:
        return River((), since)
    last = max(when for when, _new in found)
    many = min(MOST, (last - min(when for when, _new in found)) // STRETCH + 1)
    starts = [_back(last, STRETCH * (many - number)) for number in range(many)]
    reaches = [_reach(start, found) for start in starts]
    while reaches and reaches[0].new is None:
        reaches.pop(0)
    return River(tuple(reaches), since)


def _back(last: date, so_far: timedelta) -> date:
    """The first day of so long a time that ends with this day; there is none before the year 1."""
    return date.fromordinal(max(1, last.toordinal() - so_far.days + 1))


def _reach(first: date, found: list[tuple[date, float]]) -> Reach:
    new = [each for when, each in found if timedelta() <= when - first < STRETCH]
    if len(new) < FEWEST:
        return Reach(first, len(new))
    share = sum(new) / len(new)
    low, high = wilson(share, len(new))
    return Reach(first, len(new), share, max(0.0, low), min(1.0, high))
