"""One-time links: into a case as its client, into the practice as counsellor or administrator."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from relating.people import gate, passphrases, policies, spelling
from relating.people.gate import Hidden, Viewer
from relating.people.models import CLIENT, Clinic, Invitation, Membership, Relation, User

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
    made = Invitation.objects.filter(
        case_id=case_id, accepted_at=None, expires_at__gt=timezone.now()
    )
    return made.values_list("expires_at", flat=True).first()


def has_client(case_id: UUID) -> bool:
    """Whether somebody is the client of this case now."""
    return Relation.objects.filter(case_id=case_id, role=CLIENT, ended=None).exists()


def invited(token: str) -> Invited:
    """What a link leads to.

    Raises:
        Hidden: it never was, was used, or is too old.
    """
    found = (
        Invitation.objects.filter(
            digest=digest(token), accepted_at=None, expires_at__gt=timezone.now()
        )
        .select_related("clinic")
        .first()
    )
    if found is None:
        raise Hidden
    return Invited(found.pk, found.role, found.clinic.name, found.case_id)


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
