"""The timeline standing upright: people side by side, the newest month on top, back then below."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from math import ceil
from xml.etree import ElementTree as ET

from msgspec import Struct

from relating.case.sentence import Day, Say
from relating.engine.timeline import Time
from relating.pictures import marks, words
from relating.pictures.drawing import HAIR, INK, INK_2, INK_3, SUNK, canvas, path, short, text
from relating.pictures.months import Line, Link, Names, Window, by_month, month, time_mark
from relating.pictures.stones import named, stone

MONTH_WIDTH = 44.0
GAP = 6.0
WIDEST = 92.0
HEAD = 58.0
PITCH = 13.0
RADIUS = 4.6
LETTER = 7.2
"""About as wide as one letter of 13 pixels."""
PAD = 6.0
BAND = 25.0
LINE = 15.0
TICKED = 9.0
TICKS = 7

LANE = {"class": "lane", "fill": SUNK, "fill-opacity": ".5"}
NAME = {"fill": INK_2, "text-anchor": "middle"}
LABEL = {"class": "tb", "fill": INK, "font-weight": "650"}
FADED = {"class": "tm", "fill": INK_3}
RULE = {"class": "hairline", "stroke": HAIR}
TICK = {"class": "session", "stroke": INK_3, "stroke-width": "1.5"}


class Band(Struct, frozen=True):
    """One month, or back then (`month` is `None`): a cell for each line, sessions and height.

    `year` says that a second line stands under its name.
    """

    month: date | None
    cells: tuple[tuple[Time, ...], ...]
    sessions: int
    height: float
    year: bool


class Lanes(Struct, frozen=True):
    """How the columns lie."""

    count: int
    width: float

    @property
    def across(self) -> int:
        """Marks beside each other in a column."""
        return max(1, int((self.width - GAP) // PITCH))

    def left(self, index: int) -> float:
        return MONTH_WIDTH + index * (self.width + GAP)

    def middle(self, index: int) -> float:
        return self.left(index) + self.width / 2


def draw(title_id: str, shown: Window, link: Link, names: Names, width: float) -> ET.Element:
    """The picture, `width` CSS pixels wide and as high as its months need."""
    lanes = _lanes(len(shown.lines), width)
    bands = _bands(shown, lanes.across)
    height = HEAD + sum(band.height for band in bands) + GAP
    svg = canvas(title_id, width, height)
    for index, line in enumerate(shown.lines):
        _head(svg, line, lanes, index, height)
    top, found = HEAD, list[tuple[marks.Mark, bool]]()
    for band in bands:
        _label(svg, band, top, width, names.say)
        for index, cell in enumerate(band.cells):
            found += _cell(cell, lanes, (index, top), link, names)
        top += band.height
    marks.draw_all(ET.SubElement(svg, "g", marks.STROKE), found)
    return svg


def _lanes(count: int, width: float) -> Lanes:
    room = (width - MONTH_WIDTH + GAP) / max(1, count) - GAP
    return Lanes(count=count, width=min(WIDEST, room))


def _bands(shown: Window, across: int) -> list[Band]:
    months = [by_month(line.times) for line in shown.lines]
    held = Counter(month(day) for day in shown.sessions)
    bands = [
        _band(each, tuple(found.get(each[0], ()) for found in months), held[each[0]], across)
        for each in _with_years(shown.months)
    ]
    memories = tuple(line.back_then for line in shown.lines)
    return [*bands, _band(None, memories, 0, across)] if any(memories) else bands


def _with_years(months: Sequence[date]) -> list[tuple[date, bool]]:
    """Each month, and whether its year is written: at the top, and where another one begins."""
    years = [None, *(each.year for each in months)]
    return [(each, each.year != before) for each, before in zip(months, years, strict=False)]


def _band(
    named: tuple[date, bool] | None, cells: tuple[tuple[Time, ...], ...], sessions: int, across: int
) -> Band:
    rows = max((ceil(len(cell) / across) for cell in cells), default=0)
    found, year = named or (None, True)
    words_need = BAND + (LINE if year else 0) + (TICKED if sessions else 0)
    height = max(words_need, rows * PITCH + 2 * PAD)
    return Band(month=found, cells=cells, sessions=sessions, height=height, year=year)


def _head(svg: ET.Element, line: Line, lanes: Lanes, index: int, height: float) -> None:
    """A column's ground, its stone and as much of the name as fits; the whole name on pointing."""
    lane = ET.SubElement(svg, "rect", LANE)
    lane.attrib.update(
        x=short(lanes.left(index)),
        y="0",
        width=short(lanes.width),
        height=short(height),
        rx="12",
    )
    middle = lanes.middle(index)
    if line.person is not None:
        stone(svg, line.person, line.name, (middle, 21, 15))
    fits = words.fitted(line.name, max(3, int(lanes.width / LETTER)))
    named(text(svg, NAME, middle, 52 if line.person is not None else 26, ""), line.name, fits)


def _label(svg: ET.Element, band: Band, top: float, width: float, say: Say) -> None:
    """A hairline over the month, its name, the year where it changes, its sessions as ticks."""
    path(svg, RULE, f"M0 {short(top)}H{short(width)}")
    first, second = _label_lines(band.month, say)
    text(svg, LABEL, 0, top + 17, first)
    if band.year:
        text(svg, LABEL if band.month is None else FADED, 0, top + 17 + LINE, second)
    y = top + 22 + (LINE if band.year else 0)
    ticks = range(min(TICKS, band.sessions))
    path(svg, TICK, "".join(f"M{short(1 + 5 * n)} {short(y)}v7" for n in ticks))


def _label_lines(found: date | None, say: Say) -> tuple[str, str]:
    if found is None:
        first, _, second = say(words.BACK_THEN_LINES).partition("\n")
        return first, second
    return say(Day(found, "short month")), str(found.year)


def _cell(
    cell: Sequence[Time], lanes: Lanes, at: tuple[int, float], link: Link, names: Names
) -> Iterator[tuple[marks.Mark, bool]]:
    """The marks of one person in one month, side by side, newest first; one Tab stop for them."""
    index, top = at
    left = lanes.middle(index) - (min(lanes.across, len(cell)) - 1) * PITCH / 2
    for n, found in enumerate(cell):
        row, column = divmod(n, lanes.across)
        where = (left + column * PITCH, top + PAD + (row + 0.5) * PITCH)
        yield time_mark(found, where, RADIUS, link, names), n == 0
