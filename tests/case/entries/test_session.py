"""Sessions: what one hour needs."""

from uuid import UUID

from relating.case import Session, decode, encode
from tests.case.examples import HOUR


def test_a_session_needs_only_its_time_and_state() -> None:
    hour = Session(
        id=UUID(int=1),
        author="counsellor",
        visibility="shared",
        recorded_at=HOUR,
        at=HOUR,
        state="planned",
    )

    assert decode("session", encode(hour)) == hour
