"""A picture as a file of its own, for paper: its title, the picture in light colours, its legend.

Nothing in it leads anywhere, and it needs no style sheet.
"""

import re
from collections.abc import Iterator
from textwrap import wrap
from xml.etree import ElementTree as ET

from relating.pictures.drawing import INK, INK_2, SURFACE, Drawing, LegendItem, markup, short, text

MARGIN, GAP = 16.0, 14.0
TITLE_LINE, LEGEND_LINE, SIGN = 20.0, 22.0, 16.0
LETTER, SMALL_LETTER = 8.4, 6.8
"""About as wide as one letter of the title and of the legend."""
TITLE = {"fill": INK, "font-size": "16", "font-weight": "650"}
WORDS = {"fill": INK_2, "font-size": "12"}
ON_SCREEN = ("class", "role", "aria-labelledby", "aria-hidden", "tabindex", "href")
"""What only a page needs of a picture."""
OTHER = 'class="them"'
"""The sign of the other, who is drawn where a mark is touched alone."""
NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that a page passes over and that would make the file no XML."""


def alone(drawing: Drawing) -> str:
    """The file."""
    picture = freed(read(drawing.svg))
    wide, high = (float(picture.attrib[name]) for name in ("width", "height"))
    lines = wrap(drawing.title, max(12, int(wide / LETTER)))
    legend = list(placed([item for item in drawing.legend if OTHER not in item.svg], wide))
    top = MARGIN + TITLE_LINE * len(lines) + GAP
    below = top + high + GAP
    height = below + LEGEND_LINE * (1 + max((line for line, _, _ in legend), default=-1)) + MARGIN
    svg = sheet(wide + 2 * MARGIN, height)
    ET.SubElement(svg, "title").text = drawing.title
    ET.SubElement(svg, "desc").text = described(drawing)
    ET.SubElement(svg, "rect", width="100%", height="100%", fill=SURFACE)
    for n, words in enumerate(lines):
        text(svg, TITLE, MARGIN, MARGIN + TITLE_LINE * (n + 0.8), words)
    stand(svg, picture, MARGIN, top)
    for line, x, item in legend:
        explain(svg, item, MARGIN + x, below + LEGEND_LINE * line)
    return markup(svg)


def read(svg: str) -> ET.Element:
    """A picture that the program made."""
    return ET.fromstring(NOT_IN_XML.sub("", svg))  # noqa: S314  nobody else's


def sheet(width: float, height: float) -> ET.Element:
    """The empty file."""
    return ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "width": short(width),
            "height": short(height),
            "viewBox": f"0 0 {short(width)} {short(height)}",
            "role": "img",
            "font-family": "sans-serif",
        },
    )


def described(drawing: Drawing) -> str:
    """How to read it, in a sentence, and what its signs mean."""
    return " ".join((*drawing.reading[:1], "; ".join(item.words for item in drawing.legend)))


def freed(picture: ET.Element) -> ET.Element:
    """The picture without what only a page needs: links, and the lines that a touch shows."""
    for each in picture.iter():
        called = each.attrib.pop("aria-label", "")
        if each.tag == "a":
            each.tag = "g"
            for tie in each.findall("path[@class='tie']"):
                each.remove(tie)
        if called:
            said = ET.Element("title")
            said.text = called
            each.insert(0, said)
        if each.get("class") == "older":
            each.attrib.pop("opacity", None)
        for name in ON_SCREEN:
            each.attrib.pop(name, None)
    return picture


def stand(svg: ET.Element, picture: ET.Element, x: float, y: float) -> None:
    """Put a picture into the file."""
    picture.attrib |= {"x": short(x), "y": short(y), "overflow": "visible"}
    svg.append(picture)


def placed(legend: list[LegendItem], wide: float) -> Iterator[tuple[int, float, LegendItem]]:
    """In which line of the legend a sign stands, and how far along."""
    line, x = 0, 0.0
    for item in legend:
        needs = wide_of(item) + 8 + SMALL_LETTER * len(item.words)
        if x and x + needs > wide:
            line, x = line + 1, 0.0
        yield line, x, item
        x += needs + GAP


def wide_of(item: LegendItem) -> float:
    """How wide a sign is drawn: as its own canvas, which is as high as a line."""
    _x, _y, wide, high = map(float, read(item.svg).attrib["viewBox"].split())
    return SIGN * wide / high


def explain(svg: ET.Element, item: LegendItem, x: float, y: float) -> None:
    """A sign of the legend and its words."""
    sign, wide = freed(read(item.svg)), wide_of(item)
    sign.attrib |= {"width": short(wide), "height": short(SIGN)}
    stand(svg, sign, x, y)
    text(svg, WORDS, x + wide + 8, y + 12, item.words)
