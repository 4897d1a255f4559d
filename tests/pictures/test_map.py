"""The map of people: everybody in their ring, nobody on another, however many there are."""

from itertools import combinations
from math import hypot
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from relating.case.entries.tie import Ring
from relating.pictures.map import Reader, Standing, draw, spot, wide, wrapped
from relating.pictures.map_layout import FOOT, INNER, LINE, RADII, STONE, overlap, placed

RINGS: tuple[Ring, ...] = ("near", "middle", "far")
NAMES = ("Sam", "Aunt Pilar", "Magdalena von Hohenfels-Wiedebusch", "Ñ", "小林さくら", "Jo")
READER = Reader(
    title="Near, middle and far",
    me="me",
    rings={"near": "near", "middle": "middle", "far": "far"},
    for_me="there for me",
    for_them="I am there for them",
    then="in May",
    head=("Who", "How near", "in May", "there for me", "I am there for them"),
)
SIZES = (1, 2, 3, 7, 12, 25, 40)


def people(many: int, *rings: Ring, **more: Any) -> list[Standing]:
    """So many people, in these rings by turns."""
    return [
        Standing(f"p{n}", NAMES[n % len(NAMES)], f"/people/{n}/", rings[n % len(rings)], n, **more)
        for n in range(many)
    ]


@pytest.mark.parametrize("many", SIZES)
@pytest.mark.parametrize("rings", [RINGS, ("near",), ("middle",), ("far",), ("far", "near")])
def test_nobody_lies_on_another_and_everybody_in_their_ring(
    many: int, rings: tuple[Ring, ...]
) -> None:
    spots = [spot(each, each.ring) for each in people(many, *rings)]
    found = placed(spots)
    boxes = [
        (x - s.half, y - STONE, x + s.half, y + s.below)
        for s, (x, y) in zip(spots, found.at, strict=True)
    ]
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]
    for s, (x, y) in zip(spots, found.at, strict=True):
        inside = [ring for ring in RINGS if within(x, y, ring, found.scale)]
        assert inside[0] == s.ring
        width, height = found.size
        assert abs(x) + s.half <= width / 2
        assert abs(y) <= height / 2
        assert y + s.below <= (height - FOOT) / 2 + FOOT


def within(x: float, y: float, ring: Ring, scale: float) -> bool:
    rx, ry = RADII[ring]
    return hypot(x / (rx * scale), y / (ry * scale)) <= 1


def test_the_rings_lie_in_one_another() -> None:
    for outer, inner in INNER.items():
        assert RADII[inner] < RADII[outer]


def test_somebody_who_comes_leaves_the_others_where_they_are() -> None:
    few, more = people(6, *RINGS), people(7, *RINGS)
    before, after = ([spot(each, each.ring) for each in found] for found in (few, more))
    assert placed(before).at == placed(after).at[:6]


def test_whoever_was_let_go_of_somewhere_stands_there() -> None:
    [one] = people(1, "middle", turned=90)
    x, y = placed([spot(one, one.ring)]).at[0]
    assert abs(x) < 60
    assert y > 0


def test_a_long_name_is_broken_and_none_is_wider_than_it_is_thought_to_be() -> None:
    assert wrapped("Sam") == ["Sam"]
    assert wrapped("Donaudampfschifffahrtskapitän") == ["Donaudampfschi", "fffahrtskapitä", "n"]
    assert wrapped("a " * 60)[-1].endswith("…")
    assert wide("小林") == 28


def test_the_picture_says_who_is_there_for_whom_and_where_somebody_stood() -> None:
    two = [
        Standing("p1", "Sam", "/people/1/", "near", 0, for_me="Listens.", for_them="The bills."),
        Standing("p2", "Jo", "/people/2/", "near", 1, was="far"),
    ]
    drawing = draw(two, READER)
    svg = ET.fromstring(drawing.svg)
    kinds = [each.get("class") for each in svg.iter() if each.get("class")]
    assert (kinds.count("m-in"), kinds.count("m-out"), kinds.count("m-was")) == (1, 1, 1)
    named = [each.get("aria-label") for each in svg.iter("a")]
    assert named == ["Sam, near", "Jo, near"]
    assert [each.words for each in drawing.legend] == [
        "there for me",
        "I am there for them",
        "in May",
    ]
    assert [row.cells for row in drawing.table.rows] == [
        ("Sam", "near", "", "Listens.", "The bills."),
        ("Jo", "near", "far", "", ""),
    ]


def test_a_name_cannot_bring_markup_into_the_picture() -> None:
    [one] = people(1, "near")
    drawing = draw([Standing(one.id, "<b onload='x'>&", "/x/", "near", 0)], READER)
    svg = ET.fromstring(drawing.svg)
    assert not [each for each in svg.iter() if each.tag == "b"]


def test_forty_people_make_a_light_picture() -> None:
    forty = people(40, *RINGS, for_me="x", for_them="y")
    drawing = draw(forty, READER)
    assert len(drawing.svg) < 26_000


def test_a_line_of_a_name_has_room_below_the_one_before() -> None:
    one, long = (spot(Standing("p", name, "/", "far", 0), "far") for name in (NAMES[0], NAMES[2]))
    assert long.below - one.below == LINE * 2
