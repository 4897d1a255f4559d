"""Marks: shape is the place, hollow or filled is the way."""

from typing import Any, get_args
from xml.etree import ElementTree as ET

import pytest

from relating.case.fields import Place
from relating.engine.ways import Way
from relating.pictures import marks
from relating.pictures.drawing import MARK, SURFACE

PLACES: tuple[Place, ...] = get_args(Place)


def drawn(place: Place, way: Way, **changes: Any) -> ET.Element:
    group = ET.Element("g")
    marks.draw(group, marks.Mark(place, way, 50, 40, 6, "/e/1/", "a label", **changes))
    return group[0]


def test_each_place_has_a_shape_of_its_own() -> None:
    outlines = {marks.outline(place, 50, 40, 6) for place in PLACES}
    assert len(outlines) == 4
    assert drawn("room", "old")[0].tag == "circle"


@pytest.mark.parametrize("place", PLACES)
def test_an_old_way_is_hollow_and_a_new_way_is_filled_in_real_colours(place: Place) -> None:
    old, new = drawn(place, "old")[0], drawn(place, "new")[0]
    assert (old.get("fill"), old.get("stroke"), old.get("class")) == (SURFACE, MARK, "old")
    assert (new.get("fill"), new.get("stroke"), new.get("class")) == (MARK, MARK, "new")


@pytest.mark.parametrize("place", PLACES)
def test_both_ways_at_once_are_half_filled(place: Place) -> None:
    outline, half = drawn(place, "mixed")
    assert outline.get("fill") == SURFACE
    assert half.get("fill") == MARK
    assert half.get("d") == marks.half(place, 50, 40, 6)


def test_neither_is_dashed_and_not_said_is_small() -> None:
    assert drawn("life", "neither")[0].get("stroke-dasharray")
    assert drawn("life", "plain")[0].get("d") == marks.outline("life", 50, 40, 6 * marks.SMALLER)


def test_a_mark_is_a_link_with_a_label() -> None:
    link = drawn("life", "old")
    assert (link.tag, link.get("href"), link.get("aria-label")) == ("a", "/e/1/", "a label")


def test_a_sign_says_nothing_to_a_screen_reader() -> None:
    sign = ET.fromstring(marks.sign("practice", "new"))
    assert sign.get("aria-hidden") == "true"
    assert sign.find(".//a") is None
