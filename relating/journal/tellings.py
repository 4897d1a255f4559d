"""Reading one telling with what else was told of its moment: viewer first, as in `queries`."""

from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from relating.case import Content, Episode
from relating.case.people import with_whom
from relating.engine.moments import Moment, likely, moment_of, parted
from relating.engine.retellings import is_to_be_asked_of, told_before
from relating.journal import gathered, memories, queries, rows, trail
from relating.journal.gathered import Seen
from relating.journal.queries import OpenCase, OpenEntry
from relating.journal.sealing import opened_all, readable_purposes
from relating.people import gate
from relating.people.gate import Viewer
from relating.vault import keys

OF_LATE = timedelta(days=21)
"""What was written since then is looked through for something that was told before."""


class OpenTelling(NamedTuple):
    """A telling, the case around it with no episodes but these, its moment, and tellings of the
    other of the two that may be of the same one; and those that the viewer `parted` from it."""

    found: OpenEntry
    case: OpenCase
    moment: Moment
    near: tuple[Episode, ...]
    parted: tuple[Episode, ...]


def open_telling(viewer: Viewer, entry_id: UUID) -> OpenTelling:
    """Open a telling with the others of its moment, and those that may be. Only what is on the page
    is noted as read: the other tellings were looked through to find these, and shown to nobody.

    Raises:
        Hidden: for this viewer there is no such telling.
    """
    found = queries.open_entry(viewer, entry_id)
    gate.require(isinstance(found.content, Episode) and not found.row.deleted)
    at = found.at
    ring = keys.ring(at.case_id, readable_purposes(at.role))
    seen = gathered.whole(at, ring)
    whole = queries.arranged(at, ring, seen)
    told = as_opened(found.content, whole)
    moment = gate.there(moment_of(entry_id, told))
    near = likely(entry_id, told, whole.people, timezone.get_current_timezone())
    apart = parted(entry_id, told, at.role)
    shown = {each.id for each in (*moment.every, *near, *apart)}
    case = queries.arranged(at, ring, seen.only(shown))
    others = [row for row in case.rows.values() if row.id != entry_id]
    queries.note(at, trail.by_others(at, others))
    return OpenTelling(found, case, moment, near, apart)


class ToldBefore(NamedTuple):
    """A telling of the viewer's own that is likely of the same moment as a newer one, and the case
    around the two."""

    told: Episode
    case: OpenCase


def told_lately(viewer: Viewer, case_id: UUID, told: Episode, *, shown: bool) -> ToldBefore | None:
    """What the viewer likely told before of the same moment, in what they wrote of late. Noted as
    read where it is `shown`; the others were looked through to find it, and shown to nobody.

    Raises:
        Hidden: for this viewer there is no such case.
    """
    if not is_to_be_asked_of(told):
        return None
    at = gate.standing(viewer, case_id)
    lately = Q(kind="episode", changed_at__gt=timezone.now() - OF_LATE)
    wanted = lately | Q(kind__in=queries.NAMED)
    found = rows.fetched(rows.seen_by(at).filter(wanted, deleted_at=None))
    ring = keys.ring(case_id, readable_purposes(at.role))
    case = queries.arranged(at, ring, Seen(found, opened_all(ring, at, found)))
    before = told_before(case.people.standing_in(told), case.tellings, case.people)
    if before is None:
        return None
    if shown:
        queries.note(at, trail.by_others(at, [case.rows[before.id]]))
    return ToldBefore(before, case)


def as_opened(content: Content, case: OpenCase) -> list[Episode]:
    """The tellings that the viewer may see; this one, which they open, in full, though it lies
    folded among others or is on no page but its own."""
    whole = with_whom(memories.seen(content, case.at), case.people)
    others = (each for each in case.tellings if each.id != getattr(whole, "id", None))
    return [*others, *([whole] if isinstance(whole, Episode) else [])]
