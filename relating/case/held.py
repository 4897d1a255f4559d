"""What types alone cannot check: codes against the vocabulary, references, and doubles.

Which fields hold a code or refer to something is read off the types (see `fields.code_of` and
`fields.refers_to`), so a new kind of entry is checked from the day it is added.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from uuid import UUID

import msgspec
from msgspec import inspect

from relating.case.entries.person import Person
from relating.case.file.problems import Problem, quoted, unknown
from relating.case.kinds import KINDS, CaseEntry, kind_of
from relating.case.words.vocabulary import DEFAULTS, LISTS, Vocabulary
from relating.case.words.word import Word

Steps = tuple[str | int, ...]
Lists = tuple[str, ...]
Key = Lists | str
"""What a value must be one of: the codes of some lists, or the ids of a kind."""
ENTRY = "entry"
"""Refers to an entry of whatever kind."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A field whose values must be one of something, or that has such fields inside."""

    field: str
    key: Key = ()
    inner: "tuple[Mark, ...]" = ()


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
        """The same in words; for a code with the nearest one that is known."""
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


@cache
def marks(kind: type[msgspec.Struct]) -> tuple[Mark, ...]:
    """The fields of a kind that hold a code or refer to something."""
    info = inspect.type_info(kind)
    fields = info.fields if isinstance(info, inspect.StructType) else ()
    found = (_mark(field.encode_name, field.type) for field in fields)
    return tuple(mark for mark in found if mark is not None)


def _mark(field: str, info: inspect.Type) -> Mark | None:
    if isinstance(info, inspect.Metadata):
        extra = info.extra or {}
        key = extra.get("lists") or extra.get("refers")
        return Mark(field, key=key) if key else _mark(field, info.type)
    if isinstance(info, inspect.StructType):
        inner = marks(info.cls)
        return Mark(field, inner=inner) if inner else None
    return next((mark for part in _parts(info) if (mark := _mark(field, part))), None)


def _parts(info: inspect.Type) -> Iterable[inspect.Type]:
    if isinstance(info, inspect.UnionType):
        return info.types
    return (info.item_type,) if isinstance(info, inspect.VarTupleType) else ()


def known_codes(vocabulary: Vocabulary) -> dict[Key, Set[object]]:
    """The codes that each marked field of any kind may hold."""
    keys = {mark.key for kind in KINDS.values() for mark in _leaves(marks(kind))}
    return {
        key: frozenset(code for name in key for code in vocabulary.listings[name])
        for key in keys
        if not isinstance(key, str)
    }


def _leaves(known: tuple[Mark, ...]) -> Iterator[Mark]:
    for mark in known:
        yield from _leaves(mark.inner) if mark.inner else (mark,)


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
            yield from _strays(thing, _marks_of(thing), known, (name, index))


def _marks_of(thing: object) -> tuple[Mark, ...]:
    """What to look at in a thing; a plain object without a kind can only be a person."""
    if isinstance(thing, msgspec.Struct):
        return marks(type(thing))
    kind = thing.get("kind", "person") if isinstance(thing, dict) else None
    return marks(KINDS[kind]) if isinstance(kind, str) and kind in KINDS else ()


def _strays(
    thing: object, look_at: tuple[Mark, ...], known: Mapping[Key, Set[object]], steps: Steps
) -> Iterator[Stray]:
    for mark in look_at:
        for index, item in _values(thing, mark.field):
            if mark.inner:
                if isinstance(item, msgspec.Struct | dict):
                    yield from _strays(item, mark.inner, known, _step(steps, mark, index))
            elif isinstance(item, str | UUID) and item not in known.get(mark.key, (item,)):
                yield Stray(_step(steps, mark, index), mark.key, str(item))


def _values(thing: object, field: str) -> Iterable[tuple[int | None, object]]:
    """What a field holds, one by one: nothing, one value, or a list with its places."""
    value = thing.get(field) if isinstance(thing, dict) else getattr(thing, field)
    if isinstance(value, tuple | list):
        return enumerate(value)
    return () if value is None else ((None, value),)


def _step(steps: Steps, mark: Mark, index: int | None) -> Steps:
    return (*steps, mark.field) if index is None else (*steps, mark.field, index)


def codes_in(thing: object) -> Iterator[tuple[str, str]]:
    """Every code in an entry or a person, with each list that it may come from: (list, code).

    >>> from relating.case.entries.person import Person
    >>> list(codes_in(Person(id="p1", alias="Mara", role="boss")))
    [('role', 'boss')]
    """
    for mark, code in _codes(thing, _marks_of(thing)):
        yield from ((name, code) for name in mark.key)


def _codes(thing: object, look_at: tuple[Mark, ...]) -> Iterator[tuple[Mark, str]]:
    for mark in look_at:
        for _, item in _values(thing, mark.field):
            if mark.inner:
                yield from _codes(item, mark.inner)
            elif isinstance(mark.key, tuple) and isinstance(item, str):
                yield mark, item


def ids_in(thing: object, kind: str) -> Iterator[tuple[str, object]]:
    """Every id of a person or an entry of this kind that an entry points to: (field, id)."""
    for mark in _marks_of(thing):
        if mark.key == kind:
            yield from ((mark.field, item) for _, item in _values(thing, mark.field))


def doubled(name: str, keys: Sequence[Hashable], field: str = "id") -> Iterator[Problem]:
    """Things that stand in a list a second time."""
    first: dict[Hashable, int] = {}
    for index, key in enumerate(keys):
        if first.setdefault(key, index) != index:
            message = f"the same as {name}[{first[key]}].{field}"
            yield Problem(f"{name}[{index}].{field}", message)


def word_problems(words: Sequence[Word]) -> Iterator[Problem]:
    """Words for a list that does not exist or that takes no additions, and the same word twice."""
    for index, word in enumerate(words):
        if word.list not in LISTS:
            yield Problem(f"vocabulary[{index}].list", unknown("list", word.list, LISTS))
        elif word.list in DEFAULTS.closed and DEFAULTS.term(word.list, word.code) is None:
            known = DEFAULTS.listings[word.list]
            yield Problem(f"vocabulary[{index}].code", unknown(word.list, word.code, known))
    yield from doubled("vocabulary", [(w.list, w.code, w.author) for w in words], "code")
