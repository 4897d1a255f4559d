"""The trail of a case, as far as each of its people may know it."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from relating.case import Frame
from relating.journal import rows, trail
from relating.journal.models import Trail
from relating.journal.sealing import frame_id, opened, readable_purposes
from relating.people import gate, policies
from relating.people.gate import Hidden, Standing, Viewer
from relating.people.models import Relation
from relating.vault import keys

OF_SUPERVISION = ("lent", "answered", "ended")
"""That it happened is told to both, though what was asked and answered is not the client's."""


class TrailLine(NamedTuple):
    """One line of the trail: who (as a word or a name), what, when, and which entries."""

    at: datetime
    who: str
    act: str
    kind: str
    entries: tuple[UUID, ...]


def read_trail(viewer: Viewer, case_id: UUID, limit: int = 200) -> tuple[TrailLine, ...]:
    """Who read and changed what in a case, newest first, as far as the viewer may know.

    A line about an entry that the viewer may not see is left out: it would tell that it exists.

    Raises:
        Hidden: for this viewer there is no such case.
    """
    at = gate.standing(viewer, case_id)
    gate.require(policies.may_read_trail(at.role))
    seen = rows.seen_by(at).values("id")
    visible = {each.bytes: each for each in seen.values_list("id", flat=True)}
    names = names_of(at)
    about = Q(entry=None) | Q(entry__in=seen) | Q(act__in=OF_SUPERVISION)
    lines = readings_known(at, Trail.objects.filter(about, case=case_id).order_by("-seq"))
    told = (told_line(line, names, visible) for line in lines)
    return tuple(islice((line for line in told if line), limit))


def readings_known(at: Standing, lines: "QuerySet[Trail]") -> Iterator[Trail]:
    """Lines without the readings that the viewer may not know of."""
    if not policies.may_know_who_read(at.role):
        lines = lines.exclude(Q(act="read") & ~Q(actor=at.viewer.id))
    return lines.iterator(200)


def told_line(line: Trail, names: dict[UUID, str], visible: dict[bytes, UUID]) -> TrailLine | None:
    """A line as it may be told, or nothing."""
    about = line.entry.bytes if line.entry else line.entries
    known = trail.known(about, visible)
    if about and not known and line.act not in OF_SUPERVISION:
        return None
    who = names.get(line.actor, "") if line.actor else ""
    return TrailLine(line.at, who, line.act, line.kind, known)


def names_of(at: Standing) -> dict[UUID, str]:
    """What the people of a case are called, seen from the viewer."""
    related = Relation.objects.filter(case_id=at.case_id).values_list("user_id", "user__called")
    return {user: called or client_label(at) for user, called in related} | {at.viewer.id: "you"}


def client_label(at: Standing) -> str:
    """What the client of a case is called."""
    row = rows.existing(frame_id(at.case_id))
    content = opened(keys.ring(at.case_id, readable_purposes(at.role)), at, row)
    if not isinstance(content, Frame):
        raise Hidden
    return content.label
