"""The circle as a picture."""

from itertools import pairwise
from math import hypot
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relating.case.entries.episode import Episode
from relating.case.entries.person import Person
from relating.case.words.vocabulary import DEFAULTS
from relating.engine.circle import positions
from relating.pictures import circle, circle_spread
from relating.pictures.drawing import Drawing, Figure
from relating.pictures.words import YOU, Voice
from tests.engine.made import CASES, PEOPLE, episode
from tests.pictures.reading import links, middle, svg
from tests.sure import there

YIELDING, LEADING = (0.4, -0.6), (-0.3, 0.7)


def link(entry: object) -> str:
    return f"/episodes/{entry}/"


def figure(case: list[Episode], voice: Voice = YOU, **changes: Any) -> Figure:
    found = positions(case, DEFAULTS)
    return circle.draw(found, circle.Reader(link, DEFAULTS.label, PEOPLE, voice), **changes)


def drawn(case: list[Episode], **changes: Any) -> Drawing:
    return there(figure(case, **changes).drawing)


def picture(case: list[Episode], **changes: Any) -> ET.Element:
    return svg(drawn(case, **changes))


def placed(n: int, **changes: Any) -> list[Episode]:
    return [episode(day, my_position=YIELDING, person="mara", **changes) for day in range(n)]


def test_below_five_placed_times_a_sentence_stands_in_the_place_of_the_picture() -> None:
    found = figure(placed(4))
    assert found.drawing is None
    assert found.not_yet.startswith("Not yet: 4 times have a place")
    assert "no times have a place" in figure([episode()]).not_yet


def test_every_placed_time_is_a_link_newest_first() -> None:
    case = placed(6)
    assert links(drawn(case)) == [link(each.id) for each in reversed(case)]


def test_the_tab_key_stops_at_the_newest_alone() -> None:
    stops = [each.get("tabindex") is None for each in picture(placed(6)).iter("a")]
    assert stops == [True, False, False, False, False, False]


def test_a_tap_with_room_around_it_is_drawn_exactly_where_it_was() -> None:
    taps = [(0.4, -0.6), (0.4, -0.4), (0.2, -0.6), (0.0, 0.0), (-1.0, 0.0)]
    case = [episode(day, my_position=tap, place="room") for day, tap in enumerate(taps)]
    dots = [each[0] for each in picture(case, width=324).iter("a")]
    places = {middle(dot) for dot in dots}
    assert places == {(round(162 + 120 * x, 1), round(146 - 120 * y, 1)) for x, y in taps}


def test_taps_at_the_very_same_place_hide_none_and_the_newest_is_exactly_there() -> None:
    dots = [each[0] for each in picture(placed(9, place="room"), width=324).iter("a")]
    places = [middle(dot) for dot in dots]
    there = (162 + 120 * 0.4, 146 + 120 * 0.6)
    assert places[0] == pytest.approx(there, abs=0.1)
    assert all(abs(x - there[0]) + abs(y - there[1]) < 40 for x, y in places)


@given(st.lists(st.tuples(st.floats(-1, 1), st.floats(-1, 1)), max_size=circle_spread.CROWD))
def test_no_mark_ever_lies_on_another(points: list[tuple[float, float]]) -> None:
    ground = circle_spread.Ground(12.0)
    disc = circle_spread.Disc(width=324, mark=5)
    places = [ground.take(disc.at(point)) for point in points]
    for n, (x, y) in enumerate(places):
        assert all(hypot(x - a, y - b) >= 12 for a, b in places[:n])


def test_120_marks_at_one_place_find_room_within_the_picture() -> None:
    ground = circle_spread.Ground(2 * circle_spread.SMALL + circle_spread.APART)
    places = [ground.take((0.0, 0.0)) for _ in range(circle_spread.CROWD)]
    assert places[0] == (0, 0)
    assert max(hypot(*place) for place in places) < 90


def test_the_line_to_the_other_is_there_and_not_to_be_seen() -> None:
    ties = picture(placed(6, other_position=LEADING)).findall(".//path[@class='tie']")
    assert [each.get("opacity") for each in ties] == ["0"] * 6


def test_warm_is_right_and_taking_charge_is_up() -> None:
    case = [*placed(4), episode(9, place="room", my_position=(0.5, 0.25))]
    dot = next(picture(case, width=324).iter("a"))[0]
    assert middle(dot) == pytest.approx((162 + 0.5 * 120, 146 - 0.25 * 120), abs=0.05)


def test_the_title_is_a_sentence_with_its_denominator_for_each_reader() -> None:
    case = placed(6, other_position=LEADING)
    said = "When the other led, you let the other lead in 6 of 6 times."
    assert drawn(case).title == said
    told = "When the other led, Ana let the other lead in 6 of 6 times."
    assert drawn(case, voice=Voice("Ana")).title == told
    assert drawn(placed(7)).title == "In 7 of 7 times you let the other lead."


