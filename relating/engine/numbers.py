"""Which session of a case an hour is: the same number on every page."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from relating.case.entries.session import Session

TAKE_PLACE = frozenset({"planned", "held"})


def numbers(sessions: Iterable[Session]) -> Mapping[UUID, int]:
    """The number of each session: the one it was given, else one more than that of the one before.

    Whoever moved or missed an hour without giving it a number has none for it.
    """
    found: dict[UUID, int] = {}
    before = 0
    for each in sorted(sessions, key=lambda each: (each.at, each.id)):
        if each.number is not None:
            before = found[each.id] = each.number
        elif each.state in TAKE_PLACE:
            before = found[each.id] = before + 1
    return found
