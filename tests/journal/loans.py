"""What is lent in tests: Ana's yes, a question of Ben's to Dov, and a moment of theirs."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from msgspec.structs import replace

from relating.case import Consent, Supervision
from relating.journal import actions, lending
from relating.people import gate
from relating.people.gate import Hidden, Viewer
from tests.cast import Cast, episode, person

QUESTION = "What is mine in this, when Ana goes quiet?"


def agreed(cast: Cast, **more: object) -> Consent:
    usual = Consent(
        id=uuid4(),
        author="client",
        visibility="shared",
        recorded_at=timezone.now(),
        to="supervision",
    )
    consent = replace(usual, **more)
    actions.agree(cast.ana, cast.case, consent)
    return consent


def question(cast: Cast, consent: Consent | None, *entries: UUID, **more: object) -> Supervision:
    now = timezone.now()
    usual = Supervision(
        id=uuid4(),
        author="counsellor",
        visibility="private",
        recorded_at=now,
        question=QUESTION,
        entries=entries,
        supervisor=cast.dov.id,
        consent=consent.id if consent else None,
        expires=now + timedelta(days=14),
    )
    return replace(usual, **more)


def shared_moment(cast: Cast) -> UUID:
    who = person("Mara Silva", visibility="shared")
    told = episode(
        "Mara's door was shut. Ben asked ANA about Silva in Lisbon.",
        person=who.id,
        visibility="shared",
        place="room",
    )
    actions.record(cast.ana, cast.case, who)
    actions.record(cast.ana, cast.case, told)
    return told.id


def lent(cast: Cast, **more: object) -> Supervision:
    """One moment, lent to Dov with Ana's yes."""
    made = question(cast, agreed(cast), shared_moment(cast), **more)
    actions.lend(cast.ben, cast.case, made, timezone.now())
    return made


def assert_hidden(cast: Cast, made: Supervision) -> None:
    """Dov sees no trace of it."""
    assert lending.lent_to(cast.dov) == ()
    with pytest.raises(Hidden):
        lending.open_loan(cast.dov, made.id)


def supervises(viewer: Viewer, case: UUID) -> bool:
    """Whether somebody stands to a case as its supervisor."""
    try:
        return gate.supervising(viewer, case).role == "supervisor"
    except Hidden:
        return False
