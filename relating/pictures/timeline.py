"""What happened through time, person by person: upright for the phone, lying for the desk.

Back then has no date, so it stands apart: below everything on the phone, on the left at the desk.
"""

from collections.abc import Iterable, Mapping

from relating.case.entries.person import Person
from relating.engine.timeline import Time, Timeline
from relating.pictures import marks, timeline_desk, timeline_phone, words
from relating.pictures.drawing import Drawing, Figure, LegendItem, Row, Table, markup
from relating.pictures.months import Link, Window, window

MOST = 400
"""Marks drawn, the newest ones."""
MONTHS = 18
PHONE_LINES = 5
DESK_LINES = 12
TITLE = "timeline-title"


def phone(
    timeline: Timeline,
    *,
    link: Link,
    people: Mapping[str, Person],
    width: float = 324,
    most: int | None = None,
) -> Figure:
    """People as columns, months downwards with the newest on top, `width` CSS pixels wide."""
    shown = window(
        timeline, people, lines=PHONE_LINES, months=MONTHS, most=MOST if most is None else most
    )
    if not timeline.n:
        return Figure(not_yet=words.NOTHING_YET)
    svg = markup(timeline_phone.draw(TITLE, shown, link, people, width))
    return _figure(svg, None, timeline, shown, link, people)


def desk(
    timeline: Timeline,
    *,
    link: Link,
    people: Mapping[str, Person],
    width: float = 864,
    most: int | None = None,
) -> Figure:
    """People as rows, months across, `width` CSS pixels wide, at most 1000."""
    shown = window(
        timeline, people, lines=DESK_LINES, months=MONTHS, most=MOST if most is None else most
    )
    if not timeline.n:
        return Figure(not_yet=words.NOTHING_YET)
    svg = markup(timeline_desk.draw(TITLE, shown, link, people, width))
    parts = timeline_desk.scaled(shown, width).parts if shown.months else 0
    return _figure(svg, parts, timeline, shown, link, people)


def _figure(
    svg: str,
    parts: int | None,
    timeline: Timeline,
    shown: Window,
    link: Link,
    people: Mapping[str, Person],
) -> Figure:
    """The picture with its words. `parts` are the columns of a month, if months lie."""
    drawn = shown.times
    drawing = Drawing(
        svg=svg,
        title=words.timeline_title(timeline, people),
        title_id=TITLE,
        reading=words.timeline_reading(
            parts=parts, sessions=bool(shown.sessions), drawn=len(drawn), n=timeline.n
        ),
        legend=tuple(_legend(drawn)),
        table=_table(drawn, link, people),
    )
    return Figure(drawing=drawing)


def _legend(drawn: Iterable[Time]) -> Iterable[LegendItem]:
    times = tuple(drawn)
    yield from marks.ways_legend({found.way for found in times})
    yield from marks.places_legend({found.place for found in times})


def _table(drawn: Iterable[Time], link: Link, people: Mapping[str, Person]) -> Table:
    caption, head = words.TIMELINE_TABLE
    rows = tuple(Row(cells=_cells(found, people), href=link(found.episode)) for found in drawn)
    return Table(caption=caption, head=head, rows=rows)


def _cells(found: Time, people: Mapping[str, Person]) -> tuple[str, ...]:
    return (
        words.when(found.day, found.place, found.age),
        words.person(people, found.person),
        words.PLACES[found.place],
        words.WAYS[found.way],
    )
