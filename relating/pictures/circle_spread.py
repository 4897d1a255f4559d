"""Where the marks of the circle stand: each at its place, or as near to it as is free."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from math import atan2, floor, hypot, pi, sqrt
from typing import TypeAlias
from uuid import UUID

from msgspec import Struct

from relating.engine.circle import Standing
from relating.engine.octants import Point

SIDE = 42.0
"""Room at the left and right for the words away and near."""
TOP = 26.0
LARGE, SMALL = 5.6, 4.6
"""The radius of a mark where there are few, and where there are many."""
MANY, CROWD = 60, 120
APART, CLOSE = 2.2, 1.4
"""How much ground there is between two marks at least, and in a crowd."""
FULL = 0.6
"""So much of the disc a crowd may take, so that near each place one is free."""
CELL = sqrt(3) / 2
"""The ground of a cell of a honeycomb whose middles are one apart."""
Cell: TypeAlias = tuple[int, int]


class Disc(Struct, frozen=True):
    """Where the circle lies on the canvas, and how large a mark is."""

    width: float
    mark: float

    @property
    def radius(self) -> float:
        return self.width / 2 - SIDE

    @property
    def height(self) -> float:
        return 2 * (self.radius + TOP)

    @property
    def middle(self) -> Point:
        return (self.width / 2, self.height / 2)

    def at(self, point: Point) -> Point:
        """The canvas position of a point: warmth to the right, dominance up."""
        x, y = self.middle
        return (x + self.radius * point[0], y - self.radius * point[1])


def size(n: int, width: float) -> float:
    """The radius of each of n marks on a circle that is shown so wide."""
    if n <= CROWD:
        return LARGE if n <= MANY else SMALL
    radius = Disc(width=width, mark=SMALL).radius
    apart = sqrt(FULL * pi * radius**2 / (CELL * n))
    return min(SMALL, (apart - CLOSE) / 2)


def spread(disc: Disc, drawn: Sequence[Standing]) -> dict[UUID, Point]:
    """Where the mark of each time stands. The first, which is the newest, stands at its very place;
    each other as near to its own as is free, so that none lies on another."""
    crowd = len(drawn) > CROWD
    ground = Comb(disc) if crowd else Ground(2 * disc.mark + APART)
    return {found.episode: ground.take(disc.at(found.me.point)) for found in drawn}


class Comb:
    """A crowd stands in the cells of a honeycomb: each mark in the free one that is nearest to its
    place, and none outside the disc."""

    def __init__(self, disc: Disc) -> None:
        self.middle, self.apart = disc.middle, 2 * disc.mark + CLOSE
        self.free = {*cells(self.apart, disc.radius, disc.radius - disc.mark)}
        self.tried: dict[Cell, int] = {}
        """How many of the steps round a cell are taken for good."""

    def take(self, point: Point) -> Point:
        """The middle of the free cell that is nearest to a point; from now on it is taken."""
        x, y = (point[i] - self.middle[i] for i in (0, 1))
        b = round(y / (CELL * self.apart))
        a = round(x / self.apart - b / 2)
        tried = self.tried.get((a, b), 0)
        around = steps()
        while (cell := (a + around[tried][0], b + around[tried][1])) not in self.free:
            tried += 1
        self.tried[a, b] = tried + 1
        self.free.discard(cell)
        dx, dy = offset(cell, self.apart)
        return (self.middle[0] + dx, self.middle[1] + dy)


@lru_cache(maxsize=64)
def cells(apart: float, radius: float, inside: float) -> frozenset[Cell]:
    """The cells of a honeycomb whose middles are so far apart, that lie inside a disc."""
    reach = int(radius / apart / CELL) + 1
    steps = range(-2 * reach, 2 * reach + 1)
    every = ((a, b) for a in steps for b in steps)
    return frozenset(cell for cell in every if hypot(*offset(cell, apart)) <= inside)


def offset(cell: Cell, apart: float) -> Point:
    """How far a cell lies from the middle of the disc."""
    a, b = cell
    return ((a + b / 2) * apart, b * CELL * apart)


class Ground:
    """The places that are taken. No two are nearer to each other than `apart`."""

    def __init__(self, apart: float) -> None:
        self.apart = apart
        self.taken: dict[tuple[int, int], list[Point]] = {}
        self.tried: dict[Point, int] = {}
        """How many of the steps round a point are taken for good."""

    def take(self, point: Point) -> Point:
        """The free place that is nearest to a point; from now on it is taken."""
        for tried, place in self.round_about(point):
            if all(hypot(place[0] - x, place[1] - y) >= self.apart for x, y in self.near(place)):
                self.tried[point] = tried
                self.taken.setdefault(self.cell(place), []).append(place)
                return place
        raise AssertionError("There are more marks than places.")

    def round_about(self, point: Point) -> Iterator[tuple[int, Point]]:
        """Places round a point, the nearest first, but for those that were taken before."""
        step = self.apart / 2
        for tried in range(self.tried.get(point, 0), len(lattice())):
            dx, dy = lattice()[tried]
            yield tried, (point[0] + dx * step, point[1] + dy * step)

    def near(self, place: Point) -> Iterator[Point]:
        """The taken places that may be too near."""
        column, line = self.cell(place)
        for x in (column - 1, column, column + 1):
            for y in (line - 1, line, line + 1):
                yield from self.taken.get((x, y), ())

    def cell(self, place: Point) -> tuple[int, int]:
        return floor(place[0] / self.apart), floor(place[1] / self.apart)


@cache
def steps(reach: int = 60) -> list[Cell]:
    """The way from a cell of a honeycomb to each of its neighbours, the nearest first; worked out
    for whoever draws the first crowd."""
    each_way = range(-reach, reach + 1)
    every = [(a, b) for a in each_way for b in each_way]
    return sorted(every, key=lambda at: (at[0] + at[1] / 2) ** 2 + (at[1] * CELL) ** 2)


@cache
def lattice(reach: int = 30) -> list[Point]:
    """Points one apart, like cells of a honeycomb, the nearest to the middle first."""
    steps = range(-reach, reach + 1)
    points = [(a + b / 2, b * sqrt(3) / 2) for a in steps for b in steps]
    return sorted(points, key=lambda at: (round(hypot(*at), 6), atan2(at[1], at[0]) % (2 * pi)))
