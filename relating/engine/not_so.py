"""One way in which a change is not so: with whom it did not come, or the last time without it."""

from collections import defaultdict
from datetime import date
from uuid import UUID

from msgspec import Struct

from relating.engine.changed import Change
from relating.engine.halves import Lives, Time, Working
from relating.engine.order import day

FEWEST_WITH = 2
"""Times since then with somebody, and none of them so: then it was not so with them."""
WEEK = 7


class NotSo(Struct, frozen=True):
    """The last time that went otherwise, and the person with whom all of them did, if there is
    one; `episode` is `None` where no time since then went otherwise."""

    episode: UUID | None = None
    day: date | None = None
    person: str | None = None
    always_with: bool = False


class Weekly(Struct, frozen=True):
    """How often she told of times: in a week before, and in a week since."""

    before: float | None
    since: float | None


def not_so(found: Change) -> NotSo:
    """What speaks against it, of the times since then: the newest, of the person with whom it went
    otherwise most often and never as the sentence has it; else the newest of all."""
    since = found.halves.since
    against = [each for each in since if each.so != found.rises]
    if not against:
        return NotSo()
    with_each: dict[str, list[Time]] = defaultdict(list)
    for each in since:
        if each.whom is not None:
            with_each[each.whom].append(each)
    never = {
        whom: times
        for whom, times in with_each.items()
        if len(times) >= FEWEST_WITH and all(each.so != found.rises for each in times)
    }
    most = max(never, key=lambda whom: (len(never[whom]), whom), default=None)
    last = (never[most] if most is not None else against)[-1]
    return NotSo(last.episode, last.day, last.whom, most is not None)


def told_a_week(life: Lives, working: Working, until: date) -> Weekly:
    """How many times were told a week before and since, of all that count."""
    days = [day(each, life.zone) for each in life.times]
    before = [each for each in days if each < working.since]
    first = min(before, default=None)
    return Weekly(
        before=None if first is None else _a_week(len(before), first, working.since),
        since=_a_week(len(days) - len(before), working.since, until),
    )


def _a_week(many: int, first: date, last: date) -> float | None:
    days = (last - first).days
    return many * WEEK / days if days >= WEEK else None
