"""Whether somebody sent the client of a case: then nothing of it leaves the two by the counsellor.

Asked of what both said, by whoever opens it: those who lend, and those who take a file along.
"""

from relating.case import Agreement
from relating.case.entries.agreement import is_sent
from relating.journal import rows
from relating.journal.models import Entry
from relating.journal.queries import OpenCase
from relating.journal.sealing import unsealed
from relating.people import gate, policies
from relating.people.gate import Standing
from relating.vault import keys


def says_so(opened: OpenCase) -> bool:
    """Whether one of the two says so, in a case that is open."""
    return is_sent(opened.all(Agreement))


def was_sent(at: Standing, ring: keys.Ring) -> bool:
    """Whether one of the two says so; not asked in the viewer's name, for it binds whoever asks."""
    found = Entry.objects.filter(case_id=at.case_id, kind="agreement", deleted_at=None)
    said = (unsealed(ring, row) for row in rows.fetched(found))
    return is_sent(each for each in said if isinstance(each, Agreement))


def require_may_leave(at: Standing, ring: keys.Ring) -> None:
    """Ask that this viewer may take something out of the case.

    Raises:
        Hidden: they may not.
    """
    gate.require(policies.may_take_out(at.role, sent=was_sent(at, ring)))
