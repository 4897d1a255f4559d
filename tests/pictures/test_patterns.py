"""The pictures of a pattern: the strip, the triangle of persons, the dots through time."""

import re
from datetime import date, timedelta
from uuid import UUID
from xml.etree import ElementTree as ET

import pytest

from relating.case import Cue, Person
from relating.case.fields import Place
from relating.engine.claims import Time
from relating.engine.patterns import Change, Finding, InPlace, WithPerson
from relating.engine.patterns.results import Seen
from relating.pictures import claim, dots, triangle

DAY = date(2026, 1, 10)
PEOPLE = {
    "mara": Person(id="mara", alias="Mara", role="boss"),
    "dad": Person(id="dad", alias="Dad", role="father"),
}


def link(entry: UUID) -> str:
    return f"/episodes/{entry}/"


def time(number: int, *, did: bool = True, place: Place = "life", person: str = "mara") -> Time:
    return Time(
        episode=UUID(int=number),
        place=place,
        day=DAY + timedelta(days=5 * number),
        age=9 if place == "past" else None,
        person=person,
        did=did,
        way="old" if did else "new",
    )


def names_of(times: list[Time]) -> dict[UUID, str]:
    return {each.episode: PEOPLE[each.person or ""].alias for each in times}


def reader_of(times: list[Time]) -> claim.Reader:
    return claim.Reader(link, names_of(times))


def pattern(times: list[Time], expected: float = 3.1, **says: Seen) -> Finding:
    k = sum(each.did for each in times)
    return Finding(
        in_order=True,
        cue=Cue(other_did="criticised"),
        basis="found",
        behaviour="pleasing",
        feelings=(),
        n=len(times),
        k=k,
        others_n=24,
        others_k=2,
        expected=expected,
        lower=0.2,
        p_adjusted=0.01,
        people=tuple(
            WithPerson(person=who, n=3, k=3, interval=(0.4, 1), says="seen")
            for who in sorted({each.person or "" for each in times})
        ),
        places=tuple(
            InPlace(place=place, n=3, k=3, interval=(0.4, 1), says=says.get(place, "too_few"))
            for place in sorted({each.place for each in times})
        ),
        change=Change(says="too_few"),
        episodes=tuple(each.episode for each in times if each.did),
        counter_examples=tuple(each.episode for each in times if not each.did),
        variants=(),
        text="",
    )


def nine_of_twelve() -> list[Time]:
    return [time(number, did=number < 9) for number in range(12)]


def strip(times: list[Time], expected: float = 3.1, width: float = 400) -> str:
    drawn = claim.draw(
        pattern(times, expected),
        times,
        reader_of(times),
        title="Nine of twelve",
        width=width,
    )
    return drawn.svg


def words(svg: str) -> list[str]:
    return [each.text or "" for each in ET.fromstring(svg).iter("text")]


def test_the_strip_shows_every_time_and_then_chance_and_the_likely_range() -> None:
    times = nine_of_twelve()
    svg = strip(times)
    assert re.findall(r'href="([^"]*)"', svg) == [link(each.episode) for each in times]
    said = words(svg)
    assert [each for each in said if each[0] in "9b"] == ["9 seen; likely", "between 6 and 11"]
    assert "about 3," in said


def test_a_time_that_went_otherwise_never_looks_as_if_it_had_not() -> None:
    svg = strip(nine_of_twelve())
    marks = ET.fromstring(svg).iter("a")
    kinds = [next(iter(mark)).get("class") for mark in marks]
    assert kinds == ["old"] * 9 + ["new"] * 3


@pytest.mark.parametrize("width", [300, 400])
@pytest.mark.parametrize(("k", "n", "expected"), [(1, 4, 0.9), (60, 60, 59), (0, 5, 0), (3, 90, 2)])
def test_no_word_and_no_mark_leaves_the_strip(k: int, n: int, expected: float, width: int) -> None:
    times = [time(number, did=number < k) for number in range(n)]
    svg = ET.fromstring(strip(times, expected, width))
    for each in svg.iter("text"):
        half = 0 if each.get("class") == "tm" else 3.5 * len(each.text or "")
        assert half - 8 <= float(each.get("x", "0")) <= width - half + 8
        assert float(each.get("y", "0")) <= float(svg.get("height", "0"))
    across = [float(x) for x in re.findall(r'd="M([\d.]+)', ET.tostring(svg, encoding="unicode"))]
    assert max(across) <= width


