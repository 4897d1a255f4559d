"""The dips in the picture of the alliance: a field while one is open, a ring, a word below it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from uuid import UUID
from xml.etree import ElementTree as ET

from msgspec import Struct

from relating.case.sentence import Say
from relating.engine.alliance import AllianceDip, Point, State
from relating.pictures import alliance_words as words
from relating.pictures.alliance_scale import HEIGHT, LINE, LOWEST, SIDES, TOP, Scale, score
from relating.pictures.alliance_words import Two
from relating.pictures.drawing import (
    INK_3,
    MOSS,
    OCHRE,
    OCHRE_SOFT,
    SURFACE,
    short,
    text,
)

LETTER = 7.2
"""About how wide a letter is at 13 pixels."""
OPEN_FIELD = {"class": "dip", "fill": OCHRE_SOFT}
RING = {"class": "dip-ring", "fill": SURFACE, "stroke": OCHRE, "stroke-width": "2.5"}
MENDED = {**RING, "class": "dip-ring dip-mended", "stroke": MOSS}
NO_RUPTURE = {**RING, "class": "dip-ring dip-none", "stroke": INK_3}
RINGS = {"open": RING, "mended": MENDED, "no_rupture": NO_RUPTURE}
SAYS = {"open": ("t-ochre", OCHRE), "mended": ("t-moss", MOSS), "no_rupture": ("tm", INK_3)}
BEHIND = {
    "font-weight": "650",
    "paint-order": "stroke",
    "stroke": SURFACE,
    "stroke-width": "4",
    "stroke-linejoin": "round",
}
Link = Callable[[UUID], str]
"""Where a session leads, from its id."""


class Told(Struct, frozen=True):
    """What is said beside the lines: of which dips, to whom, in which language."""

    dips: Mapping[UUID, AllianceDip]
    two: Two
    say: Say


def fields(svg: ET.Element, points: Sequence[Point], told: Told, scale: Scale) -> None:
    """The fields of open dips."""
    for n, point in enumerate(points):
        dip = told.dips.get(point.session)
        if dip is not None and dip.state == "open":
            _field(svg, scale, n, n + _length(dip))


def _length(dip: AllianceDip) -> int:
    return 0 if dip.fall is None else dip.fall.last - dip.fall.start


def _field(svg: ET.Element, scale: Scale, first: int, last: int) -> None:
    half = min(14.0, scale.step / 2)
    left, right = scale.x(first) - half, min(scale.width, scale.x(last) + half)
    ET.SubElement(
        svg,
        "rect",
        OPEN_FIELD,
        x=short(left),
        y=short(TOP - 6),
        width=short(right - left),
        height=short(HEIGHT + 12),
        rx="8",
    )


def columns(svg: ET.Element, points: Sequence[Point], told: Told, scale: Scale, link: Link) -> None:
    """A target for each session, as wide as its column, with the ring of its dip in it.

    The Tab key stops at the dips and at the newest session; the table has them all.
    """
    for n, point in enumerate(points):
        dip = told.dips.get(point.session)
        label = told.say(words.point(point, dip, told.two))
        attributes = {"href": link(point.session), "aria-label": label}
        if dip is None and n < len(points) - 1:
            attributes["tabindex"] = "-1"
        target = ET.SubElement(svg, "a", attributes)
        _target(target, scale, n)
        if dip is not None:
            _ring(target, scale, n, _ring_score(point, scale), dip)


def _target(parent: ET.Element, scale: Scale, n: int) -> None:
    half = min(22.0, scale.step / 2)
    ET.SubElement(
        parent,
        "rect",
        {"class": "target", "fill": "none", "pointer-events": "all"},
        x=short(scale.x(n) - half),
        y=short(TOP - 6),
        width=short(2 * half),
        height=short(HEIGHT + 12),
    )


def _ring_score(point: Point, scale: Scale) -> float:
    """Where a ring stands: on the client's line, else on the other, else at the bottom."""
    scores = (score(point, side) for side in SIDES)
    return next((found for found in scores if found is not None), LOWEST)


def _ring(parent: ET.Element, scale: Scale, n: int, score: float, dip: AllianceDip) -> None:
    r = "6" if dip.state == "open" else "5"
    x, y = short(scale.x(n)), short(scale.y(score))
    ET.SubElement(parent, "circle", RINGS[dip.state], cx=x, cy=y, r=r)


class Word(Struct, frozen=True):
    """A dip's word under its ring, and how many rows below."""

    said: str
    state: State
    x: float
    level: int


def below(points: Sequence[Point], told: Told, scale: Scale) -> Iterator[Word]:
    """Where the words of the dips stand: under their ring, a row lower where they would meet."""
    ends: list[float] = []
    for n, point in enumerate(points):
        dip = told.dips.get(point.session)
        if dip is not None:
            said = told.say(words.mark(dip))
            half = len(said) * LETTER / 2
            x = min(max(scale.x(n), half), scale.width - half)
            free = (level for level, end in enumerate(ends) if end <= x - half)
            level = next(free, len(ends))
            ends[level : level + 1] = [x + half + LETTER]
            yield Word(said, dip.state, x, level)


def word_at(svg: ET.Element, word: Word, y: float) -> None:
    """Write a dip's word."""
    name, colour = SAYS[word.state]
    style = {**BEHIND, "class": name, "fill": colour, "text-anchor": "middle"}
    text(svg, style, word.x, y + LINE - 4, word.said)
