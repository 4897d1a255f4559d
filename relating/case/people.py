"""The people of a case, each of them once, whoever was written down twice.

Somebody who turned out to be somebody known keeps their entry, and `same_as` says who they are.
Nothing else compares the ids of people: an id leads to the person who stands for it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from relating.case.entries.episode import Episode
from relating.case.entries.person import Person
from relating.case.entry import Entry
from relating.case.held import held_fields

AnEntry = TypeVar("AnEntry", bound=Entry)
AnyContent = TypeVar("AnyContent")


class People(Mapping[str, Person]):
    """Everybody once, in the order given; under any of their ids whoever stands for it.

    Whoever is the same as somebody who is not here stands for themselves. Where one of those who
    are one is not safe, the one who stands for them is not.

    >>> mara = Person(id="p1", alias="Mara")
    >>> people = People([mara, Person(id="p2", alias="M.", same_as="p1", unsafe=True)])
    >>> list(people), people["p2"].alias, people["p1"].unsafe
    (['p1'], 'Mara', True)
    """

    def __init__(self, people: Iterable[Person] = ()) -> None:
        self.everybody = {each.id: each for each in people}
        self._standing = standing(self.everybody)
        self._stood_for = {id for id, by in self._standing.items() if id != by}
        self._parts: dict[str, list[Person]] = defaultdict(list)
        for each in self.everybody.values():
            self._parts[self._standing[each.id]].append(each)
        self._once = {
            id: safe_as_one(each, self._parts[id])
            for id, each in self.everybody.items()
            if self._standing[id] == id
        }
        self.each_alone = len(self._once) == len(self.everybody)

    def __getitem__(self, id: str) -> Person:
        return self._once[self._standing[id]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._once)

    def __len__(self) -> int:
        return len(self._once)

    def standing_for(self, id: str) -> str:
        """The id of whoever stands for this one; an id that is not known stands for itself."""
        return self._standing.get(id, id)

    def are_one(self, one: str | None, other: str | None) -> bool:
        """Whether two ids are those of one person."""
        if one is None or other is None:
            return False
        return self.standing_for(one) == self.standing_for(other)

    def parts(self, id: str) -> tuple[Person, ...]:
        """All the entries that are this one person, the one who stands for them first."""
        one = self.standing_for(id)
        return tuple(sorted(self._parts.get(one, ()), key=lambda each: each.id != one))

    def way_from(self, id: str) -> tuple[Person, ...]:
        """The entry of this id, and one after the other those that stand for it."""
        found: dict[str, Person] = {}
        at: str | None = id
        while at in self.everybody and at not in found:
            found[at] = self.everybody[at]
            at = found[at].same_as
        return tuple(found.values())

    def merged_into(self, id: str) -> tuple[Person, ...]:
        """The entries that are stood for by way of this one."""
        found, new = {id}, {id}
        while new:
            people = self.everybody.values()
            new = {each.id for each in people if each.same_as in new} - found
            found |= new
        return tuple(each for each in self.everybody.values() if each.id in found - {id})

    def met_in(self, id: str, episodes: Iterable[Episode]) -> tuple[Episode, ...]:
        """The episodes with this person."""
        return tuple(each for each in episodes if self.are_one(each.person, id))

    def standing_in(self, entry: AnEntry) -> AnEntry:
        """The entry with whoever stands for each person that it names."""
        if self.each_alone:
            return entry
        named = ((name, getattr(entry, name)) for name in naming(type(entry)))
        stand = {name: self.standing_for(id) for name, id in named if id in self._stood_for}
        return replace(entry, **stand) if stand else entry


@cache
def naming(kind: type[Struct]) -> tuple[str, ...]:
    """The fields of a kind that hold the id of a person."""
    return tuple(field.name for field in held_fields(kind) if field.key == "person")


def with_whom(content: AnyContent, people: People) -> AnyContent:
    """The content; an entry with whoever stands for those whom it names."""
    return people.standing_in(content) if isinstance(content, Entry) else content


def safe_as_one(person: Person, parts: Iterable[Person]) -> Person:
    """Whoever stands for these entries: not safe where one of them is not."""
    unsafe = any(each.unsafe for each in parts)
    return replace(person, unsafe=True) if unsafe and not person.unsafe else person


def may_be_one(one: Person, other: Person) -> bool:
    """Whether two of one name are not said to be two different things to the client."""
    return one.role is None or other.role is None or one.role == other.role


def can_stand_for(stays: Person, goes: Person) -> bool:
    """Whether the one can stand for the other; for the counsellor of the case nobody else can."""
    return stays.id != goes.id and (goes.role != "counsellor" or stays.role == "counsellor")


def standing(people: Mapping[str, Person]) -> dict[str, str]:
    """Each id with that of whoever stands for it, at the end of its chain.

    The two of a case can have made a chain that comes back to itself, each without seeing all of
    it: for all of those the least id stands, so that everybody is still somebody.
    """
    found: dict[str, str] = {}
    for start in people:
        way: dict[str, None] = {}
        at = start
        while at in people and at not in found and at not in way:
            way[at] = None
            at = people[at].same_as or ""
        met = [*way]
        last = found[at] if at in found else min(met[met.index(at) :] if at in way else met[-1:])
        found.update(dict.fromkeys(met, last))
    return found


def without_loose_ends(people: Iterable[Person]) -> tuple[Person, ...]:
    """The people, where nobody is the same as somebody who is not among them, or as themselves."""
    found = {each.id: each for each in people}
    stands = standing(found)
    return tuple(
        replace(each, same_as=None) if each.same_as and stands[each.id] == each.id else each
        for each in found.values()
    )
