"""The reviews that two agreed on: which were held, which is due, which are to come."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import Literal

from msgspec import Struct

Stands = Literal["held", "later", "due", "passed", "coming"]


class ReviewDay(Struct, frozen=True):
    """A day of review, and how it stands."""

    on: date
    stands: Stands


def reviews(planned: Iterable[date], said: Iterable[date], today: date) -> tuple[ReviewDay, ...]:
    """Every day that was agreed as a review, and every day on which something was said at one, in
    order.

    What was said is held on its own day, agreed or not, so that no list loses it. An agreed day on
    which nothing was said is met `later` where something was said before the next agreed day. Of
    those that came and were not met, the newest is due, so that never more than one is asked for;
    the others passed.

    >>> days = [date(2026, 1, 12), date(2026, 3, 2), date(2026, 5, 4), date(2026, 9, 1)]
    >>> [each.stands for each in reviews(days, [date(2026, 1, 14)], date(2026, 6, 1))]
    ['later', 'held', 'passed', 'due', 'coming']
    """
    agreed, held = sorted(set(planned)), set(said)
    found: dict[date, Stands] = {}
    for day, end in pairwise([*agreed, date.max]):
        met = any(day < each < end for each in held)
        found[day] = "coming" if day > today else "later" if met else "passed"
    found |= dict.fromkeys(held, "held")
    came = [day for day in agreed if day <= today]
    if came and found[came[-1]] == "passed":
        found[came[-1]] = "due"
    return tuple(ReviewDay(day, found[day]) for day in sorted(found))
