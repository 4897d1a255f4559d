"""The alliance as a picture: two lines, the gap, and a ring with its word at each dip."""

from collections.abc import Sequence
from typing import Any, TypeAlias
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relating.case.entries.dip import Dip
from relating.case.entries.pulse import Pulse
from relating.case.fields import Author
from relating.engine.alliance import alliance
from relating.engine.dips_found import How
from relating.pictures.alliance import MOST, draw
from relating.pictures.alliance_words import NOT_VALIDATED, Two
from relating.pictures.drawing import Drawing, Figure
from tests.engine.made import dip, hours, pulse
from tests.pictures.reading import links, number, svg, texts
from tests.sure import there

HOURS = hours(12)
TO_BEN = Two("Ana", None)
TO_ANA = Two(None, "Ben")
FELL = [8.0, 8.0, 8.2, 8.0, 8.0, 5.0]
CALM = [8.0] * 6

Scores: TypeAlias = Sequence[float | None]


def line(scores: Scores, author: Author = "client") -> list[Pulse]:
    told = zip(HOURS, scores, strict=False)
    return [pulse(hour, score, author) for hour, score in told if score is not None]


def figure(
    ana: Scores, ben: Scores = (), said: Sequence[Dip] = (), two: Two = TO_BEN, **how: Any
) -> Figure:
    pulses = [*line(ana), *line(ben, "counsellor")]
    found = alliance(pulses, HOURS[: max(len(ana), len(ben))], said, How(**how))
    return draw(found, two=two, link=lambda session: f"/sessions/{session}/")


def drawn(ana: Scores, ben: Scores = (), **changes: Any) -> Drawing:
    return there(figure(ana, ben, **changes).drawing)


def of_class(drawing: Drawing, name: str) -> list[ET.Element]:
    return [each for each in svg(drawing).iter() if each.get("class") == name]


def test_without_a_score_a_sentence_stands_in_the_place_of_the_picture() -> None:
    assert figure([]).drawing is None
    assert figure([None]).not_yet.startswith("Not yet")
    assert str(NOT_VALIDATED) in figure([]).not_yet


def test_it_says_of_itself_that_the_pulse_is_no_instrument() -> None:
    drawing = drawn(CALM)
    assert str(NOT_VALIDATED) in drawing.reading


def test_an_open_dip_is_said_in_the_title_with_its_depth_and_beside_its_ring() -> None:
    drawing = drawn(FELL, CALM)
    assert drawing.title == "Ana’s pulse fell by 3.0 in session 6, yours did not: open."
    assert "open" in texts(drawing)
    assert len(of_class(drawing, "dip-ring")) == len(of_class(drawing, "dip")) == 1


def test_of_very_many_sessions_the_newest_are_drawn_and_the_picture_says_so() -> None:
    many = hours(MOST + 9)
    pulses = [pulse(hour, 8.0) for hour in many]
    found = draw(alliance(pulses, many, []), two=TO_ANA, link=lambda session: f"/{session}/")
    drawing = there(found.drawing)
    assert f"The newest {MOST} of {MOST + 9} sessions are drawn." in drawing.reading
    assert [each.href for each in drawing.table.rows] == [
        f"/{hour.id}/" for hour in reversed(many[-MOST:])
    ]
    assert not any("sessions are drawn" in each for each in drawn(CALM).reading)


def test_when_both_fell_it_says_so_and_with_one_side_missing_it_says_nothing() -> None:
    assert drawn(FELL, FELL).title.endswith("yours fell too: open.")
    assert drawn(FELL).title.endswith("session 6: open.")


def test_the_client_is_spoken_to_as_you() -> None:
    assert drawn(FELL, CALM, two=TO_ANA).title.startswith("Your pulse fell by 3.0")
    assert drawn(FELL, CALM, two=TO_ANA).title.endswith("Ben’s did not: open.")


def test_a_mended_dip_has_its_word_and_its_session_and_no_field() -> None:
    mended = dip(HOURS[5], mended="yes", mended_session=HOURS[5].id)
    drawing = drawn(FELL, said=[mended])
    assert "mended, session 6" in texts(drawing)
    assert len(of_class(drawing, "dip-ring dip-mended")) == 1
    assert of_class(drawing, "dip") == []


def test_a_dip_that_only_people_named_is_drawn_too_even_without_a_score() -> None:
    drawing = drawn([8.0, None], said=[dip(HOURS[1], rupture="yes")])
    assert drawing.title == "Session 2 was named as a dip: open."
    assert len(of_class(drawing, "dip-ring")) == 1


def test_a_dip_without_a_word_is_never_drawn() -> None:
    said = [dip(hour, rupture="not_sure") for hour in HOURS[:6]]
    drawing = drawn(CALM, said=said)
    assert texts(drawing).count("open") == len(of_class(drawing, "dip-ring")) == 6


