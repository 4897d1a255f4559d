"""Giving up the key of drafts, under which nothing lies any more."""

from uuid import UUID

from django.db import transaction

from relating.people import gate
from relating.people.gate import Viewer
from relating.people.models import DraftKey


def give_up_key(actor: Viewer, key_id: UUID) -> None:
    """Forget what a sign-in of the actor sealed their drafts with; twice is once."""
    with transaction.atomic():
        gate.require(True)
        DraftKey.objects.filter(pk=key_id, user_id=actor.id).delete()
