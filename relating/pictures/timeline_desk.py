"""The timeline lying down: a row for each person, months across, back then on the left.

Rows stand in the order in which a new way was first found with somebody; a thin stair joins those.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from math import ceil
from xml.etree import ElementTree as ET

from msgspec import Struct, structs

from relating.case.sentence import Day, Say
from relating.engine.timeline import Time
from relating.pictures import marks, words
from relating.pictures.drawing import EDGE, HAIR, INK, INK_2, INK_3, canvas, path, short, text
from relating.pictures.months import Line, Link, Names, Window, months_between, time_mark
from relating.pictures.stones import named, stone

NAMES = 196.0
MEMORIES = 6
"""Memories beside each other, in the column of back then."""
HEAD = 60.0
YEAR_Y, MONTH_Y = 13.0, 30.0
ROW = 40.0
GAP = 8.0
PITCH = 12.0
CLOSE = 10.0
CROWDED = 5
LETTERS = 15
NARROWEST = 10.0
PARTS = (4, 2, 1)
NARROW_MONTH = 34.0

LABEL = {"class": "tb", "fill": INK, "font-weight": "650"}
END = {"text-anchor": "end"}
NAME = {"fill": INK_2}
FADED = {"class": "tm", "fill": INK_3}
RULE = {"class": "hairline", "stroke": HAIR}
STAIR = {"class": "stair", "fill": "none", "stroke": EDGE, "stroke-width": "1"}
FEWEST_STEPS = 2
TICK = {"class": "session", "stroke": INK_3, "stroke-width": "1.5"}

Columns = dict[int, list[Time]]


class Scale(Struct, frozen=True):
    """How time lies: months of one width from `first` on, each in `parts`, marks `pitch` apart.

    A column is a part of one month, so that no mark stands under another month's name.
    """

    first: date
    left: float
    month: float
    parts: int
    pitch: float

    @property
    def column(self) -> float:
        return self.month / self.parts

    @property
    def across(self) -> int:
        """Marks beside each other in a column."""
        return max(1, int(self.column // self.pitch))

    def x(self, found: date) -> float:
        """Where a day lies."""
        return self.left + self.month * (months_between(self.first, found) + _share(found))

    def part(self, found: date) -> int:
        """The column a day belongs to, counted from the left."""
        return months_between(self.first, found) * self.parts + int(_share(found) * self.parts)

    def columns(self, times: Sequence[Time]) -> Columns:
        """Times by their column, newest first in each."""
        columns: Columns = defaultdict(list)
        for found in times:
            columns[self.part(found.day)].append(found)
        return columns


def _share(found: date) -> float:
    """How much of its month is over when a day begins, 0 to below 1."""
    return (found.day - 1) / monthrange(found.year, found.month)[1]


def draw(title_id: str, shown: Window, link: Link, names: Names, width: float) -> ET.Element:
    """The picture, `width` CSS pixels wide and as high as its rows need."""
    scale = scaled(shown, width)
    lines = sorted(shown.lines, key=_first_new)
    rows = [_height(line, scale) for line in lines]
    svg = canvas(title_id, width, HEAD + sum(rows))
    svg.set("class", "draw wide")
    _months(svg, shown, scale, HEAD + sum(rows), names.say)
    path(svg, RULE, f"M0 {short(HEAD)}H{short(width)}")
    bottom, firsts, found = HEAD, [], list[tuple[marks.Mark, bool]]()
    for line, row in zip(lines, rows, strict=True):
        bottom += row
        path(svg, RULE, f"M0 {short(bottom)}H{short(width)}")
        _head(svg, line, bottom - ROW / 2)
        drawn = list(_marks(line, scale, bottom, link, names))
        found += drawn
        firsts += [(mark.x, mark.y) for mark, _ in drawn if mark.way == "new"][-1:]
    path(svg, STAIR, _stair(firsts))
    marks.draw_all(ET.SubElement(svg, "g", marks.STROKE), found)
    return svg


def _first_new(line: Line) -> date:
    """On which day a new way was first found with somebody; where none was, after all days."""
    days = (found.day for found in line.times if found.way == "new")
    return min(days, default=date.max)


def _stair(firsts: Sequence[tuple[float, float]]) -> str:
    """Down from each first new way, and along to that of the next row."""
    if len(firsts) < FEWEST_STEPS:
        return ""
    (x, y), *rest = firsts
    steps = (f"V{short(down)}H{short(along)}" for along, down in rest)
    return f"M{short(x)} {short(y)}{''.join(steps)}"


def scaled(shown: Window, width: float) -> Scale:
    """The finest columns that hold a mark, and the marks closer where a column would be high."""
    memories = MEMORIES * PITCH + 2 * GAP if any(line.back_then for line in shown.lines) else 0.0
    left = NAMES + memories
    month = (width - left) / max(1, len(shown.months))
    parts = next((each for each in PARTS if month / each >= NARROWEST), PARTS[-1])
    first = shown.months[-1] if shown.months else date.min
    roomy = Scale(first=first, left=left, month=month, parts=parts, pitch=PITCH)
    highest = max(_levels(line, roomy) for line in shown.lines)
    return roomy if highest <= CROWDED else structs.replace(roomy, pitch=CLOSE)


def _levels(line: Line, scale: Scale) -> int:
    fullest = max((len(found) for found in scale.columns(line.times).values()), default=0)
    return ceil(fullest / scale.across)


def _height(line: Line, scale: Scale) -> float:
    """Room for the highest column above the line that the lowest marks and the name stand on."""
    own, memories = _levels(line, scale), ceil(len(line.back_then) / MEMORIES)
    return ROW + max(0.0, (own - 1) * scale.pitch, (memories - 1) * PITCH)


def _months(svg: ET.Element, shown: Window, scale: Scale, height: float, say: Say) -> None:
    """Names of the months, a hairline where each begins, and the sessions as ticks above."""
    if any(line.back_then for line in shown.lines):
        text(svg, LABEL, NAMES, MONTH_Y, say(words.BACK_THEN))
    for n, each in enumerate(reversed(shown.months)):
        x = scale.x(each)
        path(svg, RULE, f"M{short(x)} 0V{short(height)}")
        if n == 0 or each.month == 1:
            text(svg, FADED, x + 5, YEAR_Y, str(each.year))
        if n % _every(scale) == 0:
            text(svg, LABEL, x + 5, MONTH_Y, say(Day(each, "short month")))
    days = [scale.x(found) for found in shown.sessions]
    path(svg, TICK, "".join(f"M{short(x)} {short(HEAD - 17)}v9" for x in days))
    if days:
        text(svg, FADED, 0, HEAD - 9, say(words.SESSIONS))


def _every(scale: Scale) -> int:
    """Name every month, or every second or third one where they are narrow."""
    return max(1, ceil(NARROW_MONTH / scale.month))


def _head(svg: ET.Element, line: Line, y: float) -> None:
    """A row's stone, as much of the name as fits (the whole on pointing), and its count."""
    if line.person is not None:
        stone(svg, line.person, line.name, (15, y, 14))
    fits = words.fitted(line.name, LETTERS)
    named(text(svg, NAME, 38, y + 5, ""), line.name, fits)
    text(svg, {**LABEL, **END}, NAMES - 20, y + 5, str(line.n))


