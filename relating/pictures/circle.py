"""The circle: away left, near right, leading up, letting the other lead down.

I am the place mark, the other a small cross, a thin line joins us. A tapped point is drawn where
it was tapped; taps at the very same place lie half beside each other, so that none hides another,
and closer together than anybody can tap. Points that follow from words share a few spots; their
marks are paler and stand side by side round the spot, and the line between two spots is as thick
as it has times.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import hypot
from uuid import UUID
from xml.etree import ElementTree as ET

from msgspec import Struct

from relating.case.entries.person import Person
from relating.case.sentence import Say, in_a_row, together
from relating.engine.circle import FEWEST, Positions, Standing, facts
from relating.engine.octants import Point
from relating.engine.ways import Way
from relating.pictures import marks, words
from relating.pictures.circle_spread import APART, TOP, Disc, pitch, spread
from relating.pictures.drawing import (
    CLAY,
    EDGE,
    HAIR,
    INK,
    INK_2,
    MOSS,
    MOSS_SOFT,
    SUNK,
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

MOST = 120
"""Marks drawn, the newest ones: with more of them none can be told from its neighbour."""
MANY = 40
TITLE = "circle-title"
TAPPED = 6.0
THICKEST = 7.0
RATHER = 0.3

DISC = {"class": "disc", "fill": SUNK, "fill-opacity": ".6", "stroke": HAIR, "stroke-width": "1.5"}
RING = {"class": "disc-in", "fill": "none", "stroke": HAIR}
AXIS = {"class": "axis", "stroke": EDGE, "stroke-opacity": ".55"}
BOLD = {"class": "tb", "fill": INK, "font-weight": "650"}
MIDDLE = {"text-anchor": "middle"}
END = {"text-anchor": "end"}
THEM = {"fill": "none", "stroke": INK_2, "stroke-linecap": "round"}
CROSS = {**THEM, "class": "them", "stroke-width": "1.75"}
PALE_CROSS = {**THEM, "class": "them faint", "stroke-width": "1.4"}
TIES: dict[Way | None, dict[str, str]] = {
    "old": {"class": "join-old", "stroke": CLAY},
    "new": {"class": "join-new", "stroke": MOSS},
}
TIE = {"class": "tie", "stroke": EDGE}
RATHER_RING = {
    "class": "rather",
    "fill": MOSS_SOFT,
    "fill-opacity": ".75",
    "stroke": MOSS,
    "stroke-width": "1.75",
    "stroke-dasharray": "5 4",
}
LEADER = {"class": "leader", "fill": "none", "stroke": MOSS, "stroke-width": "1.25"}
MOSS_WORDS = {"class": "t-moss", "fill": MOSS, "font-weight": "650", "text-anchor": "end"}

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

    `rather` is where the client would rather be. The `most` newest are drawn.
    """
    say, voice = reader.say, reader.voice
    drawn = positions.standings[:most]
    # The sentence counts the marks that are drawn, and no others.
    seen = facts(drawn)
    if seen is None:
        return Figure(not_yet=say(together(words.circle_not_yet(positions, FEWEST, voice))))
    picture = _picture(drawn, reader, Disc(width=width, pitch=pitch(drawn)), rather)
    drawing = Drawing(
        svg=markup(picture),
        title=say(words.circle_title(seen, voice)),
        title_id=TITLE,
        reading=tuple(map(say, words.circle_reading(positions, drawn, seen, voice))),
        legend=tuple(_legend(drawn, say)),
        table=table(words.circle_table(voice), _rows(drawn, reader), say),
    )
    return Figure(drawing=drawing)


