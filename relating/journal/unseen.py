"""Versions in which nothing changed that the other of the two can read.

Of such a version nothing is told to them: no line, no count, no date would say what changed, and
each would say that something did.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from itertools import pairwise
from typing import NamedTuple
from uuid import UUID

from relating.case import KINDS, Content
from relating.journal import rows
from relating.journal.models import Entry, Version
from relating.journal.readings import as_shown, as_written
from relating.journal.rows import Times
from relating.journal.sealing import Row, facts, readable_purposes, whole
from relating.people import policies
from relating.people.gate import Standing
from relating.vault import keys
from relating.vault.any_of import any_of

HAVE_SOME = frozenset(name for name, kind in KINDS.items() if kind.own_eyes)
"""The kinds of which something is for the eyes of whoever wrote it."""
STILL = datetime.max.replace(tzinfo=UTC)


class Stood(NamedTuple):
    """A version: from when on it stood; its content, None where the viewer may not read it."""

    since: datetime
    content: Content | None


def unseen(at: Standing, entries: Iterable[UUID]) -> dict[UUID, list[Times]]:
    """From when until when each of these entries stood at such a version."""
    return unseen_among(versions(at, entries))


def unseen_among(known: Mapping[UUID, list[Stood]]) -> dict[UUID, list[Times]]:
    """The same, where all versions of the entries are known."""
    found: dict[UUID, list[Times]] = {}
    for entry, stood in known.items():
        until = [*(each.since for each in stood[1:]), STILL]
        steps = zip(pairwise(stood), until[1:], strict=True)
        found[entry] = [(new.since, end) for (old, new), end in steps if is_unseen(old, new)]
    return {entry: times for entry, times in found.items() if times}


def told_of(
    at: Standing, changed: Mapping[UUID, datetime], since: datetime, kinds: Collection[str]
) -> dict[UUID, datetime]:
    """Those of these changed entries, which are of these kinds, of which not every version since
    then is such a one."""
    if HAVE_SOME.isdisjoint(kinds):
        return dict(changed)
    known = versions(at, changed)
    hidden = {entry: {begun for begun, _ in times} for entry, times in unseen_among(known).items()}
    silent = {
        entry
        for entry, begun in hidden.items()
        if all(each.since in begun for each in known[entry] if each.since > since)
    }
    return {entry: when for entry, when in changed.items() if entry not in silent}


def is_unseen(old: Stood, new: Stood) -> bool:
    """Whether a version says something else than the one before it, and its reader sees none."""
    if old.content is None or new.content is None:
        return False
    differs = as_written(old.content) != as_written(new.content)
    return differs and as_shown(old.content) == as_shown(new.content)


def versions(at: Standing, entries: Iterable[UUID]) -> dict[UUID, list[Stood]]:
    """All versions of these entries, the oldest first, of those that have more than one."""
    wanted = Entry.objects.filter(pk__in=any_of(entries), kind__in=HAVE_SOME)
    now = {row.id: row for row in rows.fetched(wanted)}
    earlier = (
        list(Version.objects.filter(entry_id__in=any_of(now)).order_by("version")) if now else []
    )
    if not earlier:
        return {}
    ring = keys.ring(at.case_id, readable_purposes(at.role))
    found: dict[UUID, list[Stood]] = defaultdict(list)
    for old in earlier:
        row = rows.as_it_was(now[old.entry_id], old)
        found[old.entry_id].append(Stood(old.changed_at, content_of(ring, at, row)))
    for entry, since in wanted.filter(pk__in=any_of(found)).values_list("id", "changed_at"):
        found[entry].append(Stood(since, content_of(ring, at, now[entry])))
    return dict(found)


def content_of(ring: keys.Ring, at: Standing, row: Row) -> Content | None:
    """What a version says, if the viewer may read it and it opens."""
    may = policies.may_read(at.role, facts(row, at))
    return next((content for _, content in whole(ring, row)), None) if may else None
