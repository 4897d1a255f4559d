"""Marks: shape is the place, hollow an old way, filled a new way, half filled both, dashed neither.

A small solid mark says that it was not asked what I did.
"""

from collections.abc import Collection, Iterable, Iterator
from xml.etree import ElementTree as ET

from msgspec import Struct

from relating.case.fields import Place
from relating.case.sentence import Say
from relating.engine.ways import Way
from relating.pictures import words
from relating.pictures.drawing import (
    EDGE,
    MARK,
    SURFACE,
    LegendItem,
    markup,
    path,
    short,
)

STROKE = {"stroke-width": "2", "stroke-linejoin": "round"}
"""Stands once on the group that holds the marks."""

THIN = 4.0
"""Below this radius a line of two pixels would fill a mark that is hollow."""
OLDER = {"class": "older", "opacity": ".7"}
"""Marks that lead nowhere are a little fainter."""

STYLES: dict[Way, dict[str, str]] = {
    "old": {"class": "old", "fill": SURFACE, "stroke": MARK},
    "new": {"class": "new", "fill": MARK, "stroke": MARK},
    "mixed": {"class": "mix-o", "fill": SURFACE, "stroke": MARK},
    "neither": {"class": "none", "fill": SURFACE, "stroke": EDGE, "stroke-dasharray": "3 2"},
    "plain": {"class": "plainmark", "fill": EDGE, "stroke": EDGE},
}
HALF_FILLED = {"class": "mix-f", "fill": MARK, "stroke": "none"}
SMALLER = 0.6


def stroke(r: float) -> dict[str, str]:
    """The line round marks of this radius."""
    return STROKE if r >= THIN else {**STROKE, "stroke-width": "1.2"}


class Mark(Struct, frozen=True):
    """One time on a picture: where, how large (radius `r`), where it leads, what it is called. Of
    the oldest neither is there."""

    place: Place
    way: Way
    x: float
    y: float
    r: float
    href: str = ""
    label: str = ""


def draw(parent: ET.Element, mark: Mark, *, stop: bool = True) -> ET.Element:
    """Add a mark as a link, and give the link. With `stop` false the Tab key passes it by, and its
    table has it."""
    attributes = {"href": mark.href, "aria-label": mark.label}
    if not stop:
        attributes["tabindex"] = "-1"
    link = ET.SubElement(parent, "a", attributes)
    _signs(link, mark)
    return link


def draw_all(parent: ET.Element, found: Iterable[tuple[Mark, bool]]) -> None:
    """Add marks, each with whether the Tab key stops there; those that lead nowhere below them."""
    every = list(found)
    draw_together(parent, [mark for mark, _ in every if not mark.href])
    for mark, stop in every:
        if mark.href:
            draw(parent, mark, stop=stop)


def draw_together(parent: ET.Element, found: Collection[Mark]) -> None:
    """Add marks that lead nowhere: one path for all of a way, so that each costs few bytes."""
    if not found:
        return
    group = ET.SubElement(parent, "g", OLDER)
    for way, style in STYLES.items():
        path(group, style, "".join(_outline(each) for each in found if each.way == way))
    mixed = (each for each in found if each.way == "mixed")
    path(group, HALF_FILLED, "".join(half(each.place, each.x, each.y, each.r) for each in mixed))


def _outline(mark: Mark) -> str:
    return outline(mark.place, mark.x, mark.y, _radius(mark))


def _radius(mark: Mark) -> float:
    return mark.r * SMALLER if mark.way == "plain" else mark.r


def sign(place: Place, way: Way) -> str:
    """A mark by itself, 16 by 16, for legends and lists. It says nothing to a screen reader."""
    attributes = {"class": "mark", "viewBox": "0 0 16 16", "aria-hidden": "true", **STROKE}
    svg = ET.Element("svg", attributes)
    _signs(svg, Mark(place, way, 8, 8, 6, "", ""))
    return markup(svg)


def ways_legend(ways: Collection[Way], say: Say) -> Iterator[LegendItem]:
    """The legend of the ways that a picture shows."""
    for way in STYLES:
        if way in ways:
            yield LegendItem(svg=sign("life", way), words=say(words.WAYS[way]))


def places_legend(places: Collection[Place], say: Say) -> Iterator[LegendItem]:
    """The legend of the places that a picture shows."""
    for place in words.PLACE_NAMES:
        if place in places:
            yield LegendItem(svg=place_sign(place), words=say(words.PLACE_NAMES[place]))


def place_sign(place: Place) -> str:
    """The shape of a place without a way, 16 by 16, for legends."""
    svg = ET.Element("svg", {"class": "mark", "viewBox": "0 0 16 16", "aria-hidden": "true"})
    _shape(svg, {**STYLES["plain"], **STROKE}, place, (8, 8, 6))
    return markup(svg)


def _signs(parent: ET.Element, mark: Mark) -> None:
    r = _radius(mark)
    _shape(parent, STYLES[mark.way], mark.place, (mark.x, mark.y, r))
    if mark.way == "mixed":
        path(parent, HALF_FILLED, half(mark.place, mark.x, mark.y, r))


def _shape(
    parent: ET.Element, style: dict[str, str], place: Place, at: tuple[float, float, float]
) -> None:
    x, y, r = at
    if place == "room":
        ET.SubElement(parent, "circle", style, cx=short(x), cy=short(y), r=short(r))
    else:
        path(parent, style, outline(place, x, y, r))


def outline(place: Place, x: float, y: float, r: float) -> str:
    """The outline of a place's shape around x, y; `r` is the radius of the circle it matches.

    >>> outline("life", 10, 10, 10)
    'M1.1 1.1h17.8v17.8h-17.8z'
    """
    if place == "life":
        side = r * 0.89
        across = short(2 * side)
        return f"M{short(x - side)} {short(y - side)}h{across}v{across}h-{across}z"
    if place == "past":
        base = short(r * 2.16)
        slope = f"l{short(r * 1.08)} {short(r * 1.94)}"
        return f"M{short(x)} {short(y - r * 1.08)}{slope}h-{base}z"
    d = short(r * 1.12)
    if place == "practice":
        return f"M{short(x)} {short(y - r * 1.12)}l{d} {d}-{d} {d}-{d}-{d}z"
    return half(place, x, y, r)[:-1] + f"a{short(r)} {short(r)} 0 0 1 0-{short(2 * r)}z"


def half(place: Place, x: float, y: float, r: float) -> str:
    """The right half of a place's shape, which is filled when both ways were there."""
    if place == "life":
        side = r * 0.89
        return f"M{short(x)} {short(y - side)}h{short(side)}v{short(2 * side)}h-{short(side)}z"
    if place == "past":
        reach = r * 1.08
        return f"M{short(x)} {short(y - reach)}l{short(reach)} {short(r * 1.94)}h-{short(reach)}z"
    if place == "practice":
        d = short(r * 1.12)
        return f"M{short(x)} {short(y - r * 1.12)}l{d} {d}-{d} {d}z"
    return f"M{short(x)} {short(y - r)}a{short(r)} {short(r)} 0 0 1 0 {short(2 * r)}z"
