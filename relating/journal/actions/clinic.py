"""Naming the practice, and ending somebody's work in it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from relating.journal import glances, trail
from relating.journal.actions.handed import asked_anew
from relating.people import clinic, gate, policies
from relating.people.gate import Viewer
from relating.people.models import (
    CLIENT,
    COUNSELLOR,
    Case,
    Clinic,
    Invitation,
    Membership,
    Relation,
    User,
)


class StillNeeded(Exception):
    """So many cases would have nobody."""

    def __init__(self, cases: int) -> None:
        super().__init__()
        self.cases = cases


def name_practice(actor: Viewer, name: str = "", country: str = "", time_zone: str = "") -> None:
    """Say what the actor's practice is called, in which country it is and by whose clock it goes;
    what is empty stays.

    Raises:
        Hidden: the actor does not run one.
    """
    with transaction.atomic():
        clinic_id = gate.administrators_practice(actor)
        said = {"name": name, "country": country, "time_zone": time_zone}
        given = {field: text for field, text in said.items() if text}
        Clinic.objects.filter(pk=clinic_id).update(**given)
        trail.of_practice(actor, "named", "practice", clinic_id)


def add_role(actor: Viewer, user_id: UUID, role: str) -> None:
    """Let somebody who works in the actor's practice be something else there as well. No case comes
    with it; one that they have already stays as it is.

    Raises:
        Hidden: the actor does not run the practice, or nobody of this id works there now.
    """
    with transaction.atomic():
        clinic_id = gate.administrators_practice(actor)
        clinic.one(actor, user_id)
        gate.require(policies.is_a_hat(role))
        place = {"clinic_id": clinic_id, "user_id": user_id, "role": role}
        now = timezone.now()
        if not Membership.objects.filter(gate.current(now), **place).exists():
            Membership.objects.create(**place, began=now)
            trail.of_practice(actor, "added", "membership", user_id)


def take_role(actor: Viewer, user_id: UUID, role: str) -> None:
    """Let somebody be one thing less in the actor's practice, as of now. No case is changed.

    Raises:
        Hidden: the actor does not run the practice, nobody of this id works there now, or it is
            the only thing that they are, or what the actor is themselves.
        StillNeeded: cases would be left alone.
    """
    with transaction.atomic():
        clinic_id = gate.administrators_practice(actor)
        now = timezone.now()
        held = Membership.objects.filter(gate.current(now), clinic_id=clinic_id, user_id=user_id)
        has = {*held.values_list("role", flat=True)}
        gate.require(policies.may_take_hat(role, has, own=actor.id == user_id))
        alone = clinic.cases_of(user_id, clinic_id) if role == COUNSELLOR else []
        if alone:
            raise StillNeeded(len(alone))
        held.filter(role=role).update(ended=now)
        trail.of_practice(actor, "took", "membership", user_id)


def end_membership(actor: Viewer, user_id: UUID) -> None:
    """End all that somebody does in the actor's practice, as of now: their work, the links that
    they made, and their sign-in, if they stand nowhere else. No case is changed.

    Raises:
        Hidden: the actor does not run the practice, or nobody of this id works there now.
        StillNeeded: cases would be left alone.
    """
    with transaction.atomic():
        clinic_id = gate.administrators_practice(actor)
        now = timezone.now()
        held = Membership.objects.filter(gate.current(now), clinic_id=clinic_id, user_id=user_id)
        gate.require(policies.may_end(actor.id, user_id) and held.exists())
        alone = clinic.cases_of(user_id, clinic_id)
        if alone:
            raise StillNeeded(len(alone))
        held.update(ended=now)
        Invitation.objects.filter(made_by=user_id, accepted_at=None).delete()
        close_account(user_id, now)
        trail.of_practice(actor, "ended", "membership", user_id)


def close_account(user_id: UUID, now: datetime) -> None:
    """Let somebody who stands nowhere any more sign in no longer; wherever they are, it ends."""
    works = Membership.objects.filter(gate.current(now), user_id=user_id)
    stands = Relation.objects.filter(gate.current(now), user_id=user_id)
    if not works.exists() and not stands.filter(role=CLIENT).exists():
        User.objects.filter(pk=user_id).update(is_active=False)


def withdraw_link(actor: Viewer, link: UUID) -> None:
    """Take back a link by which a colleague could come in.

    Raises:
        Hidden: the actor does not run the practice, or it has no such link any more.
    """
    with transaction.atomic():
        clinic_id = gate.administrators_practice(actor)
        found = Invitation.objects.filter(pk=link, clinic_id=clinic_id, case=None, accepted_at=None)
        gate.require(found.delete()[0] == 1)
        trail.of_practice(actor, "withdrew", "link", link)


def hand_over(case_id: UUID, counsellor: UUID) -> None:
    """Let somebody else be the counsellor of a case from now on. For whoever runs the server.

    What the one before wrote for themselves stays sealed to them; open links of the case and what
    is lent of it end, and so does a last day to come that was agreed with the one before. The
    client's page on how to work with her is hers alone again.

    Raises:
        Hidden: there is no such case, or they are no counsellor in its practice.
    """
    with transaction.atomic():
        now = timezone.now()
        case = Case.objects.filter(pk=case_id).first()
        works = Membership.objects.filter(gate.current(now), user_id=counsellor, role=COUNSELLOR)
        gate.require(case is not None and works.filter(clinic_id=case.clinic_id).exists())
        before = Relation.objects.filter(gate.current(now), case_id=case_id).exclude(role=CLIENT)
        if before.filter(user_id=counsellor, role=COUNSELLOR).exists():
            return
        before.update(ended=now)
        Case.objects.filter(pk=case_id, ends_at__gt=now).update(ends_at=None)
        Invitation.objects.filter(case_id=case_id, accepted_at=None).delete()
        Relation.objects.create(case_id=case_id, user_id=counsellor, role=COUNSELLOR, began=now)
        glances.renew_all(case_id)
        trail.by_operator(case_id, "handed")
        asked_anew(case_id, works.values_list("clinic_id", flat=True)[0])
