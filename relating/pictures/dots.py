"""A pattern through the months: the times it went this way below the line, the others above it."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from xml.etree import ElementTree as ET

from relating.engine.claims import Time
from relating.engine.patterns import Finding
from relating.pictures import marks
from relating.pictures import pattern_words as words
from relating.pictures.claim import Link, Names, legend
from relating.pictures.drawing import (
    HAIR,
    INK_3,
    Drawing,
    Figure,
    Row,
    Table,
    canvas,
    markup,
    path,
    short,
    text,
)
from relating.pictures.words import month, month_short

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


def draw(
    finding: Finding, times: Sequence[Time], *, link: Link, names: Names, width: float = 400
) -> Figure:
    """The times of a pattern by when they were, `width` CSS pixels wide."""
    dated = sorted((each for each in times if each.place != "past"), key=lambda each: each.day)
    if not dated:
        return Figure(not_yet=words.NO_DOTS)
    drawing = Drawing(
        svg=markup(_svg(dated, link, names, width)),
        title=words.dots_title(finding.change, len(dated), dated[0].day, dated[-1].day),
        title_id=TITLE,
        reading=words.DOTS_READ if len(dated) < len(times) else words.DOTS_READ[:1],
        legend=tuple(legend(dated)),
        table=_table(dated),
    )
    return Figure(drawing=drawing)


def _svg(dated: Sequence[Time], link: Link, names: Names, width: float) -> ET.Element:
    columns = _columns(dated, width)
    above, below = (_highest(columns, did=did) for did in (False, True))
    line = above * PITCH + 4
    height = line + below * PITCH + FOOT
    svg = canvas(TITLE, width, height)
    _months(svg, dated[0].day, dated[-1].day, width, height)
    path(svg, LINE, f"M0 {short(line)}H{short(width)}")
    group = ET.SubElement(svg, "g", marks.STROKE)
    for (column, did), found in sorted(columns.items()):
        for level, each in enumerate(found[-MOST:]):
            y = line + (level + 0.5) * PITCH * (1 if did else -1)
            x = EDGES + (column + 0.5) * PITCH
            label = words.mark(each, names[each.episode])
            mark = marks.Mark(each.place, each.way, x, y, R, link(each.episode), label)
            marks.draw(group, mark, stop=False)
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


def _months(svg: ET.Element, first: date, last: date, width: float, height: float) -> None:
    """A hairline where each month begins, and its name where there is room."""
    days = max(1, (last - first).days)
    nearest = -NARROW
    for start in _starts(first, last):
        x = EDGES + (width - 2 * EDGES) * (start - first).days / days
        path(svg, RULE, f"M{short(x)} 0V{short(height - FOOT + 8)}")
        if x - nearest >= NARROW and x <= width - NARROW:
            text(svg, FADED, x + 4, height - 4, month_short(start))
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


def _table(dated: Sequence[Time]) -> Table:
    caption, head = words.DOTS_TABLE
    did = Counter((each.day.replace(day=1), each.did) for each in dated)
    months = sorted({start for start, _ in did})
    rows = tuple(
        Row(cells=(month(each, year=True), str(did[each, True]), str(did[each, False])))
        for each in months
    )
    return Table(caption=caption, head=head, rows=rows)
