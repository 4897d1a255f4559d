"""How a case ends: worked out from what the two say of it, and kept in the clear for the gate."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone

from relating.case import Ending, Session
from relating.case.clock import clock
from relating.case.entries.ending import Access, access, day_agreed, stopped
from relating.case.fields import Author
from relating.people import policies
from relating.people.gate import Standing
from relating.people.models import CLIENT, COUNSELLOR, Case, Relation

CLOSES: dict[Access, timedelta] = {"at_once": timedelta(0), "month": timedelta(days=30)}
"""So long after the ending the counsellor's access closes."""


def ends_at(case: Case, said: Collection[Ending]) -> datetime | None:
    """From when on a case has ended: since one of the two ended it, or once the day that both
    said yes to is over, by the practice's clock."""
    word, day = stopped(said), day_agreed(said)
    if word is not None or day is None:
        return None if word is None else word.stopped_at
    zone = clock(case.clinic.time_zone) or timezone.get_default_timezone()
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)


def closes_at(ends: datetime | None, when: Access) -> datetime | None:
    """When the counsellor's access closes; None while it stays."""
    return ends + CLOSES[when] if ends is not None and when in CLOSES else None


def counts(author: str, by: UUID | None, counsellor: UUID | None) -> bool:
    """Whether a word about the ending counts: the client's, and that of the counsellor of now. Of
    one before nothing holds."""
    return author == CLIENT or by == counsellor


class Over(NamedTuple):
    """Since when a case has ended, and who ended it: the `word` of the one who did, or the last
    `day` to which both said yes. Neither is there where nobody holds to what was said then."""

    since: datetime
    word: Ending | None
    day: date | None

    @property
    def by(self) -> Author | None:
        """Whose word ended it; None where it was not one of the two alone."""
        return None if self.word is None else self.word.author


def over(at: Standing, said: Collection[Ending]) -> Over | None:
    """How a case has ended, as far as the two said it; None while it goes on. Somebody ended it
    whose word is of the moment from which on it has."""
    if not at.ended or at.ends is None:
        return None
    word = next((each for each in said if each.stopped_at == at.ends), None)
    latest = {each.author: each for each in sorted(said, key=lambda each: each.recorded_at)}
    return Over(at.ends, word, None if word else day_agreed(latest.values()))


def lapsed(session: Session, over: Over | None) -> bool:
    """Whether an hour was booked for a time after the two had ended, and so does not come."""
    return over is not None and session.state == "planned" and session.at >= over.since


def access_closes(at: Standing) -> datetime | None:
    """When the access of the counsellor closes, or closed; None while it stays."""
    stood = Relation.objects.filter(case_id=at.case_id, role=COUNSELLOR).order_by("-began")
    return stood.values_list("ended", flat=True).first()


def settle(case_id: UUID, said: Collection[Ending], now: datetime) -> None:
    """Let the case be as the two said. One that has ended is taken up again once nobody holds to
    the ending any more."""
    case = Case.objects.select_related("clinic").get(pk=case_id)
    stays = policies.has_ended(case.ends_at, now) and any(each.ends_by(now) for each in said)
    case.ends_at = case.ends_at if stays else ends_at(case, said)
    case.save(update_fields=["ends_at"])


def settle_access(case_id: UUID, said: Collection[Ending]) -> None:
    """Let the counsellor stand to a case for as long as the client says."""
    case = Case.objects.get(pk=case_id)
    stood = Relation.objects.filter(case_id=case_id, role=COUNSELLOR).order_by("-began").first()
    if stood is not None:
        closes = closes_at(case.ends_at, access(said))
        Relation.objects.filter(pk=stood.pk).update(ended=closes)
