"""What the two of a case do without, asked before a page of it is made."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from relating.case import Preferences
from relating.case.entries.preferences import Part, left_out
from relating.journal import rows
from relating.journal.ids import SHARED
from relating.journal.models import Entry
from relating.journal.sealing import unsealed
from relating.people import gate
from relating.people.gate import Viewer
from relating.vault import keys
from relating.vault.prepared import prepared


def left_out_at(viewer: Viewer, named: UUID) -> frozenset[Part]:
    """The parts that are left out of the case with this id, or of that of the entry with this id.

    Raises:
        Hidden: for this viewer there is no such case.
    """
    row = rows.one(named)
    at = gate.standing(viewer, named if row is None else row.case_id)
    ring = keys.ring(at.case_id, (SHARED,))
    said = (unsealed(ring, rows.row_of_columns(*each)) for each in _shared(at.case_id))
    return left_out(each for each in said if isinstance(each, Preferences))


@prepared
def _shared(case_id: UUID) -> QuerySet[Entry, tuple[Any, ...]]:
    shared = {"kind": "preferences", "visibility": "shared", "deleted_at": None}
    found = Entry.objects.filter(case_id=case_id, **shared)
    return found.values_list(*rows.AS_TEXT, *rows.COLUMNS)
