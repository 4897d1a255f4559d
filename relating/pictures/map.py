"""The map of people: the client in the middle, people as stones in three rings, who backs whom.

Drawn for a phone on its side and for wide pages. Where somebody stood then is a dashed trace.
"""

from collections.abc import Callable, Mapping, Sequence
from math import hypot
from xml.etree import ElementTree as ET

from msgspec import Struct

from relating.case.entries.tie import Ring
from relating.pictures.drawing import (
    EDGE,
    HAIR,
    INK_2,
    INK_3,
    MARK,
    SUNK,
    SURFACE,
    Drawing,
    LegendItem,
    Row,
    Table,
    markup,
    path,
    short,
    text,
)
from relating.pictures.map_layout import (
    LINE,
    ME,
    RADII,
    STONE,
    Places,
    Spot,
    angle_of,
    placed,
)
from relating.pictures.stones import COLOURS, PEBBLES, initials, pebble, variant

TITLE_ID = "map-title"
LETTER, WIDE_LETTER, WIDE_FROM = 7.4, 14.0, 0x2E80
LONGEST_LINE, MOST_LINES = 14, 3
Point = tuple[float, float]


class Standing(Struct, frozen=True):
    """Somebody on the map. `number` is which of all who ever stood there they are, and `was` the
    ring in which they stood then, where that is another one."""

    id: str
    name: str
    href: str
    ring: Ring
    number: int
    turned: int | None = None
    for_me: str = ""
    for_them: str = ""
    was: Ring | None = None


class Reader(Struct, frozen=True):
    """The words of a picture, for whom it is: what the middle is called, the rings, the two
    directions, and what a trace is."""

    title: str
    me: str
    rings: dict[Ring, str]
    for_me: str
    for_them: str
    then: str
    head: tuple[str, ...]


def draw(people: Sequence[Standing], reader: Reader) -> Drawing:
    """The picture, and the same as a table."""
    moved = [each for each in people if each.was is not None]
    traces = [trace(each, each.was) for each in people if each.was is not None]
    found = placed([spot(each, each.ring) for each in people], traces)
    svg = ground(found, reader)
    middle = (found.size[0] / 2, (found.size[1] - 26) / 2)
    where = {each.id: shifted(at, middle) for each, at in zip(people, found.at, strict=True)}
    ties(svg, people, where, middle)
    for each, at in zip(moved, found.traces, strict=True):
        if at is not None:
            left_behind(svg, each, shifted(at, middle), where[each.id])
    me(svg, reader, middle)
    for each in people:
        somebody(svg, each, where[each.id], reader)
    return Drawing(
        svg=markup(svg),
        title=reader.title,
        title_id=TITLE_ID,
        reading=(),
        legend=legend(people, reader),
        table=table(people, reader),
    )


def spot(each: Standing, ring: Ring) -> Spot:
    """How much room somebody needs, with the lines of their name."""
    lines = wrapped(each.name)
    half = max(STONE + 2, *(wide(line) / 2 + 3 for line in lines))
    return Spot(ring, angle_of(each.number, each.turned), half, STONE + LINE * len(lines) + 5)


def trace(each: Standing, was: Ring) -> Spot:
    """How much room the trace of somebody needs who stood in another ring."""
    return Spot(was, angle_of(each.number, each.turned), STONE, STONE)


def shifted(at: Point, middle: Point) -> Point:
    """A place from the middle as one of the picture."""
    return at[0] + middle[0], at[1] + middle[1]


def wide(words: str) -> float:
    """How wide words are at most."""
    return sum(WIDE_LETTER if ord(letter) >= WIDE_FROM else LETTER for letter in words)


def wrapped(name: str) -> list[str]:
    """A name in lines; a long word is broken, and of a very long name the beginning stands.

    >>> wrapped("Magdalena von Hohenfels-Wiedebusch")
    ['Magdalena von', 'Hohenfels-', 'Wiedebusch']
    """
    lines = [""]
    for word in name.replace("-", "- ").split():
        for piece in (word[at : at + LONGEST_LINE] for at in range(0, len(word), LONGEST_LINE)):
            joint = "" if not lines[-1] or lines[-1].endswith("-") else " "
            if len(lines[-1]) + len(joint) + len(piece) <= LONGEST_LINE:
                lines[-1] += joint + piece
            else:
                lines.append(piece)
    return (
        [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1] + "…"]
        if len(lines) > MOST_LINES
        else lines
    )


# The ground --------------------------------------------------------------------------------------


def ground(found: Places, reader: Reader) -> ET.Element:
    """The three rings and their names, by which a script knows where a stone is let go of."""
    width, height = found.size
    svg = ET.Element(
        "svg",
        {
            "class": "map",
            "width": short(width),
            "height": short(height),
            "viewBox": f"0 0 {short(width)} {short(height)}",
            "role": "group",
            "aria-labelledby": TITLE_ID,
            "font-family": "sans-serif",
            "font-size": "13",
            "text-anchor": "middle",
            "fill": INK_2,
        },
    )
    shapes(svg)
    x, y = width / 2, (height - 26) / 2
    fills = {"far": SURFACE, "middle": SUNK, "near": SURFACE}
    for ring in reversed(RADII):
        rx, ry = (short(each * found.scale) for each in RADII[ring])
        style = {
            "class": f"m-ring m-{ring}",
            "data-ring": ring,
            "data-called": reader.rings[ring],
            "fill": fills[ring],
            "stroke": HAIR,
        }
        ET.SubElement(svg, "ellipse", style, cx=short(x), cy=short(y), rx=rx, ry=ry)
    for ring, (_, ry_) in RADII.items():
        style = {"class": "m-name"}
        text(svg, style, x, y + ry_ * found.scale - 8, reader.rings[ring])
    return svg


