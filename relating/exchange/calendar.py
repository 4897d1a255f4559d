"""A session, or the day of a plan, as a calendar file (iCalendar, RFC 5545): nothing but when.

A calendar is read on lock screens and by other people, so the appointment has no name in it: not
whose it is, not what it is for, not where it comes from.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from relating.case.clock import later
from relating.case.entries.session import USUAL_MINUTES, Session
from relating.engine.numbers import TAKE_PLACE


class Wish(NamedTuple):
    """What somebody wants of their calendar: to be told so many minutes before, and a place."""

    minutes_before: int | None = None
    where: str = ""


NO_WISH: Final = Wish()


def appointment(session: Session, title: str, uid: UUID, version: int = 1) -> str:
    """One session as a calendar file. `title` is neutral; a newer version replaces an older
    one, and one that does not take place is taken out.

    >>> at = datetime(2026, 3, 3, 14, 0, tzinfo=UTC)
    >>> given = {"id": UUID(int=1), "author": "counsellor", "visibility": "shared"}
    >>> hour = Session(**given, recorded_at=at, at=at, state="planned", minutes=50)
    >>> made = appointment(hour, "Appointment", UUID(int=2))
    >>> [line for line in made.split() if line.startswith("DT")]
    ['DTSTAMP:20260303T140000Z', 'DTSTART:20260303T140000Z', 'DTEND:20260303T145000Z']
    """
    return calendar(slot(session, title, uid, version))


def slot(
    session: Session, title: str, uid: UUID, version: int = 1, wish: Wish = NO_WISH
) -> tuple[str, ...]:
    """The lines of one session. `uid` is what the calendar knows it by: not its id, by which the
    calendars of the two could be told to belong together."""
    minutes = USUAL_MINUTES if session.minutes is None else session.minutes
    takes_place = session.state in TAKE_PLACE
    place = (f"LOCATION:{escaped(wish.where)}",) if wish.where and takes_place else ()
    told = alarm(title, wish.minutes_before) if takes_place else ("TRANSP:TRANSPARENT",)
    return (
        f"UID:{uid}",
        f"SEQUENCE:{version - 1}",
        f"DTSTAMP:{stamp(session.recorded_at)}",
        f"DTSTART:{stamp(session.at)}",
        f"DTEND:{stamp(later(session.at, timedelta(minutes=minutes)))}",
        f"SUMMARY:{escaped(title)}",
        f"STATUS:{'CONFIRMED' if takes_place else 'CANCELLED'}",
        *place,
        *told,
    )


def alarm(title: str, minutes_before: int | None) -> tuple[str, ...]:
    """The lines of a reminder that says the title and nothing else; none where none is wanted."""
    if minutes_before is None:
        return ()
    trigger = f"TRIGGER:-PT{minutes_before}M"
    return (
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{escaped(title)}",
        trigger,
        "END:VALARM",
    )


def whole_day(id: UUID, on: date, recorded_at: datetime, title: str, version: int = 1) -> str:
    """A day as a calendar file: something of one's own on it, that keeps nobody from meeting.

    >>> at = datetime(2026, 3, 3, 14, 0, tzinfo=UTC)
    >>> made = whole_day(UUID(int=1), date(2026, 3, 13), at, "Reminder")
    >>> [line for line in made.split() if line.startswith(("DTSTART", "SUMMARY"))]
    ['DTSTART;VALUE=DATE:20260313', 'SUMMARY:Reminder']
    """
    day = on.isoformat().replace("-", "")
    return calendar(
        (
            f"UID:{id}",
            f"SEQUENCE:{version - 1}",
            f"DTSTAMP:{stamp(recorded_at)}",
            f"DTSTART;VALUE=DATE:{day}",
            f"SUMMARY:{escaped(title)}",
            "TRANSP:TRANSPARENT",
        )
    )


def calendar(*events: tuple[str, ...]) -> str:
    """A calendar with these entries, which nobody who shares it reads."""
    whole = (
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Calendar//EN", "METHOD:PUBLISH"),
        *(line for each in events for line in event(each)),
        "END:VCALENDAR",
    )
    return "".join(f"{line}\r\n" for line in whole)


def event(lines: tuple[str, ...]) -> tuple[str, ...]:
    """One entry; what stands within it, such as a reminder, comes last."""
    within = lines.index("BEGIN:VALARM") if "BEGIN:VALARM" in lines else len(lines)
    return ("BEGIN:VEVENT", *lines[:within], "CLASS:PRIVATE", *lines[within:], "END:VEVENT")


def stamp(moment: datetime) -> str:
    """A moment in UTC, as calendars write it."""
    written = moment.astimezone(UTC).isoformat(timespec="seconds")
    return written.removesuffix("+00:00").replace("-", "").replace(":", "") + "Z"


def escaped(text: str) -> str:
    """Text in which the signs that mean something to a calendar are marked.

    >>> escaped("Two, or three; so")
    'Two\\\\, or three\\\\; so'
    """
    for sign in ("\\", ",", ";"):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", " ")
