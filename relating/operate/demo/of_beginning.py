"""The beginning in a story: the words of the two, and what each of them says to the lines."""

from uuid import UUID

from relating.case import Agreement, Frame
from relating.case.entries.agreement import LINES
from relating.journal import actions, queries
from relating.operate.demo import sent
from relating.operate.demo.taken import valid
from relating.people.gate import Viewer
from relating.web.beginning.forms import AgreementForm, OwnWordsForm
from relating.web.beginning.lines import IN_OWN_WORDS
from relating.web.page import visit


def own_words(viewer: Viewer, case_id: UUID, wanted: Frame) -> None:
    """What the two put beside the lines, where a story has any."""
    if wanted.beginning is None:
        return
    case = queries.open_around(viewer, case_id)
    version = case.version(case.row_id(case.frame))
    given = sent.query({**sent.of(wanted.beginning, *IN_OWN_WORDS), "based_on": version})
    form = valid(OwnWordsForm(given, case.frame, version))
    actions.write(viewer, case_id, form.told(case.frame), version)


def agreement(viewer: Viewer, case_id: UUID, wanted: Agreement) -> Agreement:
    """A yes to each line, and whether somebody sent the client."""
    case = queries.open_around(viewer, case_id)
    agreed = {each.line for each in wanted.yes}
    given: dict[str, object] = {line: line in agreed for line in LINES}
    given["based_on"] = case.version(case.row_id(case.frame))
    given["sent"] = {None: "", True: "yes", False: "no"}[wanted.sent]
    told = valid(AgreementForm(sent.query(given), case)).told(visit.to_the_second())
    actions.write(viewer, case_id, told, actions.LATEST)
    return told
