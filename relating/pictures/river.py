"""The river: old ways below its line, hollow; new ways above, filled; months across.

What is certain of the new is filled, and a paler band reaches as far as the times would let it.
Below, the old keeps a hollow bed as deep as its share. A stretch with too few times is dry.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from xml.etree import ElementTree as ET

from relating.case.sentence import Day, Say
from relating.engine.river import STRETCH, Reach, River
from relating.pictures import change_words as words
from relating.pictures.drawing import (
    DUSK_SOFT,
    EDGE,
    INK_3,
    MARK,
    SURFACE,
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

TITLE = "river-title"
DEEP, TOP, FOOT = 84.0, 8.0, 24.0
EDGES = 8.0
NARROW = 44.0
"""Words on the axis stand so far apart at least."""
EVERY = (1, 2, 3, 6)
"""A name stands at every month, or at every second, third or sixth."""
BANK = {"class": "river-line", "stroke": INK_3, "stroke-width": "1.5"}
SURE = {"class": "river-new", "fill": MARK}
LIKELY = {"class": "river-band", "fill": DUSK_SOFT, "stroke": MARK, "stroke-width": "1"}
OLD = {"class": "river-old", "fill": SURFACE, "stroke": MARK, "stroke-width": "2"}
OLD_LIKELY = {"class": "river-likely", "fill": "none", "stroke": MARK, "stroke-dasharray": "1 4"}
DRY = {"class": "river-dry", "stroke": EDGE, "stroke-dasharray": "2 5"}
SINCE = {"class": "river-since", "stroke": EDGE}
TICK = {"class": "tick", "stroke": EDGE}
FADED = {"class": "tm", "fill": INK_3}
BOX, LINE = "M2 4h12v9h-12z", "M0 8h16"
KEY = (
    (SURE, BOX, words.NEW_SURE),
    (BANK, LINE, words.AS_TOLD),
    (LIKELY, BOX, words.NEW_LIKELY),
    (OLD, BOX, words.OLD_BED),
    (OLD_LIKELY, LINE, words.OLD_LIKELY),
    (DRY, LINE, words.TOO_FEW_TIMES),
    (SINCE, "M8 1v14", words.WORK_BEGAN),
)


def draw(found: River, say: Say = str, her: str = "", width: float = 344) -> Figure:
    """The river, `width` CSS pixels wide; `her` is the name of whom it is about."""
    if found.too_few:
        return Figure(not_yet=say(words.RIVER_TOO_FEW))
    svg = markup(_svg(found, say, width))
    drawing = Drawing(
        svg=svg,
        title=say(words.river_title(her)),
        title_id=TITLE,
        reading=tuple(map(say, words.RIVER_READING)),
        legend=tuple(_legend(svg, say)),
        table=table(words.RIVER_TABLE, _rows(found, say), say),
    )
    return Figure(drawing=drawing)


def _svg(found: River, say: Say, width: float) -> ET.Element:
    svg = canvas(TITLE, width, TOP + 2 * DEEP + FOOT)
    line = TOP + DEEP
    apart = (width - 2 * EDGES) / len(found.reaches)
    edges = [EDGES + apart * number for number in range(len(found.reaches) + 1)]
    placed = list(zip(found.reaches, edges, edges[1:], strict=False))
    for dry, group in groupby(placed, key=lambda each: each[0].new is None):
        stretch = list(group)
        if dry:
            path(svg, DRY, f"M{short(stretch[0][1])} {short(line)}H{short(stretch[-1][2])}")
        else:
            _water(svg, stretch, line)
            path(svg, BANK, f"M{short(stretch[0][1])} {short(line)}H{short(stretch[-1][2])}")
    _since(svg, found, edges, line)
    _months(svg, found, edges, say)
    return svg


Placed = tuple[Reach, float, float]


def _water(svg: ET.Element, stretch: Sequence[Placed], line: float) -> None:
    """A stretch that is not dry: first the bed of the old, then the new with its band."""
    new, low, high = (
        [getattr(reach, name) for reach, _left, _right in stretch]
        for name in ("new", "low", "high")
    )
    path(svg, OLD, _area(stretch, [line + DEEP * (1 - each) for each in new], line))
    path(svg, OLD_LIKELY, _edge(stretch, [line + DEEP * (1 - each) for each in low]))
    path(svg, LIKELY, _area(stretch, [line - DEEP * each for each in high], line))
    path(svg, SURE, _area(stretch, [line - DEEP * each for each in low], line))
    path(svg, BANK | {"fill": "none"}, _edge(stretch, [line - DEEP * each for each in new]))


def _edge(stretch: Sequence[Placed], ys: Sequence[float]) -> str:
    """One side of the water: through the middle of each four weeks, and flowing on to the next."""
    middles = [(left + right) / 2 for _reach, left, right in stretch]
    data = f"M{short(stretch[0][1])} {short(ys[0])}H{short(middles[0])}"
    for (_, _, border), y, after, middle in zip(stretch, ys, ys[1:], middles[1:], strict=False):
        data += f"C{short(border)} {short(y)} {short(border)} {short(after)} "
        data += f"{short(middle)} {short(after)}"
    return f"{data}H{short(stretch[-1][2])}"


def _area(stretch: Sequence[Placed], ys: Sequence[float], line: float) -> str:
    """What lies between one side and the line."""
    return f"{_edge(stretch, ys)}V{short(line)}H{short(stretch[0][1])}Z"


def _since(svg: ET.Element, found: River, edges: Sequence[float], line: float) -> None:
    """A stroke where the work on the way began."""
    first = found.reaches[0].first
    if found.since is None or not first <= found.since:
        return
    days = (found.since - first).days / STRETCH.days
    if days <= len(found.reaches):
        x = edges[0] + (edges[1] - edges[0]) * days
        path(svg, SINCE, f"M{short(x)} {short(TOP)}V{short(line + DEEP)}")


def _months(svg: ET.Element, found: River, edges: Sequence[float], say: Say) -> None:
    """The names of months where they begin, all equally many months apart."""
    first, a_day = found.reaches[0].first, (edges[1] - edges[0]) / STRETCH.days
    every = next((each for each in EVERY if each * 28 * a_day >= NARROW), EVERY[-1])
    for month in list(_begin(first, found.reaches[-1].first + STRETCH))[::every]:
        x = edges[0] + (month - first).days * a_day
        if x + NARROW / 2 <= edges[-1] + EDGES:
            path(svg, TICK, f"M{short(x)} {short(TOP + 2 * DEEP)}v4")
            text(svg, FADED, x, TOP + 2 * DEEP + FOOT - 6, say(Day(month, "short month")))


def _begin(first: date, end: date) -> Iterator[date]:
    """The first days of the months that begin between two days."""
    for number in range(first.year * 12 + first.month - 1, end.year * 12 + end.month):
        month = date(number // 12, number % 12 + 1, 1)
        if first <= month < end:
            yield month


def _legend(drawn: str, say: Say) -> Iterator[LegendItem]:
    """The key of what is in the picture."""
    for style, data, said in KEY:
        if style["class"] not in drawn:
            continue
        svg = ET.Element("svg", {"class": "mark", "viewBox": "0 0 16 16", "aria-hidden": "true"})
        path(svg, style, data)
        yield LegendItem(markup(svg), say(said))


def _rows(found: River, say: Say) -> Iterator[Row]:
    """The newest first."""
    for reach in reversed(found.reaches):
        yield row((Day(reach.first), *words.river_cells(reach)), say)
