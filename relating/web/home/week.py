"""What stands of the last days on Today: with whom and which feelings, and what may be told yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile

from django.urls import reverse

from relating.case import Episode
from relating.engine.back_then import of_now
from relating.engine.danger import is_of_danger
from relating.engine.order import moment
from relating.engine.to_tell import is_bare
from relating.journal.queries import OpenCase
from relating.web.page.pieces import Row
from relating.web.page.rows import row_of
from relating.web.voice.sides import is_clients

A_WEEK = timedelta(days=7)
MOST = 2
"""So many moments that can be told yet stand there."""


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody she told of, and their page."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Week:
    """Her last seven days as two lists, in the order in which they came; nothing is counted."""

    met: tuple[Met, ...]
    felt: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.met or self.felt)


def week(case: OpenCase, now: datetime) -> Week:
    """With whom she had something to do in the last seven days, and what she felt."""
    told = list(of_the_week(case, now))
    people = dict.fromkeys(each.person for each in told if each.person in case.people)
    met = (case.people[each] for each in people if each is not None)
    codes = dict.fromkeys(one.code for each in told for one in each.feelings or ())
    return Week(
        met=tuple(
            Met(each.alias, reverse("person", args=[case.person_row(each.id)])) for each in met
        ),
        felt=tuple(case.vocabulary.label("feeling", code) for code in codes),
    )


def of_the_week(case: OpenCase, now: datetime) -> Iterator[Episode]:
    """What she told of the last seven days, oldest first. Nothing of danger comes up by itself, and
    nothing with somebody who is not safe for her."""
    told = of_now(case.episodes, on=False)
    lately = takewhile(lambda each: now - A_WEEK < moment(each), told)
    for each in reversed([*lately]):
        near = moment(each) <= now
        if near and is_clients(each) and not is_of_danger(each) and not is_unsafe(each, case):
            yield each


def is_unsafe(told: Episode, case: OpenCase) -> bool:
    """Whether it was with somebody who is not safe for her."""
    person = case.people.get(told.person or "")
    return person is not None and person.unsafe


def to_tell(case: OpenCase, now: datetime) -> list[Row]:
    """What she put down in a tap or two to tell it later, of the last seven days. After that it
    rests with the others, and nobody asks for it."""
    found = [each for each in of_the_week(case, now) if is_bare(each)]
    return [row_of(each, case, now) for each in found[: -MOST - 1 : -1]]
