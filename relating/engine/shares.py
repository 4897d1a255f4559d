"""Shares: how often something was so, k of n times, and how sure it is that two of them differ."""

from math import sqrt
from uuid import UUID

from msgspec import Struct

TWO_SIDED = 1.959964
"""For an interval that holds the truth in 95 of 100 cases."""


class Share(Struct, frozen=True):
    """`k` of `n` times; `evidence` names the k episodes."""

    k: int
    n: int
    evidence: tuple[UUID, ...]


def wilson(rate: float, n: float, z: float = TWO_SIDED) -> tuple[float, float]:
    """Wilson's interval for a rate (1927).

    >>> [round(bound, 4) for bound in wilson(7 / 9, 9)]
    [0.4526, 0.9368]
    """
    middle = rate + z**2 / (2 * n)
    half = z * sqrt(rate * (1 - rate) / n + z**2 / (4 * n**2))
    scale = 1 + z**2 / n
    return (middle - half) / scale, (middle + half) / scale


def difference(then: Share, now: Share, z: float = TWO_SIDED) -> tuple[float, float]:
    """The interval for the second rate minus the first: Newcombe 1998, method 10.

    His own example, 56 of 70 and 48 of 80:

    >>> found = difference(Share(48, 80, ()), Share(56, 70, ()))
    >>> [round(bound, 4) for bound in found]
    [0.0524, 0.3339]
    """
    return between((then.k / then.n, then.n), (now.k / now.n, now.n), z)


Rate = tuple[float, float]
"""A share, and over how many times it is known; what hangs together counts for less than one."""


def between(then: Rate, now: Rate, z: float = TWO_SIDED) -> tuple[float, float]:
    """The same of two rates, each over a number of times that need not be whole.

    >>> found = between((48 / 80, 80), (56 / 70, 70))
    >>> [round(bound, 4) for bound in found]
    [0.0524, 0.3339]
    """
    (before, n_before), (after, n_after) = then, now
    low_before, high_before = wilson(before, n_before, z)
    low_after, high_after = wilson(after, n_after, z)
    change = after - before
    return (
        change - sqrt((after - low_after) ** 2 + (high_before - before) ** 2),
        change + sqrt((high_after - after) ** 2 + (before - low_before) ** 2),
    )