def test_eight_times_in_the_middle_are_in_the_middle_eight_of_eight_times() -> None:
    case = [episode(day, my_position=(0.0, 0.05)) for day in range(8)]
    assert drawn(case).title == "In 8 of 8 times you stood in the middle."


def test_where_no_side_has_more_than_half_none_is_claimed() -> None:
    case = [*placed(4), *(episode(50 + n, my_position=(0.0, 0.7)) for n in range(4))]
    assert drawn(case).title == "You stood now here, now there: no side in most of 8 times."
    told = "Ana stood now here, now there: no side in most of 8 times."
    assert drawn(case, voice=Voice("Ana")).title == told


def test_the_title_counts_the_marks_that_are_drawn_and_no_others() -> None:
    case = [*placed(20), *(episode(50 + n, my_position=(0.0, 0.7)) for n in range(10))]
    shown = drawn(case, most=10)
    assert len(links(shown)) == 10
    assert shown.title == "In 10 of 10 times you led."


def test_the_title_says_what_has_moved_and_with_whom() -> None:
    case = [
        *placed(20),
        *(episode(50 + n, my_position=(0.0, 0.7), person="mara") for n in range(10)),
    ]
    told = (
        "Earlier you let the other lead in 20 of 20 times; lately in 0 of 10. It went so with Mara."
    )
    assert drawn(case).title == told
    assert drawn(case, voice=Voice("Ana")).title == told.replace("you", "Ana")


def test_the_table_says_the_same_in_words_and_leads_to_the_same_places() -> None:
    case = [*placed(4), episode(9, i_did=("pleasing",), other_did=("took_over",), person="sam")]
    table = drawn(case).table
    labels = DEFAULTS.label("other_did", "took_over"), DEFAULTS.label("behaviour", "pleasing")
    assert table.rows[0].cells == (
        "11 March 2026",
        "Sam",
        *labels,
        "near, letting the other lead",
        "leading",
    )
    assert [row.href for row in table.rows] == links(drawn(case))
    assert len(table.head) == len(table.rows[0].cells)


def test_the_ring_is_drawn_only_where_somebody_would_rather_be() -> None:
    assert picture(placed(5)).find(".//circle[@class='rather']") is None
    assert picture(placed(5), rather=(0.4, 0.2)).find(".//circle[@class='rather']") is not None
    assert "would rather be" in drawn(placed(5), rather=(1.0, 0.9)).svg


def test_a_name_with_markup_stays_a_name() -> None:
    nasty = Person(id="mara", alias='"><script>alert(1)</script>', role="boss")
    found = positions(placed(5), DEFAULTS)
    figure = circle.draw(found, circle.Reader(link, DEFAULTS.label, {"mara": nasty}))
    drawing = there(figure.drawing)
    assert "<script" not in drawing.svg
    assert nasty.alias in there(next(svg(drawing).iter("a")).get("aria-label"))


def test_nothing_in_the_picture_needs_a_style_or_a_script() -> None:
    for element in picture(placed(6, other_position=LEADING), rather=(0.3, 0.3)).iter():
        assert element.tag in {"svg", "g", "a", "path", "circle", "text"}
        assert not [name for name in element.attrib if name.startswith(("style", "on"))]


def test_it_is_named_by_its_title_and_fits_the_width_it_is_drawn_for() -> None:
    wide = picture(placed(5), width=400)
    assert wide.get("aria-labelledby") == drawn(placed(5)).title_id
    assert there(wide.get("viewBox")).split()[2] == "400"


def test_a_mark_costs_few_bytes() -> None:
    case = [*placed(100, i_did=("pleasing",), other_position=LEADING)]
    fewer = len(drawn(case[:50]).svg)
    assert (len(drawn(case).svg) - fewer) / 50 < 300


@given(CASES)
def test_any_case_is_drawn_with_a_link_and_a_row_for_each_mark_or_says_not_yet(
    case: list[Episode],
) -> None:
    found = figure(case, rather=(0.0, 0.0))
    if found.drawing is None:
        assert found.not_yet
        return
    assert links(found.drawing) == [row.href for row in found.drawing.table.rows]
    assert all(each.get("aria-label") for each in svg(found.drawing).iter("a"))
    assert found.drawing.title.endswith(".")


def test_the_honeycomb_begins_in_the_middle_and_grows_outwards() -> None:
    away = [x * x + y * y for x, y in circle_spread.lattice()]
    assert away[0] == 0
    assert all(a <= b + 1e-5 for a, b in pairwise(away))
    assert len(circle_spread.lattice()) > circle_spread.CROWD
