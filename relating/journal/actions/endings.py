"""The ending: what each side says of it, and that the case is as they said, in one act."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from relating.case import Ending
from relating.journal import endings, rows, trail
from relating.journal.actions.acting import LATEST, Work, noting, written
from relating.journal.models import Entry
from relating.journal.receipts import Receipt
from relating.journal.sealing import unsealed
from relating.people import gate, policies
from relating.people.gate import Viewer
from relating.people.models import COUNSELLOR, Relation


def say_of_ending(actor: Viewer, case_id: UUID, told: Ending) -> Receipt:
    """Say yes to a last day or take it back, end without one or go on, or say when the
    counsellor's access closes. What both say together decides how the case stands.

    Raises:
        Hidden: the actor may not.
    """
    with transaction.atomic():
        at = gate.standing(actor, case_id)
        gate.require(policies.may_say_of_ending(at.role))
        with noting(at) as work:
            receipt = written(work, told, LATEST)
            every = said(work)
            endings.settle(case_id, every, timezone.now())
            endings.settle_access(case_id, every)
    return receipt


def said(work: Work) -> list[Ending]:
    """What the client and her counsellor say of the ending; of one before him nothing holds."""
    found = Entry.objects.filter(case_id=work.at.case_id, kind="ending", deleted_at=None)
    stood = Relation.objects.filter(case_id=work.at.case_id, role=COUNSELLOR).order_by("-began")
    latest = stood.values_list("user_id", flat=True).first()
    contents = (
        unsealed(work.ring, row)
        for row in rows.fetched(found)
        if endings.counts(row.author, row.by_id, latest)
    )
    return [each for each in contents if isinstance(each, Ending)]


def took_book(actor: Viewer, case_id: UUID) -> None:
    """Note that the client takes her book along.

    Raises:
        Hidden: the actor may not.
    """
    with transaction.atomic():
        at = gate.standing(actor, case_id)
        gate.require(policies.has_book(at.role) and policies.may_export(at.role))
        trail.noted(at, "exported")
