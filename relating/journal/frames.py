"""The frame of a case: no page is made without it, so the newest version that opens stands in.
And whose case it is."""

from uuid import UUID

from django.db.models import QuerySet

from relating.case import Frame
from relating.journal import rows
from relating.journal.ids import SHARED
from relating.journal.sealing import whole
from relating.people.models import COUNSELLOR, Relation
from relating.vault import keys
from relating.vault.prepared import prepared
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


def counsellor_of(case_id: UUID) -> tuple[UUID | None, str]:
    """The counsellor of a case, or who was it last, and what they are called."""
    return next(iter(_counsellors(case_id)), (None, ""))


@prepared
def _counsellors(case_id: UUID) -> QuerySet[Relation, tuple[UUID, str]]:
    found = Relation.objects.filter(case_id=case_id, role=COUNSELLOR)
    return found.order_by("-began").values_list("user_id", "user__called")[:1]
