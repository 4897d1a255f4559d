"""The map: every place in one table, every page under one of them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, get_resolver

from relating.web.page.icons import ICONS
from relating.web.page.map import BY_KEY, LINES, MORE, PLACES, Place

WEB = Path(__file__).parents[3] / "relating" / "web"
FRAMES = {"frame_for": 2, "phone_frame": 1, "desk_frame": 1, "office_for": 1}
"""What makes a frame, and which of its arguments says where the page is."""


def addresses() -> dict[str, str]:
    """Every address, with the room of its view."""
    patterns = (each for each in get_resolver().url_patterns if isinstance(each, URLPattern))
    return {str(each.name): str(each.lookup_str).split(".")[2] for each in patterns}


def keys_passed() -> Iterator[tuple[str, str]]:
    """Where a view makes a frame, and each key that it may pass."""
    for path in WEB.glob("*/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            number = FRAMES.get(node.func.id)
            if number is None or path.parent.name == "page" or len(node.args) <= number:
                continue
            where = f"{path.relative_to(WEB)}:{node.lineno}"
            key = node.args[number]
            assert isinstance(key, ast.Constant), f"{where}: no key in plain sight"
            yield where, str(key.value)


def test_every_page_says_of_a_place_of_the_map_that_it_stands_there() -> None:
    passed = list(keys_passed())
    assert len(passed) > 30
    assert [(where, key) for where, key in passed if key and key not in BY_KEY] == []


def test_no_two_places_have_the_same_key() -> None:
    assert len(BY_KEY) == len(PLACES)


def test_every_place_of_the_map_has_an_address() -> None:
    assert {each.address for each in PLACES} <= set(addresses())


def test_every_room_is_on_the_map() -> None:
    rooms = {path.parent.name for path in WEB.glob("*/urls.py")}
    found = addresses()
    assert {found[each.address] for each in PLACES} == rooms


def test_a_page_stands_under_a_line_that_the_rail_has_and_a_tab_that_the_bar_has() -> None:
    rail = {each.key for each in PLACES if each.rail}
    bar = {each.key for each in PLACES if each.bar}
    assert {each.at_desk for each in PLACES} - {""} == rail
    assert {each.on_phone for each in PLACES} - {""} == bar


def test_the_rail_has_six_lines_each_with_pages_and_an_icon_of_its_own() -> None:
    assert [str(each.label) for each in LINES] == [
        *("Before", "In", "After", "Understand", "Between us", "Course")
    ]
    assert {each.under for each in PLACES} - {""} == {each.key for each in LINES}
    assert len({ICONS[each.icon] for each in LINES}) == len(LINES)
    assert [each.key for each in PLACES if each.under and each.rest] == []


def test_more_shows_everything_that_says_what_it_is_about() -> None:
    shown = [key for _, keys in MORE for key in keys]
    assert sorted(shown) == sorted(each.key for each in PLACES if each.about)


@pytest.mark.parametrize(
    "place", [each for each in PLACES if each.rail or each.bar or each.about or each.office]
)
def test_what_one_can_go_to_has_a_name_and_an_icon(place: Place) -> None:
    assert place.label
    assert place.icon in ICONS
