"""The circle's geometry: warmth runs left (cold) to right (warm), dominance bottom to top.

A point is (warmth, dominance), each from -1 to 1. Source: Wiggins' orientation of the
interpersonal circle, octants counted counter-clockwise from warm (Wright et al. 2009).
"""

from functools import lru_cache
from math import atan2, degrees, floor, hypot
from typing import Literal

Point = tuple[float, float]
Octant = Literal["LM", "NO", "PA", "BC", "DE", "FG", "HI", "JK"]
Half = Literal["yielding", "leading", "warm", "cold"]

OCTANTS: tuple[Octant, ...] = ("LM", "NO", "PA", "BC", "DE", "FG", "HI", "JK")
NEUTRAL = 0.15
"""Nearer to the middle than this, a point leans to no side."""

SIDES: dict[Octant, tuple[Half, ...]] = {
    "LM": ("warm",),
    "NO": ("warm", "leading"),
    "PA": ("leading",),
    "BC": ("cold", "leading"),
    "DE": ("cold",),
    "FG": ("cold", "yielding"),
    "HI": ("yielding",),
    "JK": ("warm", "yielding"),
}


def angle(point: Point) -> float:
    """The direction of a point in degrees, 0 <= angle < 360, counter-clockwise from warm.

    >>> angle((0.0, 1.0))
    90.0
    """
    return degrees(atan2(point[1], point[0])) % 360.0 % 360.0


def extremity(point: Point) -> float:
    """How far a point lies from the middle, 0 to 1.

    >>> extremity((0.3, -0.4))
    0.5
    """
    return min(1.0, hypot(*point))


@lru_cache(maxsize=1024)
def octant(point: Point) -> Octant | None:
    """The eighth of the circle a point lies in; `None` when it is too near to the middle.

    >>> octant((0.5, -0.5)), octant((0.05, 0.1))
    ('JK', None)
    """
    if extremity(point) < NEUTRAL:
        return None
    return OCTANTS[floor(angle(point) / 45.0 + 0.5) % 8]


def sides(point: Point) -> tuple[Half, ...]:
    """The sides a point leans to: one or two of them, or none in the middle.

    >>> sides((0.5, -0.5)), sides((0.7, 0.0)), sides((0.0, 0.0))
    (('warm', 'yielding'), ('warm',), ())
    """
    found = octant(point)
    return () if found is None else SIDES[found]
