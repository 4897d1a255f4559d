"""The pulse handed over: a link that opens one empty form for one hour, and nothing else.

The link carries ids alone, signed, and stands in no table. It holds for a while, as long as the
counsellor who made it still works with this client and the hour is still there.
"""

import base64
import binascii
import time
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from django.core.signing import BadSignature, TimestampSigner, b62_decode

from relating.journal import rows
from relating.people import gate, policies
from relating.people.gate import Hidden, Standing, Viewer
from relating.people.models import CLIENT, Relation
from relating.vault.looking import looking

OPENS_FOR = timedelta(minutes=30)
ANSWERED_WITHIN = timedelta(minutes=60)
"""Whoever opened the form in time has at least half an hour to send it."""
SALT = "relating.pulse"
AN_ID = 16


class Handed(NamedTuple):
    """What a link says: which hour, who handed it over, in which case."""

    session: UUID
    counsellor: UUID
    case_id: UUID


def link(at: Standing, session: UUID) -> str:
    """What stands in the link for an hour.

    Raises:
        Hidden: it is not the viewer's to hand over.
    """
    given = Handed(session, at.viewer.id, at.case_id)
    standing(given)
    packed = b"".join(each.bytes for each in given)
    return TimestampSigner(salt=SALT).sign(base64.urlsafe_b64encode(packed).decode())


def handed(token: str, within: timedelta) -> Handed:
    """What a link says, as long as it holds.

    Raises:
        Hidden: it was never made, is too old, is from a time to come, as after the clock went back,
            or does not hold any more.
    """
    try:
        text = TimestampSigner(salt=SALT).unsign(token, max_age=within)
        gate.require(b62_decode(token.split(":")[1]) <= time.time())
        packed = base64.urlsafe_b64decode(text)
    except (BadSignature, binascii.Error):
        raise Hidden from None
    found = Handed(*(UUID(bytes=packed[at : at + AN_ID]) for at in range(0, 3 * AN_ID, AN_ID)))
    standing(found)
    return found


def standing(given: Handed) -> Standing:
    """How whoever handed it over stands to the case now.

    Raises:
        Hidden: not as its counsellor, or the hour is gone.
    """
    with looking(given.counsellor):
        at = gate.standing(Viewer(given.counsellor), given.case_id)
        hour = rows.existing(given.session)
    here = (hour.case_id, hour.kind, hour.deleted) == (at.case_id, "session", False)
    gate.require(policies.may_hand_over(at.role) and here)
    return at


def client_of(case_id: UUID) -> UUID | None:
    """Whoever can sign in as the client of a case now."""
    found = Relation.objects.filter(case_id=case_id, role=CLIENT, ended=None)
    return found.filter(user__is_active=True).values_list("user_id", flat=True).first()
