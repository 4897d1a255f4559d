"""What Ben brings to Dov in the demo: the hour of the rupture, with Ana's yes."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from relating.case import Consent, Episode, Note, Session, Supervision
from relating.case.file.case_file import CaseFile

RUPTURE, LOOKING_BACK = 9, 11
MOST_ROOM = 2
LASTS = timedelta(weeks=2)
YES = "Nothing about my grandmother, please."
QUESTION = (
    "In session 9 I linked before she had finished, and was forgiven at once. Ana thanks me, and I "
    "like it. What is mine in that, and how do I stay with what she does not say?"
)


def consent(case_file: CaseFile, now: datetime) -> Consent:
    """Ana's yes, given some days ago."""
    return Consent(
        id=uuid5(case_file.case.id, "consent"),
        author="client",
        visibility="shared",
        recorded_at=now - timedelta(days=6),
        to="supervision",
        words=YES,
        until=now + timedelta(days=170),
    )


def question(case_file: CaseFile, supervisor: UUID, now: datetime) -> Supervision:
    """Ben's question, with moments of the rupture and what he noted when it was mended."""
    agreed = consent(case_file, now)
    return Supervision(
        id=uuid5(agreed.id, "question"),
        author="counsellor",
        visibility="private",
        recorded_at=now,
        question=QUESTION,
        entries=moments(case_file),
        supervisor=supervisor,
        consent=agreed.id,
        expires=now + LASTS,
    )


def moments(case_file: CaseFile) -> tuple[UUID, ...]:
    """What was in the room in the hour of the rupture, and the note of the hour that mended it."""
    sessions = [each for each in case_file.entries if isinstance(each, Session)]
    hours = {each.number: each.id for each in sessions}
    room = [
        each.id
        for each in case_file.entries
        if isinstance(each, Episode)
        and (each.session, each.visibility) == (hours.get(RUPTURE), "shared")
    ]
    noted = [
        each.id
        for each in case_file.entries
        if isinstance(each, Note) and each.session == hours.get(LOOKING_BACK)
    ]
    return (*room[:MOST_ROOM], *noted[:1])