def shapes(svg: ET.Element) -> None:
    """The five stones and the head of an arrow, once."""
    defs = ET.SubElement(svg, "defs")
    for kind in range(len(PEBBLES)):
        ET.SubElement(defs, "path", id=f"map-{kind + 1}", d=pebble(0, 0, STONE, kind))
    head = {"id": "map-head", "viewBox": "0 0 8 8", "refX": "7", "refY": "4", "markerWidth": "8"}
    style = {"markerHeight": "8", "markerUnits": "userSpaceOnUse", "orient": "auto"}
    marker = ET.SubElement(defs, "marker", head | style)
    path(marker, {"class": "m-head", "fill": "none", "stroke": MARK}, "M1 1L7 4L1 7")


def me(svg: ET.Element, reader: Reader, middle: Point) -> None:
    """Whose people they are."""
    path(svg, {"class": "m-me", "fill": MARK}, pebble(*middle, ME, 0))
    text(svg, {"class": "m-me-t", "fill": SURFACE}, middle[0], middle[1] + 5, reader.me)


# Somebody ----------------------------------------------------------------------------------------


def somebody(svg: ET.Element, each: Standing, at: Point, reader: Reader) -> None:
    """A stone with its name, which leads to their page."""
    says = ", ".join([each.name, reader.rings[each.ring]])
    link = ET.SubElement(svg, "a", {"href": each.href, "aria-label": says})
    x, y = at
    kind = variant(each.id)
    stone = {"class": f"p{kind + 1}", "fill": COLOURS[kind], "stroke": EDGE}
    ET.SubElement(link, "use", stone | {"href": f"#map-{kind + 1}"}, x=short(x), y=short(y))
    text(link, {"class": "m-ini"}, x, y + 4.5, initials(each.name))
    for number, line in enumerate(wrapped(each.name)):
        text(link, {}, x, y + STONE + 12 + LINE * number, line)


def ties(
    svg: ET.Element, people: Sequence[Standing], where: Mapping[str, Point], middle: Point
) -> None:
    """Who is there for whom: lines towards me, and dotted ones towards them."""
    towards_me, towards_them = (group(svg, kind) for kind in ("m-in", "m-out"))
    for each in people:
        at, both = where[each.id], 4.0 if each.for_me and each.for_them else 0.0
        if each.for_me:
            path(towards_me, {}, line(at, middle, STONE + 4, ME + 3, -both))
        if each.for_them:
            path(towards_them, {}, line(middle, at, ME + 3, STONE + 4, -both))


def group(svg: ET.Element, kind: str) -> ET.Element:
    """Lines with a head."""
    dots = {"stroke-dasharray": "0.5 5.5", "stroke-linecap": "round"} if kind == "m-out" else {}
    style = {"class": kind, "fill": "none", "stroke": MARK, "stroke-width": "2"}
    return ET.SubElement(svg, "g", style | dots | {"marker-end": "url(#map-head)"})


def left_behind(svg: ET.Element, each: Standing, then: Point, now: Point) -> None:
    """Where somebody stood, and a line from there."""
    kind = variant(each.id)
    style = {"class": "m-was", "fill": "none", "stroke": INK_3, "stroke-dasharray": "3.5 3"}
    ET.SubElement(
        svg, "use", style | {"href": f"#map-{kind + 1}"}, x=short(then[0]), y=short(then[1])
    )
    path(svg, {"class": "m-moved", "stroke": INK_3}, line(then, now, STONE + 2, STONE + 5, 0))


def line(start: Point, end: Point, after: float, before: float, aside: float) -> str:
    """A straight line from shortly after one point to shortly before another, a little aside."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    far = hypot(dx, dy)
    if far <= after + before:
        return ""
    x, y = dx / far, dy / far
    points = (
        (start[0] + x * after, start[1] + y * after),
        (end[0] - x * before, end[1] - y * before),
    )
    (a, b), (c, d) = ((px - y * aside, py + x * aside) for px, py in points)
    return f"M{short(a)} {short(b)}L{short(c)} {short(d)}"


# In words ----------------------------------------------------------------------------------------


def legend(people: Sequence[Standing], reader: Reader) -> tuple[LegendItem, ...]:
    """The signs that the picture uses, and no others."""
    signs: tuple[tuple[Callable[[Standing], object], str, str], ...] = (
        (lambda each: each.for_me, IN, reader.for_me),
        (lambda each: each.for_them, OUT, reader.for_them),
        (lambda each: each.was, WAS, reader.then),
    )
    return tuple(LegendItem(sign, words) for used, sign, words in signs if any(map(used, people)))


def signed(shape: str) -> str:
    """A sign of the legend."""
    return f'<svg class="m-sign" viewBox="0 0 36 16" aria-hidden="true">{shape}</svg>'


IN = signed('<path class="m-in" d="M2 8H33"/><path class="m-head" d="M27 4L33 8L27 12"/>')
OUT = signed('<path class="m-out" d="M3 8H33"/><path class="m-head" d="M27 4L33 8L27 12"/>')
WAS = signed('<ellipse class="m-was" cx="18" cy="8" rx="8" ry="7"/>')


def table(people: Sequence[Standing], reader: Reader) -> Table:
    """Everybody with their ring, that of then, and who is there for whom."""
    rows = tuple(
        Row(
            (
                each.name,
                reader.rings[each.ring],
                reader.rings[each.was] if each.was else "",
                each.for_me,
                each.for_them,
            ),
            each.href,
        )
        for each in people
    )
    return Table(reader.title, reader.head, rows)
