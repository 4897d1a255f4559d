"""The gate: the only place where it is decided who may do what.

Every reading and every change asks here first. A refusal is `Hidden`, which becomes the same
page as for something that never was. That the gate was asked is noted for the alarm, which fails
a request that answered a signed-in person without asking.
"""

from collections.abc import Callable
from contextvars import ContextVar
from datetime import datetime
from typing import NamedTuple, TypeAlias, TypeVar, cast
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from relating.people import policies
from relating.people.models import (
    ADMINISTRATOR,
    CLIENT,
    COUNSELLOR,
    SUPERVISOR,
    Membership,
    Relation,
    User,
)
from relating.vault.prepared import prepared

Thing = TypeVar("Thing")
Stood: TypeAlias = tuple[str, UUID, datetime | None]
Asking: TypeAlias = Callable[[UUID, UUID, datetime], list[Stood]]

asked: ContextVar[bool] = ContextVar("asked", default=False)


class Hidden(Exception):
    """For this person it does not exist. Carries nothing, so that nothing can leak."""


class Ended(Hidden):
    """It could be done, had the two of the case not ended."""


class Viewer(NamedTuple):
    """Who is looking or acting.

    `hat` is which of their roles in a practice they put on; empty until they did, and None where
    nobody looks at a page: then each of their roles counts.
    """

    id: UUID
    called: str = ""
    hat: str | None = None


class Standing(NamedTuple):
    """How a viewer stands to a case at this moment."""

    viewer: Viewer
    case_id: UUID
    clinic_id: UUID
    role: policies.Role
    ended: bool = False
    """The two have ended: what may still be done then the policies say."""
    ends: datetime | None = None
    """From when on they have, or will have."""


def viewer_of(user: User, hat: str | None = None) -> Viewer:
    """The viewer that a signed-in user is."""
    return Viewer(user.pk, user.called, hat)


def current(now: datetime) -> Q:
    """Rows with a beginning and an end that hold now (as `policies.is_current`)."""
    return Q(began__lte=now) & (Q(ended=None) | Q(ended__gt=now))


def require(decision: bool) -> None:
    """Note that the gate was asked, and refuse unless the decision is yes.

    Raises:
        Hidden: the decision is no.
    """
    asked.set(True)
    if not decision:
        raise Hidden


def there(thing: Thing | None) -> Thing:
    """What was looked for.

    Raises:
        Hidden: there is none.
    """
    require(thing is not None)
    return cast("Thing", thing)


def as_a(kind: type[Thing], thing: object) -> Thing:
    """What was looked for, of the kind that was asked for.

    Raises:
        Hidden: it is something else.
    """
    require(isinstance(thing, kind))
    return cast("Thing", thing)


def standing(viewer: Viewer, case_id: UUID) -> Standing:
    """How the viewer stands to the case now.

    Raises:
        Hidden: there is no such case, or none for this viewer, or no longer.
    """
    return _standing(viewer, case_id, _own)


def supervising(viewer: Viewer, case_id: UUID) -> Standing:
    """That the viewer was lent something of the case. It opens no page of the case.

    Raises:
        Hidden: they were not, or no longer.
    """
    return _standing(viewer, case_id, _lent)


@prepared
def _own(case_id: UUID, user_id: UUID, now: datetime) -> QuerySet[Relation, Stood]:
    return _relations(case_id, user_id, now).exclude(role=SUPERVISOR)[:1]


@prepared
def _lent(case_id: UUID, user_id: UUID, now: datetime) -> QuerySet[Relation, Stood]:
    return _relations(case_id, user_id, now).filter(role=SUPERVISOR)[:1]


def _relations(case_id: UUID, user_id: UUID, now: datetime) -> QuerySet[Relation, Stood]:
    found = Relation.objects.filter(current(now), case_id=case_id, user_id=user_id)
    active = found.filter(user__is_active=True).order_by("pk")
    return active.values_list("role", "case__clinic_id", "case__ends_at")


def _standing(viewer: Viewer, case_id: UUID, asking: Asking) -> Standing:
    now = timezone.now()
    found = next(iter(asking(case_id, viewer.id, now)), None)
    require(found is not None and still_works_here(viewer, *found[:2], now))
    role, clinic_id, ends = cast(tuple[policies.Role, UUID, datetime | None], found)
    return Standing(viewer, case_id, clinic_id, role, policies.has_ended(ends, now), ends)


