"""Naming the practice, and ending somebody's work in it."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from relating.journal import trail
from relating.people import gate, policies
from relating.people.gate import Viewer
from relating.people.models import Clinic, Membership


def name_practice(actor: Viewer, name: str = "", country: str = "") -> None:
    """Say what the actor's practice is called, and in which country it is; what is empty stays.

    Raises:
        Hidden: the actor does not run one.
    """
    with transaction.atomic():
        clinic_id = gate.administrators_practice(actor)
        said = {"name": name, "country": country}
        given = {field: text for field, text in said.items() if text}
        Clinic.objects.filter(pk=clinic_id).update(**given)
        trail.of_practice(actor, "named", "practice", clinic_id)


def end_membership(actor: Viewer, user_id: UUID) -> None:
    """End all that somebody does in the actor's practice, as of now. No case is changed.

    Raises:
        Hidden: the actor does not run the practice, or nobody of this id works there now.
    """
    with transaction.atomic():
        clinic_id = gate.administrators_practice(actor)
        now = timezone.now()
        held = Membership.objects.filter(gate.current(now), clinic_id=clinic_id, user_id=user_id)
        gate.require(policies.may_end(actor.id, user_id) and held.exists())
        held.update(ended=now)
        trail.of_practice(actor, "ended", "membership", user_id)
