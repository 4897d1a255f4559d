"""How each of the two would like to work: one entry a side, changed in place."""

from datetime import datetime

from msgspec.structs import replace

from relating.case import Preferences
from relating.case.entries.preferences import no_device
from relating.journal.queries import OpenCase
from relating.web.voice.sides import is_mine, writes_as


def mine(case: OpenCase) -> Preferences | None:
    """What the viewer's side said, if anything; what is the client's alone stands apart."""
    said = (each for each in case.all(Preferences) if is_mine(each, case))
    return next((each for each in said if each.goes_together is None), None)


def without_devices(case: OpenCase) -> bool:
    """Whether devices stay out of the hour: one of the two is enough."""
    return no_device(case.all(Preferences))


def said_by_the_other(case: OpenCase) -> bool:
    """Whether it is the other of the two who left devices out."""
    return no_device(each for each in case.all(Preferences) if not is_mine(each, case))


def preferred(case: OpenCase, now: datetime, **wishes: object) -> Preferences:
    """How the viewer's side would like to work from now on. Both of the two can read it."""
    before = mine(case)
    if before is not None:
        return replace(before, **wishes)
    fresh = Preferences(
        id=case.ids.of_one("preferences"),
        author=writes_as(case),
        visibility="shared",
        recorded_at=now,
    )
    return replace(fresh, **wishes)
