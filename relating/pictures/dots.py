"""A pattern through the months: the times it went this way below the line, the others above it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from xml.etree import ElementTree as ET

from relating.case.sentence import Day, Say
from relating.engine.claims import Time
from relating.engine.order import in_sight
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
from relating.pictures.months import YEAR, months_between
from relating.pictures.words import month

TITLE = "dots"
EDGES, PITCH, R = 12.0, 24.0, 6.8
MOST = 6
"""Marks in a column on either side; more are counted in the table and not drawn."""
FOOT = 24.0
NARROW = 34.0
MOST_LINES = 36
STEPS = (1, 3, 12, 60, 120, 600, 1200, 6000)
"""From how many months to how many a line may stand."""
RULE = {"class": "hairline", "stroke": HAIR}
LINE = {"class": "water-line", "stroke": INK_3, "stroke-width": "1.5"}
FADED = {"class": "tm", "fill": INK_3}

Columns = dict[tuple[int, bool], list[Time]]


def draw(
    finding: Finding,
    times: Sequence[Time],
    reader: Reader,
    *,
    today: date | None = None,
    width: float = 400,
) -> Figure:
    """The times of a pattern by when they were, `width` CSS pixels wide."""
    say = reader.say
    every = sorted((each for each in times if each.place != "past"), key=lambda each: each.day)
    dated = [each for each in every if in_sight(each.day, today)] or every
    if not dated:
        return Figure(not_yet=say(words.NO_DOTS))
    title = words.dots_title(finding.change, len(dated), dated[0].day, dated[-1].day)
    reading = words.dots_reading(back_then=len(times) - len(every), beyond=len(every) - len(dated))
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
    """A hairline where each month begins, or each so many, and its name where there is room."""
    first, last = span
    days = max(1, (last - first).days)
    step = _step(months_between(first, last))
    nearest = -NARROW
    for start in _starts(first, last, step):
        x = EDGES + (width - 2 * EDGES) * (start - first).days / days
        path(svg, RULE, f"M{short(x)} 0V{short(height - FOOT + 8)}")
        if x - nearest >= NARROW and x <= width - NARROW:
            named = str(start.year) if step >= YEAR else say(Day(start, "short month"))
            text(svg, FADED, x + 4, height - 4, named)
            nearest = x


def _step(months: int) -> int:
    """From how many months to how many there is a line, so that their number stays small.

    >>> _step(7), _step(30), _step(12 * 80), _step(12 * 9998)
    (1, 1, 60, 6000)
    """
    return next(each for each in STEPS if months // each < MOST_LINES)


def _starts(first: date, last: date, step: int) -> list[date]:
    """The first day of each month after the first day until the last, or of every so many."""
    before, until = (each.year * YEAR + each.month - 1 for each in (first, last))
    counted = range(before // step * step + step, until + 1, step)
    return [date(each // YEAR, each % YEAR + 1, 1) for each in counted]


def _rows(dated: Sequence[Time], say: Say) -> Iterable[Row]:
    did = Counter((each.day.replace(day=1), each.did) for each in dated)
    for each in sorted({start for start, _ in did}):
        yield row((month(each, year=True), did[each, True], did[each, False]), say)
