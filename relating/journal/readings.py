"""Which version of an entry somebody read, and until when it said that."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple, TypeAlias
from uuid import UUID

from django.db.models import QuerySet
from msgspec import to_builtins
from msgspec.json import encode
from msgspec.structs import replace

from relating.case import Content, Person
from relating.journal import memories, rows, trail
from relating.journal.models import Entry, Version
from relating.journal.sealing import facts, readable_purposes, whole
from relating.people import gate, policies
from relating.people.gate import Standing, Viewer
from relating.vault import keys
from relating.vault.prepared import prepared

Times: TypeAlias = dict[UUID, list[datetime]]
OUTSIDE = {"recorded_at", "visibility"}
"""What a version says beyond what was written in it."""


class AsRead(NamedTuple):
    """What a version said; `until` is when something else was written in its place, `None` where
    the entry says the same still."""

    content: Content
    until: datetime | None


def came_to_be(case_id: UUID, entries: Collection[UUID]) -> Times:
    """When each version of these entries of a case came to be, of those that have more than one."""
    found: Times = defaultdict(list)
    for entry, at in [*_earlier(case_id), *_now(case_id)]:
        if entry in entries:
            found[entry].append(at)
    return dict(found)


@prepared
def _earlier(case_id: UUID) -> QuerySet[Version, tuple[UUID, datetime]]:
    earlier = Version.objects.filter(case_id=case_id).order_by("version")
    return earlier.values_list("entry_id", "changed_at")


@prepared
def _now(case_id: UUID) -> QuerySet[Entry, tuple[UUID, datetime]]:
    changed = Version.objects.filter(case_id=case_id).values("entry_id")
    now = Entry.objects.filter(case_id=case_id, pk__in=changed)
    return now.values_list("id", "changed_at")


def was_read(at: Standing, entry: UUID) -> bool:
    """Whether anybody but the viewer read an entry of the case, in any of its versions."""
    received = Entry.objects.filter(pk=entry, case_id=at.case_id).values_list("received_at")
    return any(trail.was_read(at, entry, since) for (since,) in received)


def version_at(entry: UUID, at: datetime, times: Times) -> int:
    """The number of the version that was there at a moment; 0 for an entry with one alone."""
    return max(1, bisect_right(times[entry], at)) if entry in times else 0


def as_read(
    viewer: Viewer, case_id: UUID, read: Iterable[tuple[UUID, int]]
) -> dict[tuple[UUID, int], AsRead]:
    """What these versions of entries said, of those that the viewer may see.

    Raises:
        Hidden: for this viewer there is no such case.
    """
    at = gate.standing(viewer, case_id)
    ring = keys.ring(case_id, readable_purposes(at.role))
    wanted = set(read)
    times = came_to_be(case_id, {entry for entry, _number in wanted})
    return {
        (entry, number): told
        for entry, number in wanted
        if (told := one_as_read(at, ring, entry, number, times.get(entry, []))) is not None
    }


def one_as_read(
    at: Standing, ring: keys.Ring, entry: UUID, number: int, times: list[datetime]
) -> AsRead | None:
    """What one version of an entry said; None where the viewer may not see it, or it does not
    open."""
    row = rows.one(entry)
    if row is None or row.case_id != at.case_id:
        return None
    every = [*reversed([old for old, _ in rows.earlier(row)]), row]
    later = every[max(number, 1) - 1 :]
    if not later or not all(policies.may_read(at.role, facts(each, at)) for each in later):
        return None
    contents = [content for each in later for _, content in whole(ring, each)]
    if len(contents) < len(later):
        return None
    said = as_written(contents[0])
    if not all(memories.that_may_be_told(at, ring, contents)):
        return None
    changed = (n for n, each in enumerate(contents) if as_written(each) != said)
    first = next(changed, None)
    return AsRead(contents[0], None if first is None else times[max(number, 1) - 1 + first])


def as_written(content: Content, *, without: Collection[str] = ()) -> bytes:
    """What a content says, whoever reads it and whenever it was written down."""
    told = to_builtins(content)
    left_out = {*OUTSIDE, *without}
    return encode({name: value for name, value in told.items() if name not in left_out})


def as_shown(content: Content) -> bytes:
    """What a content says to whoever reads it and did not write it."""
    return as_written(content, without=content.own_eyes)


def still_unsafe(older: Content, now: Content) -> Content:
    """What an earlier version said, as it is put back: no page of versions shows that somebody is
    not safe, so that the mark stays until it is taken off where it is made."""
    if isinstance(older, Person) and isinstance(now, Person):
        return replace(older, unsafe=older.unsafe or now.unsafe)
    return older
