"""Fetching rows. Nothing here asks who is looking: only `queries` and `actions` call it."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeAlias
from uuid import UUID

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, Min, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.db.models.sql.compiler import SQLCompiler

from relating.journal.models import Entry, Version
from relating.journal.sealing import Row
from relating.people import policies
from relating.people.gate import Hidden, Standing, Viewer
from relating.vault import sql
from relating.vault.any_of import any_of
from relating.vault.prepared import prepared

UUIDS_AND_TIMES = ("id", "case_id", "by_id", "deleted_at")
COLUMNS = ("kind", "author", "visibility", "version", "sealed")
AS_TEXT = [Cast(name, TextField()) for name in UUIDS_AND_TIMES]
"""Fetched as text: a case has two writers, and each of their ids is read once, not once a row."""

Clear: TypeAlias = str
"""What stands in the clear of an entry: its id and its writer as the database writes them, its
author, visibility and version, with spaces between."""

NOBODY = UUID(int=0)
id_of = lru_cache(maxsize=1 << 13)(UUID)
"""Kept, for a page opens the same rows again and again: an id tells nothing of anybody."""


def fetched(entries: "QuerySet[Entry]") -> list[Row]:
    """Rows of a query, without making a model of each."""
    return [row_of_columns(*found) for found in entries.values_list(*AS_TEXT, *COLUMNS)]


def row_of_columns(
    entry: str, case: str, by: str | None, deleted_at: str | None, *others: Any
) -> Row:
    """A row from its columns; the time of a deletion becomes that there was one."""
    kind, author, visibility, version, sealed = others
    writer = id_of(by) if by else None
    deleted = deleted_at is not None
    return Row(
        id_of(entry), id_of(case), kind, author, writer, visibility, version, sealed, deleted
    )


def one(entry_id: UUID) -> Row | None:
    """The row of an entry, deleted or not."""
    return next((row_of_columns(*found) for found in _one(entry_id)), None)


@prepared
def _one(entry_id: UUID) -> "QuerySet[Entry, tuple[Any, ...]]":
    return Entry.objects.filter(pk=entry_id).values_list(*AS_TEXT, *COLUMNS)


def existing(entry_id: UUID) -> Row:
    """The row of an entry.

    Raises:
        Hidden: there is none.
    """
    row = one(entry_id)
    if row is None:
        raise Hidden
    return row


def frame_of(case_id: UUID) -> Row:
    """The row of a case's frame, of which there is one.

    Raises:
        Hidden: there is no such case.
    """
    found = fetched(Entry.objects.filter(case_id=case_id, kind="frame", deleted_at=None))
    if not found:
        raise Hidden
    return found[0]


def seen_by(at: Standing) -> "QuerySet[Entry]":
    """The entries of a case that this viewer may see: the first net, before the policy."""
    return Entry.objects.filter(Q(visibility="shared") | written_by(at), case_id=at.case_id)


def seen(at: Standing, which: Q) -> list[Row]:
    """Those rows of a case, deleted ones left out, that this viewer may see."""
    asked = _seen(at.role, which)
    found = asked(at.case_id) if at.role == "client" else asked(at.case_id, at.viewer.id)
    return [row_of_columns(*each) for each in found]


@lru_cache(maxsize=64)
def _seen(role: policies.Role, which: Q) -> Callable[..., list[tuple[Any, ...]]]:
    @prepared
    def found(case_id: UUID, by: UUID = NOBODY) -> "QuerySet[Entry, tuple[Any, ...]]":
        at = Standing(Viewer(by), case_id, NOBODY, role)
        seen = seen_by(at).filter(which, deleted_at=None)
        return seen.values_list(*AS_TEXT, *COLUMNS)

    return found


class InTheClear(Func):
    """What stands in the clear of rows, together in one text: of thousands made in a fraction of
    the time that they take one by one."""

    template = sql.IN_THE_CLEAR
    output_field = TextField()

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **more: Any
    ) -> tuple[str, tuple[Any, ...]]:
        """As a server writes it."""
        made, values = self.as_sql(
            compiler, connection, template=sql.IN_THE_CLEAR_ON_A_SERVER, **more
        )
        return made, tuple(values)


def in_the_clear(at: Standing, kind: str) -> list[Clear]:
    """What stands in the clear of each entry of a kind that this viewer may see."""
    asked = _in_the_clear(at.role, kind)
    found = asked(at.case_id) if at.role == "client" else asked(at.case_id, at.viewer.id)
    return [clear for (together,) in found if together for clear in together.split(",")]


@lru_cache(maxsize=8)
def _in_the_clear(role: policies.Role, kind: str) -> Callable[..., list[tuple[str | None]]]:
    @prepared
    def found(case_id: UUID, by: UUID = NOBODY) -> "QuerySet[Entry, tuple[str | None]]":
        at = Standing(Viewer(by), case_id, NOBODY, role)
        return seen_by(at).filter(kind=kind, deleted_at=None).values_list(InTheClear())

    return found


def of_clear(case_id: UUID, kind: str, clear: Clear) -> Row:
    """A row of which what is sealed was not fetched."""
    id, by, author, visibility, version = clear.split(" ")
    writer = id_of(by) if by else None
    return Row(id_of(id), case_id, kind, author, writer, visibility, int(version), b"")


def clear_of(row: Row) -> Clear:
    """What stands in the clear of a row."""
    by = as_text(row.by_id) if row.by_id else ""
    return f"{as_text(row.id)} {by} {row.author} {row.visibility} {row.version}"


def id_in(clear: Clear) -> str:
    """The id in what stands in the clear, as the database writes it."""
    return clear.partition(" ")[0]


def sort_of(clear: Clear) -> str:
    """The writer, the author and the visibility in what stands in the clear: what sort of row it
    is."""
    return clear.partition(" ")[2].rpartition(" ")[0]


def as_text(id: UUID) -> str:
    """An id as the database writes it."""
    return str(id) if connection.features.has_native_uuid_field else id.hex


def written_by(at: Standing) -> Q:
    """What this viewer wrote: the client's is whatever was written as the client of the case."""
    return Q(author=at.role) if at.role == "client" else Q(author=at.role, by_id=at.viewer.id)


