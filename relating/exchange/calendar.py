"""A session, or the day of a plan, as a calendar file (iCalendar, RFC 5545): nothing but when.

A calendar is read on lock screens and by other people, so the appointment has no name in it: not
whose it is, not what it is for, not where it comes from.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Final
from uuid import UUID

from relating.case.clock import later
from relating.case.entries.session import Session

USUAL_MINUTES: Final = 50
TAKES_PLACE: Final = frozenset({"planned", "held"})


def appointment(session: Session, title: str, version: int = 1) -> str:
    """One session as a calendar file. `title` is neutral; a newer version replaces an older one.

    >>> at = datetime(2026, 3, 3, 14, 0, tzinfo=UTC)
    >>> given = {"id": UUID(int=1), "author": "counsellor", "visibility": "shared"}
    >>> hour = Session(**given, recorded_at=at, at=at, state="planned", minutes=50)
    >>> [line for line in appointment(hour, "Appointment").split() if line.startswith("DT")]
    ['DTSTAMP:20260303T140000Z', 'DTSTART:20260303T140000Z', 'DTEND:20260303T145000Z']
    """
    minutes = USUAL_MINUTES if session.minutes is None else session.minutes
    return event(
        f"UID:{session.id}",
        f"SEQUENCE:{version - 1}",
        f"DTSTAMP:{stamp(session.recorded_at)}",
        f"DTSTART:{stamp(session.at)}",
        f"DTEND:{stamp(later(session.at, timedelta(minutes=minutes)))}",
        f"SUMMARY:{escaped(title)}",
        f"STATUS:{'CONFIRMED' if session.state in TAKES_PLACE else 'CANCELLED'}",
    )


def whole_day(id: UUID, on: date, recorded_at: datetime, title: str, version: int = 1) -> str:
    """A day as a calendar file: something of one's own on it, that keeps nobody from meeting.

    >>> at = datetime(2026, 3, 3, 14, 0, tzinfo=UTC)
    >>> made = whole_day(UUID(int=1), date(2026, 3, 13), at, "Reminder")
    >>> [line for line in made.split() if line.startswith(("DTSTART", "SUMMARY"))]
    ['DTSTART;VALUE=DATE:20260313', 'SUMMARY:Reminder']
    """
    day = on.isoformat().replace("-", "")
    return event(
        f"UID:{id}",
        f"SEQUENCE:{version - 1}",
        f"DTSTAMP:{stamp(recorded_at)}",
        f"DTSTART;VALUE=DATE:{day}",
        f"SUMMARY:{escaped(title)}",
        "TRANSP:TRANSPARENT",
    )


def event(*lines: str) -> str:
    """A calendar with one entry, which nobody who shares it reads."""
    whole = (
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Calendar//EN", "METHOD:PUBLISH"),
        *("BEGIN:VEVENT", *lines, "CLASS:PRIVATE", "END:VEVENT", "END:VCALENDAR"),
    )
    return "".join(f"{line}\r\n" for line in whole)


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
