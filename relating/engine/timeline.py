"""Episodes by person and place through time, with the sessions as ticks.

What happened back then has no date; it stands apart, by the age I was.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, tzinfo
from uuid import UUID

from msgspec import Struct

from relating.case.entries.episode import Episode
from relating.case.entries.person import Person
from relating.case.entries.session import Session
from relating.case.fields import Place
from relating.case.words.vocabulary import Vocabulary
from relating.engine import moved
from relating.engine.moved import Moved
from relating.engine.order import day, in_sight, local_day, moment, newest_first
from relating.engine.ways import Way, ways_in

NEW: Mapping[Way, tuple[Way, ...]] = {"old": (), "new": ("new",), "mixed": ("new",)}
"""Whether a new way was found, where it is known which way it was."""


class Time(Struct, frozen=True):
    """One episode. `moment` is when it happened, or was told when it was back then at `age`."""

    episode: UUID
    person: str | None
    place: Place
    way: Way
    moment: datetime
    day: date
    age: int | None = None


class Row(Struct, frozen=True):
    """One person's times, newest first, and the memories, the earliest age first.

    `person` is `None` where nobody was named.
    """

    person: str | None
    times: tuple[Time, ...]
    back_then: tuple[Time, ...]

    @property
    def n(self) -> int:
        return len(self.times) + len(self.back_then)


class Timeline(Struct, frozen=True):
    """Rows by their number of times, most first; `n` episodes with `people` named people.

    `first` and `last` are the days of the earliest and latest time that has a date in sight;
    `outside` counts the others, which are still to come or too long ago. Where no date is in sight,
    all of them are looked at.
    """

    rows: tuple[Row, ...]
    sessions: tuple[date, ...]
    n: int
    people: int
    first: date | None
    last: date | None
    outside: int = 0
    moved: Moved[Way] | None = None
    """How often there was a new way, in the times of which it is known which way it was."""


def timeline(
    episodes: Iterable[Episode],
    people: Mapping[str, Person],
    sessions: Iterable[Session],
    vocabulary: Vocabulary,
    zone: tzinfo = UTC,
    today: date | None = None,
) -> Timeline:
    """All episodes as rows of people; an id that `people` does not know counts as nobody named."""
    known = ways_in(vocabulary)
    ordered = newest_first(episodes)
    named = {each.person for each in ordered if each.person in people}
    unsafe = {id for id in named if id is not None and people[id].unsafe}
    times = [_time(found, named, unsafe, known, zone) for found in ordered]
    rows = _rows(times)
    dated = [found.day for found in times if found.place != "past"]
    seen = [found for found in dated if in_sight(found, today)] or dated
    return Timeline(
        rows=rows,
        sessions=_held(sessions, zone),
        n=len(times),
        people=sum(row.person is not None for row in rows),
        first=min(seen, default=None),
        last=max(seen, default=None),
        outside=len(dated) - len(seen),
        moved=_moved(times),
    )


def _moved(times: Sequence[Time]) -> Moved[Way] | None:
    known = [each for each in times if each.place != "past" and each.way in NEW]
    told = [moved.Time(each.episode, each.person, NEW[each.way]) for each in known]
    return moved.moved(told, ("new",))


def _time(
    episode: Episode,
    named: Collection[str | None],
    unsafe: Collection[str | None],
    known: Callable[[Episode], Way],
    zone: tzinfo,
) -> Time:
    return Time(
        episode=episode.id,
        person=episode.person if episode.person in named else None,
        place=episode.place,
        way="plain" if episode.person in unsafe else known(episode),
        moment=moment(episode),
        day=day(episode, zone),
        age=episode.age,
    )


def _rows(times: Iterable[Time]) -> tuple[Row, ...]:
    """Rows by count; equals keep the order in which they were last met; nobody named comes last."""
    groups: dict[str | None, list[Time]] = defaultdict(list)
    for found in times:
        groups[found.person].append(found)
    rows = [_row(person, group) for person, group in groups.items()]
    return tuple(sorted(rows, key=lambda row: (row.person is None, -row.n)))


def _row(person: str | None, group: list[Time]) -> Row:
    memories = [found for found in group if found.place == "past"]
    return Row(
        person=person,
        times=tuple(found for found in group if found.place != "past"),
        back_then=tuple(sorted(memories, key=_by_age)),
    )


def _by_age(memory: Time) -> tuple[bool, int, datetime]:
    return (memory.age is None, memory.age or 0, memory.moment)


def _held(sessions: Iterable[Session], zone: tzinfo) -> tuple[date, ...]:
    held = {local_day(found.at, zone) for found in sessions if found.state == "held"}
    return tuple(sorted(held))
