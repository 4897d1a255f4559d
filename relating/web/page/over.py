"""That the work has ended, and who ended it: said alike wherever it stands."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from relating.case import Ending, Session
from relating.journal import endings
from relating.journal.endings import Over, lapsed
from relating.journal.queries import OpenCase
from relating.web.page.frames import Ended
from relating.web.voice.names import other_name
from relating.web.voice.sides import is_counsellors, is_mine
from relating.web.voice.times import full_day, to_the_hour

Text = str | Promise


def over_of(case: OpenCase) -> Over | None:
    """How the case has ended; None while it goes on."""
    return endings.over(case.at, [each for each in case.all(Ending) if counts(each, case)])


def counts(said: Ending, case: OpenCase) -> bool:
    """Whether a word about the ending is of one of the two who are in the case now."""
    return endings.counts(said.author, case.rows[said.id].by_id, case.counsellor)


def ended(case: OpenCase) -> str:
    """That it has ended, who ended it and when, to the viewer; empty while it goes on."""
    over = over_of(case)
    if over is None:
        return ""
    mine = over.word is not None and is_mine(over.word, case)
    return sentence(over, other_name(case), mine=mine)


def closed(case: OpenCase, now: datetime) -> Ended | None:
    """What the frame of a page says of a case that has ended; None while it goes on."""
    if not case.at.ended:
        return None
    mine = [each for each in case.all(Ending) if is_mine(each, case) and counts(each, case)]
    holds = any(each.ends_by(now) for each in mine)
    return Ended(ended(case), holds, reverse("ending", args=[case.case_id]))


def sentence(over: Over, name: str, *, mine: bool = False) -> str:
    """Who ended it and when: the viewer (`mine`), the other, of this `name`, or both by a day.
    Where nobody holds to what was said then, that it has ended and no more."""
    on = {"name": name, "day": full_day(timezone.localdate(over.since))}
    if mine:
        return _("You ended it on %(day)s.") % on
    if over.word is not None:
        return _("%(name)s ended it on %(day)s.") % on
    if over.day is not None:
        day = {"day": full_day(over.day)}
        return _("You two have ended. The last day was %(day)s.") % day
    return _("It has ended.")


def to_counsellor(over: Over, name: str) -> str:
    """The same of one of his cases to its counsellor; its client is of this `name`."""
    return sentence(over, name, mine=over.word is not None and is_counsellors(over.word))


def was_booked(session: Session, over: Over | None) -> Text:
    """What is said of an hour that was booked for a time after the ending; empty of any other."""
    return _("Was booked") if lapsed(session, over) else ""


def booked(case: OpenCase, now: datetime) -> str:
    """That an hour was booked, where one was for a time that is still to come."""
    over = over_of(case)
    coming = [each.at for each in case.sessions if lapsed(each, over) and each.at > now]
    if not coming:
        return ""
    return _("An hour was booked for %(when)s.") % {"when": to_the_hour(min(coming), now)}
