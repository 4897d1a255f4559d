"""From practice into life: when a new way was first used, with how many, and whether it was kept.

Source: Stokes & Baer 1977 (generalisation across people and time, and that it must be looked for).
It tells days and people, and judges neither: a way that was not used is a fact and no failure.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from msgspec import Struct

KEPT_DAYS = 28
"""A way counts as kept if it was used again so many days after its first use, or later."""
FEWEST = 1
"""Times: it tells what was on which day, and estimates nothing; `uses` stands beside it."""


class Use(NamedTuple):
    """A day on which the way was used in life, and with whom, if somebody was named."""

    day: date
    person: str | None = None


class Transfer(Struct, frozen=True):
    """What became of one new way after it was first practised.

    `days` from the first practice to the first use, 0 on the same day; `breadth`, with how many
    different people it was used, in `uses` times; `days_to_closest`, to the first use with somebody
    of the closest ring. `kept`: whether it was used again 28 days after its first use or later;
    `None` while those days have not passed. What did not happen, or was not asked, is `None`.
    """

    practised: date | None
    first: date | None
    days: int | None
    uses: int
    breadth: int
    kept: bool | None
    days_to_closest: int | None


def transfer(
    practised: Iterable[date],
    used: Iterable[tuple[date, str | None]],
    rings: Mapping[str, int] | None = None,
    *,
    until: date | None = None,
) -> Transfer:
    """The days of practice and the uses in life of one way, in any order.

    Uses before the first practice are no transfer, and left out; of a way that was never practised
    all count, and there are no `days`. `rings` says how near people are, the closest with the
    lowest number. `until` is the last day that is known of, by itself that of the last use; nothing
    later is looked at.

    >>> march = [date(2026, 3, day) for day in range(1, 32)]
    >>> found = transfer([march[4], march[1]], [(march[6], "sam"), (date(2026, 4, 10), "mara")],
    ...     {"sam": 2, "mara": 1})
    >>> found.days, found.breadth, found.kept, found.days_to_closest
    (5, 2, True, 39)
    """
    began = min((day for day in practised if until is None or day <= until), default=None)
    uses = sorted(
        (Use(*each) for each in used if _counts(each[0], began, until)), key=lambda use: use.day
    )
    first, closest = _first(uses), _first(_with_the_closest(uses, rings or {}))
    return Transfer(
        practised=began,
        first=first,
        days=_between(began, first),
        uses=len(uses),
        breadth=len({use.person for use in uses} - {None}),
        kept=_kept(uses, until),
        days_to_closest=_between(began, closest),
    )


def _counts(day: date, began: date | None, until: date | None) -> bool:
    return (began is None or began <= day) and (until is None or day <= until)


def _first(uses: Iterable[Use]) -> date | None:
    return next((use.day for use in uses), None)


def _with_the_closest(uses: Iterable[Use], rings: Mapping[str, int]) -> list[Use]:
    nearest = min(rings.values(), default=None)
    closest = {person for person, ring in rings.items() if ring == nearest}
    return [use for use in uses if use.person in closest]


def _between(began: date | None, day: date | None) -> int | None:
    return None if began is None or day is None else (day - began).days


def _kept(uses: list[Use], until: date | None) -> bool | None:
    """A use so many days on decides; else only that so many days are known of."""
    if not uses:
        return None
    first, last = uses[0].day, uses[-1].day
    if (last - first).days >= KEPT_DAYS:
        return True
    passed = ((until or last) - first).days
    return False if passed >= KEPT_DAYS else None
