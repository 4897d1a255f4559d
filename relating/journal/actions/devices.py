"""The devices of a client: one more, and one that is closed."""

import secrets
from uuid import UUID

from django.db import transaction

from relating.journal import inbox
from relating.people import devices, gate
from relating.people.gate import Viewer
from relating.people.models import Device


def add_device(actor: Viewer, case_id: UUID, system: str) -> tuple[UUID, str]:
    """Let a browser of the client's put something into the inbox of her case: the id by which it
    is closed again, and its token, which is not kept.

    Raises:
        Hidden: the actor is not the client.
    """
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        inbox.clients(actor, case_id)
        made = Device.objects.create(
            digest=devices.digest(token), user_id=actor.id, case_id=case_id, system=system
        )
    return made.pk, token


def close_device(actor: Viewer, case_id: UUID, device_id: UUID) -> None:
    """Close a device of the client's at once: its token, and every sign-in on it.

    Raises:
        Hidden: she has no such device.
    """
    with transaction.atomic():
        inbox.clients(actor, case_id)
        own = Device.objects.filter(pk=device_id, user_id=actor.id, case_id=case_id)
        gate.require(own.delete()[0] == 1)
