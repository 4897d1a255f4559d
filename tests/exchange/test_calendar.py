"""The appointment in a calendar says when, and nothing else."""

from datetime import UTC, datetime
from uuid import UUID

from msgspec.structs import replace

from relating.case import Session
from relating.exchange.calendar import appointment, escaped

AT = datetime(2026, 3, 3, 14, 0, tzinfo=UTC)


def hour(**more: object) -> Session:
    usual = Session(
        id=UUID(int=7),
        author="counsellor",
        visibility="shared",
        recorded_at=AT,
        at=AT,
        state="planned",
        summary="What Ana said.",
        number=24,
    )
    return replace(usual, **more)


def lines(session: Session, **more: int) -> dict[str, str]:
    text = appointment(session, "Appointment", **more)
    assert text.endswith("END:VCALENDAR\r\n")
    return dict(line.split(":", 1) for line in text.split("\r\n") if ":" in line)


def test_the_hour_begins_and_ends_in_utc() -> None:
    found = lines(hour(minutes=45))
    assert (found["DTSTART"], found["DTEND"]) == ("20260303T140000Z", "20260303T144500Z")


def test_nothing_says_whose_it_is_or_what_for() -> None:
    text = appointment(hour(), "Appointment").casefold()
    assert not any(word in text for word in ("ana", "ben", "said", "24", "relating", "session"))


def test_a_session_that_was_moved_is_taken_out_of_the_calendar() -> None:
    assert lines(hour(state="moved"))["STATUS"] == "CANCELLED"
    assert lines(hour())["STATUS"] == "CONFIRMED"


def test_a_newer_version_replaces_the_older_one() -> None:
    assert lines(hour(), version=1)["SEQUENCE"] == "0"
    assert lines(hour(), version=4)["SEQUENCE"] == "3"


def test_signs_that_mean_something_are_marked() -> None:
    assert escaped("a\\b;c,d\ne") == "a\\\\b\\;c\\,d e"
