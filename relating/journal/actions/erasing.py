"""Erasing for good: one entry, what was deleted long ago, a whole case.

A page of a database that is given up is overwritten at once (`secure_delete`). The write-ahead log
beside the file still holds what was written lately, so it is emptied after every erasing.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from relating.journal import erased, glances, rows, sums
from relating.journal.actions.clinic import close_account
from relating.journal.ids import SHARED
from relating.journal.models import CaseloadRow, Clock, Entry, Letter, Sum
from relating.journal.sealing import facts
from relating.people import draft_keys, gate
from relating.people.gate import Viewer
from relating.people.models import Case, Device, DraftKey, Invitation, Relation
from relating.vault import keys, sql

KEPT_FOR = timedelta(days=30)
"""So long what was deleted can be put back."""
LEAP, DOUBT = timedelta(days=2), timedelta(days=7)
PATIENCE = 500
"""Milliseconds for which the emptying of the log waits for whoever reads."""


def erase(actor: Viewer, entry_id: UUID) -> None:
    """Remove a deleted entry and all its versions for good.

    Raises:
        Hidden: there is no such deleted entry for the actor.
    """
    with transaction.atomic():
        found = rows.existing(entry_id)
        at = gate.standing(actor, found.case_id)
        gate.check("erase", at, facts(found, at))
        erased.erase([found.id], at.viewer.id)
        transaction.on_commit(empty_the_log)


def erase_overdue(now: datetime) -> int:
    """Erase for good what was deleted more than 30 days ago; return how many entries.

    After the clock has leaped nothing is: see `time_goes_on`.
    """
    with transaction.atomic():
        if not time_goes_on(now):
            return 0
        overdue = Entry.objects.filter(deleted_at__lt=now - KEPT_FOR)
        count = erased.erase(list(overdue.values_list("pk", flat=True)), None)
        DraftKey.objects.filter(made_at__lt=now - draft_keys.KEPT_FOR).delete()
        Invitation.objects.filter(accepted_at=None, expires_at__lt=now).delete()
        transaction.on_commit(empty_the_log)
    return count


def erase_case(case_id: UUID) -> int:
    """Erase a case for good: its keys, its rows, its links; return how many entries it had. For the
    person who runs the server.

    That there was a case stays, with its lines in the trail, and nobody stands to it any more. The
    keys go first: if the rest fails, nothing can be read all the same.
    """
    keys.shred(case_id)
    with transaction.atomic():
        count = erased.erase_all_of(case_id)
        Sum.objects.filter(case_id=case_id).delete()
        CaseloadRow.objects.filter(case_id=case_id).delete()
        Invitation.objects.filter(case_id=case_id).delete()
        Letter.objects.filter(case_id=case_id).delete()
        Device.objects.filter(case_id=case_id).delete()
        now = timezone.now()
        stood = Relation.objects.filter(gate.current(now), case_id=case_id)
        people = list(stood.values_list("user_id", flat=True))
        stood.update(ended=now)
        for user_id in people:
            close_account(user_id, now)
        transaction.on_commit(empty_the_log)
    return count


def finish_erasing() -> None:
    """Erase what is left of cases whose keys are destroyed already: their erasing broke off."""
    left = Entry.objects.filter(case_id__in=keys.shredded()).order_by().values_list("case_id")
    for (case_id,) in left.distinct():
        erase_case(case_id)


def erase_again(entries: Iterable[UUID], cases: Iterable[UUID]) -> int:
    """Erase in a restored installation what was erased since its backup; return how many entries
    and cases that were. For whoever runs the server."""
    count = 0
    for case_id in {*cases} & set(Case.objects.values_list("pk", flat=True)):
        count += erase_case(case_id) > 0
    with transaction.atomic():
        for entry_id in entries:
            row = rows.one(entry_id)
            if row is not None:
                shared = keys.key_in(keys.ring(row.case_id, (SHARED,)), SHARED)
                sums.change(row.case_id, shared, [row], [])
                count += erased.erase([entry_id], None)
                glances.renew_all(row.case_id)
        transaction.on_commit(empty_the_log)
    return count


def empty_the_log() -> None:
    """Write the write-ahead log into its file and cut it to nothing; where somebody reads just now
    the next erasing does it."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        (usual,) = cursor.execute(sql.PATIENCE).fetchone()
        cursor.execute(f"{sql.PATIENCE}={PATIENCE}")
        cursor.execute(sql.EMPTIES_THE_LOG).fetchall()
        cursor.execute(f"{sql.PATIENCE}={usual}")


def time_goes_on(now: datetime) -> bool:
    """Whether the clock has gone on as clocks do since it was last looked at.

    After a leap, forwards or back, it is doubted for a week: a machine whose clock is set wrong
    would erase today what was deleted today. The same week passes when a server was off for long.
    """
    clock, _ = Clock.objects.get_or_create(pk=1, defaults={"latest": now})
    if not timedelta(0) <= now - clock.latest <= LEAP:
        clock.doubted_until = now + DOUBT
    clock.latest = now
    clock.save()
    return clock.doubted_until is None or clock.doubted_until <= now
