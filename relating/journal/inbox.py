"""The inbox of a case: what a phone kept and sent later. What does not fit waits for the client."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from relating.journal.ids import CLIENT
from relating.journal.models import Letter
from relating.people import gate, policies
from relating.people.gate import Standing, Viewer
from relating.vault import inbox, keys, seal, unreadable
from relating.vault.prepared import prepared

MOST_A_DAY = 5000
"""So many letters one case takes in a day: whoever finds a token cannot fill the disk."""


class Written(msgspec.Struct, frozen=True):
    """What was written: into the form at which address, and by which clock. `by_name` says that
    whoever is in it was named without knowing whom the case has."""

    path: str
    sent: str
    zone: str = ""
    by_name: bool = False


class Waiting(NamedTuple):
    """What the client should look at."""

    id: UUID
    received_at: datetime
    written: Written


class Came(NamedTuple):
    """What came of a letter: whether its form took it, and which entry that makes, as far as it is
    known."""

    taken: bool
    entry: UUID | None


def bound_in(token: UUID) -> bytes:
    """What the seal of a letter is bound to on its way."""
    return f"relating|1|letter|{token}".encode()


def bound(letter: Letter) -> bytes:
    """What the seal of a letter is bound to while it waits."""
    return f"relating|1|waiting|{letter.pk}|{letter.case_id}".encode()


def public_key(viewer: Viewer, case_id: UUID) -> bytes:
    """The key to which the client's phone seals.

    Raises:
        Hidden: the viewer is not the client.
    """
    clients(viewer, case_id)
    return inbox.public(case_id)


def clients(viewer: Viewer, case_id: UUID) -> Standing:
    """How the client stands to a case.

    Raises:
        Hidden: the viewer is not, or no longer.
    """
    at = gate.standing(viewer, case_id)
    gate.require(policies.keeps_devices(at.role))
    return at


def waiting(viewer: Viewer, case_id: UUID) -> list[Waiting]:
    """What the client should look at, the oldest first.

    Raises:
        Hidden: the viewer is not the client.
    """
    at = clients(viewer, case_id)
    if not _waiting(case_id):
        return []
    found = Letter.objects.filter(case_id=case_id, waiting__isnull=False).order_by("received_at")
    return list(opened(keys.ring(at.case_id, (CLIENT,)), found))


@prepared
def _waiting(case_id: UUID) -> QuerySet[Letter, tuple[UUID]]:
    return Letter.objects.filter(case_id=case_id, waiting__isnull=False).values_list("pk")[:1]


def opened(ring: keys.Ring, letters: Iterable[Letter]) -> Iterator[Waiting]:
    """Letters, opened; one that does not open is named to whoever runs the server."""
    for each in letters:
        try:
            plain = seal.opened(keys.key_in(ring, CLIENT), bytes(each.waiting or b""), bound(each))
            yield Waiting(each.pk, each.received_at, msgspec.json.decode(plain, type=Written))
        except (seal.Tampered, msgspec.MsgspecError):
            unreadable.named("letter", each.pk)
