"""The claim strip: the times themselves, then what chance gives and the likely range."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import ceil
from uuid import UUID
from xml.etree import ElementTree as ET

from relating.engine.claims import Time, likely
from relating.engine.patterns import Finding
from relating.engine.ways import Way
from relating.pictures import marks
from relating.pictures import pattern_words as words
from relating.pictures.drawing import (
    CLAY,
    EDGE,
    INK_2,
    INK_3,
    SURFACE,
    Drawing,
    LegendItem,
    Row,
    Table,
    canvas,
    markup,
    path,
    short,
    text,
)
from relating.pictures.words import PLACES, WAYS, when

Link = Callable[[UUID], str]
Names = Mapping[UUID, str]

TITLE = "claim"
MOST = 60
"""Marks drawn, the newest."""
EDGES = 10.0
WIDEST, CLOSEST = 34.0, 24.0
"""How far apart marks stand; closer, and a finger could not tell them apart."""
LARGEST, SIZE = 10.5, 0.31
GAP, LINE = 27.0, 17.0
HALF = 72.0
"""Half the width of the words below the scale."""
FEW_TICKS = 20
CLAY_SOFT = "#f6e3d8"

MIDDLE = {"text-anchor": "middle"}
AXIS = {"class": "axis", "stroke": EDGE, "stroke-width": "1.5"}
TICK = {"class": "tick", "stroke": EDGE, "stroke-width": "1.5"}
WIDE = {"class": "range-bg", "stroke": CLAY_SOFT, "stroke-width": "12", "stroke-linecap": "round"}
NARROW = {"class": "range", "stroke": CLAY, "stroke-width": "3", "stroke-linecap": "round"}
CHANCE = {"class": "expect", "stroke": INK_2, "stroke-width": "2"}
POINT = {"class": "pt-clay", "fill": SURFACE, "stroke": CLAY, "stroke-width": "3"}
END = {"class": "tm", "fill": INK_3, **MIDDLE}
PLAIN = {"fill": INK_2, **MIDDLE}
SEEN = {"class": "t-clay", "fill": CLAY, "font-weight": "650", **MIDDLE}


def draw(
    finding: Finding,
    times: Sequence[Time],
    *,
    title: str,
    link: Link,
    names: Names,
    width: float = 400,
    title_id: str = TITLE,
) -> Drawing:
    """The strip of a finding, `width` CSS pixels wide. `names` says with whom each time was."""
    drawn = times[-MOST:]
    return Drawing(
        svg=markup(_svg(finding, drawn, link, names, canvas(title_id, width, 0))),
        title=title,
        title_id=title_id,
        reading=(words.READ, words.NEWEST) if len(times) > MOST else (words.READ,),
        legend=tuple(legend(drawn)),
        table=table(drawn, link, names),
    )


def legend(times: Iterable[Time]) -> Iterable[LegendItem]:
    """What the marks mean, as far as they are there."""
    shown = tuple(times)
    for did, said in ((True, words.DID), (False, words.OTHERWISE)):
        for way in marks.STYLES:
            if (way, did) in {(each.way, each.did) for each in shown}:
                yield LegendItem(svg=marks.sign("life", way), words=_said(way, said, did=did))
    yield from marks.places_legend({each.place for each in shown})


def _said(way: Way, said: str, *, did: bool) -> str:
    if did or way == "neither":
        return said
    return f"{said}: {WAYS[way]}"


def table(times: Sequence[Time], link: Link, names: Names) -> Table:
    """The same in words, newest first."""
    caption, head = words.STRIP_TABLE
    rows = tuple(Row(cells=_cells(each, names), href=link(each.episode)) for each in times[::-1])
    return Table(caption=caption, head=head, rows=rows)


def _cells(time: Time, names: Names) -> tuple[str, ...]:
    return (
        when(time.day, time.place, time.age),
        names[time.episode],
        PLACES[time.place],
        words.DID if time.did else words.OTHERWISE,
    )


def _svg(
    finding: Finding, drawn: Sequence[Time], link: Link, names: Names, svg: ET.Element
) -> ET.Element:
    """Marks and scale on an empty canvas, which becomes as high as they need."""
    width = float(svg.get("width", "0"))
    rows, across, pitch = _laid_out(len(drawn), width - 2 * EDGES)
    y = rows * pitch + GAP
    group = ET.SubElement(svg, "g", marks.STROKE)
    for number, each in enumerate(drawn):
        row, place = divmod(number, across)
        x = EDGES + (place + 0.5) * pitch
        marks.draw(group, _mark(each, x, (row + 0.5) * pitch, pitch, link, names))
    height = _scale(svg, finding, y, width)
    svg.set("height", short(height))
    svg.set("viewBox", f"0 0 {short(width)} {short(height)}")
    return svg


def _laid_out(n: int, width: float) -> tuple[int, int, float]:
    """Rows of about the same length: how many, how many marks in each, and how far apart."""
    rows = max(1, ceil(n * CLOSEST / width))
    across = max(1, ceil(n / rows))
    return rows, across, min(WIDEST, width / across)


def _mark(time: Time, x: float, y: float, pitch: float, link: Link, names: Names) -> marks.Mark:
    label = words.mark(time, names[time.episode])
    r = min(LARGEST, pitch * SIZE)
    return marks.Mark(time.place, time.way, x, y, r, link(time.episode), label)


def _scale(svg: ET.Element, finding: Finding, y: float, width: float) -> float:
    """From none to every time: chance, the likely range, what was seen. Returns the height."""
    n = max(1, finding.n)

    def at(value: float) -> float:
        return EDGES + (width - 2 * EDGES) * value / n

    path(svg, AXIS, f"M{short(at(0))} {short(y)}H{short(at(n))}")
    path(svg, TICK, "".join(_ticks(n, at, y)))
    low, high = likely(finding.k, finding.n)
    for style in (WIDE, NARROW):
        path(svg, style, f"M{short(at(low))} {short(y)}H{short(at(high))}")
    path(svg, CHANCE, f"M{short(at(finding.expected))} {short(y - 14)}v28")
    box = {"x": short(at(finding.k) - 4), "y": short(y - 12), "width": "8", "height": "24"}
    ET.SubElement(svg, "rect", {**POINT, **box, "rx": "4"})
    for value in (0, n):
        text(svg, END, at(value), y - 17, str(value))
    return _words(svg, finding, (at(finding.expected), at(finding.k)), y + 32, width)


def _ticks(n: int, at: Callable[[float], float], y: float) -> Iterable[str]:
    every = 1 if n <= FEW_TICKS else 5 if n <= 5 * FEW_TICKS else 25
    for value in (*range(0, n, every), n):
        reach = 6 if value in {0, n} else 3
        yield f"M{short(at(value))} {short(y - reach)}v{2 * reach}"


def _words(
    svg: ET.Element, finding: Finding, where: tuple[float, float], y: float, width: float
) -> float:
    """What chance gives and what was seen: side by side, or where they are near on two lines."""
    chance, seen = (min(max(x, HALF), width - HALF) for x in where)
    lower = y + 2 * LINE + 4 if abs(chance - seen) < 2 * HALF + 8 else y
    _lines(svg, SEEN, seen, y, words.seen(finding.k, *likely(finding.k, finding.n)))
    _lines(svg, PLAIN, chance, lower, words.expected(finding.expected))
    return lower + LINE + 6


def _lines(
    svg: ET.Element, style: dict[str, str], x: float, y: float, lines: Iterable[str]
) -> None:
    for number, line in enumerate(lines):
        text(svg, style, x, y + number * LINE, line)
