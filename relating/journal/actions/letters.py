"""Receiving what a device kept: exactly once, and kept for the client where it does not fit."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import msgspec
from django.db import transaction
from django.utils import timezone

from relating.journal import inbox
from relating.journal.ids import CLIENT, Ids, ids_of
from relating.journal.inbox import Came, Written
from relating.journal.models import Letter
from relating.journal.sealing import PURPOSES
from relating.people import gate
from relating.people.gate import Viewer, viewer_of
from relating.people.models import Device
from relating.vault import inbox as box
from relating.vault import keys, seal
from relating.vault.keys import Ring

A_DAY = timedelta(days=1)


class NotTheSame(Exception):
    """Under this id something else came before."""


class TooMany(Exception):
    """So much came in a day that no more is taken for now."""


def receive(
    device: Device, token: UUID, sealed: bytes, record: Callable[[Written, Ids], Came]
) -> None:
    """Receive a letter: `record` makes an entry of it, or says that it does not fit; then it waits
    for the client. Received before, it is received.

    Raises:
        Hidden: the client of the case is another by now, or there is none.
        Tampered: it was sealed for another inbox, or altered.
        NotTheSame: its id is taken by another.
        TooMany: more came than a person writes.
    """
    with transaction.atomic():
        at = inbox.clients(viewer_of(device.user), device.case_id)
        ring = keys.ring(at.case_id, PURPOSES)
        ids, digest = ids_of(at, ring), hashlib.sha256(sealed).hexdigest()
        letter = Letter(id=ids.of_token(token), case_id=at.case_id, digest=digest)
        if came_before(letter):
            return
        written = read(box.opened(at.case_id, sealed, inbox.bound_in(token)))
        came = record(written, ids)
        letter.entry = came.entry
        letter.waiting = None if came.taken else kept(ring, letter, written)
        letter.save(force_insert=True)
        Device.objects.filter(pk=device.pk).update(sent_at=timezone.now())


def came_before(letter: Letter) -> bool:
    """Whether this very letter was received.

    Raises:
        NotTheSame: another was, under its id.
        TooMany: more came than a person writes.
    """
    before = Letter.objects.filter(pk=letter.pk).values_list("digest", flat=True).first()
    if before is None:
        since = timezone.now() - A_DAY
        lately = Letter.objects.filter(case_id=letter.case_id, received_at__gt=since)
        if lately.count() >= inbox.MOST_A_DAY:
            raise TooMany
    elif before != letter.digest:
        raise NotTheSame
    return before is not None


def read(plain: bytes) -> Written:
    """What a letter says; what is not in our form is kept as it is."""
    try:
        return msgspec.json.decode(plain, type=Written)
    except msgspec.MsgspecError:
        return Written("", plain.decode("utf-8", "replace").strip())


def kept(ring: Ring, letter: Letter, written: Written) -> bytes:
    """What a letter says, sealed for the client."""
    return seal.seal(keys.key_in(ring, CLIENT), msgspec.json.encode(written), inbox.bound(letter))


def let_go(actor: Viewer, case_id: UUID, letter_id: UUID) -> None:
    """Let go of a letter that waits, for good.

    Raises:
        Hidden: for the actor there is none.
    """
    with transaction.atomic():
        inbox.clients(actor, case_id)
        found = Letter.objects.filter(pk=letter_id, case_id=case_id, waiting__isnull=False)
        gate.require(found.update(waiting=None) == 1)
