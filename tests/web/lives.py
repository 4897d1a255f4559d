"""A life with one pattern in it: when somebody criticises Ana she pleases, and else hardly ever."""

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from relating.case import Episode, Person
from relating.journal import actions
from tests.cast import Cast, episode, person

FIRST = datetime(2025, 1, 6, 18, 0, tzinfo=UTC)
STEP = timedelta(days=8)
"""Sooner it might be the same moment, told again."""


def people() -> tuple[Person, ...]:
    """Three whom Ana meets often."""
    return (
        person("Mara", visibility="shared"),
        person("Dad", role="father", visibility="shared"),
        person("Sam", role="partner", visibility="shared"),
    )


def moments(who: tuple[Person, ...], number: int = 54) -> list[Episode]:
    """Every third time is a criticism; it is met with pleasing five times out of six."""
    found = []
    for each in range(number):
        cued = each % 3 == 0
        did = "pleasing" if cued and each % 18 != 15 else "say_no" if cued else "hiding"
        when = FIRST + each * STEP
        found.append(
            episode(
                f"Time {each}",
                person=who[(each // 3) % 3].id,
                visibility="shared",
                at=when,
                recorded_at=when,
                other_did=("criticised",) if cued else ("listened",),
                wish=(),
                i_did=(did,),
            )
        )
    return found


def told(cast: Cast, visibility: str = "shared", number: int = 54) -> list[Episode]:
    """Ana tells of this life; return what she told."""
    who = people()
    for each in who:
        actions.record(cast.ana, cast.case, replace(each, visibility=visibility))
    found = [replace(each, visibility=visibility) for each in moments(who, number)]
    for moment in found:
        actions.record(cast.ana, cast.case, moment)
    return found
