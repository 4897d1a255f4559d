"""What entries point to: the same entry under new ids, or without what is not there."""

from collections.abc import Mapping, Set
from typing import TypeVar
from uuid import UUID

from msgspec.structs import replace

from relating.case.entry import Entry
from relating.case.held import held_fields

AnEntry = TypeVar("AnEntry", bound=Entry)


def repointed(entry: AnEntry, new: Mapping[UUID, UUID]) -> AnEntry:
    """The entry with its own id and every id of an entry it points to replaced, where there is one.

    People keep their ids.
    """
    pointed = {field: _each(value, new) for field, value in _pointing(entry) if value is not None}
    return replace(entry, id=new.get(entry.id, entry.id), **pointed)


def closed(entry: AnEntry, inside: Set[object]) -> AnEntry:
    """The entry without the ids of people and entries that are not inside."""
    kept = {field: _kept(value, inside) for field, value in _pointing(entry, people=True)}
    changed = {field: value for field, value in kept.items() if value != getattr(entry, field)}
    return replace(entry, **changed) if changed else entry


def _pointing(entry: Entry, *, people: bool = False) -> list[tuple[str, object]]:
    """The fields that hold ids, with what they hold."""
    found = (field for field in held_fields(type(entry)) if isinstance(field.key, str))
    names = (field.name for field in found if people or field.key != "person")
    return [(name, getattr(entry, name)) for name in names]


def _each(value: object, new: Mapping[UUID, UUID]) -> object:
    if isinstance(value, tuple):
        return tuple(_each(item, new) for item in value)
    return new.get(value, value) if isinstance(value, UUID) else value


def _kept(value: object, inside: Set[object]) -> object:
    if isinstance(value, tuple):
        return tuple(item for item in value if item in inside)
    return value if value in inside else None
