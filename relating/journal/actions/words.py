"""Words: the client's are entries of the case; a counsellor's and a practice's are layers."""

from uuid import UUID

import msgspec
from django.db import transaction

from relating.case import Word
from relating.journal import rows
from relating.journal.actions.entries import Receipt, record, revise
from relating.journal.layers import layer_ring, opened_layer, sealed_layer
from relating.journal.models import Layer, Trail
from relating.journal.sealing import word_row
from relating.people import gate, policies
from relating.people.gate import Viewer


def word(actor: Viewer, case_id: UUID, changed: Word) -> Receipt:
    """Rename, add, hide or show a word: for the client in their case, else for all one's own.

    A word that was shared with the counsellor stays so.
    """
    at = gate.standing(actor, case_id)
    if at.role != "client":
        change_layer(actor, changed, own=True)
        return Receipt(case_id, 1)
    found = rows.one(word_row(case_id, changed.list, changed.code))
    if found is None:
        private = msgspec.structs.replace(changed, author="client", visibility="private")
        return record(actor, case_id, private)
    kept = msgspec.structs.replace(changed, author="client", visibility=found.visibility)
    return revise(actor, case_id, kept, found.version)


def change_layer(actor: Viewer, changed: Word, *, own: bool) -> None:
    """Change one word of the counsellor's own layer, or of the practice's.

    Raises:
        Hidden: the actor may not.
    """
    roles = gate.memberships(actor)
    role = next((each for each in roles if policies.may_change_layer(each, own=own)), None)
    gate.require(role is not None)
    owner = actor.id if own else roles[str(role)]
    ring = layer_ring(owner)
    with transaction.atomic():
        layer = Layer.objects.select_for_update().filter(pk=owner).first()
        words = opened_layer(ring, layer) if layer else ()
        version = layer.version + 1 if layer else 1
        kept = [each for each in words if (each.list, each.code) != (changed.list, changed.code)]
        sealed = sealed_layer(ring, owner, version, (*kept, changed))
        Layer.objects.update_or_create(owner=owner, defaults={"version": version, "sealed": sealed})
        Trail.objects.create(actor=actor.id, act="revised", kind="layer", entry=owner)
