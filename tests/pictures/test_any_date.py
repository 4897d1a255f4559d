"""Whatever dates a case holds, its pictures are drawn, and what is ordinary stays in sight."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from relating.case.entries.episode import Episode
from relating.case.words.vocabulary import DEFAULTS
from relating.engine.circle import positions
from relating.engine.timeline import timeline
from relating.exchange.calendar import appointment
from relating.pictures import circle, dots
from relating.pictures import timeline as timelines
from relating.pictures.dots import MOST
from relating.pictures.drawing import Figure
from tests.engine.made import MONDAY, PEOPLE, episode, session
from tests.pictures.reading import links
from tests.pictures.test_patterns import pattern, reader_of, time
from tests.sure import there

TODAY = MONDAY.date()
ORDINARY = [
    episode(-days, person="mara", my_position=(0.5, -0.5), i_did=("pleasing",))
    for days in range(0, 90, 6)
]
zones = st.sampled_from(
    [UTC, *map(ZoneInfo, ("Europe/London", "America/New_York", "Pacific/Kiritimati"))]
)
moments = st.datetimes(timezones=st.just(UTC))
odd = st.lists(
    moments.map(lambda at: episode(at=at, recorded_at=at, person="sam")), min_size=1, max_size=8
)
BOTH = pytest.mark.parametrize("draw", [timelines.phone, timelines.desk])


def link(entry: object) -> str:
    return f"/episodes/{entry}/"


def ordinary(figure: Figure) -> int:
    """How many of the ordinary times a picture leads to."""
    wanted = {link(each.id) for each in ORDINARY}
    return len(wanted.intersection(links(there(figure.drawing))))


def lined_up(draw: Callable[..., Figure], case: Sequence[Episode], zone: tzinfo = UTC) -> Figure:
    found = timeline(case, PEOPLE, (), DEFAULTS, zone, TODAY)
    return draw(found, link=link, people=PEOPLE)


@BOTH
@given(strange=odd, zone=zones)
def test_a_timeline_shows_every_ordinary_time_whatever_else_there_is(
    draw: Callable[..., Figure], strange: list[Episode], zone: tzinfo
) -> None:
    assert ordinary(lined_up(draw, [*ORDINARY, *strange], zone)) == len(ORDINARY)


@BOTH
def test_a_timeline_says_how_many_times_lie_outside_it(draw: Callable[..., Figure]) -> None:
    later = datetime(2031, 5, 1, tzinfo=UTC)
    strange = [episode(at=later, person="sam"), episode(at=datetime.min.replace(tzinfo=UTC))]
    drawing = there(lined_up(draw, [*ORDINARY, *strange]).drawing)
    assert any(each.startswith("2 times lie outside the picture") for each in drawing.reading)
    assert drawing.title.startswith("What happened since December")
    assert not any("are drawn" in each for each in drawing.reading)


def test_where_no_date_is_ordinary_all_are_drawn_as_far_as_they_go() -> None:
    last = episode(at=datetime.max.replace(tzinfo=UTC), person="sam")
    figure = lined_up(timelines.desk, [last, episode(at=datetime.min.replace(tzinfo=UTC))])
    assert links(there(figure.drawing)) == [link(last.id)]


@given(strange=odd, zone=zones)
def test_the_circle_is_drawn_whatever_dates_there_are(strange: list[Episode], zone: tzinfo) -> None:
    found = positions([*ORDINARY, *strange], DEFAULTS, zone)
    reader = circle.Reader(link=link, label=DEFAULTS.label, people=PEOPLE)
    assert ordinary(circle.draw(found, reader)) == len(ORDINARY)


@given(strange=st.lists(st.dates(), min_size=1, max_size=8))
def test_the_dots_of_a_pattern_show_the_ordinary_times(strange: list[date]) -> None:
    usual = [time(number) for number in range(10)]
    odd = [replace(time(50 + place), day=day) for place, day in enumerate(strange)]
    figure = dots.draw(pattern(usual), [*usual, *odd], reader_of([*usual, *odd]), today=TODAY)
    drawing = there(figure.drawing)
    assert len({link(each.episode) for each in usual}.intersection(links(drawing))) >= MOST
    assert drawing.svg.count("hairline") < 60


def test_dots_of_years_to_come_leave_the_others_where_they_were() -> None:
    usual = [time(number) for number in range(10)]
    odd = [replace(time(50), day=date.max), replace(time(51), day=date.min)]
    reader = reader_of([*usual, *odd])
    alone = there(dots.draw(pattern(usual), usual, reader, today=TODAY).drawing)
    among = there(dots.draw(pattern(usual), [*usual, *odd], reader, today=TODAY).drawing)
    assert (among.svg, among.title) == (alone.svg, alone.title)
    assert among.reading[-1].startswith("2 times lie outside the picture")


@pytest.mark.parametrize("years", [1, 8, 80, 800, 9998])
def test_so_many_years_have_so_few_lines_that_they_can_be_told_apart(years: int) -> None:
    ends = [replace(time(n), day=date(1 + n * years, 1, 2)) for n in (0, 1)]
    drawing = there(dots.draw(pattern(ends), ends, reader_of(ends)).drawing)
    assert 0 < drawing.svg.count("hairline") < 40


@given(at=moments, minutes=st.none() | st.integers(1, 1440))
def test_an_appointment_is_written_for_any_date(at: datetime, minutes: int | None) -> None:
    hour = replace(session(0, "planned"), at=at, recorded_at=at, minutes=minutes)
    written = appointment(hour, "Appointment", hour.id).splitlines()
    stamps = dict(each.split(":", 1) for each in written if each.startswith("DT"))
    assert {len(each) for each in stamps.values()} == {len("20260303T140000Z")}
    assert stamps["DTSTART"] <= stamps["DTEND"]
