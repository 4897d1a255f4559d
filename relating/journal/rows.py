"""Fetching rows. Nothing here asks who is looking: only `queries` and `actions` call it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from relating.journal.models import Entry, Version
from relating.journal.sealing import Row
from relating.people.gate import Hidden, Standing

COLUMNS = (
    "id",
    "case_id",
    "kind",
    "author",
    "by_id",
    "visibility",
    "version",
    "sealed",
    "deleted_at",
)


def fetched(entries: "QuerySet[Entry]") -> list[Row]:
    """Rows of a query, without making a model of each."""
    return [row_of_columns(found) for found in entries.values_list(*COLUMNS)]


def row_of_columns(found: tuple[Any, ...]) -> Row:
    """A row from its columns; the time of a deletion becomes that there was one."""
    named = dict(zip(COLUMNS, found, strict=True))
    return Row(deleted=named.pop("deleted_at") is not None, **named)


def one(entry_id: UUID) -> Row | None:
    """The row of an entry, deleted or not."""
    return next(iter(fetched(Entry.objects.filter(pk=entry_id))), None)


def existing(entry_id: UUID) -> Row:
    """The row of an entry.

    Raises:
        Hidden: there is none.
    """
    row = one(entry_id)
    if row is None:
        raise Hidden
    return row


def seen_by(at: Standing) -> "QuerySet[Entry]":
    """The entries of a case that this viewer may see: the first net, before the policy."""
    theirs = Q(author=at.role) if at.role == "client" else Q(author=at.role, by_id=at.viewer.id)
    return Entry.objects.filter(Q(visibility="shared") | theirs, case_id=at.case_id)


def seen_in(held: list[Standing]) -> "QuerySet[Entry]":
    """The entries of many cases, deleted ones left out, that a counsellor may see of each."""
    own = Q(author="counsellor", by_id__in={at.viewer.id for at in held})
    cases = [at.case_id for at in held]
    return Entry.objects.filter(Q(visibility="shared") | own, case_id__in=cases, deleted_at=None)


def named(at: Standing, ids: Iterable[UUID]) -> list[Row]:
    """Those of the named rows that are in the case and not deleted."""
    return fetched(Entry.objects.filter(case_id=at.case_id, pk__in=list(ids), deleted_at=None))


def earlier(row: Row) -> list[tuple[Row, Version]]:
    """The earlier versions of a row, newest first, as rows of their time."""
    return [
        (
            row._replace(version=old.version, visibility=old.visibility, sealed=bytes(old.sealed)),
            old,
        )
        for old in Version.objects.filter(entry_id=row.id).order_by("-version")
    ]
