"""The page after an hour: which hour, its marks, what became of them, and what is left."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from relating.case import Episode, Feedback, Mark, Pulse, Session
from relating.journal import queries
from relating.journal.queries import OpenCase
from relating.web.feedback.page import Item, item
from relating.web.room import marks
from relating.web.sessions import moments
from relating.web.sessions.page import has_been, hour_of, waits
from relating.web.voice.names import first_words, without_words
from relating.web.voice.sides import is_mine
from relating.web.voice.times import when
from relating.web.voice.words import session_words

AT_ONCE = 20
"""So many marks that stand are on the page; the others follow once these are saved."""
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Told:
    """A mark that became an episode, with a line that is not in it; without an address where the
    episode was deleted since."""

    at: datetime
    words: str
    url: str
    shared: bool
    line: str = ""


def hour_for(case: OpenCase, now: datetime) -> Session | None:
    """The hour to speak of: the one of today that began; none where there are marks of an hour that
    was not planned; else the latest that is not closed; else the latest."""
    begun = [each for each in case.sessions if has_been(each, now)]
    today = hour_of(case, now)
    if today in begun:
        return today
    if moments.unplanned(case, now):
        return None
    not_closed = [each for each in begun if each.state == "planned"]
    return max(not_closed or begun, key=lambda each: each.at, default=None)


def not_closed(case: OpenCase, hour: Session | None, now: datetime) -> list[tuple[str, str]]:
    """The other hours that are over and not closed, each with its page."""
    over = (each for each in case.sessions if waits(each, now) and each != hour)
    return [(session_words(each, case), reverse("session-after", args=[each.id])) for each in over]


def is_of(mark: Mark, hour: Session | None, case: OpenCase, now: datetime) -> bool:
    """Whether a mark belongs to an hour; to none belong those of the last day that have none."""
    found = moments.session_of(mark, case.sessions)
    return found == hour.id if hour else found is None and mark.at > now - A_DAY


def standing(case: OpenCase, hour: Session | None, now: datetime) -> list[Mark]:
    """The marks of an hour in their order, with a line or without, and those of other hours that
    still wait for one."""
    found = (each for each in case.all(Mark) if each.stands)
    return marks.in_order(each for each in found if each.waits or is_of(each, hour, case, now))


def thrown(case: OpenCase, hour: Session | None, now: datetime) -> list[Mark]:
    """What was thrown away of this hour and of the last day, in case it was not meant so."""
    found = (each for each in case.all(Mark) if each.thrown_away)
    return marks.in_order(
        each for each in found if each.at > now - A_DAY or is_of(each, hour, case, now)
    )


def became(
    case: OpenCase, hour: Session | None, now: datetime, written: Sequence[Mark]
) -> Iterator[Told]:
    """The marks of an hour that became episodes, each as it begins; but those still written on."""
    every = marks.in_order(each for each in case.all(Mark) if each.became and each not in written)
    found = [each for each in every if is_of(each, hour, case, now)]
    if not found:
        return
    which = Q(pk__in=[each.became for each in found])
    there = {
        each.id: each
        for each in queries.open_some(case.at.viewer, case.case_id, which).all(Episode)
    }
    for mark in found:
        episode = there.get(mark.became) if mark.became else None
        yield told(mark, episode, case)


def told(mark: Mark, episode: Episode | None, case: OpenCase) -> Told:
    """One of them."""
    if episode is None:
        return Told(mark.at, mark.words, "", shared=False)
    words = first_words(episode) or without_words(episode, case)
    url = reverse("episode", args=[episode.id])
    line = "" if mark.words in episode.story else mark.words
    return Told(mark.at, words, url, shared=episode.visibility == "shared", line=line)


def hour_words(mark: Mark, hour: Session | None, case: OpenCase, now: datetime) -> str:
    """The session of a mark of another hour, or else its day; of this hour it goes without saying,
    and so does today where there was none."""
    found = moments.session_of(mark, case.sessions)
    if hour is not None and found == hour.id:
        return ""
    session = next((each for each in case.sessions if each.id == found), None)
    if session is not None:
        return session_words(session, case)
    today = timezone.localdate(mark.at) == timezone.localdate(now)
    return "" if today and hour is None else when(mark.at, now)


def said_in(case: OpenCase, hour: UUID, now: datetime) -> list[Item]:
    """The feedback of an hour, in its order."""
    found = [each for each in case.all(Feedback) if each.session == hour]
    return [item(each, case, now) for each in sorted(found, key=lambda each: each.recorded_at)]


def theirs(case: OpenCase, hour: UUID) -> bool:
    """Whether the client sent a pulse of this hour."""
    of_hour = (each for each in case.all(Pulse) if each.session == hour)
    return any(not is_mine(each, case) for each in of_hour)


def how_it_stands(hour: Session) -> str:
    """That nothing must be filled, or that it is closed; marks without words are not counted."""
    if hour.state == "planned":
        return _("Nothing has to be filled.")
    return _("This hour is closed.")
