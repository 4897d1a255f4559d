"""The frame of a case: no page is made without it, so the newest version that opens stands in."""

from uuid import UUID

from relating.case import Frame
from relating.journal import rows
from relating.journal.ids import SHARED
from relating.journal.sealing import whole
from relating.vault import keys
from relating.vault.seal import Tampered


def frame_of(case_id: UUID, ring: keys.Ring) -> Frame:
    """The frame of a case as it is, or as it last was.

    Raises:
        Hidden: there is no such case.
        Tampered: no version of it opens.
    """
    row = rows.frame_of(case_id)
    for each in (row, *(old for old, _ in rows.earlier(row))):
        for _, content in whole(ring, each):
            if isinstance(content, Frame):
                return content
    raise Tampered


def label_of(case_id: UUID) -> str:
    """What the client of a case is called."""
    return frame_of(case_id, keys.ring(case_id, (SHARED,))).label
