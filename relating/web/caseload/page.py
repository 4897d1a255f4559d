"""The caseload as a page: who needs me now, who waits, the hours to come, and everybody."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relating.engine.glance import Hour
from relating.journal.caseload import CaseCard
from relating.web.caseload.waiting import reason
from relating.web.page.frame_of_case import meeting
from relating.web.page.over import to_counsellor
from relating.web.page.pieces import Empty
from relating.web.voice.times import day_and_time, time_of_day, weekday

A_WEEK = timedelta(days=7)
AN_HOUR = 60
FIRST, FOLDED = 8, 24
"""So many stand in sight among those who wait, and so many folded under them."""


@dataclass(frozen=True, slots=True)
class Now:
    """The hour that runs or comes next today: when, with whom, and the one reason to know."""

    time: str
    away: str
    name: str
    key: str
    which: str
    why: str
    prepare_url: str
    room_url: str
    runs: bool


@dataclass(frozen=True, slots=True)
class AnHour:
    """An hour of the week. `state`: "held", "waits", "runs", "coming", or "off" for one that was
    booked for a time after the ending; `with_another` says that two stand at one time."""

    time: str
    name: str
    url: str
    state: str
    with_another: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day with its hours."""

    name: str
    today: bool
    hours: tuple[AnHour, ...]


@dataclass(frozen=True, slots=True)
class Client:
    """Somebody among everybody: where they are found, and when the two meet next."""

    name: str
    key: str
    url: str
    line: str
    invite_url: str = ""


Met = tuple[CaseCard, Hour]


def going_on(cards: Iterable[CaseCard]) -> list[CaseCard]:
    """Those that have not ended, by name."""
    return sorted((each for each in cards if not each.ended), key=by_name)


def ended(cards: Iterable[CaseCard]) -> list[CaseCard]:
    """Those that have ended, by name."""
    return sorted((each for each in cards if each.ended), key=by_name)


def by_name(card: CaseCard) -> tuple[str, UUID]:
    """In the order of an address book."""
    return card.label.casefold(), card.case_id


def hours(cards: Iterable[CaseCard]) -> list[Met]:
    """Every hour that the caseload knows of, in order of time."""
    every = ((card, hour) for card in cards for hour in card.seen.hours)
    return sorted(every, key=lambda each: (each[1].at, by_name(each[0])))


def lapsed(cards: Iterable[CaseCard]) -> list[Met]:
    """The hours that were booked for a time after the ending: none of them comes."""
    return [met for met in hours(cards) if is_lapsed(*met)]


def is_lapsed(card: CaseCard, hour: Hour) -> bool:
    """Whether an hour was to be after the two had ended."""
    return card.over is not None and not hour.held and hour.at >= card.over.since


def now_or_next(every: Sequence[Met], now: datetime) -> list[Met]:
    """The hours that run, or else those of today that begin next: two where two begin at once."""
    running = [each for each in every if each[1].runs(now)]
    if running:
        return running
    today = [each for each in coming(every, now) if local_day(each[1].at) == local_day(now)]
    return [each for each in today if each[1].at == today[0][1].at]


def coming(every: Iterable[Met], now: datetime) -> Iterator[Met]:
    """The hours that are planned and have not begun."""
    return (each for each in every if not each[1].held and each[1].at > now)


def local_day(at: datetime) -> object:
    """The day by the practice's clock."""
    return timezone.localdate(at)


def as_now(met: Met, now: datetime) -> Now:
    """An hour as it stands on top of the page."""
    card, hour = met
    return Now(
        time=time_of_day(hour.at),
        away=away(hour, now),
        name=card.label,
        key=str(card.case_id),
        which=which(card, hour),
        why=reason(card.needs[0], now) if card.needs else "",
        prepare_url=reverse("prepare", args=[card.case_id]),
        room_url=reverse("room", args=[card.case_id]),
        runs=hour.runs(now),
    )


