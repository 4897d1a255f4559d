"""Where the marks of the circle stand: each at its place, or as near to it as is free."""

from collections.abc import Iterator, Sequence
from math import atan2, floor, hypot, pi, sqrt
from uuid import UUID

from msgspec import Struct

from relating.engine.circle import Standing
from relating.engine.octants import Point

SIDE = 42.0
"""Room at the left and right for the words away and near."""
TOP = 26.0
LARGE, SMALL = 5.6, 4.6
"""The radius of a mark where there are few, and where there are many."""
MANY = 60
APART = 2.2
"""How much ground there is between two marks at least."""


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


def size(n: int) -> float:
    """The radius of each of n marks."""
    return LARGE if n <= MANY else SMALL


def spread(disc: Disc, drawn: Sequence[Standing]) -> dict[UUID, Point]:
    """Where the mark of each time stands. The first, which is the newest, stands at its very place;
    each other as near to its own as is free, so that none lies on another."""
    ground = Ground(2 * disc.mark + APART)
    return {found.episode: ground.take(disc.at(found.me.point)) for found in drawn}


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
        for tried in range(self.tried.get(point, 0), len(LATTICE)):
            dx, dy = LATTICE[tried]
            yield tried, (point[0] + dx * step, point[1] + dy * step)

    def near(self, place: Point) -> Iterator[Point]:
        """The taken places that may be too near."""
        column, line = self.cell(place)
        for x in (column - 1, column, column + 1):
            for y in (line - 1, line, line + 1):
                yield from self.taken.get((x, y), ())

    def cell(self, place: Point) -> tuple[int, int]:
        return floor(place[0] / self.apart), floor(place[1] / self.apart)


def _lattice(reach: int) -> list[Point]:
    """Points one apart, like cells of a honeycomb, the nearest to the middle first."""
    steps = range(-reach, reach + 1)
    points = [(a + b / 2, b * sqrt(3) / 2) for a in steps for b in steps]
    return sorted(points, key=lambda at: (round(hypot(*at), 6), atan2(at[1], at[0]) % (2 * pi)))


LATTICE = _lattice(30)
