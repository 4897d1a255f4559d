"""The appointment in a calendar says when, and nothing else."""

from datetime import UTC, datetime
from uuid import UUID

from msgspec.structs import replace

from relating.case import Session
from relating.exchange.calendar import Wish, appointment, calendar, escaped, slot

AT = datetime(2026, 3, 3, 14, 0, tzinfo=UTC)
OWN = UUID(int=8)


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


def lines(session: Session, version: int = 1) -> dict[str, str]:
    text = appointment(session, "Appointment", OWN, version)
    assert text.endswith("END:VCALENDAR\r\n")
    return dict(line.split(":", 1) for line in text.split("\r\n") if ":" in line)


def test_the_hour_begins_and_ends_in_utc() -> None:
    found = lines(hour(minutes=45))
    assert (found["DTSTART"], found["DTEND"]) == ("20260303T140000Z", "20260303T144500Z")


def test_nothing_says_whose_it_is_or_what_for() -> None:
    text = appointment(hour(), "Appointment", OWN).casefold()
    assert not any(word in text for word in ("ana", "ben", "said", "24", "relating", "session"))


def test_a_session_that_was_moved_is_taken_out_of_the_calendar() -> None:
    assert lines(hour(state="moved"))["STATUS"] == "CANCELLED"
    assert lines(hour())["STATUS"] == "CONFIRMED"


def test_a_newer_version_replaces_the_older_one() -> None:
    assert lines(hour(), version=1)["SEQUENCE"] == "0"
    assert lines(hour(), version=4)["SEQUENCE"] == "3"


def test_signs_that_mean_something_are_marked() -> None:
    assert escaped("a\\b;c,d\ne") == "a\\\\b\\;c\\,d e"


def test_an_alarm_and_a_place_stand_there_where_they_are_wanted_and_the_hour_takes_place() -> None:
    wish = Wish(minutes_before=15, where="By video")
    text = calendar(
        slot(hour(), "Appointment", OWN, wish=wish),
        slot(hour(state="cancelled"), "Appointment", OWN, wish=wish),
    )
    assert text.count("TRIGGER:-PT15M") == text.count("LOCATION:By video") == 1
    first, second = text.split("END:VEVENT")[:2]
    assert first.index("CLASS:PRIVATE") < first.index("BEGIN:VALARM")
    assert "STATUS:CANCELLED" in second
    assert text.count("BEGIN:VCALENDAR") == 1


def test_a_calendar_knows_no_id_of_the_journal() -> None:
    assert str(hour().id) not in appointment(hour(), "Appointment", OWN)
