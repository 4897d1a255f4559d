"""The reviews that two agreed on: which were held, which is due, which are to come."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import Literal

from msgspec import Struct

Stands = Literal["held", "due", "passed", "coming"]


class ReviewDay(Struct, frozen=True):
    """A day of review, and how it stands."""

    on: date
    stands: Stands


def reviews(planned: Iterable[date], said: Iterable[date], today: date) -> tuple[ReviewDay, ...]:
    """Every day that was agreed as a review, or on which something was said at one, in order.

    A planned day is held once something was said on it, or after it and before the next. Of those
    that came and were not, the newest is due, so that never more than one is asked for; the others
    passed.

    >>> days = [date(2026, 1, 12), date(2026, 3, 2), date(2026, 5, 4), date(2026, 9, 1)]
    >>> [each.stands for each in reviews(days, [date(2026, 1, 14)], date(2026, 6, 1))]
    ['held', 'passed', 'due', 'coming']
    """
    agreed, held = sorted(set(planned)), sorted(set(said))
    found: dict[date, Stands] = {}
    for day, end in pairwise([*agreed, date.max]):
        on = [each for each in held if day <= each < end]
        found[day] = "held" if on else "coming" if day > today else "passed"
    came = [day for day in agreed if day <= today]
    if came and found[came[-1]] == "passed":
        found[came[-1]] = "due"
    apart = (each for each in held if not agreed or each < agreed[0])
    found |= dict.fromkeys(apart, "held")
    return tuple(ReviewDay(day, found[day]) for day in sorted(found))
