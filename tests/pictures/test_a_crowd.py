"""400 times on a picture: none lies on another, the newest lead on, and each costs few bytes."""

import re
from collections.abc import Callable
from itertools import pairwise
from math import hypot
from random import Random

import pytest

from relating.case.entries.episode import Episode
from relating.case.words.vocabulary import DEFAULTS
from relating.engine.circle import positions
from relating.engine.timeline import timeline
from relating.pictures import circle, circle_spread
from relating.pictures import timeline as timelines
from relating.pictures.drawing import Drawing, Figure, leading
from tests.engine.made import PEOPLE, episode
from tests.pictures.reading import links, svg
from tests.sure import there

MANY = 650
PLACES = ("room", "life", "practice")
BOTH = pytest.mark.parametrize("draw", [timelines.phone, timelines.desk])


def link(entry: object) -> str:
    return f"/episodes/{entry}/"


def crowd(where: Callable[[Random], float], n: int = MANY) -> list[Episode]:
    """So many times, placed by chance, in the ways there are."""
    chance = Random(1)
    acts = (("pleasing",), ("say_no",), ("pleasing", "say_no"), ("none",), None)
    return [
        episode(
            number / 2,
            person=("mara", "sam")[number % 2],
            place=PLACES[number % 3],
            i_did=acts[number % 5],
            my_position=(where(chance), where(chance)),
        )
        for number in range(n)
    ]


def anywhere(chance: Random) -> float:
    return chance.uniform(-0.7, 0.7)


def at_the_edge(chance: Random) -> float:
    return 0.7 + chance.random() / 100


def on_the_circle(case: list[Episode], width: float = 324) -> Drawing:
    found = positions(case, DEFAULTS)
    reader = circle.Reader(link, DEFAULTS.label, PEOPLE)
    return there(circle.draw(found, reader, width=width).drawing)


@pytest.mark.parametrize("where", [anywhere, at_the_edge, lambda chance: 0.0])
@pytest.mark.parametrize("width", [324, 448])
def test_400_marks_lie_apart_within_the_circle_however_they_crowd(
    where: Callable[[Random], float], width: float
) -> None:
    found = positions(crowd(where), DEFAULTS).standings[: circle.MOST]
    disc = circle_spread.Disc(width=width, mark=circle_spread.size(len(found), width))
    assert disc.mark > 2.5
    places = sorted(circle_spread.spread(disc, found).values())
    for n, (x, y) in enumerate(places):
        near = (each for each in places[n + 1 :] if each[0] - x < 20)
        assert all(hypot(x - a, y - b) > 2 * disc.mark + 1 for a, b in near)
        assert hypot(x - disc.middle[0], y - disc.middle[1]) <= disc.radius


def test_in_a_crowd_each_mark_stands_close_to_its_place_where_there_is_room() -> None:
    found = positions(crowd(anywhere, 200), DEFAULTS).standings
    disc = circle_spread.Disc(width=324, mark=circle_spread.size(len(found), 324))
    where = circle_spread.spread(disc, found)
    away = [hypot(*_off(disc.at(each.me.point), where[each.episode])) for each in found]
    assert sorted(away)[len(away) // 2] < 2 * disc.mark


def _off(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    return one[0] - other[0], one[1] - other[1]


def test_marks_grow_smaller_as_they_grow_more_and_never_larger() -> None:
    sizes = [circle_spread.size(n, 324) for n in range(1, circle.MOST + 1)]
    assert all(a >= b for a, b in pairwise(sizes))


def test_the_newest_lead_to_what_happened_and_the_picture_says_what_the_others_do() -> None:
    drawing = on_the_circle(crowd(anywhere))
    linked = leading(circle.MOST, circle.BYTES)
    assert len(links(drawing)) == linked == len(drawing.table.rows)
    assert drawn_older(drawing) == circle.MOST - linked
    assert "Drawn and counted are the newest 400." in drawing.reading
    assert any(f"The newest {linked} lead to what happened" in each for each in drawing.reading)
    few = on_the_circle(crowd(anywhere, 60))
    assert drawn_older(few) == 0
    assert not any("lead to what happened" in each for each in few.reading)


def drawn_older(drawing: Drawing) -> int:
    """How many marks lead nowhere: each begins its outline once."""
    older = svg(drawing).findall(".//g[@class='older']/path")
    outlines = (each for each in older if each.get("class") != "mix-f")
    return sum(len(re.findall("M", there(each.get("d")))) for each in outlines)


def test_a_mark_that_leads_nowhere_costs_few_bytes() -> None:
    fewer, more = (len(on_the_circle(crowd(anywhere, n)).svg) for n in (200, 400))
    assert (more - fewer) / 200 < 50


@BOTH
def test_a_timeline_shows_400_times_and_says_which_lead_on(draw: Callable[..., Figure]) -> None:
    case = [episode(-number / 2, person=("mara", "sam")[number % 2]) for number in range(400)]
    found = draw(timeline(case, PEOPLE, (), DEFAULTS), link=link, people=PEOPLE)
    drawing = there(found.drawing)
    linked = leading(len(case), timelines.BYTES)
    assert len(links(drawing)) == linked == len(drawing.table.rows)
    assert link(case[0].id) in links(drawing)
    assert drawn_older(drawing) == len(case) - linked
    assert any(f"The newest {linked} lead to what happened" in each for each in drawing.reading)


@BOTH
def test_what_is_remembered_leads_on_beside_the_newest(draw: Callable[..., Figure]) -> None:
    case = [episode(-number / 4, person="mara") for number in range(300)]
    memory = episode(1, place="past", age=9, person="mara")
    found = draw(timeline([*case, memory], PEOPLE, (), DEFAULTS), link=link, people=PEOPLE)
    assert link(memory.id) in links(there(found.drawing))


@BOTH
def test_of_a_thousand_memories_those_told_last_are_drawn_and_the_picture_says_so(
    draw: Callable[..., Figure],
) -> None:
    dated = [episode(-number / 4, person="mara") for number in range(500)]
    memories = [episode(-number, place="past", age=9, person="mara") for number in range(1000)]
    found = draw(timeline([*dated, *memories], PEOPLE, (), DEFAULTS), link=link, people=PEOPLE)
    drawing = there(found.drawing)
    assert "Of back then the 100 told last are drawn." in drawing.reading
    assert len(drawing.svg) + sum(len(str(each)) for each in drawing.table.rows) < 45_000
