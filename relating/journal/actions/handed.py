"""What becomes the client's again when another counsellor comes, until she says otherwise."""

from uuid import UUID

from msgspec.structs import replace

from relating.case import WorkWithMe
from relating.journal import rows, trail
from relating.journal.actions.acting import Work, add_up, append
from relating.journal.models import Entry
from relating.journal.sealing import PURPOSES, unsealed
from relating.people.gate import Standing, Viewer
from relating.vault import keys

NOBODY = UUID(int=0)
PAGE = str(WorkWithMe.__struct_config__.tag)


def asked_anew(case_id: UUID, clinic_id: UUID) -> None:
    """Take back her page on how to work with her: she shared it with somebody else. Called within
    the transaction of a hand-over, for whoever runs the server."""
    at = Standing(Viewer(NOBODY), case_id, clinic_id, None)
    work = Work(at, keys.ring(case_id, PURPOSES), [], [])
    found = Entry.objects.filter(case_id=case_id, kind=PAGE, visibility="shared")
    for row in rows.fetched(found):
        page = unsealed(work.ring, row)
        if isinstance(page, WorkWithMe):
            private = replace(page, visibility="private")
            append(work, row, private, "unshared", deleted=row.deleted)
            trail.line(actor=None, case=case_id, act="unshared", kind=row.kind, entry=row.id)
    add_up(work)
