"""Noticing: a column of five stones for each of the last times; the one that was lit is dark.

Further up is earlier. What was noticed only later, or not then, is drawn like all the rest.
"""

from collections.abc import Callable, Iterator, Mapping
from uuid import UUID
from xml.etree import ElementTree as ET

from relating.case.sentence import Day, Said, Say
from relating.engine.noticing import STAGES, Noticing, Seen
from relating.pictures import change_words as words
from relating.pictures.drawing import (
    EDGE,
    HAIR,
    INK_2,
    INK_3,
    Drawing,
    Figure,
    Row,
    canvas,
    markup,
    path,
    row,
    table,
    text,
)
from relating.pictures.stones import pebble

TITLE = "noticing-title"
WIDTH, HEIGHT = 344.0, 214.0
TOP, FOOT, LEFT = 30.0, 22.0, 8.0
LIT, DARK = 10.5, 7.0
"""The radius of a stone on which the light fell, and of the others."""
QUIET = {"class": "stone-quiet", "fill": HAIR}
NOTICED = {"class": "stone-lit", "fill": INK_2, "stroke": EDGE}
FADED = {"class": "tm", "fill": INK_3}

Link = Callable[[UUID], str]


def draw(
    found: Noticing, people: Mapping[str, Said], link: Link, say: Say = str, her: str = ""
) -> Figure:
    """The last times, oldest left; `her` is the name of whom it is about, none to herself."""
    if found.too_few:
        return Figure(not_yet=say(words.noticing_too_few(found)))
    drawing = Drawing(
        svg=markup(_svg(found, people, link, say)),
        title=say(words.noticing_title(found, her)),
        title_id=TITLE,
        reading=tuple(map(say, words.noticing_reading(found))),
        legend=(),
        table=table(words.NOTICING_TABLE, _rows(found, people, link, say), say),
    )
    return Figure(drawing=drawing)


def _svg(found: Noticing, people: Mapping[str, Said], link: Link, say: Say) -> ET.Element:
    svg = canvas(TITLE, WIDTH, HEIGHT)
    text(svg, FADED, 0, 13, say(words.NOTICED_BEFORE))
    text(svg, FADED, 0, HEIGHT - 4, say(words.NOTICED_LATER))
    apart = (WIDTH - 2 * LEFT) / len(found.times)
    for number, each in enumerate(found.times):
        attributes = {"href": link(each.episode), "aria-label": say(_label(each, people))}
        column = ET.SubElement(svg, "a", attributes)
        _column(column, each.stage, LEFT + (number + 0.5) * apart)
    return svg


def _column(parent: ET.Element, stage: int, x: float) -> None:
    """Five stones, the earliest on top."""
    step = (HEIGHT - TOP - FOOT) / STAGES
    for each in range(1, STAGES + 1):
        y = TOP + (STAGES - each + 0.5) * step
        lit = each == stage
        path(parent, NOTICED if lit else QUIET, pebble(x, y, LIT if lit else DARK, each % 5))


def _label(each: Seen, people: Mapping[str, Said]) -> Said:
    return words.noticed_at(Day(each.day), people.get(each.whom or "", ""), each.stage)


def _rows(found: Noticing, people: Mapping[str, Said], link: Link, say: Say) -> Iterator[Row]:
    """The newest first."""
    for each in reversed(found.times):
        who = people.get(each.whom or "", "")
        yield row((Day(each.day), who, words.STAGES[each.stage]), say, link(each.episode))
