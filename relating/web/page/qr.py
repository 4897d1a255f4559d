"""A link as a code that a phone's camera reads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from xml.etree import ElementTree as ET

QUIET = 4
"""The empty border, in modules, without which cameras do not find the code."""
LIGHT, DARK = "#fffcf7", "#2a261f"


@dataclass(frozen=True, slots=True)
class Code:
    """A code as inline SVG; dark on light in both schemes, because cameras want it so."""

    svg: str


def code(text: str, label: str) -> Code:
    """The code for a text; `label` says to those who cannot see it what it is."""
    import segno  # noqa: PLC0415  few pages have a code, and all would pay for it

    matrix = segno.make(text, error="m", micro=False).matrix
    side = len(matrix) + 2 * QUIET
    box = f"0 0 {side} {side}"
    svg = ET.Element("svg", {"class": "code", "viewBox": box, "role": "img", "aria-label": label})
    ET.SubElement(svg, "rect", {"width": str(side), "height": str(side), "fill": LIGHT})
    outline = "".join(run for y, row in enumerate(matrix) for run in runs(row, y))
    ET.SubElement(svg, "path", {"d": outline, "fill": DARK, "shape-rendering": "crispEdges"})
    return Code(ET.tostring(svg, encoding="unicode"))


def runs(row: Iterable[int], y: int) -> Iterator[str]:
    """The dark stretches of one row as path data."""
    x = 0
    for dark, group in groupby(row, key=bool):
        length = len(list(group))
        if dark:
            yield f"M{x + QUIET} {y + QUIET}h{length}v1h-{length}z"
        x += length
