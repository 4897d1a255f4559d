"""What a content holds: codes from the vocabulary, and the ids of people and entries.

Which fields hold them is read off the types (see `fields.code_of` and `fields.refers_to`), so a
new kind of entry is known from the day it is added.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from operator import attrgetter

from msgspec import Struct, inspect

Key = tuple[str, ...] | str
"""What a value must be one of: the codes of some lists, or the ids of a kind."""


@dataclass(frozen=True, slots=True)
class HeldField:
    """A field that holds codes or ids, as `key` says, or values with such fields inside."""

    name: str
    key: Key = ()
    inner: "tuple[HeldField, ...]" = ()


@cache
def held_fields(kind: type[Struct]) -> tuple[HeldField, ...]:
    """The fields of a kind that hold codes or ids, or values that do."""
    info = inspect.type_info(kind)
    fields = info.fields if isinstance(info, inspect.StructType) else ()
    found = (_held_field(field.encode_name, field.type) for field in fields)
    return tuple(field for field in found if field is not None)


def _held_field(name: str, info: inspect.Type) -> HeldField | None:
    if isinstance(info, inspect.Metadata):
        extra = info.extra or {}
        key = extra.get("lists") or extra.get("refers")
        return HeldField(name, key=key) if key else _held_field(name, info.type)
    if isinstance(info, inspect.StructType):
        inner = held_fields(info.cls)
        return HeldField(name, inner=inner) if inner else None
    return next((field for part in _parts(info) if (field := _held_field(name, part))), None)


def _parts(info: inspect.Type) -> Iterable[inspect.Type]:
    if isinstance(info, inspect.UnionType):
        return info.types
    return (info.item_type,) if isinstance(info, inspect.VarTupleType) else ()


def kinds_named(kind: type[Struct]) -> frozenset[str]:
    """The kinds that a kind can point to: "person", "session", or "entry" for whatever it may be.

    >>> from relating.case.entries.mark import Mark
    >>> sorted(kinds_named(Mark))
    ['entry', 'session']
    """
    return frozenset(field.key for field in leaves(held_fields(kind)) if isinstance(field.key, str))


def leaves(fields: tuple[HeldField, ...]) -> Iterator[HeldField]:
    """The fields that hold codes or ids themselves, however deep they lie."""
    for field in fields:
        yield from leaves(field.inner) if field.inner else (field,)


def each_of(value: object) -> Iterable[tuple[int | None, object]]:
    """What a field holds, one by one: nothing, one value, or the items of a list, numbered."""
    if isinstance(value, tuple | list):
        return enumerate(value)
    return () if value is None else ((None, value),)


def codes_in(content: Struct) -> Iterator[tuple[str, str]]:
    """Every code in a content, with each list that it may come from: (list, code).

    >>> from relating.case.entries.person import Person
    >>> list(codes_in(Person(id="p1", alias="Mara", role="boss")))
    [('role', 'boss')]
    """
    for field in coded_fields(type(content)):
        held = getattr(content, field.name)
        if held is not None:
            yield from codes_of(field, held)


def codes_of(field: HeldField, held: object) -> Iterator[tuple[str, str]]:
    """The codes in what a field holds, each with each list that it may come from."""
    for item in held if isinstance(held, tuple | list) else (held,):
        if isinstance(item, str):
            if isinstance(field.key, tuple):
                yield from ((name, item) for name in field.key)
        elif isinstance(item, Struct):
            yield from codes_in(item)


def codes_counted(contents: Iterable[Struct]) -> Counter[tuple[str, str]]:
    """How often each code is in these contents, with each list that it may come from. What they
    say alike is looked through once: thousands of them say the same few things.

    >>> from relating.case.entries.person import Person
    >>> codes_counted([Person(id=name, alias=name, role="boss") for name in ("p1", "p2")])
    Counter({('role', 'boss'): 2})
    """
    by_kind: dict[type[Struct], list[Struct]] = defaultdict(list)
    for each in contents:
        by_kind[type(each)].append(each)
    found: Counter[tuple[str, str]] = Counter()
    for kind, every in by_kind.items():
        for field in coded_fields(kind):
            for held, times in Counter(map(attrgetter(field.name), every)).items():
                for code in codes_of(field, held):
                    found[code] += times
    return found


@cache
def coded_fields(kind: type[Struct]) -> tuple[HeldField, ...]:
    """The fields of a kind that hold codes, or values that may."""
    return tuple(each for each in held_fields(kind) if each.inner or isinstance(each.key, tuple))


def ids_in(content: Struct, kind: str) -> Iterator[tuple[str, object]]:
    """Every id of a person or an entry of this kind that a content points to: (field, id)."""
    for field in held_fields(type(content)):
        if field.key == kind:
            yield from ((field.name, item) for _, item in each_of(getattr(content, field.name)))
