"""One thing that was deleted, for whoever deleted it; all that there is of it gives `queries`."""

from uuid import UUID

from relating.journal import rows
from relating.journal.queries import OpenEntry
from relating.journal.sealing import facts, opened, readable_purposes
from relating.people import gate, policies
from relating.people.gate import Viewer
from relating.vault import keys


def deleted_entry(viewer: Viewer, entry_id: UUID) -> OpenEntry:
    """One entry that the viewer deleted and may still put back.

    Raises:
        Hidden: for this viewer there is none.
    """
    row = rows.existing(entry_id)
    at = gate.standing(viewer, row.case_id)
    gate.check("put_back", at, facts(row, at))
    ring = keys.ring(at.case_id, readable_purposes(at.role))
    return OpenEntry(opened(ring, at, row), row, policies.acts(at.role, facts(row, at)), at)
