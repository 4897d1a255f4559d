"""Range and fit: how many ways somebody has, and whether they go with what came first.

Source: Shannon 1948, in bits; Miller 1955 (correction for few counts); Simpson 1949; Lin 1991 (the
divergence of Jensen and Shannon). Neither is flexibility by itself: what somebody wants is a range
of ways that fits, not more spread.
"""

from collections.abc import Iterable, Sequence
from itertools import chain
from math import fsum, log, log2

from msgspec import Struct

from relating.engine.finite import finite

FEWEST = 12
"""Below this the ways not seen yet outweigh those that were: entropy then mostly counts n."""


class Repertoire(Struct, frozen=True):
    """The range of `n` times in `ways` different ways.

    `entropy` in bits, 0 (always the same) to log2 of `ways`; `corrected` the same after Miller and
    Madow; `effective`, so many ways used equally often have that entropy; `evenness` 0 to 1, `None`
    for a single way; `simpson`, the chance that two of the times differ, `None` for a single time.
    """

    n: int
    ways: int
    entropy: float
    corrected: float
    effective: float
    evenness: float | None
    simpson: float | None

    @property
    def too_few(self) -> bool:
        """Whether nothing may be told of it."""
        return self.n < FEWEST


class Fit(Struct, frozen=True):
    """How far what came first tells what was done, over `n` times, in bits.

    `information` = `entropy` (of what was done) - `within` (what is left of it once it is known
    what came first): 0 (it tells nothing) to `entropy` (all). Few times in many cells make it large
    by chance alone: set it beside what shuffled times give.
    """

    n: float
    entropy: float
    within: float
    information: float

    @property
    def too_few(self) -> bool:
        """Whether nothing may be told of it."""
        return round(self.n, 6) < FEWEST  # weights of a third add up to nearly whole times


class Shift(Struct, frozen=True):
    """How far two distributions lie apart, 0 the same to 1 nothing in common: `variation`, the
    share that would have to move, and `divergence` (Jensen-Shannon), in bits."""

    variation: float
    divergence: float


def entropy(counts: Iterable[float]) -> float:
    """Shannon's entropy of the counts, in bits: 0 to log2 of how many of them are not 0.

    Counts may be weights. ValueError: no count, none above 0, or one below 0 or not finite.

    >>> round(entropy([10, 5, 3, 2]), 4), entropy([7, 0])
    (1.7427, 0.0)
    """
    return fsum(-p * log2(p) for p in _shares(counts) if p > 0) + 0.0


def repertoire(counts: Sequence[int], known: int | None = None) -> Repertoire:
    """The range in the counts of each way; `known` ways there are in all, else as many as counts.

    ValueError: as for `entropy`, counts that are not whole, or fewer known than used.

    >>> found = repertoire([10, 5, 3, 2])
    >>> round(found.effective, 3), round(found.evenness, 4), round(found.corrected, 4)
    (3.347, 0.8714, 1.8509)
    """
    bits, n, ways = entropy(counts), sum(counts), sum(count > 0 for count in counts)
    every = len(counts) if known is None else known
    if any(count != int(count) for count in counts):
        raise ValueError("a repertoire is counted in whole times")
    if every < ways:
        raise ValueError("more ways were used than are known")
    same = sum(count * (count - 1) for count in counts)
    return Repertoire(
        n=n,
        ways=ways,
        entropy=bits,
        corrected=bits + (ways - 1) / (2 * n * log(2)),
        effective=2**bits,
        evenness=bits / log2(every) if every > 1 else None,
        simpson=1 - same / (n * (n - 1)) if n > 1 else None,
    )


def fit(table: Sequence[Sequence[float]]) -> Fit:
    """The information between rows (what came first) and columns (what was done), in bits.

    Cells are counts or weights. ValueError: as for `entropy` of all cells, or rows of two lengths.

    >>> found = fit([[8, 1, 1], [2, 6, 2]])
    >>> round(found.entropy, 4), round(found.within, 4), round(found.information, 4)
    (1.4406, 1.1464, 0.2942)
    """
    if len({len(row) for row in table}) > 1:
        raise ValueError("each row of a table must be as long as the others")
    _shares(chain.from_iterable(table))
    rows = [(fsum(row), row) for row in table]
    n = fsum(size for size, _ in rows)
    whole = entropy([fsum(column) for column in zip(*table, strict=True)])
    within = fsum(size * entropy(row) for size, row in rows if size > 0) / n
    return Fit(n=n, entropy=whole, within=within, information=max(0.0, whole - within))


def shift(before: Sequence[float], after: Sequence[float]) -> Shift:
    """How far the counts of the same ways moved between two stretches.

    ValueError: as for `entropy`, of either, or not as many counts of one as of the other.

    >>> found = shift([10, 5, 3, 2, 0], [4, 3, 2, 2, 9])
    >>> round(found.variation, 4), round(found.divergence, 4)
    (0.45, 0.2857)
    """
    if len(before) != len(after):
        raise ValueError("both stretches must count the same ways")
    was, now = _shares(before), _shares(after)
    pairs = list(zip(was, now, strict=True))
    between = entropy([p + q for p, q in pairs])
    return Shift(
        variation=fsum(abs(p - q) for p, q in pairs) / 2,
        divergence=max(0.0, between - (entropy(was) + entropy(now)) / 2),
    )


def _shares(counts: Iterable[float]) -> list[float]:
    given = finite(counts, "counts", least=0)
    n = fsum(given)
    if n <= 0:
        raise ValueError("at least one count must be above 0")
    return [count / n for count in given]
