"""Which session of a case an hour is: the same number on every page."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from relating.case.entries.session import Session

TAKE_PLACE = frozenset({"planned", "held"})


def takes_place(session: Session) -> bool:
    """Whether an hour is one of those that the two have: held, or still to come."""
    return session.state in TAKE_PLACE


def numbers(sessions: Iterable[Session]) -> Mapping[UUID, int]:
    """The number of each session that takes place: the one it was given, else one more than that of
    the one before. One that was given the number of the one before is counted on from it.

    An hour that was moved, missed or cancelled has none, whatever it was given, and is not counted.
    """
    found: dict[UUID, int] = {}
    before = 0
    for each in sorted(filter(takes_place, sessions), key=lambda each: (each.at, each.id)):
        own = each.number
        before = found[each.id] = before + 1 if own is None or own == before else own
    return found


def number_of(session: Session, sessions: Iterable[Session]) -> int | None:
    """The number that a session has among those of its case, whether it is among them yet or not;
    None where it does not take place."""
    others = (each for each in sessions if each.id != session.id)
    return numbers([*others, session]).get(session.id)


def held_so_far(sessions: Iterable[Session]) -> int:
    """The number of the last hour that was held; 0 before the first."""
    known = tuple(sessions)
    given = numbers(known)
    return max((given[each.id] for each in known if each.state == "held"), default=0)
