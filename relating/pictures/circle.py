"""The circle: away left, near right, leading up, letting the other lead down.

A mark is one time and stands where I stood; no mark lies on another. Of the other nothing is drawn
but for the mark that is touched: a small cross, and a line to it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import hypot
from uuid import UUID
from xml.etree import ElementTree as ET

from msgspec import Struct
from msgspec.structs import replace

from relating.case.entries.person import Person
from relating.case.sentence import Say, in_a_row, together
from relating.engine.circle import FEWEST, Positions, Standing, facts
from relating.engine.octants import Point
from relating.pictures import marks, words
from relating.pictures.circle_spread import TOP, Disc, size, spread
from relating.pictures.drawing import (
    EDGE,
    HAIR,
    INK,
    INK_2,
    SURFACE,
    Drawing,
    Figure,
    LegendItem,
    Row,
    canvas,
    leading,
    markup,
    path,
    row,
    short,
    table,
    text,
)

MOST = 400
"""Marks drawn, the newest ones: with more of them none can be told from its neighbour."""
BYTES = 530
"""What a mark that leads on takes, with its row of the table."""
TITLE = "circle-title"
RATHER = 0.3

DISC = {"class": "disc", "fill": SURFACE, "stroke": HAIR, "stroke-width": "1.5"}
RING = {"class": "disc-in", "fill": "none", "stroke": HAIR}
AXIS = {"class": "axis", "stroke": EDGE, "stroke-opacity": ".55"}
BOLD = {"class": "tb", "fill": INK, "font-weight": "650"}
MIDDLE = {"text-anchor": "middle"}
END = {"text-anchor": "end"}
CROSS = {"class": "them", "fill": "none", "stroke": INK_2, "stroke-width": "1.75"}
THEIRS = {"stroke-linecap": "round"}
TIE = {"class": "tie", "opacity": "0"}
"""Not to be seen but for the mark that is touched. On paper nothing is."""
RATHER_RING = {
    "class": "rather",
    "fill": "none",
    "stroke": INK_2,
    "stroke-width": "1.5",
    "stroke-dasharray": "1 5",
    "stroke-linecap": "round",
}
LEADER = {"class": "leader", "fill": "none", "stroke": INK_2, "stroke-width": "1"}
RATHER_WORDS = {"fill": INK_2, "font-weight": "650", "text-anchor": "end"}

Link = Callable[[UUID], str]
Label = Callable[[str, str], str]
"""The word of a list for a code."""


class Reader(Struct, frozen=True):
    """For whom it is drawn: where marks lead, how words and people are called, in which voice."""

    link: Link
    label: Label
    people: Mapping[str, Person]
    voice: words.Voice = words.YOU
    say: Say = str


def draw(
    positions: Positions,
    reader: Reader,
    *,
    width: float = 324,
    rather: Point | None = None,
    most: int = MOST,
) -> Figure:
    """The circle for a page where it is shown `width` CSS pixels wide, at most 448.

    `rather` is where the client would rather be. The `most` newest are drawn, and of
    them the newest lead to what happened.
    """
    say, voice = reader.say, reader.voice
    drawn = positions.standings[:most]
    # The sentence counts the marks that are drawn, and no others.
    seen = positions.facts if drawn == positions.standings else facts(drawn)
    if seen is None:
        return Figure(not_yet=say(together(words.circle_not_yet(positions, FEWEST, voice))))
    linked = leading(len(drawn), BYTES)
    disc = Disc(width=width, mark=size(len(drawn), width))
    picture = _picture(drawn, reader, disc, rather, linked)
    drawing = Drawing(
        svg=markup(picture),
        title=say(words.circle_title(seen, reader.people, voice)),
        title_id=TITLE,
        reading=tuple(map(say, words.circle_reading(positions, drawn, seen, voice, linked))),
        legend=tuple(_legend(drawn, say)),
        table=table(words.circle_table(voice), _rows(drawn[:linked], reader), say),
    )
    return Figure(drawing=drawing)


def _picture(
    drawn: Sequence[Standing],
    reader: Reader,
    disc: Disc,
    rather: Point | None,
    linked: int,
) -> ET.Element:
    svg = canvas(TITLE, disc.width, disc.height)
    _ground(svg, disc, reader.say)
    if rather is not None:
        _rather(svg, disc, rather, reader)
    group = ET.SubElement(svg, "g", {**marks.stroke(disc.mark), **THEIRS})
    where = spread(disc, drawn)
    older = (_mark(found, where, disc) for found in drawn[linked:])
    marks.draw_together(group, list(older))
    for n, found in enumerate(drawn[:linked]):
        mark = _mark(found, where, disc, reader)
        link = marks.draw(group, mark, stop=n == 0)
        if found.other is not None:
            path(link, TIE, _tie((mark.x, mark.y), disc.at(found.other.point)))
    return svg


# --- the ground ---


def _ground(svg: ET.Element, disc: Disc, say: Say) -> None:
    x, y = disc.middle
    for style, share in ((DISC, 1.0), (RING, 2 / 3), (RING, 1 / 3)):
        _ring(svg, style, disc.middle, disc.radius * share)
    r = disc.radius
    path(
        svg,
        AXIS,
        f"M{short(x - r)} {short(y)}h{short(2 * r)}M{short(x)} {short(y - r)}v{short(2 * r)}",
    )
    text(svg, {**BOLD, **MIDDLE}, x, TOP - 10, say(words.SIDES["leading"]))
    text(svg, {**BOLD, **MIDDLE}, x, disc.height - 5, say(words.SIDES["yielding"]))
    text(svg, BOLD, 1, y + 5, say(words.SIDES["cold"]))
    text(svg, {**BOLD, **END}, disc.width - 2, y + 5, say(words.SIDES["warm"]))


def _ring(svg: ET.Element, style: dict[str, str], at: Point, r: float) -> None:
    ET.SubElement(svg, "circle", style, cx=short(at[0]), cy=short(at[1]), r=short(r))


def _rather(svg: ET.Element, disc: Disc, point: Point, reader: Reader) -> None:
    """The dashed ring, its words in the nearer corner on the right, and a line between the two."""
    at, r = disc.at(point), RATHER * disc.radius
    _ring(svg, RATHER_RING, at, r)
    top = point[1] >= 0
    base = TOP - 10 if top else disc.height - 24
    for line, said in enumerate(reader.say(words.would_rather_be(reader.voice)).split("\n")):
        text(svg, RATHER_WORDS, disc.width, base + 16 * line, said)
    end = (disc.width - 40, base + 22 if top else base - 16)
    away = hypot(end[0] - at[0], end[1] - at[1])
    start = tuple(at[i] + (end[i] - at[i]) * r / away for i in (0, 1))
    path(svg, LEADER, f"M{short(start[0])} {short(start[1])}L{short(end[0])} {short(end[1])}")


def _tie(me: Point, other: Point) -> str:
    """A line from the mark to the other, who is a cross."""
    x, y = other
    line = f"M{short(me[0])} {short(me[1])}L{short(x)} {short(y)}"
    return f"{line}m-4 0h8m-4-4v8"


# --- marks ---


def _mark(
    found: Standing, where: Mapping[UUID, Point], disc: Disc, reader: Reader | None = None
) -> marks.Mark:
    """The mark of one time; without a reader it leads nowhere. The Tab key stops at the newest
    alone: from there the arrows lead on, and the table has them."""
    x, y = where[found.episode]
    mark = marks.Mark(found.place, found.way, x, y, disc.mark)
    if reader is None:
        return mark
    return replace(mark, href=reader.link(found.episode), label=_label(found, reader))


def _label(found: Standing, reader: Reader) -> str:
    when = words.when(found.day, found.place, found.age)
    who = words.person(reader.people, found.person)
    return reader.say(words.mark(when, who, found.place, words.WAYS[found.way]))


# --- the words beside it ---


def _legend(drawn: Sequence[Standing], say: Say) -> Iterable[LegendItem]:
    ways = {found.way for found in drawn}
    places = {found.place for found in drawn}
    yield from marks.ways_legend(ways, say)
    if any(found.other is not None for found in drawn):
        yield LegendItem(_cross_sign(), say(words.THE_OTHER))
    yield from marks.places_legend(places, say)


def _cross_sign() -> str:
    svg = ET.Element("svg", {"class": "mark", "viewBox": "0 0 16 16", "aria-hidden": "true"})
    path(svg, CROSS, "M4 8h8M8 4v8")
    return markup(svg)


def _rows(drawn: Sequence[Standing], reader: Reader) -> Iterator[Row]:
    for found in drawn:
        cells = (
            words.when(found.day, found.place, found.age),
            words.person(reader.people, found.person),
            in_a_row([reader.label("other_did", code) for code in found.other_did]),
            in_a_row([reader.label("behaviour", code) for code in found.i_did]),
            words.where(found.me.point),
            "" if found.other is None else words.where(found.other.point),
        )
        yield row(cells, reader.say, reader.link(found.episode))