def test_words_of_chance_and_of_what_was_seen_never_lie_on_one_another() -> None:
    svg = ET.fromstring(strip(nine_of_twelve(), expected=8.5))
    lines = {each.text: float(each.get("y", "0")) for each in svg.iter("text")}
    assert lines["about 8,"] - lines["between 6 and 11"] >= 13


def three_places() -> list[Time]:
    life = [time(number) for number in range(5)]
    past = [time(number, place="past", person="dad") for number in range(5, 8)]
    return [*life, *past, time(9, place="room", did=False)]


def drawn_triangle(times: list[Time], *, stacked: bool = False, **says: Seen) -> tuple[str, str]:
    drawn = triangle.draw(
        pattern(times, 3.1, **says),
        times,
        reader_of(times),
        people=PEOPLE,
        stacked=stacked,
    )
    return drawn.title, drawn.svg


@pytest.mark.parametrize("stacked", [False, True])
def test_a_side_is_full_only_where_it_was_seen_at_both_ends(stacked: bool) -> None:
    _, svg = drawn_triangle(three_places(), stacked=stacked, life="seen", past="seen")
    assert svg.count('class="side"') == 1
    assert "the same in both" in words(svg)
    _, svg = drawn_triangle(three_places(), stacked=stacked, life="seen")
    assert 'class="side"' not in svg
    assert "the same in both" not in words(svg)


def test_the_title_names_those_it_was_seen_with_and_where_it_is_too_early() -> None:
    title, _ = drawn_triangle(three_places(), life="seen", past="seen")
    assert title == "Seen with Dad and Mara; in the room it is too early to say."


def test_each_person_has_k_of_n_and_an_empty_place_stays_empty() -> None:
    _, svg = drawn_triangle([time(0), time(1, did=False), time(2)])
    said = words(svg)
    assert "2 of 3" in said
    assert said.count("no such time so far") == 2


def test_a_name_cannot_break_out_of_the_picture() -> None:
    times = nine_of_twelve()
    names = dict.fromkeys(names_of(times), '</text><script>alert("1")</script>')
    drawn = triangle.draw(pattern(times), times, claim.Reader(link, names), people=PEOPLE)
    assert "<script" not in drawn.svg
    assert not list(ET.fromstring(drawn.svg).iter("script"))


def test_many_people_share_a_line_and_no_time_is_lost_from_the_table() -> None:
    times = [time(number) for number in range(30)]
    names = {each.episode: f"Person {number % 9}" for number, each in enumerate(times)}
    drawn = triangle.draw(pattern(times), times, claim.Reader(link, names), people=PEOPLE)
    assert sum(int(row.cells[2]) for row in drawn.table.rows) == 30
    assert "others" in words(drawn.svg)


def test_memories_are_no_dots_and_the_title_counts_what_is_drawn() -> None:
    times = [time(5, place="past", person="dad"), time(0), time(6), time(20, did=False)]
    figure = dots.draw(pattern(times), times, reader_of(times))
    assert figure.drawing is not None
    assert figure.drawing.title.endswith("3 times, from January to April.")
    assert figure.drawing.svg.count("<a ") == 3


def test_without_a_dated_time_the_dots_say_why_there_is_nothing() -> None:
    times = [time(5, place="past", person="dad")]
    figure = dots.draw(pattern(times), times, reader_of(times))
    assert figure.drawing is None
    assert figure.not_yet.startswith("Not yet")


def test_this_way_lies_below_the_line_and_otherwise_above_it() -> None:
    times = [time(0), time(0 + 1, did=False)]
    figure = dots.draw(pattern(times), times, reader_of(times))
    assert figure.drawing is not None
    paths = [
        float(re.findall(r"M[\d.]+ ([\d.]+)", next(iter(mark)).get("d", ""))[0])
        for mark in ET.fromstring(figure.drawing.svg).iter("a")
    ]
    line = re.search(r'd="M0 ([\d.]+)H', figure.drawing.svg)
    assert line is not None
    above, below = sorted(paths)
    assert above < float(line[1]) < below
