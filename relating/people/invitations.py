"""One-time links: into a case as its client, into the practice as counsellor or administrator."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from relating.people import gate, passphrases, policies, spelling
from relating.people.gate import Hidden, Viewer
from relating.people.models import (
    ADMINISTRATOR,
    CLIENT,
    PRACTICE_ROLES,
    Clinic,
    Invitation,
    Membership,
    Relation,
    User,
)

LASTS = timedelta(days=14)


class Invited(NamedTuple):
    """What a valid link leads to."""

    id: UUID
    role: str
    practice: str
    case_id: UUID | None


def digest(token: str) -> str:
    """What is kept of a link's secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def issue(clinic_id: UUID, role: str, case_id: UUID | None, by: UUID | None) -> str:
    """Make a link's secret; an earlier open link to the same place stops working."""
    token = secrets.token_urlsafe(24)
    now = timezone.now()
    with transaction.atomic():
        if case_id:
            Invitation.objects.filter(case_id=case_id, accepted_at=None).delete()
        Invitation.objects.create(
            digest=digest(token),
            clinic_id=clinic_id,
            case_id=case_id,
            role=role,
            made_by_id=by,
            made_at=now,
            expires_at=now + LASTS,
        )
    return token


def open_until(actor: Viewer, case_id: UUID) -> datetime | None:
    """Until when the link that was made for the client of a case works; None: there is none.

    Raises:
        Hidden: the actor may not invite into this case.
    """
    gate.require(policies.may_invite(gate.standing(actor, case_id).role))
    made = (each for each in open_now().filter(case_id=case_id) if still_holds(each))
    return next((each.expires_at for each in made), None)


def has_client(case_id: UUID) -> bool:
    """Whether somebody is the client of this case now."""
    return Relation.objects.filter(case_id=case_id, role=CLIENT, ended=None).exists()


def invited(token: str) -> Invited:
    """What a link leads to.

    Raises:
        Hidden: it never was, was used, is too old, is from a time to come, or whoever made it may
            not any more.
    """
    made = open_now().filter(digest=digest(token)).select_related("clinic").first()
    if made is None or not still_holds(made):
        raise Hidden
    return Invited(made.pk, made.role, made.clinic.name, made.case_id)


def open_now() -> "QuerySet[Invitation]":
    """Links that were not used and are not too old; nor from a time to come, which is so after the
    clock went back."""
    now = timezone.now()
    return Invitation.objects.filter(accepted_at=None, expires_at__gt=now, made_at__lte=now)


def still_holds(made: Invitation) -> bool:
    """A link lives as long as the standing of whoever made it; one to set up the practice, which
    nobody made, as long as nobody looks after it."""
    if made.made_by_id is None:
        return made.case_id is not None or not looked_after(made.clinic_id)
    maker = Viewer(made.made_by_id)
    try:
        if made.case_id is None:
            return gate.administrators_practice(maker) == made.clinic_id
        return policies.may_invite(gate.standing(maker, made.case_id).role)
    except Hidden:
        return False


def looked_after(clinic_id: UUID) -> bool:
    """Whether somebody is the administrator of a practice now."""
    held = Membership.objects.filter(gate.current(timezone.now()), role=ADMINISTRATOR)
    return held.filter(clinic_id=clinic_id, user__is_active=True).exists()


class Open(NamedTuple):
    """A link that nobody used yet: into which role, from when until when."""

    id: UUID
    role: str
    made_at: datetime
    expires_at: datetime

    @property
    def called(self) -> str:
        """The role in words."""
        return str(dict(PRACTICE_ROLES).get(self.role, self.role))


def open_links(actor: Viewer) -> tuple[Open, ...]:
    """The links by which colleagues may come into the practice that the actor runs, newest first.

    Raises:
        Hidden: they run none.
    """
    clinic_id = gate.administrators_practice(actor)
    found = open_now().filter(clinic_id=clinic_id, case=None).order_by("-made_at")
    return tuple(
        Open(each.pk, each.role, each.made_at, each.expires_at)
        for each in found
        if still_holds(each)
    )


def accept(token: str, username: str, password: str, called: str) -> tuple[User, Invited]:
    """Make the invited person's sign-in and their place; the link is used up.

    Raises:
        Hidden: the link leads nowhere.
        ValidationError: the name is taken or the passphrase too easy; nothing was done.
    """
    with transaction.atomic():
        what = invited(token)
        user = new_user(username, password, called)
        used = Invitation.objects.filter(pk=what.id, accepted_at=None)
        if not used.update(accepted_at=timezone.now(), accepted_by=user):
            raise Hidden
        take_place(user, what)
    return user, what


def new_user(username: str, password: str, called: str) -> User:
    """A user under a free name, with a passphrase that holds.

    Raises:
        ValidationError: naming the field.
    """
    if User.objects.filter(username=spelling.name(username)).exists():
        raise ValidationError(
            {"username": _("Somebody here signs in with this name. Choose another.")}
        )
    try:
        passphrases.check(password, username, called)
    except ValidationError as error:
        raise ValidationError({"password": error.messages}) from None
    return User.objects.create_user(username, password, called=called)


def take_place(user: User, what: Invited) -> None:
    """The relation or membership that the link promised.

    Raises:
        Hidden: the case has its client by now.
    """
    if what.case_id is None:
        clinic = Clinic.objects.get(invitation=what.id)
        Membership.objects.create(clinic=clinic, user=user, role=what.role)
        return
    if has_client(what.case_id):
        raise Hidden
    Relation.objects.create(case_id=what.case_id, user=user, role=CLIENT)
