"""Which months a timeline shows, and whose times stand in which line."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import accumulate, groupby
from uuid import UUID

from msgspec import Struct

from relating.case.entries.person import Person
from relating.case.sentence import Say
from relating.engine.timeline import Row, Time, Timeline
from relating.pictures import marks, words

YEAR = 12
MEMORIES = 100
"""So many times of back then are drawn, those that were told last."""

Link = Callable[[UUID], str]


class Names(Struct, frozen=True):
    """What people are called, and in which language the rest is said."""

    people: Mapping[str, Person]
    say: Say

    def of(self, person: str | None) -> str:
        return self.say(words.person(self.people, person))


class Line(Struct, frozen=True):
    """One line of a timeline: a person's, or that of several who share it (`person` is `None`).

    `n` counts all their times; `times` and `back_then` hold those that are drawn.
    """

    name: str
    person: str | None
    n: int
    times: tuple[Time, ...]
    back_then: tuple[Time, ...]


class Window(Struct, frozen=True):
    """What is drawn of a timeline: its lines and its months, the newest first."""

    lines: tuple[Line, ...]
    months: tuple[date, ...]
    sessions: tuple[date, ...]

    @property
    def times(self) -> tuple[Time, ...]:
        """Everything drawn, newest first, and then the memories by age."""
        dated = (found for line in self.lines for found in line.times)
        memories = (found for line in self.lines for found in line.back_then)
        return (
            *_newest_first(dated),
            *sorted(memories, key=lambda found: (found.age is None, found.age or 0)),
        )


def window(timeline: Timeline, names: Names, *, lines: int, months: int, most: int) -> Window:
    """At most so many lines, months and marks.

    What does not fit is the oldest. A month is drawn whole, so that an empty one means that
    nothing was written down; only where the newest month alone is too full, its oldest times go.
    """
    shown = _months(timeline, months, most)
    dated = [found for row in timeline.rows for found in row.times if month(found.day) in shown]
    kept = {found.episode for found in _newest_first(dated)[:most]}
    kept |= {found.episode for found in _told_last(timeline)}
    rows = [_kept(row, kept, most) for row in timeline.rows]
    return Window(
        lines=_lines([row for row in rows if row.n], timeline, names, lines),
        months=shown,
        sessions=tuple(found for found in timeline.sessions if month(found) in shown),
    )


def month(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def back(found: date, n: int) -> date:
    """The first of the month `n` months before a first of a month; the calendar's first at least.

    >>> back(date(2026, 2, 1), 3)
    datetime.date(2025, 11, 1)
    """
    count = max(YEAR, found.year * YEAR + found.month - 1 - n)
    return date(count // YEAR, count % YEAR + 1, 1)


def months_between(first: date, last: date) -> int:
    """
    >>> months_between(date(2025, 11, 30), date(2026, 1, 1))
    2
    """
    return (last.year - first.year) * YEAR + last.month - first.month


def by_month(times: Iterable[Time]) -> dict[date, tuple[Time, ...]]:
    """Times that stand newest first, under their months."""
    return {each: tuple(found) for each, found in groupby(times, key=lambda time: month(time.day))}


def time_mark(
    found: Time, at: tuple[float, float], r: float, link: Link, names: Names
) -> marks.Mark:
    """The mark of one time; where it leads nowhere, nothing calls it anything."""
    if not (href := link(found.episode)):
        return marks.Mark(found.place, found.way, at[0], at[1], r)
    when, who = words.when(found.day, found.place, found.age), names.of(found.person)
    label = names.say(words.mark(when, who, found.place, words.WAYS[found.way]))
    return marks.Mark(found.place, found.way, at[0], at[1], r, href, label)


def _months(timeline: Timeline, months: int, most: int) -> tuple[date, ...]:
    """The newest months, as many as hold no more than `most` times together, and at least one."""
    if timeline.first is None or timeline.last is None:
        return ()
    counts = Counter(month(found.day) for row in timeline.rows for found in row.times)
    last, first = month(timeline.last), month(timeline.first)
    run = dict.fromkeys(each for n in range(months) if (each := back(last, n)) >= first)
    full = accumulate(counts[each] for each in run)
    fitting = [each for each, n in zip(run, full, strict=True) if n <= most]
    return tuple(fitting) or (last,)


def _newest_first(times: Iterable[Time]) -> list[Time]:
    return sorted(times, key=lambda found: found.moment, reverse=True)


def _kept(row: Row, kept: set[UUID], most: int) -> Row:
    times = tuple(found for found in row.times if found.episode in kept)
    back_then = tuple(found for found in row.back_then if found.episode in kept)
    return Row(person=row.person, times=times, back_then=back_then[:most])


def _told_last(timeline: Timeline) -> list[Time]:
    """Of back then what was told last: of hundreds no mark can be told from its neighbour."""
    memories = (found for row in timeline.rows for found in row.back_then)
    return sorted(memories, key=lambda found: found.moment, reverse=True)[:MEMORIES]


def _lines(rows: Sequence[Row], timeline: Timeline, names: Names, most: int) -> tuple[Line, ...]:
    """A line for each person; with too many of them the last line is the others' together."""
    counts = {row.person: row.n for row in timeline.rows}
    own = rows if len(rows) <= most else rows[: most - 1]
    lines = [_line([row], names.of(row.person), counts) for row in own]
    if len(own) < len(rows):
        lines.append(_line(rows[len(own) :], names.say(words.OTHERS), counts))
    return tuple(lines)


def _line(rows: Sequence[Row], name: str, counts: Mapping[str | None, int]) -> Line:
    times = [found for row in rows for found in row.times]
    return Line(
        name=name,
        person=rows[0].person if len(rows) == 1 else None,
        n=sum(counts[row.person] for row in rows),
        times=tuple(_newest_first(times)),
        back_then=tuple(found for row in rows for found in row.back_then),
    )
