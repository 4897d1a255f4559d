"""Where people stand on the map: in their ring, near the angle that is theirs, none on another.

Each has an angle of their own, so that somebody who comes nearer or goes leaves the others where
they are. The picture grows until everybody has room.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from math import cos, pi, radians, sin, sqrt

from msgspec import Struct

from relating.case.entries.tie import Ring

RADII: dict[Ring, tuple[float, float]] = {
    "near": (186, 82),
    "middle": (296, 126),
    "far": (366, 164),
}
INNER: dict[Ring, Ring] = {"middle": "near", "far": "middle"}
WIDTH, HEIGHT, FOOT = 812.0, 332.0, 26.0
"""As wide and high as a phone on its side; below, the names of those at the foot of it."""
STONE, ME = 19.0, 29.0
LINE = 15.0
GOLDEN = 180 * (3 - sqrt(5))
"""Angles so far apart lie apart, however many there are."""
STEP = 6
TURNS = tuple(step * side for step in range(180 // STEP + 1) for side in (1, -1))
LANES = (0.5, 0.3, 0.7, 0.15, 0.85)
FILLED = 0.42
"""Of a ring so much can be filled at most, before the picture grows."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class Spot(Struct, frozen=True):
    """Somebody to be placed: their ring, the angle that is theirs, and how much room they need to
    either side and below the middle of their stone."""

    ring: Ring
    angle: float
    half: float
    below: float


class Places(Struct, frozen=True):
    """How large the picture is, in multiples of the smallest, and where each stands from its
    middle; `None` where there was no room, which happens to traces alone."""

    scale: float
    at: tuple[tuple[float, float], ...]
    traces: tuple[tuple[float, float] | None, ...]

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        return WIDTH * self.scale, HEIGHT * self.scale + FOOT


def angle_of(number: int, turned: int | None) -> float:
    """The angle of somebody: where they were put, else one of their own by their number."""
    return number * GOLDEN % 360 if turned is None else float(turned)


def placed(spots: Sequence[Spot], traces: Sequence[Spot] = ()) -> Places:
    """Everybody in their ring, none on another; then the traces, where there is room left."""
    for step in count():
        scale = roomy(spots) * 1.12**step
        taken = [(-ME - 8, -ME - 8, ME + 8, ME + 8), *names_of_rings(scale)]
        found = [place(spot, taken, scale) for spot in spots]
        if None not in found:
            at = tuple(each for each in found if each is not None)
            return Places(scale, at, tuple(place(each, taken, scale) for each in traces))
    raise AssertionError  # pragma: no cover  there is always more room


def roomy(spots: Iterable[Spot]) -> float:
    """How large it must at least be, for the room that people need in each ring."""
    need: dict[Ring, float] = dict.fromkeys(RADII, 0.0)
    for spot in spots:
        need[spot.ring] += 2 * spot.half * (STONE + spot.below)
    scales = (sqrt(much / (FILLED * area(ring))) for ring, much in need.items())
    return max(1.0, *scales)


def area(ring: Ring) -> float:
    """How large a ring is."""
    x, y = RADII[ring]
    inner = RADII[INNER[ring]] if ring in INNER else (ME, ME)
    return pi * (x * y - inner[0] * inner[1])


def names_of_rings(scale: float) -> list[Box]:
    """The room that the names of the rings take at the foot of each."""
    feet = (y * scale - 8 for _, y in RADII.values())
    return [(-26, foot - 13, 26, foot + 5) for foot in feet]


def place(spot: Spot, taken: list[Box], scale: float) -> tuple[float, float] | None:
    """The free place that is nearest to somebody's own; it is taken from then on."""
    for x, y in candidates(spot, scale):
        box = (x - spot.half, y - STONE, x + spot.half, y + spot.below)
        if is_inside(box, scale) and not any(overlap(box, other) for other in taken):
            taken.append(box)
            return x, y
    return None


def candidates(spot: Spot, scale: float) -> Iterator[tuple[float, float]]:
    """Places in a ring, those near the angle first."""
    outer = RADII[spot.ring]
    inner = RADII[INNER[spot.ring]] if spot.ring in INNER else (ME * 2 / scale, ME / scale)
    for turn in TURNS:
        angle = radians(spot.angle + turn)
        for lane in LANES:
            x, y = (i + lane * (o - i) for i, o in zip(inner, outer, strict=True))
            yield scale * x * cos(angle), scale * y * sin(angle)


def is_inside(box: Box, scale: float) -> bool:
    """Whether a box lies on the picture."""
    left, top, right, bottom = box
    x, y = WIDTH * scale / 2 - 2, HEIGHT * scale / 2 - 2
    return left >= -x and top >= -y and right <= x and bottom <= y + FOOT


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes lie on one another."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
