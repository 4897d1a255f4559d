"""The claim strip: the times themselves, then what chance gives and the likely range."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import ceil
from uuid import UUID
from xml.etree import ElementTree as ET

from msgspec import Struct

from relating.case.sentence import Say
from relating.case.words.places import PLACES
from relating.engine.claims import Time, likely
from relating.engine.patterns import Finding
from relating.pictures import marks
from relating.pictures import pattern_words as words
from relating.pictures.drawing import (
    EDGE,
    INK_2,
    INK_3,
    MARK,
    SURFACE,
    Drawing,
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
from relating.pictures.words import when

Link = Callable[[UUID], str]
Names = Mapping[UUID, str]
"""With whom each time was."""


class Reader(Struct, frozen=True):
    """For whom a pattern is drawn: where marks lead, what people are called, in which language."""

    link: Link
    names: Names
    say: Say = str

    def name(self, time: Time) -> str:
        """With whom it was."""
        return self.names[time.episode]

    def mark(self, time: Time, name: str, at: tuple[float, float], r: float) -> marks.Mark:
        """The mark of a time around x, y with radius r."""
        x, y = at
        label = self.say(words.mark(time, name))
        return marks.Mark(time.place, time.way, x, y, r, self.link(time.episode), label)

    def reading(self, *, newest: bool) -> tuple[str, ...]:
        """How to read the marks; where only the newest are drawn it says so."""
        return tuple(map(self.say, (words.READ, words.NEWEST) if newest else (words.READ,)))


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
MARK_SOFT = "#f6e3d8"

MIDDLE = {"text-anchor": "middle"}
AXIS = {"class": "axis", "stroke": EDGE, "stroke-width": "1.5"}
TICK = {"class": "tick", "stroke": EDGE, "stroke-width": "1.5"}
WIDE = {"class": "range-bg", "stroke": MARK_SOFT, "stroke-width": "12", "stroke-linecap": "round"}
NARROW = {"class": "range", "stroke": MARK, "stroke-width": "3", "stroke-linecap": "round"}
CHANCE = {"class": "expect", "stroke": INK_2, "stroke-width": "2"}
POINT = {"class": "pt-seen", "fill": SURFACE, "stroke": MARK, "stroke-width": "3"}
END = {"class": "tm", "fill": INK_3, **MIDDLE}
PLAIN = {"fill": INK_2, **MIDDLE}
SEEN = {"class": "t-mark", "fill": MARK, "font-weight": "650", **MIDDLE}


def draw(
    finding: Finding,
    times: Sequence[Time],
    reader: Reader,
    *,
    title: str,
    width: float = 400,
    title_id: str = TITLE,
) -> Drawing:
    """The strip of a finding, `width` CSS pixels wide."""
    drawn = times[-MOST:]
    return Drawing(
        svg=markup(_svg(finding, drawn, reader, canvas(title_id, width, 0))),
        title=title,
        title_id=title_id,
        reading=reader.reading(newest=len(times) > MOST),
        legend=tuple(legend(drawn, reader.say)),
        table=table(words.STRIP_TABLE, _rows(drawn, reader), reader.say),
    )


def legend(times: Iterable[Time], say: Say) -> Iterable[LegendItem]:
    """What the marks mean, as far as they are there."""
    shown = tuple(times)
    for did in (True, False):
        for way in marks.STYLES:
            if (way, did) in {(each.way, each.did) for each in shown}:
                yield LegendItem(marks.sign("life", way), say(words.legend(way, did=did)))
    yield from marks.places_legend({each.place for each in shown}, say)


def _rows(times: Sequence[Time], reader: Reader) -> Iterable[Row]:
    """The times of a claim as a table, newest first."""
    for time in reversed(times):
        cells = (
            when(time.day, time.place, time.age),
            reader.name(time),
            PLACES[time.place],
            words.DID if time.did else words.OTHERWISE,
        )
        yield row(cells, reader.say, reader.link(time.episode))


def _svg(finding: Finding, drawn: Sequence[Time], reader: Reader, svg: ET.Element) -> ET.Element:
    """Marks and scale on an empty canvas, which becomes as high as they need."""
    width = float(svg.get("width", "0"))
    rows, across, pitch = _laid_out(len(drawn), width - 2 * EDGES)
    y = rows * pitch + GAP
    group = ET.SubElement(svg, "g", marks.STROKE)
    for number, each in enumerate(drawn):
        line, place = divmod(number, across)
        where = (EDGES + (place + 0.5) * pitch, (line + 0.5) * pitch)
        r = min(LARGEST, pitch * SIZE)
        marks.draw(group, reader.mark(each, reader.name(each), where, r))
    height = _scale(svg, finding, y, width, reader.say)
    svg.set("height", short(height))
    svg.set("viewBox", f"0 0 {short(width)} {short(height)}")
    return svg


def _laid_out(n: int, width: float) -> tuple[int, int, float]:
    """Rows of about the same length: how many, how many marks in each, and how far apart."""
    rows = max(1, ceil(n * CLOSEST / width))
    across = max(1, ceil(n / rows))
    return rows, across, min(WIDEST, width / across)


def _scale(svg: ET.Element, finding: Finding, y: float, width: float, say: Say) -> float:
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
    return _words(svg, finding, (at(finding.expected), at(finding.k)), y + 32, say)


def _ticks(n: int, at: Callable[[float], float], y: float) -> Iterable[str]:
    every = 1 if n <= FEW_TICKS else 5 if n <= 5 * FEW_TICKS else 25
    for value in (*range(0, n, every), n):
        reach = 6 if value in {0, n} else 3
        yield f"M{short(at(value))} {short(y - reach)}v{2 * reach}"


def _words(
    svg: ET.Element, finding: Finding, where: tuple[float, float], y: float, say: Say
) -> float:
    """What chance gives and what was seen: side by side, or where they are near on two lines."""
    width = float(svg.get("width", "0"))
    chance, seen = (min(max(x, HALF), width - HALF) for x in where)
    lower = y + 2 * LINE + 4 if abs(chance - seen) < 2 * HALF + 8 else y
    _lines(svg, SEEN, seen, y, say(words.seen(finding.k, *likely(finding.k, finding.n))))
    _lines(svg, PLAIN, chance, lower, say(words.expected(finding.expected)))
    return lower + LINE + 6


def _lines(svg: ET.Element, style: dict[str, str], x: float, y: float, said: str) -> None:
    for number, line in enumerate(said.split("\n")):
        text(svg, style, x, y + number * LINE, line)
