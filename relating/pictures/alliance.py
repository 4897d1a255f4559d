"""The alliance as a picture: two lines, the gap tinted, a ring and a word at each dip.

Below the lines, by itself, stands whether the client could say what was hard to say.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from xml.etree import ElementTree as ET

from relating.case.fields import Author
from relating.case.sentence import Number, Say, together
from relating.engine.alliance import Alliance, Point
from relating.pictures import alliance_words as words
from relating.pictures.alliance_dips import RINGS, Link, Told, below, columns, fields, word_at
from relating.pictures.alliance_scale import FULL, LEFT, LINE, LOWEST, SIDES, Scale, score
from relating.pictures.alliance_words import Two
from relating.pictures.drawing import (
    DUSK,
    DUSK_SOFT,
    HAIR,
    INK,
    INK_2,
    INK_3,
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
MOST = 60
"""Sessions drawn, the newest ones."""
WIDTH = 360.0
APART = 34.0
"""How far the strip of what could be said stands below the lines."""
STRIP = 30.0
BELOW = 6.0
"""Room for the lower half of the last figure."""

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
RULE = {"class": "hairline", "stroke": HAIR}
FADED = {"class": "tm", "fill": INK_3}
NAME = {"class": "tb", "fill": INK, "font-weight": "650"}
HARD = {"class": "line-c", "fill": "none", "stroke": INK_2, "stroke-width": "1.5"}
HARD_DOT = {"class": "pt-c", "fill": INK_2}


def draw(found: Alliance, *, two: Two, link: Link, say: Say = str, width: float = WIDTH) -> Figure:
    """The picture, `width` CSS pixels wide; `link` leads from a session to what is behind it. Of
    very many sessions the newest are drawn: more would be a page that no phone can load."""
    if not any(score(point, side) is not None for point in found.points for side in SIDES):
        return Figure(not_yet=say(together(words.NOT_YET)))
    told = Told({dip.session: dip for dip in found.dips}, two, say)
    points = found.points[-MOST:]
    rows = (_row(point, told, link) for point in reversed(points))
    drawing = Drawing(
        svg=markup(_svg(points, told, link, width)),
        title=say(words.title(found, two)),
        title_id=TITLE,
        reading=tuple(map(say, words.reading(found, two, len(points)))),
        legend=tuple(_legend(found, told)),
        table=table(words.table(two), rows, say),
    )
    return Figure(drawing=drawing)


def _svg(points: Sequence[Point], told: Told, link: Link, width: float) -> ET.Element:
    scale = Scale(n=len(points), width=width)
    rows = list(below(points, told, scale))
    foot = scale.bottom + LINE * (1 + max((each.level for each in rows), default=0))
    hard = any(_hard(point) is not None for point in points)
    svg = canvas(TITLE, width, foot + LINE + (APART + STRIP + BELOW if hard else 0))
    _ground(svg, points, told, scale, foot)
    _fill_gap(svg, points, scale)
    for side in ("counsellor", "client"):
        places = [(n, score(point, side)) for n, point in enumerate(points)]
        _line(svg, _placed(places, scale), LINES[side], DOTS[side])
    if hard:
        text(svg, NAME, 0, foot + LINE + APART - 10, told.say(words.COULD_SAY))
        _could_say(svg, points, scale, foot + LINE + APART)
    columns(svg, points, told, scale, link)
    for each in rows:
        word_at(svg, each, scale.bottom + LINE * each.level)
    return svg


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
    scores = ((n, score(point, side)) for n, point in stretch)
    return [f"{short(scale.x(n))} {short(scale.y(s))}" for n, s in scores if s is not None]


def _ground(
    svg: ET.Element, points: Sequence[Point], told: Told, scale: Scale, foot: float
) -> None:
    """The fields of open dips, the ends of the scale, and the first and last session."""
    fields(svg, points, told, scale)
    for end in (LOWEST, FULL):
        y = scale.y(end)
        path(svg, RULE, f"M{short(LEFT - 4)} {short(y)}H{short(scale.width)}")
        text(svg, {**FADED, "text-anchor": "end"}, LEFT - 8, y + 5, f"{end:.0f}")
    path(svg, RULE, f"M0 {short(foot)}H{short(scale.width)}")
    text(svg, FADED, 0, foot + LINE, told.say(words.session(points[0])))
    if len(points) > 1:
        last = str(points[-1].number)
        text(svg, {**FADED, "text-anchor": "end"}, scale.width, foot + LINE, last)


def _could_say(svg: ET.Element, points: Sequence[Point], scale: Scale, top: float) -> None:
    """Item 5 by itself, on its own scale from 0 to 10."""
    for end, y in ((0, top + STRIP), (FULL, top)):
        path(svg, RULE, f"M{short(LEFT - 4)} {short(y)}H{short(scale.width)}")
        text(svg, {**FADED, "text-anchor": "end"}, LEFT - 8, y + 5, f"{end:.0f}")
    places = [(n, _hard(point)) for n, point in enumerate(points)]
    for missing, group in groupby(places, key=lambda place: place[1] is None):
        if not missing:
            own = [(scale.x(n), top + STRIP * (1 - s / FULL)) for n, s in group if s is not None]
            _line(svg, [own], HARD, HARD_DOT)


def _legend(found: Alliance, told: Told) -> Iterator[LegendItem]:
    for side in ("client", "counsellor"):
        if any(score(point, side) is not None for point in found.points):
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
