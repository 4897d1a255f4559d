"""How each of the two would like to work: one entry a side, changed in place."""

from datetime import datetime

from msgspec.structs import replace

from relating.case import Preferences
from relating.case.entries.preferences import BackThen, is_of_the_hour, no_device, turns
from relating.journal.queries import OpenCase
from relating.web.page import own_entry
from relating.web.voice.sides import is_mine, writes_as


def mine(case: OpenCase) -> Preferences | None:
    """What the viewer said, if anything; what is the client's alone stands apart, and so does back
    then. Of a counsellor who was here before it is not the viewer's."""
    return own_entry.mine(case, Preferences, is_of_the_hour)


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


def of_back_then(case: OpenCase) -> list[Preferences]:
    """What each of the two said of back then."""
    return [each for each in case.all(Preferences) if each.back_then is not None]


def asks_for_back_then(case: OpenCase, *, mine: bool) -> bool:
    """Whether the viewer's side, or the other, says yes to it since it was last turned off."""
    every = of_back_then(case)
    side = [each.back_then for each in every if is_mine(each, case) is mine]
    return any(word is not None and word.yes == turns(every) for word in side)


def of_back_then_now(case: OpenCase, now: datetime, *, yes: bool) -> Preferences:
    """What the viewer's side says of back then from now on, in an entry of its own."""
    own = own_entry.mine(case, Preferences, lambda each: each.back_then is not None)
    before = own or Preferences(
        id=case.ids.of_one("back_then"),
        author=writes_as(case),
        visibility="shared",
        recorded_at=now,
    )
    word = before.back_then or BackThen()
    if yes:
        return replace(before, back_then=replace(word, yes=turns(of_back_then(case))))
    return replace(before, back_then=BackThen(off=word.off + 1))
