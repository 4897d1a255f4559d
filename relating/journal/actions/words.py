"""Words: the client's are entries of the case; a counsellor's and a practice's are layers.

A change is told as a function from what somebody says of a code now to what they shall say. It is
carried out within the transaction, so that two windows never undo each other's work.
"""

from uuid import UUID

from django.db import transaction
from msgspec.structs import replace

from relating.case import Word
from relating.case.words.vocabulary import family
from relating.journal import rows, trail
from relating.journal.actions.acting import LATEST, Work, acting, append, written
from relating.journal.ids import SHARED, word_row
from relating.journal.layers import (
    Change,
    Changed,
    layer_ring,
    opened_layer,
    sealed_layer,
    speaks_of,
)
from relating.journal.models import Layer
from relating.journal.sealing import Row, facts, unsealed
from relating.people import gate, policies
from relating.people.gate import Viewer
from relating.vault import keys

LAYER = "layer"


def change_word(actor: Viewer, case_id: UUID, name: str, code: str, change: Change) -> Changed:
    """Change what the client says of a code in their case, or the counsellor in all of theirs.

    A word that was shared with the counsellor stays so.

    Raises:
        Hidden: the actor may not.
    """
    if gate.standing(actor, case_id).role != "client":
        return change_layer(actor, name, code, change, own=True)
    with acting(actor, case_id) as work:
        return change_clients(work, name, code, change)


def word(actor: Viewer, case_id: UUID, changed: Word) -> Changed:
    """Say of a code what this word says: for the client in their case, else for all one's own.

    Raises:
        Hidden: the actor may not.
    """
    return change_word(actor, case_id, changed.list, changed.code, lambda _: changed)


def told_word(work: Work, told: Word) -> None:
    """A word of one's own that was used while something was told."""
    if work.at.role == "client":
        change_clients(work, told.list, told.code, lambda _: told)
        return
    owner = layer_owner(work.at.viewer, own=True)
    changed = change_in(owner, told.list, told.code, lambda _: told)
    if changed.after != changed.before:
        work.done.append(trail.Done("revised", LAYER, owner))


def change_clients(work: Work, name: str, code: str, change: Change) -> Changed:
    """Change what the client says of a code."""
    row = clients_row(work.ring, name, code)
    before = said(work, row)
    after = as_clients(change(before), row)
    if after != before:
        put(work, row, after)
    return Changed(before, after)


def clients_row(ring: keys.Ring, name: str, code: str) -> Row | None:
    """The row of the client's change to a code, deleted or not."""
    found = (
        rows.one(word_row(keys.key_in(ring, SHARED), each, code)) for each in (name, *family(name))
    )
    return next((row for row in found if row), None)


def said(work: Work, row: Row | None) -> Word | None:
    """What the client says of a code."""
    if row is None or row.deleted:
        return None
    return gate.as_a(Word, unsealed(work.ring, row))


def as_clients(changed: Word | None, row: Row | None) -> Word | None:
    """A change as the client makes it: in its row, and private unless it was shared before."""
    if changed is None:
        return None
    return replace(changed, author="client", visibility=row.visibility if row else "private")


def put(work: Work, row: Row | None, after: Word | None) -> None:
    """Record, revise or delete the entry of a word."""
    if after is not None:
        written(work, after, LATEST)
    elif row is not None and not row.deleted:
        gate.check("delete", work.at, facts(row, work.at))
        append(work, row, unsealed(work.ring, row), "deleted", deleted=True)


def change_layer(actor: Viewer, name: str, code: str, change: Change, *, own: bool) -> Changed:
    """Change one word of the counsellor's own layer, or of the practice's.

    Raises:
        Hidden: the actor may not.
    """
    owner = layer_owner(actor, own=own)
    with transaction.atomic():
        changed = change_in(owner, name, code, change)
        if changed.after != changed.before:
            trail.of_practice(actor, "revised", LAYER, owner)
    return changed


def change_in(owner: UUID, name: str, code: str, change: Change) -> Changed:
    """Change one word of a layer; within a transaction."""
    ring = layer_ring(owner)
    layer = locked(owner, ring)
    words = opened_layer(ring, layer)
    before = next((each for each in words if speaks_of(each, name, code)), None)
    after = change(before)
    if after != before:
        keep(layer, ring, among(words, before, after))
    return Changed(before, after)


def keep(layer: Layer, ring: keys.Ring, words: tuple[Word, ...]) -> None:
    """Put these words in the place of a layer's."""
    layer.version += 1
    layer.sealed = sealed_layer(ring, layer.owner, layer.version, words)
    layer.save()


def layer_owner(actor: Viewer, *, own: bool) -> UUID:
    """Whose layer the actor changes: their own, or that of the practice they run.

    Raises:
        Hidden: they may not.
    """
    roles = gate.memberships(actor)
    role = next((each for each in roles if policies.may_change_layer(each, own=own)), None)
    gate.require(role is not None)
    return actor.id if own else roles[str(role)]


def locked(owner: UUID, ring: keys.Ring) -> Layer:
    """The layer, held until the end of the transaction; an empty one where there was none."""
    empty = sealed_layer(ring, owner, 1, ())
    Layer.objects.get_or_create(owner=owner, defaults={"version": 1, "sealed": empty})
    return Layer.objects.select_for_update().get(pk=owner)


def among(words: tuple[Word, ...], before: Word | None, after: Word | None) -> tuple[Word, ...]:
    """The words with one put in the place of another, at the end, or taken out."""
    if before is None:
        return words if after is None else (*words, after)
    changed = (after if each is before else each for each in words)
    return tuple(each for each in changed if each is not None)
