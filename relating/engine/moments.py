"""One moment, and its tellings: what lists, pictures and counts go through instead of tellings.

Two people tell of one moment, each in their own voice. It is one row, one mark, one case. The
client's telling stands for it where there is one, and nothing of the other telling fills a gap in
hers. Each telling says for itself of which other it is another (`telling_of`), or is not after all
(`apart_from`): so nobody writes in what the other told, and what is private tells nothing.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, timedelta, tzinfo
from typing import NamedTuple
from uuid import UUID

from relating.case.entries.episode import Episode
from relating.case.entries.person import Person
from relating.engine.order import day, newest_first

A_FEW_HOURS = timedelta(hours=6)
"""So far apart two can put the same moment."""
MOST = 3
"""So many tellings are proposed for one; more would be a search."""
THE_COUNSELLOR = "counsellor"


class Moment(NamedTuple):
    """A moment: the telling that stands for it, and the others, the client's first."""

    told: Episode
    others: tuple[Episode, ...] = ()

    @property
    def every(self) -> tuple[Episode, ...]:
        """All its tellings, the one that stands for it first."""
        return (self.told, *self.others) if self.others else (self.told,)

    @property
    def by_both(self) -> bool:
        """Whether it has a telling of each of the two."""
        return any(each.author != self.told.author for each in self.others)


def moments(tellings: Iterable[Episode]) -> tuple[Moment, ...]:
    """Each moment once, newest first by the telling that stands for it; the order in which the
    tellings come does not matter. One whose other is not among them stands alone.

    >>> from datetime import datetime
    >>> at = datetime(2026, 3, 2, tzinfo=UTC)
    >>> his = Episode(id=UUID(int=1), author="counsellor", visibility="shared", recorded_at=at,
    ...     at=at, place="room")
    >>> hers = Episode(id=UUID(int=2), author="client", visibility="private", recorded_at=at,
    ...     at=at, place="room", telling_of=his.id)
    >>> [(each.told.author, len(each.others)) for each in moments([his, hers])]
    [('client', 1)]
    >>> len(moments([his])), len(moments([hers]))
    (1, 1)
    """
    told = {each.id: each for each in tellings}
    groups: dict[UUID, list[Episode]] = {}
    for each in [each for each in told.values() if each.telling_of]:
        other = told.get(each.telling_of) if each.telling_of else None
        if other is not None and not are_apart(each, other):
            _join(groups, each, other)
    ordered = newest_first(told.values())
    if not groups:
        return tuple(map(Moment, ordered))
    joined = [_moment(group) for group in {id(each): each for each in groups.values()}.values()]
    stands = {id(one): each if one is each.told else None for each in joined for one in each.every}
    found = (stands[id(each)] if id(each) in stands else Moment(each) for each in ordered)
    return tuple([each for each in found if each is not None])


def _join(groups: dict[UUID, list[Episode]], one: Episode, other: Episode) -> None:
    """Let the two, and whatever was joined to either, be one group."""
    mine, theirs = (groups.setdefault(each.id, [each]) for each in (one, other))
    if mine is not theirs:
        mine.extend(theirs)
        groups |= {each.id: mine for each in theirs}


def _moment(group: Iterable[Episode]) -> Moment:
    """The client's first telling stands for a moment; else the first that there is."""
    first, *others = sorted(group, key=lambda each: (each.author, each.recorded_at, each.id))
    return Moment(first, tuple(others))


def are_apart(one: Episode, other: Episode) -> bool:
    """Whether either says that the two are of different moments."""
    return other.id in (one.apart_from or ()) or one.id in (other.apart_from or ())


def moment_of(telling: UUID, tellings: Iterable[Episode]) -> Moment | None:
    """The moment that this is a telling of; None where it is not among them."""
    found = (each for each in moments(tellings) if any(one.id == telling for one in each.every))
    return next(found, None)


def told_once(tellings: Iterable[Episode]) -> tuple[Episode, ...]:
    """What stands for each moment, in the order of `moments`."""
    return tuple(each.told for each in moments(tellings))


def likely(
    telling: UUID,
    tellings: Iterable[Episode],
    people: Mapping[str, Person],
    zone: tzinfo = UTC,
) -> tuple[Episode, ...]:
    """Tellings by the other of the two that may be of the same moment, the nearest in time first:
    with the same person, on the same day or a few hours apart. Nobody said that they are apart,
    and neither has one by the other author already."""
    found = moments(tellings)
    asked = next((each for each in found if any(one.id == telling for one in each.every)), None)
    if asked is None or asked.by_both:
        return ()
    one = next(each for each in asked.every if each.id == telling)
    lone = (each.told for each in found if not each.by_both)
    near = [each for each in lone if _may_be_one(one, each, people, zone)]
    return tuple(sorted(near, key=lambda each: (_distance(one, each), each.id)))[:MOST]


def parted(telling: UUID, tellings: Iterable[Episode], by: str | None) -> tuple[Episode, ...]:
    """Tellings of which this author said that they are of another moment than this one, and the
    other did not: to say that they are one after all joins them."""
    lone = {each.told.id: each.told for each in moments(tellings) if not each.by_both}
    one = lone.get(telling)
    if one is None:
        return ()
    others = [each for each in lone.values() if each.author != one.author]
    found = [each for each in others if _said_apart(one, each, by)]
    return tuple(sorted(found, key=lambda each: (_distance(one, each), each.id)))[:MOST]


def _said_apart(one: Episode, other: Episode, by: str | None) -> bool:
    """Whether this author, and the other not, said that two tellings are of two moments."""
    mine, theirs = (one, other) if one.author == by else (other, one)
    said = theirs.id in (mine.apart_from or ())
    return said and mine.author == by and mine.id not in (theirs.apart_from or ())


def _may_be_one(one: Episode, other: Episode, people: Mapping[str, Person], zone: tzinfo) -> bool:
    """Whether two tellings are alike in author, person and time as tellings of one moment are."""
    if one.author == other.author or are_apart(one, other):
        return False
    if "past" in {one.place, other.place}:
        return False
    who = with_whom(one, people)
    if who is None or who != with_whom(other, people):
        return False
    return day(one, zone) == day(other, zone) or _distance(one, other) <= A_FEW_HOURS


def _distance(one: Episode, other: Episode) -> timedelta:
    """How far apart two tellings put what happened."""
    if one.at is None or other.at is None:
        return timedelta.max
    return abs(one.at - other.at)


def with_whom(episode: Episode, people: Mapping[str, Person]) -> str | None:
    """With whom it was: in the room, where nobody is named, with the counsellor."""
    person = people.get(episode.person) if episode.person is not None else None
    is_counsellor = person is not None and person.role == THE_COUNSELLOR
    if is_counsellor or (episode.person is None and episode.place == "room"):
        return THE_COUNSELLOR
    return episode.person
