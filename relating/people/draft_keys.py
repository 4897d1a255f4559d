"""The keys of drafts: one for each sign-in of a person, given again for a while afterwards."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from relating.people import gate
from relating.people.models import DraftKey
from relating.vault.prepared import prepared

KEPT_FOR = timedelta(days=30)
HELD = "drafts"
"""Under which name a session holds the id of its key."""


def begin(user_id: UUID, now: datetime) -> UUID:
    """What a new sign-in of a person seals their drafts with, by its id."""
    return DraftKey.objects.create(user_id=user_id, made_at=now).pk


def salt_of(user_id: UUID, key_id: UUID, now: datetime) -> bytes:
    """What a sign-in of this person added to the key of their drafts.

    Raises:
        Hidden: it was somebody else's, is too old, or was given up.
    """
    held = _salts(key_id, user_id, now - KEPT_FOR)
    gate.require(bool(held))
    return bytes(held[0][0])


@prepared
def _salts(
    key_id: UUID, user_id: UUID, since: datetime
) -> QuerySet[DraftKey, tuple[bytes | memoryview]]:
    held = DraftKey.objects.filter(pk=key_id, user_id=user_id, made_at__gt=since)
    return held.values_list("salt")