def still_works_here(viewer: Viewer, role: str, clinic_id: UUID, now: datetime) -> bool:
    """A counsellor or supervisor who left the practice left its cases too."""
    if role == "client":
        return True
    return bool(_works(clinic_id, viewer.id, role, now)) and wears(viewer, role)


def wears(viewer: Viewer, role: str) -> bool:
    """Whether the viewer stands there in this role: one who is several things is one at a time."""
    if viewer.hat is None or not policies.is_a_hat(role) or viewer.hat == role:
        return True
    if not viewer.hat and policies.is_worn_first(role):
        return True
    return policies.worn(viewer.hat, hats(viewer)) == role


@prepared
def _works(
    clinic_id: UUID, user_id: UUID, role: str, now: datetime
) -> QuerySet[Membership, tuple[int]]:
    works = Membership.objects.filter(current(now), user_id=user_id, role=role)
    return works.filter(clinic_id=clinic_id).values_list("pk")[:1]


def standings(viewer: Viewer, role: policies.Role) -> list[Standing]:
    """Every case to which the viewer stands in this role now, the oldest first."""
    asked.set(True)
    if not wears(viewer, str(role)):
        return []
    now = timezone.now()
    works = () if role == CLIENT else _workplaces(viewer.id, str(role), now)
    clinics = {clinic_id for (clinic_id,) in works}
    return [
        Standing(viewer, case_id, clinic_id, role, policies.has_ended(ends, now), ends)
        for case_id, clinic_id, ends in _standings(viewer.id, str(role), now)
        if role == CLIENT or clinic_id in clinics
    ]


@prepared
def _standings(
    user_id: UUID, role: str, now: datetime
) -> QuerySet[Relation, tuple[UUID, UUID, datetime | None]]:
    relations = Relation.objects.filter(current(now), user_id=user_id, role=role)
    kept = relations.filter(user__is_active=True).order_by("began")
    return kept.values_list("case_id", "case__clinic_id", "case__ends_at")


@prepared
def _workplaces(user_id: UUID, role: str, now: datetime) -> QuerySet[Membership, tuple[UUID]]:
    works = Membership.objects.filter(current(now), user_id=user_id, role=role)
    return works.values_list("clinic_id")


def case_ids(viewer: Viewer, role: policies.Role) -> list[UUID]:
    """The cases to which the viewer stands in this role now, the oldest first."""
    return [at.case_id for at in standings(viewer, role)]


def memberships(viewer: Viewer) -> dict[str, UUID]:
    """The roles in which the viewer stands in a practice now, each with its id: at a page the one
    whose hat they wear."""
    held = hats(viewer)
    if viewer.hat is None:
        return held
    return {role: held[role] for role in held if role == policies.worn(viewer.hat, held)}


def hats(viewer: Viewer) -> dict[str, UUID]:
    """Every current role of the viewer's in a practice, worn or not, with the practice's id."""
    asked.set(True)
    return dict(_hats(viewer.id, timezone.now()))


@prepared
def _hats(user_id: UUID, now: datetime) -> QuerySet[Membership, tuple[str, UUID]]:
    works = Membership.objects.filter(current(now), user_id=user_id, user__is_active=True)
    return works.order_by("pk").values_list("role", "clinic_id")


def practice(viewer: Viewer, role: str) -> UUID:
    """The practice in which the viewer has this role now.

    Raises:
        Hidden: in none.
    """
    found = memberships(viewer)
    require(role in found)
    return found[role]


def administrators_practice(viewer: Viewer) -> UUID:
    """The practice that the viewer runs.

    Raises:
        Hidden: none.
    """
    found = memberships(viewer)
    require(any(policies.may_run_practice(role) for role in found))
    return found[ADMINISTRATOR]


def counsellors_practice(viewer: Viewer) -> UUID:
    """The practice in which the viewer opens cases.

    Raises:
        Hidden: none.
    """
    found = memberships(viewer)
    require(any(policies.may_open_case(role) for role in found))
    return found[COUNSELLOR]


def check(act: str, at: Standing, entry: policies.Facts) -> None:
    """Refuse an act that the viewer may not do with this entry.

    Raises:
        Hidden: they may not.
        Ended: they might, had the two not ended.
    """
    asked.set(True)
    if policies.allowed(act, at.role, entry):
        return
    raise Ended if policies.allowed(act, at.role, entry._replace(ended=False)) else Hidden
