"""The devices of clients: each may put something into the inbox of one case, and nothing else."""

import hashlib
from uuid import UUID

from relating.people import gate, policies
from relating.people.gate import Viewer
from relating.people.models import Device

HELD = "device"
"""Under which name a session holds the device on which it was begun."""


def digest(token: str) -> str:
    """What is kept of a token, from which it cannot be had."""
    return hashlib.sha256(token.encode()).hexdigest()


def of_token(token: str) -> Device:
    """The device that has this token.

    Raises:
        Hidden: none, or it was closed, or its owner has no way in any more.
    """
    found = Device.objects.filter(digest=digest(token), user__is_active=True)
    return gate.there(found.select_related("user").first())


def stands(device_id: str) -> bool:
    """Whether a device that a session was begun on was not closed meanwhile."""
    return Device.objects.filter(pk=device_id).exists()


def of_client(viewer: Viewer, case_id: UUID) -> list[Device]:
    """Every device of the client's that may put something into this inbox, the newest first.

    Raises:
        Hidden: the viewer is not the client.
    """
    gate.require(policies.keeps_devices(gate.standing(viewer, case_id).role))
    return list(Device.objects.filter(user_id=viewer.id, case_id=case_id).order_by("-made_at"))
