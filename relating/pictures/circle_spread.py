"""Where the marks of the circle stand, so that none hides another: like cells of a honeycomb."""

from collections import defaultdict
from collections.abc import Sequence
from math import atan2, hypot, pi, sqrt
from uuid import UUID

from msgspec import Struct

from relating.engine.circle import Standing
from relating.engine.octants import Point

SIDE = 42.0
"""Room at the left and right for the words cold and warm."""
TOP = 26.0
SAME_TAP = 6.0
"""How far apart taps at the very same place are drawn: less than a tap can tell."""
PALE = 4.4
APART = 2.5
WIDEST_SPOT = 34.0


class Disc(Struct, frozen=True):
    """Where the circle lies on the canvas, and how far apart paler marks stand."""

    width: float
    pitch: float

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


def _spots(drawn: Sequence[Standing]) -> dict[Point, list[Standing]]:
    """The times that share a spot because they share words, those of one way together."""
    spots: dict[Point, list[Standing]] = defaultdict(list)
    for found in sorted(drawn, key=lambda each: (each.way, each.place)):
        if found.me.source == "from_words":
            spots[found.me.point].append(found)
    return spots


def pitch(drawn: Sequence[Standing]) -> float:
    """How far apart paler marks stand, so that the fullest spot stays within its part."""
    fullest = max((len(found) for found in _spots(drawn).values()), default=1)
    return min(2 * PALE + APART, 2 * WIDEST_SPOT / (1.05 * sqrt(fullest) + 1))


def spread(disc: Disc, drawn: Sequence[Standing]) -> dict[UUID, Point]:
    """Where the mark of each time stands."""
    return {**_pale(disc, drawn), **_tapped(disc, drawn)}


def _pale(disc: Disc, drawn: Sequence[Standing]) -> dict[UUID, Point]:
    """Where paler marks stand: side by side round their spot, leaving it free for a cross."""
    crossed = {found.other.point for found in drawn if found.other is not None}
    places: dict[UUID, Point] = {}
    for point, group in _spots(drawn).items():
        x, y = disc.at(point)
        first = 1 if point in crossed else 0
        for found, (dx, dy) in zip(group, LATTICE[first:], strict=False):
            places[found.episode] = (x + dx * disc.pitch, y + dy * disc.pitch)
    return places


def _tapped(disc: Disc, drawn: Sequence[Standing]) -> dict[UUID, Point]:
    """Where tapped marks stand: the newest of a place exactly there, the others close round it."""
    spots: dict[Point, list[Standing]] = defaultdict(list)
    for found in drawn:
        if found.me.source == "tapped":
            spots[found.me.point].append(found)
    return {
        found.episode: (disc.at(point)[0] + dx * SAME_TAP, disc.at(point)[1] + dy * SAME_TAP)
        for point, group in spots.items()
        for found, (dx, dy) in zip(group, LATTICE, strict=False)
    }


def _lattice(reach: int) -> list[Point]:
    """Points one apart, like cells of a honeycomb, the nearest to the middle first."""
    steps = range(-reach, reach + 1)
    points = [(a + b / 2, b * sqrt(3) / 2) for a in steps for b in steps]
    return sorted(points, key=lambda at: (round(hypot(*at), 6), atan2(at[1], at[0]) % (2 * pi)))


LATTICE = _lattice(9)
