"""What happened through time, as a picture."""

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from relating.case.entries.person import Person
from relating.case.words.vocabulary import DEFAULTS
from relating.engine.timeline import timeline
from relating.pictures import timeline as pictures
from tests.engine.made import CASES, PEOPLE, episode, session

BOTH = pytest.mark.parametrize("draw", [pictures.phone, pictures.desk])


def link(entry: object) -> str:
    return f"/episodes/{entry}/"


def figure(draw, case, people=PEOPLE, sessions=()):
    return draw(timeline(case, people, sessions, DEFAULTS), link=link, people=people)


def links(drawing) -> list[str | None]:
    return [each.get("href") for each in ET.fromstring(drawing.svg).iter("a")]


def texts(drawing) -> list[str]:
    return ["".join(each.itertext()) for each in ET.fromstring(drawing.svg).iter("text")]


@BOTH
def test_with_nothing_written_down_a_sentence_stands_in_the_place_of_the_picture(draw):
    found = figure(draw, [])
    assert found.drawing is None
    assert found.not_yet.startswith("Not yet")


@BOTH
def test_one_time_is_enough(draw):
    drawing = figure(draw, [episode(person="mara")]).drawing
    assert drawing is not None
    assert drawing.title == "1 time with 1 person since March."
    assert len(links(drawing)) == 1


@BOTH
def test_only_memories_are_drawn_too(draw):
    case = [episode(place="past", age=9, person="sam"), episode(place="past", person="sam")]
    drawing = figure(draw, case).drawing
    assert drawing.title == "2 times with 1 person, all back then."
    assert len(links(drawing)) == 2
    assert drawing.table.rows[0].cells[0] == "back then, at 9"


@BOTH
def test_the_title_names_the_person_with_most_times_unless_two_share_the_first_place(draw):
    case = [episode(0, person="mara"), episode(1, person="mara"), episode(2, person="sam")]
    assert (
        figure(draw, case).drawing.title == "3 times with 2 people since March; most with Mara (2)."
    )
    assert "most" not in figure(draw, case[1:]).drawing.title


@BOTH
def test_the_year_is_named_when_it_is_long_ago(draw):
    case = [episode(-400, person="mara"), episode(0, person="mara")]
    assert "since January 2025" in figure(draw, case).drawing.title


@BOTH
def test_a_month_is_drawn_whole_or_not_at_all_and_what_is_missing_is_said(draw, monkeypatch):
    monkeypatch.setattr(pictures, "MOST", 10)
    case = [episode(-40 - n / 10, person="sam") for n in range(5)]
    case += [episode(n / 10, person="mara") for n in range(8)]
    drawing = figure(draw, case).drawing
    assert len(links(drawing)) == 8
    assert "8 of 13 are drawn, the newest and those from back then." in drawing.reading
    assert "Sam" not in texts(drawing)


@BOTH
def test_a_newest_month_that_is_too_full_loses_its_oldest_times(draw, monkeypatch):
    monkeypatch.setattr(pictures, "MOST", 3)
    case = [episode(n / 10, person="mara") for n in range(8)]
    assert set(links(figure(draw, case).drawing)) == {link(each.id) for each in case[-3:]}


@BOTH
def test_too_many_people_share_the_last_line(draw):
    people = {f"p{n}": Person(id=f"p{n}", alias=f"N{n}", role="friend") for n in range(20)}
    case = [episode(n / 10, person=f"p{n}") for n in range(20)]
    drawing = figure(draw, case, people).drawing
    assert "others" in texts(drawing)
    assert len(links(drawing)) == 20


@BOTH
def test_a_long_name_is_cut_in_the_picture_and_whole_in_the_table_and_on_pointing(draw):
    name = "Grandmother on my father's side of family"
    people = {"g": Person(id="g", alias=name, role="grandparent")}
    case = [episode(n, person="g") for n in range(3)]
    drawing = figure(draw, case, people).drawing
    assert drawing.table.rows[0].cells[1] == name
    assert ET.fromstring(drawing.svg).find(".//text/title").text == name


@BOTH
def test_the_tab_key_stops_once_for_a_person_in_a_month(draw):
    case = [episode(n / 2, person="mara") for n in range(6)]
    case += [episode(-30 - n / 2, person="mara") for n in range(4)]
    svg = ET.fromstring(figure(draw, case).drawing.svg)
    assert sum(each.get("tabindex") is None for each in svg.iter("a")) == 2


@BOTH
def test_sessions_are_ticks(draw):
    drawing = figure(draw, [episode()], sessions=[session(1), session(8)]).drawing
    tick = ET.fromstring(drawing.svg).find(".//path[@class='session']")
    assert tick.get("d").count("M") == 2
    assert "Ticks are sessions." in drawing.reading


def test_at_the_desk_no_mark_stands_under_another_month():
    case = [episode(day, person="mara", place="room") for day in (-2.5, -1.5)]
    svg = ET.fromstring(figure(pictures.desk, case).drawing.svg)
    rules = [each.get("d") for each in svg.iter("path") if each.get("class") == "hairline"]
    march = max(float(d[1:].split()[0]) for d in rules if " 0V" in d)
    places = sorted(float(each[0].get("cx")) for each in svg.iter("a"))
    assert places[0] < march < places[1]  # 28 February and 1 March


@BOTH
@given(case=CASES)
def test_any_case_is_drawn_with_a_link_and_a_row_for_each_mark_or_says_not_yet(draw, case):
    drawing = figure(draw, case, sessions=[session(3)]).drawing
    if drawing is None:
        assert case == []
        return
    assert sorted(links(drawing)) == sorted(row.href for row in drawing.table.rows)
    assert drawing.title.endswith(".")


@BOTH
def test_the_first_and_the_last_day_of_the_calendar_can_be_drawn(draw):
    ends = [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)]
    for end in ends:
        assert len(links(figure(draw, [episode(at=end, person="mara")]).drawing)) == 1
    assert figure(draw, [episode(at=end) for end in ends]).drawing is not None
