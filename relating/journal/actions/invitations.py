"""Inviting somebody by a link, coming in by one, and one's own passphrase."""

from uuid import UUID

from django.db import transaction
from msgspec.structs import replace

from relating.case import Frame
from relating.journal import rows, trail
from relating.journal.actions.acting import noting, written
from relating.journal.actions.clinic import name_practice
from relating.journal.sealing import unsealed
from relating.people import gate, invitations, policies
from relating.people.gate import Viewer, viewer_of
from relating.people.models import CLIENT, User
from relating.vault.looking import looking


def invite_client(actor: Viewer, case_id: UUID) -> str:
    """The secret of a link by which the client of a case comes in.

    Raises:
        Hidden: the actor may not invite into this case, or it has its client.
    """
    with transaction.atomic():
        at = gate.standing(actor, case_id)
        gate.require(policies.may_invite(at.role) and not invitations.has_client(case_id))
        token = invitations.issue(at.clinic_id, CLIENT, case_id, actor.id)
        trail.of_practice(actor, "invited", "case", case_id)
    return token


def invite_colleague(actor: Viewer, role: str) -> str:
    """The secret of a link by which a colleague comes into the practice in a role.

    Raises:
        Hidden: the actor does not run a practice.
    """
    with transaction.atomic():
        clinic_id = gate.administrators_practice(actor)
        token = invitations.issue(clinic_id, role, None, actor.id)
        trail.of_practice(actor, "invited", "practice", clinic_id)
    return token


def change_passphrase(user: User, passphrase: str) -> None:
    """Give oneself a new passphrase; everywhere else one is signed out."""
    with transaction.atomic():
        user.set_password(passphrase)
        user.save(update_fields=["password"])
        trail.of_practice(viewer_of(user), "changed", "passphrase", user.pk)


def accept(
    token: str,
    username: str,
    password: str,
    called: str,
    practice: str = "",
    country: str = "",
    time_zone: str = "",
) -> User:
    """Come in by a link; a client's case is called what they want to be called.

    A client's own name is kept sealed, in the frame of the case, and nowhere else. `practice` is
    what an administrator who sets one up calls it, `country` where it is, and `time_zone` whose
    clock it goes by.

    Raises:
        Hidden: the link leads nowhere.
        ValidationError: the name is taken or the passphrase too easy.
    """
    with transaction.atomic():
        is_client = invitations.invited(token).case_id is not None
        user, what = invitations.accept(token, username, password, "" if is_client else called)
        if what.case_id:
            with looking(user.pk):
                join(viewer_of(user), what.case_id, called)
        if practice or country or time_zone:
            name_practice(viewer_of(user), practice, country, time_zone)
    return user


def join(client: Viewer, case_id: UUID, called: str) -> None:
    """Come into one's case, which is called as the client wants to be called. That is noted as what
    it is, and as no change to what the two agreed."""
    row, at = rows.frame_of(case_id), gate.standing(client, case_id)
    with noting(at, "joined") as work:
        frame = unsealed(work.ring, row)
        if isinstance(frame, Frame) and called:
            written(work, replace(frame, label=called), row.version)
    if not work.done:
        trail.noted(at, "joined")
