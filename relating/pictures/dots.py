"""A pattern through the months: the times it went this way below the line, the others above it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from xml.etree import ElementTree as ET

from relating.case.sentence import Day, Say
from relating.engine.claims import Time
from relating.engine.patterns import Finding
from relating.pictures import marks
from relating.pictures import pattern_words as words
from relating.pictures.claim import Reader, legend
from relating.pictures.drawing import (
    HAIR,
    INK_3,
    Drawing,
    Figure,
    Row,
    canvas,
    markup,
    path,
    row,
    short,
    table,
    text,
)
from relating.pictures.words import month

TITLE = "dots"
EDGES, PITCH, R = 12.0, 24.0, 6.8
MOST = 6
"""Marks in a column on either side; more are counted in the table and not drawn."""
FOOT = 24.0
NARROW = 34.0
RULE = {"class": "hairline", "stroke": HAIR}
LINE = {"class": "water-line", "stroke": INK_3, "stroke-width": "1.5"}
FADED = {"class": "tm", "fill": INK_3}

Columns = dict[tuple[int, bool], list[Time]]


def draw(finding: Finding, times: Sequence[Time], reader: Reader, *, width: float = 400) -> Figure:
    """The times of a pattern by when they were, `width` CSS pixels wide."""
    say = reader.say
    dated = sorted((each for each in times if each.place != "past"), key=lambda each: each.day)
    if not dated:
        return Figure(not_yet=say(words.NO_DOTS))
    title = words.dots_title(finding.change, len(dated), dated[0].day, dated[-1].day)
    reading = words.DOTS_READ if len(dated) < len(times) else words.DOTS_READ[:1]
    drawing = Drawing(
        svg=markup(_svg(dated, reader, width)),
        title=say(title),
        title_id=TITLE,
        reading=tuple(map(say, reading)),
        legend=tuple(legend(dated, say)),
        table=table(words.DOTS_TABLE, _rows(dated, say), say),
    )
    return Figure(drawing=drawing)


def _svg(dated: Sequence[Time], reader: Reader, width: float) -> ET.Element:
    columns = _columns(dated, width)
    above, below = (_highest(columns, did=did) for did in (False, True))
    line = above * PITCH + 4
    height = line + below * PITCH + FOOT
    svg = canvas(TITLE, width, height)
    _months(svg, (dated[0].day, dated[-1].day), width, height, reader.say)
    path(svg, LINE, f"M0 {short(line)}H{short(width)}")
    group = ET.SubElement(svg, "g", marks.STROKE)
    for (column, did), found in sorted(columns.items()):
        for level, each in enumerate(found[-MOST:]):
            y = line + (level + 0.5) * PITCH * (1 if did else -1)
            x = EDGES + (column + 0.5) * PITCH
            marks.draw(group, reader.mark(each, reader.name(each), (x, y), R), stop=False)
    return svg


def _columns(dated: Sequence[Time], width: float) -> Columns:
    """Times by their column, counted from the left, and by what followed."""
    across = int((width - 2 * EDGES) // PITCH)
    first, days = dated[0].day, max(1, (dated[-1].day - dated[0].day).days)
    columns: Columns = defaultdict(list)
    for each in dated:
        column = min(across - 1, (each.day - first).days * across // days)
        columns[column, each.did].append(each)
    return columns


def _highest(columns: Mapping[tuple[int, bool], Sequence[Time]], *, did: bool) -> int:
    heights = (len(found) for (_, each), found in columns.items() if each is did)
    return min(MOST, max(heights, default=1))


def _months(
    svg: ET.Element, span: tuple[date, date], width: float, height: float, say: Say
) -> None:
    """A hairline where each month begins, and its name where there is room."""
    first, last = span
    days = max(1, (last - first).days)
    nearest = -NARROW
    for start in _starts(first, last):
        x = EDGES + (width - 2 * EDGES) * (start - first).days / days
        path(svg, RULE, f"M{short(x)} 0V{short(height - FOOT + 8)}")
        if x - nearest >= NARROW and x <= width - NARROW:
            text(svg, FADED, x + 4, height - 4, say(Day(start, "short month")))
            nearest = x


def _starts(first: date, last: date) -> list[date]:
    """The first day of each month after the first day, until the last."""
    found: list[date] = []
    each = first.replace(day=1)
    while True:
        each = (each + timedelta(days=32)).replace(day=1)
        if each > last:
            return found
        found.append(each)


def _rows(dated: Sequence[Time], say: Say) -> Iterable[Row]:
    did = Counter((each.day.replace(day=1), each.did) for each in dated)
    for each in sorted({start for start, _ in did}):
        yield row((month(each, year=True), did[each, True], did[each, False]), say)
