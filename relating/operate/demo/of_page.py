"""How to work with me, in a story: each line put on with its form, and then it is shared."""

from uuid import UUID

from msgspec.structs import replace

from relating.case import WorkWithMe
from relating.journal import actions, queries
from relating.operate.demo import sent
from relating.operate.demo.taken import valid
from relating.people.gate import Viewer
from relating.web.with_me.forms import LineForm
from relating.web.with_me.page import fresh


def page(viewer: Viewer, case_id: UUID, wanted: WorkWithMe) -> WorkWithMe:
    """Her page, line by line."""
    made = fresh(queries.open_around(viewer, case_id))
    for line in wanted.lines:
        form = valid(LineForm(sent.line(line), line))
        made = replace(made, lines=(*made.lines, form.told()))
        actions.write(viewer, case_id, made, actions.LATEST)
    if wanted.visibility == "shared":
        actions.share(viewer, made.id)
    return replace(made, visibility=wanted.visibility)
