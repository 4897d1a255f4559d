"""A finished picture, and the canvas it is drawn on. ElementTree does all the escaping.

Colours are written as presentation attributes in the light palette beside the classes, so that a
picture is right on paper, where no style sheet reaches it; on screen the classes override them.
"""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from msgspec import Struct

from relating.case.sentence import Said, Say

# The light palette, as in the style sheet's tokens.
SURFACE = "#fffcf7"
SUNK = "#ece5d8"
HAIR = "#e0d7c7"
EDGE = "#8c8170"
INK = "#2a261f"
INK_2 = "#5a5247"
INK_3 = "#6a6154"
MARK = "#2f3961"
MOSS = "#4b6a38"
MOSS_SOFT = "#e5ecd9"
DUSK = "#3d4a7c"
DUSK_SOFT = "#e4e6f1"
OCHRE = "#85600f"
OCHRE_SOFT = "#f7eacb"

TEXT = "13"
"""The size of words in a picture, in CSS pixels, when it is shown as wide as it was drawn."""


class Row(Struct, frozen=True):
    """One line of a table; `href` leads to what happened."""

    cells: tuple[str, ...]
    href: str | None = None


class Table(Struct, frozen=True):
    """The content of a picture as a table, in words."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]


class LegendItem(Struct, frozen=True):
    """A small sign (inline SVG, 16 by 16) and what it means."""

    svg: str
    words: str


class Drawing(Struct, frozen=True):
    """A picture: its title is a sentence, shown under the id `title_id`, which names the SVG."""

    svg: str
    title: str
    title_id: str
    reading: tuple[str, ...]
    legend: tuple[LegendItem, ...]
    table: Table


class Figure(Struct, frozen=True):
    """A drawing, or the sentence that says why there is none yet. Exactly one of the two."""

    drawing: Drawing | None = None
    not_yet: str = ""


Headings = tuple[Said, tuple[Said, ...]]
"""The caption of a table, and what stands over its columns."""


ROOM, PLAIN = 33_000, 32
"""So many bytes a picture and its table may take together, and a mark that leads nowhere takes."""


def leading(n: int, each: int) -> int:
    """How many of n marks lead to what happened and stand in the table, at `each` bytes: all, or
    as many as leave a page that a phone can load.

    >>> leading(60, 530), leading(400, 530), leading(0, 530)
    (60, 40, 0)
    """
    return n if n * each <= ROOM else max(0, (ROOM - n * PLAIN) // (each - PLAIN))


def row(cells: Iterable[Said], say: Say, href: str | None = None) -> Row:
    """One line of a table."""
    return Row(tuple(map(say, cells)), href)


def table(headings: Headings, rows: Iterable[Row], say: Say) -> Table:
    """Rows under their headings."""
    caption, head = headings
    return Table(say(caption), tuple(map(say, head)), tuple(rows))


def short(value: float) -> str:
    """A number for a path: one decimal at most, and no more characters than it needs.

    >>> short(12.04), short(-0.04), short(3.25)
    ('12', '0', '3.2')
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def canvas(title_id: str, width: float, height: float) -> ET.Element:
    """The empty picture. It is named by the sentence with the id `title_id`."""
    attributes = {
        "class": "draw",
        "width": short(width),
        "height": short(height),
        "viewBox": f"0 0 {short(width)} {short(height)}",
        "role": "group",
        "aria-labelledby": title_id,
        "font-family": "sans-serif",
        "font-size": TEXT,
    }
    return ET.Element("svg", attributes)


def path(parent: ET.Element, style: dict[str, str], data: str) -> None:
    """Add a path, unless there is nothing to draw."""
    if data:
        ET.SubElement(parent, "path", style, d=data)


def text(parent: ET.Element, style: dict[str, str], x: float, y: float, words: str) -> ET.Element:
    """Add a line of words whose base line begins, or with text-anchor ends or centres, at x, y."""
    element = ET.SubElement(parent, "text", style, x=short(x), y=short(y))
    element.text = words
    return element


def markup(element: ET.Element) -> str:
    """The SVG as it stands in a page."""
    return ET.tostring(element, encoding="unicode")
