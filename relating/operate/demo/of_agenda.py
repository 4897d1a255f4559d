"""What somebody of a story would like to bring, said with its form."""

from uuid import UUID

from msgspec.structs import replace

from relating.case import Agenda
from relating.journal import actions, queries
from relating.operate.demo import sent
from relating.operate.demo.taken import valid
from relating.people.gate import Viewer
from relating.web.agenda.forms import form_for
from relating.web.page import visit


def line(viewer: Viewer, case_id: UUID, wanted: Agenda) -> Agenda:
    """A line to bring."""
    case = queries.open_around(viewer, case_id)
    told = valid(form_for(case, sent.agenda(wanted))).told(case, visit.to_the_second())
    actions.write(viewer, case_id, told)
    return told


def done(viewer: Viewer, case_id: UUID, kept: Agenda) -> Agenda:
    """A line of one's own is checked off."""
    told = replace(kept, done_at=visit.to_the_second())
    actions.write(viewer, case_id, told, actions.LATEST)
    return told
