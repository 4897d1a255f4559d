"""Who works in a practice."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError
from django.db.models import QuerySet
from django.utils import timezone

from relating.installation import NOT_NAMED
from relating.people import gate, policies
from relating.people.gate import Viewer
from relating.people.models import (
    COUNSELLOR,
    PRACTICE_ROLES,
    SUPERVISOR,
    Clinic,
    Membership,
    Relation,
)
from relating.vault.prepared import prepared


class Member(NamedTuple):
    """Somebody who works in the practice now: as what, and since when."""

    id: UUID
    called: str
    roles: tuple[str, ...]
    since: datetime
    others: tuple[tuple[str, str], ...] = ()
    """What they could be as well, each with what it is called."""
    spare: tuple[tuple[str, str], ...] = ()
    """What they can cease to be and still be something, each with what it is called."""


def name_of(viewer: Viewer) -> str:
    """What the practice that the viewer runs is called.

    Raises:
        Hidden: they run none.
    """
    return Clinic.objects.values_list("name", flat=True).get(
        pk=gate.administrators_practice(viewer)
    )


def known_as() -> str:
    """What the practice of this installation is called; nothing while nobody named it."""
    return named(Clinic.objects.values_list("name", flat=True).first() or "")


def country(clinic_id: UUID | None = None) -> str:
    """The country of a practice, or of that of this installation; nothing while nobody said."""
    if clinic_id is None:
        return Clinic.objects.values_list("country", flat=True).first() or ""
    return next((said for (said,) in _country(clinic_id)), "")


@prepared
def _country(clinic_id: UUID) -> QuerySet[Clinic, tuple[str]]:
    return Clinic.objects.filter(pk=clinic_id).values_list("country")


def time_zone() -> str:
    """Whose clock this installation goes by: that of its settings, or else of the practice, or what
    is usual where nobody said, or where the database does not answer."""
    if settings.OWN_CLOCK:
        return settings.OWN_CLOCK
    try:
        said = [zone for (zone,) in _time_zone()]
    except DatabaseError:
        said = []
    return next(iter(said), "") or settings.TIME_ZONE


@prepared
def _time_zone() -> QuerySet[Clinic, tuple[str]]:
    return Clinic.objects.order_by("pk").values_list("time_zone")[:1]


def named(practice: str) -> str:
    """The name of a practice; nothing for the one that stands for a name."""
    return "" if practice == NOT_NAMED else practice


def members(viewer: Viewer) -> tuple[Member, ...]:
    """Everybody who works in the viewer's practice now, those who came first first.

    Raises:
        Hidden: the viewer runs no practice.
    """
    clinic_id = gate.administrators_practice(viewer)
    held = Membership.objects.filter(gate.current(timezone.now()), clinic_id=clinic_id)
    people: dict[UUID, list[Membership]] = {}
    for each in held.select_related("user").order_by("began", "role"):
        people.setdefault(each.user_id, []).append(each)
    return tuple(member(each, viewer) for each in people.values())


def member(held: list[Membership], viewer: Viewer) -> Member:
    """One person from all that they do in the practice."""
    user = held[0].user
    roles = tuple(str(each.get_role_display()) for each in held)
    has = {each.role for each in held}
    others = tuple((role, str(called)) for role, called in PRACTICE_ROLES if role not in has)
    spare = tuple(
        (role, str(called))
        for role, called in PRACTICE_ROLES
        if policies.may_take_hat(role, has, own=user.pk == viewer.id)
    )
    return Member(user.pk, user.called or user.username, roles, held[0].began, others, spare)


def one(viewer: Viewer, user_id: UUID) -> Member:
    """Somebody who works in the viewer's practice now.

    Raises:
        Hidden: nobody of this id does, or the viewer runs no practice.
    """
    found = next((each for each in members(viewer) if each.id == user_id), None)
    if found is None:
        raise gate.Hidden
    return found


def supervisors(clinic_id: UUID, but: UUID) -> dict[UUID, str]:
    """Who supervises in a practice now, and what each is called; but not this person."""
    held = Membership.objects.filter(
        gate.current(timezone.now()), clinic_id=clinic_id, role=SUPERVISOR, user__is_active=True
    )
    found = held.exclude(user_id=but).order_by("began")
    return {
        user: called or name
        for user, called, name in found.values_list("user_id", "user__called", "user__username")
    }


def cases_of(user_id: UUID, clinic_id: UUID) -> list[UUID]:
    """The cases of a practice that have nobody else as their counsellor now."""
    now = timezone.now()
    held = Relation.objects.filter(gate.current(now), role=COUNSELLOR, case__clinic_id=clinic_id)
    others = held.exclude(user_id=user_id).values("case_id")
    own = held.filter(user_id=user_id).exclude(case_id__in=others)
    return list(own.order_by("began").values_list("case_id", flat=True))