def _marks(
    line: Line,
    scale: Scale,
    bottom: float,
    link: Link,
    names: Names,
) -> Iterator[tuple[marks.Mark, bool]]:
    """A row's marks, newest first, each with whether the Tab key stops there: once a month."""
    r = scale.pitch * 0.38
    stops: set[date] = set()
    for column, times in sorted(scale.columns(line.times).items(), reverse=True):
        for where, found in zip(_stack(scale, column, len(times), bottom), times, strict=True):
            month = found.day.replace(day=1)
            yield time_mark(found, where, r, link, names), month not in stops
            stops.add(month)
    for n, found in enumerate(line.back_then):
        level, place = divmod(n, MEMORIES)
        where = (NAMES + GAP + place * PITCH, bottom - ROW / 2 - level * PITCH)
        yield time_mark(found, where, r, link, names), n == 0


def _stack(scale: Scale, column: int, n: int, bottom: float) -> Iterator[tuple[float, float]]:
    """Where a column's marks stand: upwards from the line, side by side where there is room."""
    middle = scale.left + (column + 0.5) * scale.column
    left = middle - (min(scale.across, n) - 1) * scale.pitch / 2
    for each in range(n):
        level, place = divmod(each, scale.across)
        yield left + place * scale.pitch, bottom - ROW / 2 - level * scale.pitch
