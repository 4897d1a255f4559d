"""What time does to deleted entries, and to the keys of drafts."""

from datetime import datetime, timedelta

from django.db import transaction

from relating.journal.models import Entry, Trail
from relating.people import draft_keys
from relating.people.models import DraftKey

KEPT_FOR = timedelta(days=30)


def erase_overdue(now: datetime) -> int:
    """Erase for good what was deleted more than 30 days ago; return how many entries."""
    with transaction.atomic():
        overdue = Entry.objects.filter(deleted_at__lt=now - KEPT_FOR)
        lines = [
            Trail(actor=None, case=each.case_id, act="erased", kind=each.kind, entry=each.pk)
            for each in overdue.defer("sealed")
        ]
        Trail.objects.bulk_create(lines)
        overdue.delete()
        DraftKey.objects.filter(made_at__lt=now - draft_keys.KEPT_FOR).delete()
    return len(lines)
