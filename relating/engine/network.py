"""A network around one person, in numbers; on no page: nobody is a figure in somebody's circle.

The person whose network it is (the ego) stands outside and is tied to all. Ties have no direction.
Source: Burt 1992 (constraint); Borgatti 1997 (effective size without directions); Blau 1977 and
Mueller & Schuessler 1961 (mix); Krackhardt & Stern 1988 (E-I index); Jaccard 1901 (turnover).
"""

from collections.abc import Collection, Hashable, Iterable, Mapping
from math import fsum

from msgspec import Struct

from relating.engine.finite import finite

FEWEST = 2
"""People from whom on there is a density: one has nobody to be tied to. Below, and where nobody is,
what cannot be is `None`, and never 0. It describes the people that were named, and is no sample."""


class Measures(Struct, frozen=True):
    """`size` people; `density` 0 to 1, the share of the possible ties among them.

    `effective_size`, 1 to `size`: people less the mean ties each has to the others; `efficiency`,
    the same as a share. `constraint`, above 0, most with two who know each other (1.125): how far
    all lead back to the same people.
    """

    size: int
    density: float | None
    effective_size: float | None
    efficiency: float | None
    constraint: float | None


class Support(Struct, frozen=True):
    """Over `n` people: the share who support, the mean number of kinds for each, and of those who
    support the share who do in two kinds or more; `None` where there is nobody."""

    n: int
    supporters: float | None
    mean_kinds: float | None
    multiplex: float | None


class Mix(Struct, frozen=True):
    """`blau`: the chance that two drawn, with putting back, are not of one kind; `iqv`: the same as
    a share of the most that so many kinds allow, `None` for a single kind. Both 0 to 1."""

    blau: float
    iqv: float | None


def measures(people: Iterable[Hashable], ties: Iterable[Iterable[Hashable]]) -> Measures:
    """The measures of people and the ties among them, pairs; the same tie twice is one.

    ValueError: somebody twice, a tie to oneself, to the ego or somebody else who is not among them,
    or with more than two ends.

    >>> found = measures("ABCDEF", ["AB", "AF", "AE", "BD"])
    >>> found.size, round(found.density, 4), round(found.effective_size, 4)
    (6, 0.2667, 4.6667)
    >>> round(found.efficiency, 4), round(found.constraint, 4)
    (0.7778, 0.4003)
    """
    near = _neighbours(people, ties)
    n, ends = len(near), sum(map(len, near.values()))
    effective = n - ends / n if n else None
    return Measures(
        size=n,
        density=ends / (n * (n - 1)) if n >= FEWEST else None,
        effective_size=effective,
        efficiency=effective / n if effective is not None else None,
        constraint=_constraint(near) if n else None,
    )


def turnover(before: Iterable[Hashable], after: Iterable[Hashable]) -> float | None:
    """The share of all people of two days who were there on one only (Jaccard), 0 to 1.

    >>> turnover(["mara", "sam"], ["sam", "kay", "lou"]), turnover([], [])
    (0.75, None)
    """
    was, now = frozenset(before), frozenset(after)
    return len(was ^ now) / len(was | now) if was | now else None


def support(kinds: Iterable[Collection[Hashable]]) -> Support:
    """Who is there, from the kinds of support of each person (none where somebody gives none).

    >>> found = support([{"E", "I", "P"}, {"E"}, {"I", "C"}, {}, {"E", "C"}])
    >>> found.supporters, found.mean_kinds, found.multiplex
    (0.8, 1.6, 0.75)
    """
    many = [len(frozenset(each)) for each in kinds]
    n, supporters = len(many), sum(each > 0 for each in many)
    return Support(
        n=n,
        supporters=supporters / n if n else None,
        mean_kinds=sum(many) / n if n else None,
        multiplex=sum(each > 1 for each in many) / supporters if supporters else None,
    )


def balance(received: float, given: float) -> float | None:
    """Support to me against support from me: 1 only received, -1 only given; `None` without any.

    ValueError: an amount below 0 or not finite.

    >>> balance(3, 1)
    0.5
    """
    return _against(received, given)


def outside(chosen: float, family: float) -> float | None:
    """People I chose against family (the E-I index): 1 all chosen, -1 all family; `None` if nobody.

    ValueError: a number below 0 or not finite.

    >>> outside(3, 2)
    0.2
    """
    return _against(chosen, family)


def mix(counts: Iterable[float]) -> Mix:
    """How mixed people are, from how many there are of each kind.

    ValueError: no count, none above 0, or one below 0 or not finite.

    >>> found = mix([2, 2, 1])
    >>> round(found.blau, 4), round(found.iqv, 4)
    (0.64, 0.96)
    """
    many = finite(counts, "counts", least=0)
    n, kinds = fsum(many), len(many)
    if n <= 0:
        raise ValueError("at least one count must be above 0")
    blau = 1 - fsum((count / n) ** 2 for count in many)
    return Mix(blau=blau, iqv=blau * kinds / (kinds - 1) if kinds > 1 else None)


def _neighbours(
    people: Iterable[Hashable], ties: Iterable[Iterable[Hashable]]
) -> Mapping[Hashable, set[Hashable]]:
    """Each person with those they are tied to; no error repeats who it was."""
    named = tuple(people)
    near: dict[Hashable, set[Hashable]] = {each: set() for each in named}
    if len(near) < len(named):
        raise ValueError("somebody is named twice")
    for tie in ties:
        one, other = _ends(tie)
        if one not in near or other not in near:
            raise ValueError("a tie names somebody who is not among the people")
        near[one].add(other)
        near[other].add(one)
    return near


def _ends(tie: Iterable[Hashable]) -> tuple[Hashable, Hashable]:
    match tuple(tie):
        case (one, other) if one != other:
            return one, other
    raise ValueError("a tie is between two different people")


def _constraint(near: Mapping[Hashable, set[Hashable]]) -> float:
    """Burt's: over all people, the square of what of me is theirs, directly and through others.

    I share myself out evenly among all of them, and each of them among me and those near them.
    """
    mine = 1 / len(near)
    share = {each: mine / (len(others) + 1) for each, others in near.items()}
    return fsum((mine + fsum(map(share.__getitem__, others))) ** 2 for others in near.values())


def _against(more: float, less: float) -> float | None:
    finite((more, less), "amounts", least=0)
    return (more - less) / (more + less) if more + less else None