def seen_in(held: list[Standing]) -> "QuerySet[Entry]":
    """The entries of many cases, deleted ones left out, that a counsellor may see of each."""
    own = Q(author="counsellor", by_id__in={at.viewer.id for at in held})
    cases = any_of(at.case_id for at in held)
    return Entry.objects.filter(Q(visibility="shared") | own, case_id__in=cases, deleted_at=None)


def named(at: Standing, ids: Iterable[UUID]) -> list[Row]:
    """The rows with these ids that are in the case and not deleted."""
    return fetched(Entry.objects.filter(case_id=at.case_id, pk__in=any_of(ids), deleted_at=None))


def earlier(row: Row) -> list[tuple[Row, Version]]:
    """The earlier versions of a row, newest first, as rows of their time."""
    versions = Version.objects.filter(entry_id=row.id).order_by("-version")
    return [(as_it_was(row, old), old) for old in versions]


def earlier_of(found: Iterable[Row]) -> dict[UUID, list[Row]]:
    """The earlier versions of many rows of one case, each newest first."""
    by_id = {row.id: row for row in found}
    cases = {row.case_id for row in by_id.values()}
    made: dict[UUID, list[Row]] = {id: [] for id in by_id}
    for old in Version.objects.filter(case_id__in=cases).order_by("-version"):
        if old.entry_id in by_id:
            made[old.entry_id].append(as_it_was(by_id[old.entry_id], old))
    return made


def as_it_was(row: Row, old: Version) -> Row:
    """A row as an earlier version of it was."""
    return row._replace(
        version=old.version, visibility=old.visibility, sealed=bytes(old.sealed), past=True
    )


def known_version(at: Standing, row: Row) -> int:
    """The number of a row's version as the viewer may know it: of what another wrote only those
    versions count that were shared."""
    if row.author == at.role:
        return row.version
    return 1 + Version.objects.filter(entry_id=row.id, visibility="shared").count()


def numbered(at: Standing, row: Row) -> dict[int, Row]:
    """The earlier versions of a row, each under its number as the viewer may know it."""
    older = [old for old, _ in earlier(row)]
    if row.author == at.role:
        return {old.version: old for old in older}
    shared = (old for old in reversed(older) if old.visibility == "shared")
    return dict(enumerate(shared, start=1))


Times: TypeAlias = tuple[datetime, datetime]


def kept_private(ids: "QuerySet[Entry]") -> dict[UUID, list[Times]]:
    """From when until when each of these entries was private, of those that are shared now."""
    shared = Entry.objects.filter(pk__in=ids.values("id"), visibility="shared")
    once = Version.objects.filter(entry_id__in=shared.values("id"))
    shared = shared.filter(pk__in=once.values("entry_id"))
    until = dict(shared.values_list("id", "changed_at"))
    found: dict[UUID, list[Times]] = defaultdict(list)
    every = once.order_by("-version")
    for entry, visibility, since in every.values_list("entry_id", "visibility", "changed_at"):
        if visibility == "private":
            found[entry].append((since, until[entry]))
        until[entry] = since
    return found


def first_shared(ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """When the first earlier version of each that was shared came to be; none, then it is left out.

    A version that came before all sharing is not among them.
    """
    earlier = Version.objects.filter(entry_id__in=any_of(ids), visibility="shared")
    return dict(
        earlier.values("entry_id").annotate(at=Min("changed_at")).values_list("entry_id", "at")
    )
