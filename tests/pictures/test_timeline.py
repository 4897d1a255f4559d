"""What happened through time, as a picture."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TypeAlias

import pytest
from hypothesis import given

from relating.case.entries.episode import Episode
from relating.case.entries.person import Person
from relating.case.entries.session import Session
from relating.case.words.vocabulary import DEFAULTS
from relating.engine.timeline import timeline
from relating.pictures import timeline as pictures
from relating.pictures.drawing import Drawing, Figure
from tests.engine.made import CASES, PEOPLE, episode, session
from tests.pictures.reading import links, middle, svg, texts
from tests.sure import there

Draw: TypeAlias = Callable[..., Figure]
BOTH = pytest.mark.parametrize("draw", [pictures.phone, pictures.desk])


def link(entry: object) -> str:
    return f"/episodes/{entry}/"


def figure(
    draw: Draw,
    case: list[Episode],
    people: dict[str, Person] = PEOPLE,
    sessions: Sequence[Session] = (),
) -> Figure:
    return draw(timeline(case, people, sessions, DEFAULTS), link=link, people=people)


def drawn(
    draw: Draw,
    case: list[Episode],
    people: dict[str, Person] = PEOPLE,
    sessions: Sequence[Session] = (),
) -> Drawing:
    return there(figure(draw, case, people, sessions).drawing)


@BOTH
def test_with_nothing_written_down_a_sentence_stands_in_the_place_of_the_picture(
    draw: Draw,
) -> None:
    found = figure(draw, [])
    assert found.drawing is None
    assert found.not_yet.startswith("Not yet")


@BOTH
def test_one_time_is_enough(draw: Draw) -> None:
    drawing = drawn(draw, [episode(person="mara")])
    assert drawing.title == "What happened since March."
    assert len(links(drawing)) == 1


@BOTH
def test_only_memories_are_drawn_too(draw: Draw) -> None:
    case = [episode(place="past", age=9, person="sam"), episode(place="past", person="sam")]
    drawing = drawn(draw, case)
    assert drawing.title == "All of it was back then."
    assert len(links(drawing)) == 2
    assert drawing.table.rows[0].cells[0] == "back then, at 9"


@BOTH
def test_the_title_names_the_person_of_more_than_half_of_the_times_and_no_other(
    draw: Draw,
) -> None:
    case = [episode(0, person="mara"), episode(1, person="mara"), episode(2, person="sam")]
    assert drawn(draw, case).title == "What happened since March; most with Mara."
    assert "most" not in drawn(draw, case[1:]).title
    several = [*case, episode(2, person="jo"), episode(3)]
    assert "most" not in drawn(draw, several).title


@BOTH
def test_the_year_is_named_when_it_is_long_ago(draw: Draw) -> None:
    case = [episode(-400, person="mara"), episode(0, person="mara")]
    assert "since January 2025" in drawn(draw, case).title


@BOTH
def test_a_month_is_drawn_whole_or_not_at_all_and_what_is_missing_is_said(
    draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MOST", 10)
    case = [episode(-40 - n / 10, person="sam") for n in range(5)]
    case += [episode(n / 10, person="mara") for n in range(8)]
    drawing = drawn(draw, case)
    assert len(links(drawing)) == 8
    assert "8 of 13 are drawn, the newest and those from back then." in drawing.reading
    assert "Sam" not in texts(drawing)


@BOTH
def test_a_newest_month_that_is_too_full_loses_its_oldest_times(
    draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MOST", 3)
    case = [episode(n / 10, person="mara") for n in range(8)]
    assert set(links(drawn(draw, case))) == {link(each.id) for each in case[-3:]}


@BOTH
def test_too_many_people_share_the_last_line(draw: Draw) -> None:
    people = {f"p{n}": Person(id=f"p{n}", alias=f"N{n}", role="friend") for n in range(20)}
    case = [episode(n / 10, person=f"p{n}") for n in range(20)]
    drawing = drawn(draw, case, people)
    assert "others" in texts(drawing)
    assert len(links(drawing)) == 20


@BOTH
def test_a_long_name_is_cut_in_the_picture_and_whole_in_the_table_and_on_pointing(
    draw: Draw,
) -> None:
    name = "Grandmother on my father's side of family"
    people = {"g": Person(id="g", alias=name, role="grandparent")}
    case = [episode(n, person="g") for n in range(3)]
    drawing = drawn(draw, case, people)
    assert drawing.table.rows[0].cells[1] == name
    assert there(svg(drawing).find(".//text/title")).text == name


@BOTH
def test_the_tab_key_stops_once_for_a_person_in_a_month(draw: Draw) -> None:
    case = [episode(n / 2, person="mara") for n in range(6)]
    case += [episode(-30 - n / 2, person="mara") for n in range(4)]
    marks = svg(drawn(draw, case)).iter("a")
    assert sum(each.get("tabindex") is None for each in marks) == 2


@BOTH
def test_sessions_are_ticks(draw: Draw) -> None:
    drawing = drawn(draw, [episode()], sessions=[session(1), session(8)])
    tick = there(svg(drawing).find(".//path[@class='session']"))
    assert there(tick.get("d")).count("M") == 2
    assert "Ticks are sessions." in drawing.reading


def test_at_the_desk_no_mark_stands_under_another_month() -> None:
    case = [episode(day, person="mara", place="room") for day in (-2.5, -1.5)]
    picture = svg(drawn(pictures.desk, case))
    hairlines = [each for each in picture.iter("path") if each.get("class") == "hairline"]
    rules = [there(each.get("d")) for each in hairlines]
    march = max(float(d[1:].split()[0]) for d in rules if " 0V" in d)
    places = sorted(middle(each[0])[0] for each in picture.iter("a"))
    assert places[0] < march < places[1]  # 28 February and 1 March


@BOTH
@given(case=CASES)
def test_any_case_is_drawn_with_a_link_and_a_row_for_each_mark_or_says_not_yet(
    draw: Draw, case: list[Episode]
) -> None:
    drawing = figure(draw, case, sessions=[session(3)]).drawing
    if drawing is None:
        assert case == []
        return
    assert sorted(links(drawing)) == sorted(there(row.href) for row in drawing.table.rows)
    assert drawing.title.endswith(".")


@BOTH
def test_the_first_and_the_last_day_of_the_calendar_can_be_drawn(draw: Draw) -> None:
    ends = [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)]
    for end in ends:
        assert len(links(drawn(draw, [episode(at=end, person="mara")]))) == 1
    assert figure(draw, [episode(at=end) for end in ends]).drawing is not None


def test_lying_down_rows_stand_by_their_first_new_way_and_a_stair_joins_those() -> None:
    case = [
        *(episode(n, person="mara", i_did=("pleasing",)) for n in range(5)),
        episode(60, person="mara", i_did=("say_need",)),
        episode(10, person="sam", i_did=("say_need",)),
    ]
    drawing = svg(drawn(pictures.desk, case))
    names = [each.text for each in drawing.iter("text") if each.text in {"Mara", "Sam"}]
    assert names == ["Sam", "Mara"]
    stair = there(drawing.find(".//path[@class='stair']"))
    assert there(stair.get("d")).count("H") == 1
    assert "A thin line joins" in " ".join(drawn(pictures.desk, case).reading)
    alone = svg(drawn(pictures.desk, case[:6]))
    assert alone.find(".//path[@class='stair']") is None
