"""The triangle of persons: one pattern in the room, in life and back then, person by person.

Wide it is a triangle; on a phone its three cells stand below one another.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil
from xml.etree import ElementTree as ET

from msgspec import Struct

from relating.case.entries.person import Person
from relating.case.fields import Place
from relating.case.sentence import Say, Sentence
from relating.engine.claims import Time
from relating.engine.patterns import Finding
from relating.engine.patterns.results import Seen
from relating.pictures import marks
from relating.pictures import pattern_words as words
from relating.pictures.claim import Reader, legend
from relating.pictures.drawing import (
    EDGE,
    HAIR,
    INK,
    INK_2,
    INK_3,
    MARK,
    SUNK,
    SURFACE,
    Drawing,
    Row,
    canvas,
    markup,
    path,
    row,
    short,
    table,
    text,
)
from relating.pictures.stones import named
from relating.pictures.words import OTHERS, fitted

TITLE = "triangle"
ORDER: tuple[Place, ...] = ("room", "life", "past")
PAIRS: tuple[tuple[Place, Place], ...] = (("room", "life"), ("life", "past"), ("room", "past"))
PEOPLE = 5
"""People with a line of their own; the others share one."""
LINES = 2
"""Lines of marks for one person; what was before is counted and not drawn."""
PITCH, R = 24.0, 6.8
PAD, HEAD, NAME, FOOT, GAP = 14.0, 46.0, 18.0, 20.0, 84.0
BESIDE = 22.0
LETTER = 7.2
STACKED = 40.0
NAMED = 3
NARROWER = 0.4

BOX = {"class": "cell", "fill": SURFACE, "stroke": HAIR, "stroke-width": "1.25", "rx": "16"}
GROUND = {"class": "tri", "fill": SUNK, "fill-opacity": ".55"}
FULL = {"class": "side", "stroke": MARK, "stroke-width": "2.5", "stroke-linecap": "round"}
DOTTED = {
    "class": "side-few",
    "stroke": EDGE,
    "stroke-width": "2",
    "stroke-dasharray": "2 7",
    "stroke-linecap": "round",
}
BOLD = {"class": "tb", "fill": INK, "font-weight": "650"}
FAINT = {"class": "tm", "fill": INK_3}
CLEAR = {"class": "t-mark", "fill": MARK, "font-weight": "650"}
PLAIN = {"fill": INK_2}
END = {"text-anchor": "end"}
SIGN = marks.STYLES["plain"]


class Line(Struct, frozen=True):
    """One person in one place: their times, in order."""

    name: str
    times: tuple[Time, ...]

    @property
    def n(self) -> int:
        return len(self.times)

    @property
    def k(self) -> int:
        return sum(each.did for each in self.times)


class Cell(Struct, frozen=True):
    """One place: its people, and what can be said of it; `None` where there was nothing."""

    place: Place
    lines: tuple[Line, ...]
    says: Seen | None


class Box(Struct, frozen=True):
    """Where a cell stands."""

    x: float
    y: float
    w: float
    h: float

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.w / 2, self.y + self.h / 2


def draw(
    finding: Finding,
    times: Sequence[Time],
    reader: Reader,
    *,
    people: Mapping[str, Person],
    width: float = 400,
    stacked: bool = False,
) -> Drawing:
    """The triangle, `width` CSS pixels wide."""
    say, cells = reader.say, _cells(finding, times, reader)
    seen = [each.person for each in finding.people if each.says == "seen"]
    shown = [people[each].alias for each in seen if each in people and not people[each].unsafe]
    places = [(cell.place, cell.says) for cell in cells if cell.says is not None]
    svg = _stack(cells, reader, width) if stacked else _triangle(cells, reader, width)
    return Drawing(
        svg=markup(svg),
        title=say(words.triangle_title(shown[:NAMED], places)),
        title_id=TITLE,
        reading=reader.reading(newest=_left_out(cells, width)),
        legend=tuple(legend(times, say)),
        table=table(words.TRIANGLE_TABLE, _rows_of(cells, say), say),
    )


def _cells(finding: Finding, times: Sequence[Time], reader: Reader) -> tuple[Cell, ...]:
    said = {each.place: each.says for each in finding.places}
    return tuple(
        Cell(place, tuple(_lines([t for t in times if t.place == place], reader)), said.get(place))
        for place in ORDER
    )


def _lines(times: Iterable[Time], reader: Reader) -> Iterator[Line]:
    """The people of a cell, whom it was with most often first; beyond a few they share a line."""
    by_name: dict[str, list[Time]] = defaultdict(list)
    for each in times:
        by_name[reader.name(each)].append(each)
    every = sorted(by_name.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    few = PEOPLE if len(every) <= PEOPLE else PEOPLE - 1
    yield from (Line(name, tuple(found)) for name, found in every[:few])
    if every[few:]:
        rest = tuple(each for _, found in every[few:] for each in found)
        yield Line(reader.say(OTHERS), rest)


def _left_out(cells: Iterable[Cell], width: float) -> bool:
    """Whether somebody has more times than their lines hold, in the narrowest cell."""
    fits = LINES * _across(width * NARROWER)
    return any(line.n > fits for cell in cells for line in cell.lines)


def _rows_of(cells: Iterable[Cell], say: Say) -> Iterator[Row]:
    for cell in cells:
        for line in cell.lines:
            yield row((words.CELLS[cell.place], line.name, line.n, line.k), say)


# --- as a triangle ---


def _triangle(cells: Sequence[Cell], reader: Reader, width: float) -> ET.Element:
    room, life, past = cells
    narrow = round((width - BESIDE) * 0.43)
    wide = width - BESIDE - narrow
    low = max(_height(room, narrow), _height(life, wide))
    boxes: dict[Place, Box] = {
        "room": Box(1, 1, narrow - 1, _height(room, narrow)),
        "life": Box(narrow + BESIDE, 1, wide - 1, _height(life, wide)),
        "past": Box((width - wide) / 2, low + GAP, wide, _height(past, wide)),
    }
    svg = canvas(TITLE, width, low + GAP + boxes["past"].h + 2)
    _sides(svg, {each.place: each for each in cells}, boxes, low, reader.say)
    for cell in cells:
        _cell(svg, cell, boxes[cell.place], reader)
    return svg


def _sides(
    svg: ET.Element, cells: Mapping[Place, Cell], boxes: Mapping[Place, Box], low: float, say: Say
) -> None:
    """The sides of the triangle below the cells: full where it was seen at both ends."""
    level = min(boxes["room"].h, boxes["life"].h) / 2
    corners: dict[Place, tuple[float, float]] = {
        "room": (boxes["room"].middle[0], level),
        "life": (boxes["life"].middle[0], level),
        "past": boxes["past"].middle,
    }
    path(svg, GROUND, "M" + "L".join(f"{short(x)} {short(y)}" for x, y in corners.values()) + "Z")
    for one, other in PAIRS:
        start, end = corners[one], corners[other]
        style, said = _side(cells[one], cells[other])
        data = f"M{short(start[0])} {short(start[1])}L{short(end[0])} {short(end[1])}"
        path(svg, style, data)
        if other == "past":
            y = low + GAP / 2
            x = start[0] + (end[0] - start[0]) * (y - start[1]) / (end[1] - start[1])
            anchor = {} if one == "life" else END
            label = CLEAR if style is FULL else FAINT
            text(svg, {**label, **anchor}, x + (14 if one == "life" else -14), y + 4, say(said))


def _side(one: Cell, other: Cell) -> tuple[dict[str, str], Sentence]:
    both = {one.says, other.says}
    if both == {"seen"}:
        return FULL, words.SAME
    return DOTTED, words.APART if both == {"seen", "not_seen"} else words.NOT_YET


# --- as a stack ---


def _stack(cells: Sequence[Cell], reader: Reader, width: float) -> ET.Element:
    heights = [_height(each, width) for each in cells]
    svg = canvas(TITLE, width, sum(heights) + STACKED * len(cells))
    y = 1.0
    for number, (cell, height) in enumerate(zip(cells, heights, strict=True)):
        box = Box(1, y, width - 2, height)
        if number + 1 < len(cells):
            _step(svg, cell, cells[number + 1], box, reader.say)
        _cell(svg, cell, box, reader)
        y += height + STACKED
    _around(svg, cells[0], cells[-1], y - STACKED / 2, reader.say)
    return svg


def _step(svg: ET.Element, cell: Cell, below: Cell, box: Box, say: Say) -> None:
    """The side between two cells that stand below one another."""
    style, said = _side(cell, below)
    path(svg, style, f"M40 {short(box.y + box.h)}v{short(STACKED)}")
    label = CLEAR if style is FULL else FAINT
    text(svg, label, 54, box.y + box.h + STACKED / 2 + 4, say(said))


def _around(svg: ET.Element, one: Cell, other: Cell, y: float, say: Say) -> None:
    """The third side, in words."""
    style, said = _side(one, other)
    label = CLEAR if style is FULL else FAINT
    text(svg, label, PAD, y, say(words.around(one.place, said)))


# --- a cell ---


def _across(width: float) -> int:
    return int((width - 2 * PAD) // PITCH)


def _rows(line: Line, width: float) -> int:
    return min(LINES, ceil(len(line.times) / _across(width)))


def _height(cell: Cell, width: float) -> float:
    lines = sum(NAME + 6 + PITCH * _rows(line, width) for line in cell.lines)
    return HEAD + lines + FOOT


def _cell(svg: ET.Element, cell: Cell, box: Box, reader: Reader) -> None:
    at = {"x": short(box.x), "y": short(box.y), "width": short(box.w), "height": short(box.h)}
    ET.SubElement(svg, "rect", {**BOX, **at})
    path(svg, SIGN, marks.outline(cell.place, box.x + PAD + 7, box.y + 25, 6.5))
    text(svg, BOLD, box.x + PAD + 22, box.y + 30, reader.say(words.CELLS[cell.place]))
    y = box.y + HEAD
    for line in cell.lines:
        y = _line(svg, line, box, y, reader)
    style = CLEAR if cell.says == "seen" else FAINT
    n = sum(line.n for line in cell.lines)
    text(svg, style, box.x + PAD, y + 5, reader.say(words.foot(cell.place, cell.says, n)))


def _line(svg: ET.Element, line: Line, box: Box, y: float, reader: Reader) -> float:
    """A person: name, count, and below them a mark for each time; returns where the next begins."""
    room = int((box.w - 2 * PAD - 60) / LETTER)
    named(text(svg, PLAIN, box.x + PAD, y + 9, ""), line.name, fitted(line.name, room))
    text(svg, {**BOLD, **END}, box.x + box.w - PAD, y + 9, reader.say(words.k_of_n(line.k, line.n)))
    across = _across(box.w)
    drawn = line.times[-across * LINES :]
    group = ET.SubElement(svg, "g", marks.STROKE)
    for number, each in enumerate(drawn):
        level, place = divmod(number, across)
        where = (box.x + PAD + 7 + place * PITCH, y + NAME + 10 + level * PITCH)
        marks.draw(group, reader.mark(each, line.name, where, R), stop=False)
    return y + NAME + 6 + PITCH * _rows(line, box.w)