def test_words_that_would_meet_stand_one_below_the_other() -> None:
    drawing = drawn(CALM, said=[dip(hour, rupture="yes") for hour in HOURS[:2]])
    own = [each for each in svg(drawing).iter("text") if each.text == "open"]
    far = drawn(CALM, said=[dip(HOURS[n], rupture="yes") for n in (0, 5)])
    apart = [each for each in svg(far).iter("text") if each.text == "open"]
    assert len({each.get("y") for each in apart}) == 1
    assert len(own) == 2


def test_a_session_without_a_score_breaks_the_line_and_a_score_alone_is_a_dot() -> None:
    drawing = drawn([8, 8, None, 8, None, 7, 8])
    assert len(of_class(drawing, "line-a")) == 2
    assert len(of_class(drawing, "pt")) == 1


def test_the_gap_is_tinted_only_where_both_lines_are() -> None:
    assert of_class(drawn(CALM), "gap") == []
    assert len(of_class(drawn([8, 8, None, 8, 8], [7, 7, 7, 7, 7]), "gap")) == 2


def test_a_score_of_zero_is_drawn_and_said() -> None:
    drawing = drawn([0.0])
    assert drawing.title == "Ana’s side: 1 pulse, at 0.0."
    assert drawing.table.rows[0].cells[1] == "0.0"


def test_every_session_is_a_link_and_stands_in_the_table_newest_first() -> None:
    drawing = drawn(FELL, [8.0, None])
    assert links(drawing) == [f"/sessions/{hour.id}/" for hour in HOURS[:6]]
    assert [row.href for row in drawing.table.rows] == links(drawing)[::-1]
    assert drawing.table.rows[0].cells == (
        "6",
        "5.0",
        "no score",
        "",
        "5",
        "fell by 3.0: open; it has not risen again",
    )
    assert drawing.table.rows[5].cells[3] == "+0.0"


def test_the_tab_key_stops_at_dips_and_at_the_newest_session_only() -> None:
    stops = [each.get("tabindex") for each in svg(drawn([*FELL, 8, 8])).iter("a")]
    assert stops == ["-1"] * 5 + [None, "-1", None]


def test_what_was_hard_to_say_stands_apart_and_only_if_it_was_asked() -> None:
    assert "could say what was hard to say" in texts(drawn(CALM))
    skipped = [pulse(HOURS[0], 8, could_say=None)]
    found = alliance(skipped, HOURS[:1])
    drawing = there(draw(found, two=TO_BEN, link=str).drawing)
    assert "could say what was hard to say" not in texts(drawing)


def test_a_rule_that_looks_back_says_that_it_was_no_warning() -> None:
    assert not any("looks back" in sentence for sentence in drawn(FELL).reading)
    assert any("looks back" in sentence for sentence in drawn(FELL, rule="drop1sd").reading)


def test_with_four_scores_it_says_that_they_are_too_few_for_a_dip() -> None:
    assert any("Too few to say yet" in sentence for sentence in drawn([8, 8, 8, 1]).reading)


def test_the_lines_that_are_drawn_are_told_and_no_others() -> None:
    assert drawn([8, 8, 8]).reading[0] == "Ana’s pulse as a line, 0 to 10."
    assert drawn([], [8, 8, 8]).reading[0] == "Your pulse as a line, 0 to 10."
    assert "the gap" in drawn([8, 8, 8], [7, 7, 7]).reading[0]
    apart = drawn([8, None], [None, 7]).reading[0]
    assert apart == "The lines are the pulses of Ana and you, 0 to 10."


def test_names_are_escaped() -> None:
    drawing = drawn(FELL, two=Two('<b>"Ana"', None))
    assert "<b>" not in drawing.svg


SCORES = st.lists(st.none() | st.integers(0, 50).map(lambda fifth: fifth / 5), max_size=12)


@given(SCORES, SCORES, st.sampled_from([280.0, 360.0, 448.0]))
def test_nothing_stands_outside_the_picture(ana: Scores, ben: Scores, width: float) -> None:
    found = alliance([*line(ana), *line(ben, "counsellor")], HOURS[: max(len(ana), len(ben))])
    drawing = draw(found, two=TO_BEN, link=str, width=width).drawing
    if drawing is None:
        return
    picture = svg(drawing)
    height = number(picture, "height")
    for each in picture.iter("circle"):
        assert 0 <= number(each, "cx") <= width
        assert 0 <= number(each, "cy") <= height


@pytest.mark.parametrize("n", [1, 2, 60])
def test_sixty_sessions_are_drawn_in_a_few_kilobytes(n: int) -> None:
    many = hours(n)
    both = [pulse(hour, 8, author) for hour in many for author in ("client", "counsellor")]
    drawing = there(draw(alliance(both, many), two=TO_BEN, link=lambda _: "/s/").drawing)
    assert len(drawing.svg) < 20_000


def test_the_axis_is_whole_however_high_all_answers_are() -> None:
    high = drawn([9.0, 9.2, 9.4, 9.0, 9.2])
    assert {"0", "10"} <= set(texts(high))
