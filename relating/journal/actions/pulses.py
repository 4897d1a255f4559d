"""A pulse that the client gives on a handed form: written once, in their name."""

from uuid import UUID

from django.db import transaction
from msgspec.structs import replace

from relating.case import Content, Note, Pulse
from relating.case.entries.pulse import kept_apart
from relating.journal import handing, rows
from relating.journal.actions.acting import Work, insert, noting
from relating.journal.handing import Handed
from relating.journal.ids import Ids, clients
from relating.journal.models import Entry
from relating.journal.sealing import facts, row_of, unsealed
from relating.people import gate, policies
from relating.vault.looking import looking


def give(given: Handed, told: Pulse, *, sends: bool) -> None:
    """Write what the client told of the hour; where they told of it already, that stays.

    Nothing comes back, so that nobody learns whether there was one.

    Raises:
        Hidden: the link does not hold any more, or this may not be kept sealed.
    """
    with looking(given.counsellor), transaction.atomic():
        at = handing.standing(given)
        with noting(at) as work:
            ids = clients(work.ring)
            told = replace(
                told,
                id=given_id(ids, given, sends=sends),
                author="client",
                session=given.session,
                pull=None,
            )
            contents = released(ids, told) if sends else (replace(told, visibility="private"),)
            give_in(work, told, contents, sends=sends)


def given_id(ids: Ids, given: Handed, *, sends: bool) -> UUID:
    """The id of the client's pulse of this hour: sealed, the one that their own page would give
    it; sent, one beside it, so that what they sealed stays as it is."""
    return ids.of_one("pulse", given.session, *(("sent",) if sends else ()))


def give_in(work: Work, told: Pulse, contents: tuple[Pulse | Note, ...], *, sends: bool) -> None:
    """Write what was told in the client's name, unless they told of the hour before.

    Raises:
        Hidden: this may not be kept sealed.
    """
    for content in contents:
        require_given(work, content)
    if answered(work, told, sends=sends):
        return
    client = handing.client_of(work.at.case_id)
    for content in contents:
        insert(work, row_of(work.ring, work.at.case_id, content, client, 1), content, "given")


def released(ids: Ids, told: Pulse) -> tuple[Pulse | Note, ...]:
    """A pulse that is sent, and the note of a line that is kept."""
    apart, note = kept_apart(told, ids.of_one("kept", told.id))
    sent = replace(apart, visibility="shared")
    return (sent,) if note is None else (sent, note)


def require_given(work: Work, content: Content) -> None:
    """Ask whether this may be written for the client.

    Raises:
        Hidden: it may not.
    """
    entry = facts(row_of(work.ring, work.at.case_id, content, None, 1), work.at)
    client = handing.client_of(work.at.case_id)
    gate.require(policies.may_be_given(work.at.role, entry, has_client=client is not None))


def answered(work: Work, told: Pulse, *, sends: bool) -> bool:
    """Whether the client told of this hour before; what they deleted counts under its id.

    What is sent yields only to what was sent: if it yielded to what is sealed, sending would tell
    the counsellor that there is something sealed.
    """
    if rows.one(told.id):
        return True
    pulses = Entry.objects.filter(case_id=work.at.case_id, kind="pulse", author="client")
    pulses = pulses.filter(visibility="shared") if sends else pulses
    found = (unsealed(work.ring, row) for row in rows.fetched(pulses.filter(deleted_at=None)))
    return any(isinstance(each, Pulse) and each.session == told.session for each in found)
