"""The pictures of noticing and of the river: each time a link, each stretch a row, or why not."""

import re
from collections.abc import Iterable
from datetime import timedelta

from relating.case.words.vocabulary import DEFAULTS
from relating.engine.halves import lives
from relating.engine.noticing import noticing
from relating.engine.river import river
from relating.pictures import noticing as noticings
from relating.pictures import river as rivers
from relating.pictures.drawing import Figure
from tests.engine.made import MONDAY, PEOPLE, episode
from tests.sure import there


def noticed(stages: Iterable[int]) -> Figure:
    told = [episode(10 * n, awareness=each, person="mara") for n, each in enumerate(stages)]
    found = noticing(lives(told, PEOPLE, DEFAULTS))
    return noticings.draw(found, {"mara": "Mara"}, lambda entry: f"/e/{entry}/", str, "Ana")


def test_each_time_is_a_column_of_five_stones_with_at_most_one_lit() -> None:
    drawing = there(noticed([0, 1, 2, 3, 4, 5, 0, 5]).drawing)
    assert drawing.svg.count("<a ") == 8
    assert drawing.svg.count("stone-lit") == 6
    assert drawing.svg.count("stone-quiet") == 8 * 5 - 6
    assert drawing.title == "When Ana noticed it, the last 8 times"
    assert [row.cells[2] for row in drawing.table.rows][:2] == [
        "beforehand, and chose otherwise",
        "not then",
    ]


def test_with_too_few_times_it_is_said_in_words() -> None:
    assert noticed([3]).not_yet.startswith("Too few to draw: 1 time tells")


def flowed(*stretches: str) -> Figure:
    ways = {"o": ("joking",), "n": ("say_no",)}
    told = [
        episode(28 * n + 7 * k, i_did=ways[each], other_did=(f"{n}{k}",))
        for n, stretch in enumerate(stretches)
        for k, each in enumerate(stretch)
    ]
    day = MONDAY.date() + timedelta(days=40)
    return rivers.draw(river(lives(told, PEOPLE, DEFAULTS), day), str)


def test_the_river_has_its_bands_its_dry_stretch_and_a_row_for_each() -> None:
    drawing = there(flowed("oooo", "ooon", "o", "onnn").drawing)
    assert drawing.svg.count("river-old") == 2
    assert drawing.svg.count("river-dry") == 1
    assert drawing.svg.count("river-since") == 1
    assert len(drawing.table.rows) == 4
    assert "too few to say" in [row.cells[2] for row in drawing.table.rows]


def test_the_key_of_the_river_tells_all_that_is_drawn_and_nothing_else() -> None:
    with_dry = [item.words for item in there(flowed("oooo", "ooon", "o", "onnn").drawing).legend]
    without = [item.words for item in there(flowed("oooo", "ooon", "onnn").drawing).legend]
    assert len(with_dry) == 7
    assert set(with_dry) - set(without) == {"too few times to say"}


def test_the_months_under_the_river_are_equally_far_apart() -> None:
    svg = there(flowed("ooon", *["onnn"] * 9).drawing).svg
    months = re.findall(r">(\w{3})</text>", svg)
    assert months == ["Mar", "May", "Jul", "Sep", "Nov"]


def test_a_river_of_one_stretch_is_not_drawn() -> None:
    assert flowed("oooo").not_yet.startswith("Too few to draw")
