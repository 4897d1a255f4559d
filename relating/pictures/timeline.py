"""What happened through time, person by person: upright for the phone, lying for the desk.

Back then has no date, so it stands apart: below everything on the phone, on the left at the desk.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from relating.case.entries.person import Person
from relating.case.sentence import Say, Sentence, sentence, together
from relating.case.words.places import PLACES
from relating.engine.timeline import Time, Timeline
from relating.pictures import marks, timeline_desk, timeline_phone, words
from relating.pictures.drawing import Drawing, Figure, LegendItem, Row, leading, markup, row, table
from relating.pictures.months import Link, Names, Window, window

MOST = 400
"""Marks drawn, the newest ones."""
BYTES, MEMORIES = 430, 12
"""What a mark that leads on takes, with its row of the table; and of back then so many do."""
MONTHS = 18
PHONE_LINES = 5
DESK_LINES = 12
TITLE = "timeline-title"


def phone(
    timeline: Timeline,
    *,
    link: Link,
    people: Mapping[str, Person],
    say: Say = str,
    width: float = 324,
    most: int | None = None,
) -> Figure:
    """People as columns, months downwards with the newest on top, `width` CSS pixels wide."""
    names = Names(people, say)
    shown = window(
        timeline, names, lines=PHONE_LINES, months=MONTHS, most=MOST if most is None else most
    )
    if not timeline.n:
        return Figure(not_yet=say(together(words.NOTHING_YET)))
    lead = _leading(shown)
    svg = markup(timeline_phone.draw(TITLE, shown, _only(lead, link), names, width))
    return _figure(svg, None, timeline, shown, lead, link, names)


def desk(
    timeline: Timeline,
    *,
    link: Link,
    people: Mapping[str, Person],
    say: Say = str,
    width: float = 864,
    most: int | None = None,
) -> Figure:
    """People as rows, months across, `width` CSS pixels wide, at most 1000."""
    names = Names(people, say)
    shown = window(
        timeline, names, lines=DESK_LINES, months=MONTHS, most=MOST if most is None else most
    )
    if not timeline.n:
        return Figure(not_yet=say(together(words.NOTHING_YET)))
    lead = _leading(shown)
    svg = markup(timeline_desk.draw(TITLE, shown, _only(lead, link), names, width))
    parts = timeline_desk.scaled(shown, width).parts if shown.months else 0
    return _figure(svg, parts, timeline, shown, lead, link, names)


def _leading(shown: Window) -> tuple[Time, ...]:
    """The times that lead to what happened, in the order of the table."""
    n = leading(len(shown.times), BYTES)
    memories = [found for found in shown.times if found.place == "past"]
    dated = [found for found in shown.times if found.place != "past"]
    kept = memories[: max(MEMORIES, n - len(dated))]
    return (*dated[: n - len(kept)], *kept)


def _only(lead: Iterable[Time], link: Link) -> Link:
    """Where marks lead; the others lead nowhere."""
    some = {found.episode for found in lead}
    return lambda episode: link(episode) if episode in some else ""


def _figure(
    svg: str,
    parts: int | None,
    timeline: Timeline,
    shown: Window,
    lead: Sequence[Time],
    link: Link,
    names: Names,
) -> Figure:
    """The picture with its words. `parts` are the columns of a month, if months lie."""
    drawn, say = shown.times, names.say
    drawing = Drawing(
        svg=svg,
        title=say(words.timeline_title(timeline, names.people)),
        title_id=TITLE,
        reading=tuple(map(say, _reading(parts, timeline, shown, len(lead)))),
        legend=tuple(_legend(drawn, say)),
        table=table(words.TIMELINE_TABLE, _rows(lead, link, names), say),
    )
    return Figure(drawing=drawing)


def _reading(
    parts: int | None, timeline: Timeline, shown: Window, linked: int
) -> Iterable[Sentence]:
    firsts = sum(any(found.way == "new" for found in line.times) for line in shown.lines)
    yield from words.timeline_reading(
        timeline,
        parts=parts,
        sessions=bool(shown.sessions),
        drawn=len(shown.times),
        linked=linked,
        firsts=firsts,
    )
    memories = sum(found.place == "past" for found in shown.times)
    if memories < sum(len(row.back_then) for row in timeline.rows):
        yield sentence("Of back then the %(n)s told last are drawn.", n=memories)


def _legend(drawn: Iterable[Time], say: Say) -> Iterable[LegendItem]:
    times = tuple(drawn)
    yield from marks.ways_legend({found.way for found in times}, say)
    yield from marks.places_legend({found.place for found in times}, say)


def _rows(drawn: Iterable[Time], link: Link, names: Names) -> Iterator[Row]:
    for found in drawn:
        cells = (
            words.when(found.day, found.place, found.age),
            names.of(found.person),
            PLACES[found.place],
            words.WAYS[found.way],
        )
        yield row(cells, names.say, link(found.episode))