def away(hour: Hour, now: datetime) -> str:
    """How far it is: since when it runs and until when, or in how many minutes it begins."""
    if hour.runs(now):
        return _("now, until %(time)s") % {"time": time_of_day(hour.ends)}
    minutes = -(-(hour.at - now) // timedelta(minutes=1))
    if minutes < AN_HOUR:
        return ngettext("in %(n)s minute", "in %(n)s minutes", minutes) % {"n": minutes}
    return ngettext("in %(n)s hour", "in %(n)s hours", minutes // AN_HOUR) % {
        "n": minutes // AN_HOUR
    }


def which(card: CaseCard, hour: Hour) -> str:
    """Which hour it is, of how many."""
    given = {"number": hour.number, "planned": card.seen.agreed}
    if hour.number is None:
        return ""
    if card.seen.agreed is None:
        return _("Session %(number)s") % given
    return _("Session %(number)s of %(planned)s") % given


def nobody_now(every: Sequence[Met], now: datetime, *, waits: bool) -> tuple[str, str]:
    """What stands on top where nobody comes today any more: that, and when who comes next."""
    been = any(local_day(hour.at) == local_day(now) for _card, hour in every)
    title = _("Nobody else today.") if been else _("Nobody today.")
    following = next(coming(every, now), None)
    lines = [_("No hour is planned.") if following is None else next_one(*following, now)]
    if not waits:
        lines.append(_("Nothing waits for you."))
    return title, " ".join(lines)


def next_one(card: CaseCard, hour: Hour, now: datetime) -> str:
    """With whom the next hour is, and when."""
    given = {"name": card.label, "when": day_and_time(hour.at, now)}
    return _("The next hour is with %(name)s, %(when)s.") % given


# The week, and everybody -------------------------------------------------------------------------


def week(every: Iterable[Met], now: datetime) -> list[Day]:
    """Today and the six days after it, those that have hours."""
    first = timezone.localdate(now)
    near = [met for met in every if first <= timezone.localdate(met[1].at) < first + A_WEEK]
    beside = at_one_time(hour for card, hour in near if not card.ended)
    return [
        Day(
            name=_("Today") if day == first else weekday(timezone.localtime(met[0][1].at), now),
            today=day == first,
            hours=tuple(as_hour(each, now, each[1].id in beside) for each in met),
        )
        for day, found in groupby(near, key=lambda each: timezone.localdate(each[1].at))
        if (met := list(found))
    ]


def at_one_time(hours: Iterable[Hour]) -> set[UUID]:
    """Those of these hours, in order of time, that meet another in part at least."""
    found: set[UUID] = set()
    longest: Hour | None = None
    for each in hours:
        if longest is not None and each.at < longest.ends:
            found |= {longest.id, each.id}
        if longest is None or each.ends > longest.ends:
            longest = each
    return found


def as_hour(met: Met, now: datetime, with_another: bool) -> AnHour:
    """An hour of the week; one that is held or was not closed leads to itself."""
    card, hour = met
    state = "runs" if hour.runs(now) else "waits" if hour.waits(now) else "coming"
    if hour.held:
        state = "held"
    elif card.ended:
        state = "off"
    itself = state in {"held", "waits", "off"}
    url = reverse("session", args=[hour.id]) if itself else address(card)
    return AnHour(time_of_day(hour.at), card.label, url, state, with_another)


def address(card: CaseCard) -> str:
    """Where somebody is found: before the next hour; after an ending in the case as it is."""
    return reverse("case" if card.ended else "prepare", args=[card.case_id])


def as_client(card: CaseCard, now: datetime) -> Client:
    """Somebody among everybody."""
    invite = (
        "" if card.has_client or card.ended else reverse("case-invitation", args=[card.case_id])
    )
    return Client(card.label, str(card.case_id), address(card), line(card, now), invite)


def line(card: CaseCard, now: datetime) -> str:
    """When the two meet next; where they have ended, that."""
    if card.over is not None:
        return to_counsellor(card.over, card.label)
    hour = card.seen.running(now) or card.seen.next(now)
    if hour is None:
        return _("no hour planned")
    return _("now") if hour.runs(now) else meeting(hour.at, now)


def named(cards: Iterable[CaseCard], words: str) -> list[CaseCard]:
    """Those in whose name each of the words begins a part."""
    wanted = words.casefold().split()
    return [
        card
        for card in cards
        if all(
            any(part.startswith(each) for part in card.label.casefold().split()) for each in wanted
        )
    ]


def no_cases() -> Empty:
    """What stands on an empty caseload."""
    return Empty(
        icon="people",
        title=_("No cases yet"),
        text=_(
            "Everybody you work with will stand here, with the next hour and what waits for you. "
            "Open a case, and give the person a link by which they come in."
        ),
        url=reverse("case-new"),
        verb=_("Open a case"),
    )
