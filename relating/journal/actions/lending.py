"""Bringing moments to a supervisor: what the client agrees to, the loan, the answer, the end."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from msgspec.structs import replace

from relating.case import Consent, Supervision
from relating.case.entries.supervision import is_lent
from relating.journal import lending, rows
from relating.journal.actions.acting import NEW, Work, append, noting, written
from relating.journal.receipts import Receipt
from relating.journal.sealing import Row, facts, unsealed
from relating.people import clinic, gate, policies
from relating.people.gate import Standing, Viewer
from relating.people.models import SUPERVISOR, Relation


def agree(actor: Viewer, case_id: UUID, consent: Consent) -> Receipt:
    """The client's yes, on record.

    Raises:
        Hidden: the actor is not the client of this case.
        Conflict: the id is taken by other content.
    """
    with transaction.atomic():
        at = gate.standing(actor, case_id)
        gate.require(policies.may_consent(at.role))
        return written_as(at, consent, NEW, "agreed")


def withdraw(actor: Viewer, case_id: UUID, consent: Consent, version: int, now: datetime) -> None:
    """The client takes their yes back; whatever is lent ends at this moment.

    Raises:
        Hidden: the actor is not the client of this case.
        Conflict: the consent was changed meanwhile.
    """
    with transaction.atomic():
        at = gate.standing(actor, case_id)
        gate.require(policies.may_consent(at.role))
        written_as(at, replace(consent, withdrawn_at=now), version, "withdrew")
        close(case_id, now)


def lend(actor: Viewer, case_id: UUID, lent: Supervision, now: datetime) -> Receipt:
    """Let a supervisor read a few moments and a question until a day.

    Raises:
        Hidden: the actor may not: no consent holds, a moment is not theirs to see, or the person
            does not supervise here.
        Conflict: the id is taken by other content.
    """
    with transaction.atomic():
        at = gate.standing(actor, case_id)
        gate.require(policies.may_lend(at.role))
        gate.require(policies.goes_on(ended=at.ended))
        lender = lending.Lender(at, lending.ring_of(case_id))
        gate.require(lent.supervisor in clinic.supervisors(at.clinic_id, actor.id))
        gate.require(is_lent(lent, lending.consent_to(lender, lent), now))
        moments = lending.moments(lender, lent)
        gate.require({row.id for row in moments} == set(lent.entries))
        shown = [row.id for row in moments if row.visibility == "shared"]
        receipt = written_as(at, lent, NEW, "lent", shown)
        if not receipt.again:
            Relation.objects.create(
                case_id=case_id,
                user_id=lent.supervisor,
                role=SUPERVISOR,
                began=now,
                ended=lent.expires,
            )
    return receipt


def written_as(
    at: Standing,
    content: Consent | Supervision,
    based_on: int,
    act: str,
    shown: Iterable[UUID] = (),
) -> Receipt:
    """Write an entry, and note it by the name of the act that it belongs to."""
    with noting(at, act, shown) as work:
        return written(work, content, based_on)


def answer_lent(actor: Viewer, entry_id: UUID, words: str, now: datetime) -> Receipt:
    """The supervisor answers what was lent to them; saying the same again changes nothing.

    Raises:
        Hidden: nothing of this id is lent to the actor now.
    """
    with transaction.atomic():
        row = rows.existing(entry_id)
        gate.require(row.kind == "supervision" and not row.deleted)
        at, _lender, lent = lending.as_supervisor(actor, row)
        if lent.answer == words:
            return Receipt(row.id, row.version, again=True)
        answered = replace(lent, answer=words, answered_at=now)
        with noting(at) as work:
            return Receipt(row.id, append(work, row, answered, "answered"))


def take_back(actor: Viewer, entry_id: UUID, now: datetime) -> None:
    """The counsellor ends a loan before its time; a second time changes nothing.

    Raises:
        Hidden: the actor lent nothing of this id.
    """
    with transaction.atomic():
        row = rows.existing(entry_id)
        at = gate.standing(actor, row.case_id)
        gate.require(row.kind == "supervision" and policies.may_lend(at.role))
        gate.check("revise", at, facts(row, at))
        with noting(at) as work:
            lent = unsealed(work.ring, row)
            if isinstance(lent, Supervision) and lent.ended_at is None and now < lent.expires:
                append(work, row, replace(lent, ended_at=now), "ended")
                close_unless_lent(work, row, lent.supervisor, now)


def close_unless_lent(work: Work, ended: Row, supervisor: UUID, now: datetime) -> None:
    """End the supervisor's standing, unless something else is lent to them."""
    lender = lending.Lender(work.at, work.ring)
    found = lending.visible(lender, Q(kind="supervision"))
    others = [each for row, each in found if isinstance(each, Supervision) and row.id != ended.id]
    if not any(each.supervisor == supervisor and lending.is_alive(lender, each) for each in others):
        close(work.at.case_id, now, user_id=supervisor)


def close(case_id: UUID, now: datetime, **whose: UUID) -> None:
    """End the standing of supervisors to a case."""
    Relation.objects.filter(case_id=case_id, role=SUPERVISOR, ended__gt=now, **whose).update(
        ended=now
    )
