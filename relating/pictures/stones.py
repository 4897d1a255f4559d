"""People are stones: slightly uneven pebbles with initials, so that the circle is the room's."""

import re
import zlib
from xml.etree import ElementTree as ET

from relating.pictures.drawing import INK, path, short, text

# How the corners of a pebble share its width (four numbers) and its height (four more).
PEBBLES = (
    (0.42, 0.58, 0.48, 0.52, 0.56, 0.5, 0.5, 0.44),
    (0.58, 0.42, 0.44, 0.56, 0.48, 0.58, 0.42, 0.52),
    (0.5, 0.5, 0.38, 0.62, 0.44, 0.56, 0.44, 0.56),
    (0.38, 0.62, 0.55, 0.45, 0.58, 0.48, 0.52, 0.42),
    (0.56, 0.44, 0.6, 0.4, 0.52, 0.42, 0.58, 0.48),
)
COLOURS = ("#e2d6c3", "#dcd9d2", "#e6cfc0", "#d3dacb", "#d3d8e2")


def initials(name: str) -> str:
    """At most two letters, of the first and the last word, as on the stones of the pages.

    >>> initials("Mara"), initials("aunt Irene of the north")
    ('M', 'AN')

    A word without a letter counts only where there is no other.

    >>> initials("Kit 🌿"), initials("🌿")
    ('K', '🌿')
    """
    words = [word for word in re.split(r"[\s\-\u2010\u2011_.]+", name) if word]
    words = [word for word in words if any(map(str.isalnum, word))] or words[:1]
    letters = [next(filter(str.isalnum, word), word[0]) for word in words]
    return "".join(letters[:1] + letters[1:][-1:]).upper()


def variant(person: str) -> int:
    """Which of the five stones a person has: the same one as on the pages.

    >>> 0 <= variant("p1") < 5
    True
    """
    return zlib.crc32(person.encode()) % len(PEBBLES)


def stone(parent: ET.Element, person: str, name: str, at: tuple[float, float, float]) -> None:
    """Add a person's stone with initials, around x, y with radius r."""
    x, y, r = at
    kind = variant(person)
    style = {"class": f"p{kind + 1}", "fill": COLOURS[kind]}
    path(parent, style, pebble(x, y, r, kind))
    words = {"class": "ini", "fill": INK, "font-weight": "650", "text-anchor": "middle"}
    text(parent, words, x, y + 5, initials(name))


def pebble(x: float, y: float, r: float, kind: int) -> str:
    """The outline of a stone, a little lower than it is wide."""
    a, b, c, d, e, f, g, k = PEBBLES[kind]
    w, h = 2 * r, 1.86 * r
    left, top = x - r, y - h / 2
    arcs = (
        (b * w, f * h, left + w, top + f * h),
        (c * w, g * h, left + w - c * w, top + h),
        (d * w, k * h, left, top + h - k * h),
        (a * w, e * h, left + a * w, top),
    )
    turns = "".join(
        f"A{short(rx)} {short(ry)} 0 0 1 {short(to_x)} {short(to_y)}" for rx, ry, to_x, to_y in arcs
    )
    return f"M{short(left + a * w)} {short(top)}{turns}Z"


def named(element: ET.Element, name: str, fits: str) -> None:
    """Write what fits of a name; the whole name shows on pointing at it."""
    if fits == name:
        element.text = name
        return
    title = ET.SubElement(element, "title")
    title.text, title.tail = name, fits
