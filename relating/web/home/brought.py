"""What the counsellor brought lately, for the client's Today: that it is there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from relating.case import Agenda, Answer, Pattern
from relating.journal import queries
from relating.journal.queries import OpenCase
from relating.web.voice.sides import is_mine

LATELY = timedelta(days=7)
TWO_WEEKS = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Brought:
    """One line: that something is there, and where. Never what it says, never how much."""

    icon: str
    text: str
    url: str


def brought(case: OpenCase, now: datetime) -> tuple[Brought, ...]:
    """What came from the counsellor lately; feedback has a place of its own on Today."""
    changed = set(queries.changes(case, now - LATELY))
    return (*patterns(case, now), *hours(case, changed), *agenda(case, changed))


def patterns(case: OpenCase, now: datetime) -> Iterator[Brought]:
    """A pattern, for two weeks from when it was shared, until it was answered."""
    answered = {each.to for each in case.all(Answer) if is_mine(each, case)}
    found = (each for each in case.all(Pattern) if each.state != "not_this")
    shared_at = queries.shared_at(case, {each.id for each in found} - answered)
    if any(now - at <= TWO_WEEKS for at in shared_at.values()):
        text = _("%(name)s shared a pattern with you") % {"name": case.counsellor_name}
        yield Brought("ways", text, reverse("ways", args=[case.case_id]))


def hours(case: OpenCase, changed: set[UUID]) -> Iterator[Brought]:
    """What the two keep of the last hour that has words."""
    for hour in case.sessions:
        if hour.id in changed and hour.state == "held" and hour.summary:
            yield Brought("clock", kept(case), reverse("session", args=[hour.id]))
            return


def kept(case: OpenCase) -> str:
    """That an hour has a summary."""
    return _("%(name)s wrote down what you two keep of an hour") % {"name": case.counsellor_name}


def agenda(case: OpenCase, changed: set[UUID]) -> Iterator[Brought]:
    """A line that the counsellor would like to bring."""
    if any(each.id in changed and not is_mine(each, case) for each in case.all(Agenda)):
        text = _("%(name)s would like to bring something") % {"name": case.counsellor_name}
        yield Brought("list", text, reverse("agenda", args=[case.case_id]))
