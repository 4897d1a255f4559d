"""What entries point to: the same entry under new ids, or without what is not there."""

from collections.abc import Callable, Mapping, Set
from typing import TypeAlias, TypeVar
from uuid import UUID

from msgspec.structs import replace

from relating.case.entry import Entry, Value
from relating.case.held import HeldField, held_fields

AnEntry = TypeVar("AnEntry", bound=Entry)
AValue = TypeVar("AValue", bound=Value)
Turn: TypeAlias = Callable[[object], object]
"""What stands in the place of an id; None where nothing does."""


def repointed(entry: AnEntry, new: Mapping[UUID, UUID]) -> AnEntry:
    """The entry with its own id and every id of an entry it points to replaced, where there is one.

    People keep their ids.
    """
    pointed = _turned(entry, lambda held: new.get(held, held) if isinstance(held, UUID) else held)
    return replace(pointed, id=new.get(entry.id, entry.id))


def closed(entry: AnEntry, inside: Set[object]) -> AnEntry:
    """The entry without the ids of people and entries that are not inside."""
    return _turned(entry, lambda held: held if held in inside else None)


def _turned(value: AValue, turn: Turn) -> AValue:
    """A value with every id in it turned, however deep."""
    new = {
        field.name: _each(getattr(value, field.name), field, turn)
        for field in held_fields(type(value))
        if field.inner or isinstance(field.key, str)
    }
    changed = {name: held for name, held in new.items() if held != getattr(value, name)}
    return replace(value, **changed) if changed else value


def _each(held: object, field: HeldField, turn: Turn) -> object:
    """What a field holds, turned: one or several, ids or values with ids inside."""
    if isinstance(held, tuple):
        found = (_each(item, field, turn) for item in held)
        return tuple(item for item in found if item is not None)
    if isinstance(held, Value):
        return _turned(held, turn)
    return None if held is None else turn(held)
