"""What goes for good: entries with all that they were, and the line that says so, or neither.

On a server whoever serves may not delete them. There the owner's one function does both; in a file
this does.
"""

from collections.abc import Collection
from functools import partial
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from relating.journal import gathered, trail
from relating.journal.models import Entry, Trail
from relating.vault import newest, sql
from relating.vault.any_of import any_of


def erase(entries: Collection[UUID], actor: UUID | None) -> int:
    """Remove entries and their versions, with a line for each; return how many there were. What is
    gathered of their cases goes with them."""
    there = Entry.objects.filter(pk__in=any_of(entries)).order_by()
    gathered.forget(there.values_list("case_id", flat=True).distinct())
    if connection.vendor == "postgresql":
        return on_a_server(entries, None, actor)
    found = Entry.objects.filter(pk__in=any_of(entries))
    now = timezone.now()
    gone = found.order_by("pk").values_list("case_id", "kind", "pk")
    trail.lines(
        [
            Trail(at=now, actor=actor, case=case, act="erased", kind=kind, entry=entry)
            for case, kind, entry in gone
        ]
    )
    found.delete()
    return len(entries)


def erase_all_of(case_id: UUID) -> int:
    """Remove all entries of a case, with one line for all; return how many there were. For whoever
    runs the server."""
    gathered.forget([case_id])
    if connection.vendor == "postgresql":
        return on_a_server((), case_id, None)
    found = Entry.objects.filter(case_id=case_id)
    count = found.count()
    trail.by_operator(case_id, "erased")
    found.delete()
    return count


def on_a_server(entries: Collection[UUID], case_id: UUID | None, actor: UUID | None) -> int:
    """Let the owner's function do it, and note how far the trail has come."""
    with connection.cursor() as cursor:
        cursor.execute(sql.ERASE, [list(entries), case_id, actor, timezone.now()])
        (count,) = cursor.fetchone()
    transaction.on_commit(partial(newest.raise_to, trail.ends_at()))
    return int(count)
