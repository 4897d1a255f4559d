"""What Ben brings to Dov in the demo: the hour of the rupture, with Ana's yes."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from relating.case import Consent, Feedback, Note, Session
from relating.case.file.case_file import CaseFile
from relating.journal import actions, lending, queries
from relating.operate.demo.clock import standing_at
from relating.operate.demo.played import Play
from relating.operate.demo.sent import query
from relating.operate.demo.taken import valid
from relating.people import clinic
from relating.web.page import visit
from relating.web.supervision.forms import ConsentForm, LoanForm

RUPTURE, LOOKING_BACK = 9, 11
AGREED = timedelta(days=6)
YES = "Nothing about Sam and me."
QUESTION = (
    "In session 9 I linked before she had finished, and was forgiven at once. Ana thanks me, and I "
    "like it. What is mine in that, and how do I stay with what she does not say?"
)


def bring(story: CaseFile, played: Play, supervisor: UUID, now: datetime) -> None:
    """Ana says yes, and Ben brings a few moments and a question to Dov."""
    ana, ben = played.writers["client"], played.writers["counsellor"]
    with standing_at(now - AGREED):
        yes = valid(ConsentForm(query({"months": "6", "words": YES})))
        actions.agree(ana, played.case_id, yes.told(visit.to_the_second()))
    case = queries.open_case(ben, played.case_id)
    given = {
        "id": uuid5(story.case.id, "question"),
        "question": QUESTION,
        "entries": [played.names[str(each)] for each in moments(story)],
        "supervisor": supervisor,
        "weeks": 2,
    }
    found = clinic.supervisors(case.at.clinic_id, ben.id)
    form = valid(LoanForm(query(given), case, found))
    moment = visit.to_the_second()
    told = form.told(lending.consent(case.all(Consent), moment), moment)
    actions.lend(ben, played.case_id, told, moment)


def moments(story: CaseFile) -> tuple[UUID, ...]:
    """What Ben said in the hour of the rupture, and his note of the hour that mended it."""
    hours = {each.number: each.id for each in story.entries if isinstance(each, Session)}
    said = [
        each.id
        for each in story.entries
        if isinstance(each, Feedback) and each.session == hours.get(RUPTURE)
    ]
    noted = [
        each.id
        for each in story.entries
        if isinstance(each, Note) and each.session == hours.get(LOOKING_BACK)
    ]
    return (*said[:1], *noted[:1])
