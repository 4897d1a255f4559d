"""What the two of a case do without, asked before a page of it is made."""

from uuid import UUID

from relating.case import Preferences
from relating.case.entries.preferences import Part, left_out
from relating.journal import rows
from relating.journal.ids import SHARED
from relating.journal.models import Entry
from relating.journal.sealing import unsealed
from relating.people import gate
from relating.people.gate import Viewer
from relating.vault import keys


def left_out_at(viewer: Viewer, named: UUID) -> frozenset[Part]:
    """The parts that are left out of the case with this id, or of that of the entry with this id.

    Raises:
        Hidden: for this viewer there is no such case.
    """
    row = rows.one(named)
    at = gate.standing(viewer, named if row is None else row.case_id)
    ring = keys.ring(at.case_id, (SHARED,))
    shared = {"kind": "preferences", "visibility": "shared", "deleted_at": None}
    found = rows.fetched(Entry.objects.filter(case_id=at.case_id, **shared))
    said = (unsealed(ring, each) for each in found)
    return left_out(each for each in said if isinstance(each, Preferences))