def _picture(
    drawn: Sequence[Standing], reader: Reader, disc: Disc, rather: Point | None
) -> ET.Element:
    svg = canvas(TITLE, disc.width, disc.height)
    _ground(svg, disc, reader.say)
    if rather is not None:
        _rather(svg, disc, rather, reader)
    _lines(svg, disc, drawn)
    _crosses(svg, disc, drawn)
    group = ET.SubElement(svg, "g", {**marks.STROKE, "fill-opacity": ".9"})
    for n, mark in enumerate(_marks(disc, drawn, reader)):
        marks.draw(group, mark, stop=n == 0)
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
        text(svg, MOSS_WORDS, disc.width, base + 16 * line, said)
    end = (disc.width - 40, base + 22 if top else base - 16)
    away = hypot(end[0] - at[0], end[1] - at[1])
    start = tuple(at[i] + (end[i] - at[i]) * r / away for i in (0, 1))
    path(svg, LEADER, f"M{short(start[0])} {short(start[1])}L{short(end[0])} {short(end[1])}")


# --- lines and crosses ---


def _lines(svg: ET.Element, disc: Disc, drawn: Sequence[Standing]) -> None:
    """One line between two points; where several times share both, it is as thick as they are."""
    ties: dict[tuple[Point, Point], list[Way]] = defaultdict(list)
    for found in drawn:
        if found.other is not None:
            ties[found.me.point, found.other.point].append(found.way)
    opacity = ".5" if len(ties) <= MANY else ".3"
    for (way, thickness), data in sorted(_tied(disc, ties).items(), key=lambda tie: -tie[0][1]):
        style = {"stroke-width": short(thickness), "stroke-opacity": opacity}
        path(svg, {**TIES.get(way, TIE), **style, "fill": "none", "stroke-linecap": "round"}, data)


def _tied(
    disc: Disc, ties: Mapping[tuple[Point, Point], list[Way]]
) -> dict[tuple[Way | None, float], str]:
    """Path data by the way all times of a line share, if they share one, and by its thickness."""
    paths: dict[tuple[Way | None, float], str] = defaultdict(str)
    for (me, other), ways in ties.items():
        way = ways[0] if len(set(ways)) == 1 and ways[0] in TIES else None
        thickness = round(min(THICKEST, 0.6 + 0.5 * len(ways)), 1)
        (x, y), (to_x, to_y) = disc.at(me), disc.at(other)
        paths[way, thickness] += f"M{short(x)} {short(y)}L{short(to_x)} {short(to_y)}"
    return paths


def _crosses(svg: ET.Element, disc: Disc, drawn: Sequence[Standing]) -> None:
    spots = dict.fromkeys(found.other for found in drawn if found.other is not None)
    for style, source in ((PALE_CROSS, "from_words"), (CROSS, "tapped")):
        places = [disc.at(spot.point) for spot in spots if spot.source == source]
        path(svg, style, "".join(_cross(x, y) for x, y in places))


def _cross(x: float, y: float) -> str:
    return f"M{short(x - 3.5)} {short(y)}h7m-3.5-3.5v7"


# --- marks ---


def _marks(disc: Disc, drawn: Sequence[Standing], reader: Reader) -> Iterable[marks.Mark]:
    """One mark for each time, newest first. The Tab key stops at the newest alone: from there the
    arrows lead on, and the table has them all."""
    where = spread(disc, drawn)
    for found in drawn:
        pale = found.me.source == "from_words"
        x, y = where[found.episode]
        yield marks.Mark(
            place=found.place,
            way=found.way,
            x=x,
            y=y,
            r=(disc.pitch - APART) / 2 if pale else TAPPED,
            href=reader.link(found.episode),
            label=_label(found, reader),
            faint=pale,
            edged=not pale,
        )


def _label(found: Standing, reader: Reader) -> str:
    when = words.when(found.day, found.place, found.age)
    who = words.person(reader.people, found.person)
    return reader.say(words.mark(when, who, found.place, words.WAYS[found.way]))


# --- the words beside it ---


def _legend(drawn: Sequence[Standing], say: Say) -> Iterable[LegendItem]:
    ways = {found.way for found in drawn}
    sources = {found.me.source for found in drawn}
    places = {found.place for found in drawn}
    yield from marks.ways_legend(ways, say)
    if "from_words" in sources:
        yield LegendItem(marks.sign("life", "old", faint=True), say(words.FROM_WORDS))
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
