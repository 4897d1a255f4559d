"""The alliance as a picture: two lines, the gap tinted, a ring and a word at each dip.

Below the lines, by itself, stands whether the client could say what was hard to say.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from math import floor
from uuid import UUID
from xml.etree import ElementTree as ET

from msgspec import Struct

from relating.case.fields import Author
from relating.case.sentence import Number, Say, together
from relating.engine.alliance import Alliance, AllianceDip, Point, Side, State
from relating.pictures import alliance_words as words
from relating.pictures.alliance_words import Two
from relating.pictures.drawing import (
    DUSK,
    DUSK_SOFT,
    HAIR,
    INK,
    INK_2,
    INK_3,
    MOSS,
    OCHRE,
    OCHRE_SOFT,
    SURFACE,
    Drawing,
    Figure,
    LegendItem,
    Row,
    canvas,
    markup,
    path,
    row,
    short,
    table,
    text,
)

TITLE = "alliance-title"
WIDTH = 360.0
TOP, HEIGHT = 16.0, 128.0
LEFT, RIGHT = 26.0, 14.0
LINE = 17.0
LETTER = 7.2
"""About how wide a letter is at 13 pixels."""
APART = 34.0
"""How far the strip of what could be said stands below the lines."""
STRIP = 30.0
BELOW = 6.0
"""Room for the lower half of the last figure."""
FULL = 10.0
NARROWEST = 4.0
"""The scale holds this much of the ten at least, so that small ups and downs stay small."""

LINES: dict[Author, dict[str, str]] = {
    "client": {"class": "line-a", "fill": "none", "stroke": DUSK, "stroke-width": "2.5"},
    "counsellor": {
        "class": "line-b",
        "fill": "none",
        "stroke": INK_3,
        "stroke-width": "1.75",
        "stroke-dasharray": "1 4",
        "stroke-linecap": "round",
    },
}
DOTS: dict[Author, dict[str, str]] = {
    "client": {"class": "pt", "fill": DUSK},
    "counsellor": {"class": "pt-b", "fill": INK_3},
}
GAP = {"class": "gap", "fill": DUSK_SOFT, "fill-opacity": ".7"}
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
RULE = {"class": "hairline", "stroke": HAIR}
FADED = {"class": "tm", "fill": INK_3}
NAME = {"class": "tb", "fill": INK, "font-weight": "650"}
HARD = {"class": "line-c", "fill": "none", "stroke": INK_2, "stroke-width": "1.5"}
HARD_DOT = {"class": "pt-c", "fill": INK_2}

Link = Callable[[UUID], str]
"""Where a session leads, from its id."""


class Told(Struct, frozen=True):
    """What is said beside the lines: of which dips, to whom, in which language."""

    dips: Mapping[UUID, AllianceDip]
    two: Two
    say: Say


class Scale(Struct, frozen=True):
    """Where sessions and scores lie; the scale begins at `lowest` and ends at 10."""

    n: int
    width: float
    lowest: float

    @property
    def step(self) -> float:
        return (self.width - LEFT - RIGHT) / max(1, self.n - 1)

    @property
    def bottom(self) -> float:
        return TOP + HEIGHT

    def x(self, index: float) -> float:
        """Where a session lies, counted from 0; a single one stands in the middle."""
        return LEFT + (index * self.step if self.n > 1 else (self.width - LEFT - RIGHT) / 2)

    def y(self, score: float) -> float:
        """Where a score lies."""
        return TOP + HEIGHT * (FULL - score) / (FULL - self.lowest)


def draw(found: Alliance, *, two: Two, link: Link, say: Say = str, width: float = WIDTH) -> Figure:
    """The picture, `width` CSS pixels wide; `link` leads from a session to what is behind it."""
    if not any(_score(point, side) is not None for point in found.points for side in LINES):
        return Figure(not_yet=say(together(words.NOT_YET)))
    told = Told({dip.session: dip for dip in found.dips}, two, say)
    rows = (_row(point, told, link) for point in reversed(found.points))
    drawing = Drawing(
        svg=markup(_svg(found.points, told, link, width)),
        title=say(words.title(found, two)),
        title_id=TITLE,
        reading=tuple(map(say, words.reading(found, two))),
        legend=tuple(_legend(found, told)),
        table=table(words.table(two), rows, say),
    )
    return Figure(drawing=drawing)


def _svg(points: Sequence[Point], told: Told, link: Link, width: float) -> ET.Element:
    scale = Scale(n=len(points), width=width, lowest=_lowest(points))
    rows = list(_rows(points, told, scale))
    foot = scale.bottom + LINE * (1 + max((each.level for each in rows), default=0))
    hard = any(_hard(point) is not None for point in points)
    svg = canvas(TITLE, width, foot + LINE + (APART + STRIP + BELOW if hard else 0))
    _ground(svg, points, told, scale, foot)
    _fill_gap(svg, points, scale)
    for side in ("counsellor", "client"):
        places = [(n, _score(point, side)) for n, point in enumerate(points)]
        _line(svg, _placed(places, scale), LINES[side], DOTS[side])
    if hard:
        text(svg, NAME, 0, foot + LINE + APART - 10, told.say(words.COULD_SAY))
        _could_say(svg, points, scale, foot + LINE + APART)
    _columns(svg, points, told, scale, link)
    for each in rows:
        _word(svg, each, scale.bottom + LINE * each.level)
    return svg


def _lowest(points: Iterable[Point]) -> float:
    """The bottom of the scale: just under the lowest score, 6 at most, so that 4 to 10 are seen."""
    scores = [s for point in points for side in LINES if (s := _score(point, side)) is not None]
    return max(0.0, min(floor(min(scores)) - 1.0, FULL - NARROWEST))


def _score(point: Point, side: Author) -> float | None:
    given = _side(point, side)
    return None if given is None else given.score


def _side(point: Point, side: Author) -> Side | None:
    return point.client if side == "client" else point.counsellor


def _hard(point: Point) -> int | None:
    return None if point.client is None else point.client.could_say


def _placed(
    places: Iterable[tuple[int, float | None]], scale: Scale
) -> list[list[tuple[float, float]]]:
    """The stretches of a line without a session that is missing in them."""
    groups = groupby(places, key=lambda place: place[1] is None)
    return [
        [(scale.x(n), scale.y(score)) for n, score in group if score is not None]
        for missing, group in groups
        if not missing
    ]


def _line(
    svg: ET.Element,
    stretches: Iterable[Sequence[tuple[float, float]]],
    style: dict[str, str],
    dot: dict[str, str],
) -> None:
    """Each stretch as a line; a session alone as a dot."""
    for stretch in stretches:
        if len(stretch) > 1:
            path(svg, style, "M" + "L".join(f"{short(x)} {short(y)}" for x, y in stretch))
        else:
            ((x, y),) = stretch
            ET.SubElement(svg, "circle", dot, cx=short(x), cy=short(y), r="3")


def _fill_gap(svg: ET.Element, points: Sequence[Point], scale: Scale) -> None:
    """The tint between the lines, where both are there side by side."""
    both = groupby(enumerate(points), key=lambda place: place[1].gap is None)
    for missing, group in both:
        if not missing:
            stretch = list(group)
            mine = _edge(stretch, "client", scale)
            theirs = _edge(stretch, "counsellor", scale)[::-1]
            path(svg, GAP, "M" + "L".join((*mine, *theirs)) + "z" if len(mine) > 1 else "")


def _edge(stretch: Iterable[tuple[int, Point]], side: Author, scale: Scale) -> list[str]:
    scores = ((n, _score(point, side)) for n, point in stretch)
    return [f"{short(scale.x(n))} {short(scale.y(s))}" for n, s in scores if s is not None]


def _ground(
    svg: ET.Element, points: Sequence[Point], told: Told, scale: Scale, foot: float
) -> None:
    """The fields of open dips, the ends of the scale, and the first and last session."""
    for n, point in enumerate(points):
        dip = told.dips.get(point.session)
        if dip is not None and dip.state == "open":
            _field(svg, scale, n, n + _length(dip))
    for score in (scale.lowest, FULL):
        y = scale.y(score)
        path(svg, RULE, f"M{short(LEFT - 4)} {short(y)}H{short(scale.width)}")
        text(svg, {**FADED, "text-anchor": "end"}, LEFT - 8, y + 5, f"{score:.0f}")
    path(svg, RULE, f"M0 {short(foot)}H{short(scale.width)}")
    text(svg, FADED, 0, foot + LINE, told.say(words.session(points[0])))
    if len(points) > 1:
        last = str(points[-1].number)
        text(svg, {**FADED, "text-anchor": "end"}, scale.width, foot + LINE, last)


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


def _columns(
    svg: ET.Element, points: Sequence[Point], told: Told, scale: Scale, link: Link
) -> None:
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
    scores = (_score(point, side) for side in LINES)
    return next((score for score in scores if score is not None), scale.lowest)


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


def _rows(points: Sequence[Point], told: Told, scale: Scale) -> Iterator[Word]:
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


def _word(svg: ET.Element, word: Word, y: float) -> None:
    name, colour = SAYS[word.state]
    style = {**BEHIND, "class": name, "fill": colour, "text-anchor": "middle"}
    text(svg, style, word.x, y + LINE - 4, word.said)


def _could_say(svg: ET.Element, points: Sequence[Point], scale: Scale, top: float) -> None:
    """Item 5 by itself, on its own scale from 0 to 10."""
    for score, y in ((0, top + STRIP), (FULL, top)):
        path(svg, RULE, f"M{short(LEFT - 4)} {short(y)}H{short(scale.width)}")
        text(svg, {**FADED, "text-anchor": "end"}, LEFT - 8, y + 5, f"{score:.0f}")
    places = [(n, _hard(point)) for n, point in enumerate(points)]
    for missing, group in groupby(places, key=lambda place: place[1] is None):
        if not missing:
            own = [(scale.x(n), top + STRIP * (1 - s / FULL)) for n, s in group if s is not None]
            _line(svg, [own], HARD, HARD_DOT)


def _legend(found: Alliance, told: Told) -> Iterator[LegendItem]:
    for side in ("client", "counsellor"):
        if any(_score(point, side) is not None for point in found.points):
            yield LegendItem(_line_sign(LINES[side]), told.say(told.two.label(side)))
    for state in ("open", "mended", "no_rupture"):
        if any(dip.state == state for dip in found.dips):
            yield LegendItem(_ring_sign(RINGS[state]), told.say(words.legend(state)))


def _line_sign(style: dict[str, str]) -> str:
    attributes = {"class": "wide", "viewBox": "0 0 32 16", "aria-hidden": "true"}
    svg = ET.Element("svg", attributes)
    path(svg, style, "M2 8H30")
    return markup(svg)


def _ring_sign(style: dict[str, str]) -> str:
    svg = ET.Element("svg", {"viewBox": "0 0 16 16", "aria-hidden": "true"})
    ET.SubElement(svg, "circle", style, cx="8", cy="8", r="5")
    return markup(svg)


def _row(point: Point, told: Told, link: Link) -> Row:
    hard, dip = _hard(point), told.dips.get(point.session)
    cells = (
        point.number,
        words.cell(point, "client"),
        words.cell(point, "counsellor"),
        "" if point.gap is None else Number(point.gap, signed=True),
        "" if hard is None else hard,
        "" if dip is None else words.dip_cell(dip),
    )
    return row(cells, told.say, link(point.session))
