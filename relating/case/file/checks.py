"""What types alone cannot check: codes against the vocabulary, references, and doubles."""

from collections.abc import Hashable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from uuid import UUID

import msgspec

from relating.case.clock import clock, names
from relating.case.entries.episode import Episode
from relating.case.entries.person import Person
from relating.case.file.problems import Problem, quoted, unknown
from relating.case.held import HeldField, Key, each_of, held_fields, leaves
from relating.case.kinds import KINDS, CaseEntry, kind_of
from relating.case.people import standing
from relating.case.words.vocabulary import DEFAULTS, LISTS, Vocabulary
from relating.case.words.word import Word

Steps = tuple[str | int, ...]
ENTRY = "entry"
"""Refers to an entry of whatever kind."""


@dataclass(frozen=True, slots=True)
class Stray:
    """A code that its lists do not know, or an id that nothing in the case has."""

    steps: Steps
    key: Key
    value: str

    @property
    def is_code(self) -> bool:
        """Whether this is a code rather than an id."""
        return isinstance(self.key, tuple)

    @property
    def list(self) -> str:
        """The first of the lists that a code was looked up in."""
        return self.key[0]

    def problem(self, vocabulary: Vocabulary) -> Problem:
        """What is wrong, in words; for a code with the nearest one that is known."""
        if isinstance(self.key, str):
            return Problem(path_of(self.steps), f"no {self.key} with the id {quoted(self.value)}")
        known = [code for name in self.key for code in vocabulary.listings[name]]
        return Problem(path_of(self.steps), unknown(self.list, self.value, known))

    def note(self) -> str:
        """What a lenient reader did with an unknown code."""
        kept = f"kept {quoted(self.value)} as a word of its own in {self.list}"
        return f"{path_of(self.steps)}: {kept}"


def path_of(steps: Steps) -> str:
    """Steps as a path.

    >>> path_of(("entries", 12, "feelings", 0, "code"))
    'entries[12].feelings[0].code'
    """
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)[1:]


def known_codes(vocabulary: Vocabulary) -> dict[Key, Set[object]]:
    """The codes that each field of any kind may hold."""
    keys = {field.key for kind in KINDS.values() for field in leaves(held_fields(kind))}
    return {
        key: frozenset(code for name in key for code in vocabulary.listings[name])
        for key in keys
        if not isinstance(key, str)
    }


def known_ids(people: Sequence[Person], entries: Sequence[CaseEntry]) -> dict[Key, Set[object]]:
    """The ids in a case, by kind; those of entries of any kind under "entry"."""
    ids: dict[Key, set[object]] = {kind: set() for kind in (*KINDS, ENTRY)}
    ids["person"].update(person.id for person in people)
    for entry in entries:
        ids[kind_of(entry)].add(entry.id)
        ids[ENTRY].add(entry.id)
    return dict(ids)


def strays(
    parts: Mapping[str, Sequence[object]], known: Mapping[Key, Set[object]]
) -> Iterator[Stray]:
    """Every code and id in people and entries that is not known.

    The things may be structs or the plain objects that were meant to become structs.
    """
    for name, things in parts.items():
        for index, thing in enumerate(things):
            yield from _strays(thing, _fields_of(thing), known, (name, index))


def _fields_of(thing: object) -> tuple[HeldField, ...]:
    """What to look at in a thing; a plain object without a kind can only be a person."""
    if isinstance(thing, msgspec.Struct):
        return held_fields(type(thing))
    kind = thing.get("kind", "person") if isinstance(thing, dict) else None
    return held_fields(KINDS[kind]) if isinstance(kind, str) and kind in KINDS else ()


def _strays(
    thing: object, fields: tuple[HeldField, ...], known: Mapping[Key, Set[object]], steps: Steps
) -> Iterator[Stray]:
    for field in fields:
        for index, item in each_of(_value(thing, field.name)):
            if field.inner:
                if isinstance(item, msgspec.Struct | dict):
                    yield from _strays(item, field.inner, known, _step(steps, field, index))
            elif isinstance(item, str | UUID) and item not in known.get(field.key, (item,)):
                yield Stray(_step(steps, field, index), field.key, str(item))


def _value(thing: object, name: str) -> object:
    return thing.get(name) if isinstance(thing, dict) else getattr(thing, name)


def _step(steps: Steps, field: HeldField, index: int | None) -> Steps:
    return (*steps, field.name) if index is None else (*steps, field.name, index)


def doubled(name: str, keys: Sequence[Hashable], field: str = "id") -> Iterator[Problem]:
    """Things that stand in a list a second time."""
    first: dict[Hashable, int] = {}
    for index, key in enumerate(keys):
        if first.setdefault(key, index) != index:
            message = f"the same as {name}[{first[key]}].{field}"
            yield Problem(f"{name}[{index}].{field}", message)


def zone_problems(entries: Sequence[CaseEntry]) -> Iterator[Problem]:
    """Clocks that this machine does not know, each with the nearest one that it does."""
    for index, entry in enumerate(entries):
        if isinstance(entry, Episode) and entry.zone is not None and clock(entry.zone) is None:
            yield Problem(f"entries[{index}].zone", unknown("time zone", entry.zone, names()))


def circles(people: Sequence[Person]) -> Iterator[Problem]:
    """People who are said to be somebody else, and that one in the end them again.

    Each circle is told of once, at the one who stands for it.
    """
    at = {person.id: index for index, person in enumerate(people)}
    stands = standing({person.id: person for person in people})
    for person in people:
        if person.same_as in at and stands[person.id] == person.id:
            way = f"by way of {quoted(person.same_as)}"
            yield Problem(f"people[{at[person.id]}].same_as", f"leads back to itself, {way}")


def word_problems(words: Sequence[Word]) -> Iterator[Problem]:
    """Words for a list that does not exist or that takes no additions, and the same word twice."""
    for index, word in enumerate(words):
        if word.list not in LISTS:
            yield Problem(f"vocabulary[{index}].list", unknown("list", word.list, LISTS))
        elif word.list in DEFAULTS.closed and DEFAULTS.term(word.list, word.code) is None:
            known = DEFAULTS.listings[word.list]
            yield Problem(f"vocabulary[{index}].code", unknown(word.list, word.code, known))
    yield from doubled("vocabulary", [(w.list, w.code, w.author) for w in words], "code")
