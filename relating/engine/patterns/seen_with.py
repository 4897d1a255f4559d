"""With whom and where a pattern is seen, is not seen, or there are too few moments to say."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

import numpy as np

from relating.engine.patterns.chances import exceeds, interval
from relating.engine.patterns.results import InPlace, Seen, WithPerson
from relating.engine.patterns.rules import Rules
from relating.engine.patterns.table import NOBODY, Flags, Table

Where = TypeVar("Where", bound=str)


class Told(NamedTuple):
    """The cue in one part of a life: k of n, the interval, and what it says."""

    n: int
    k: int
    interval: tuple[float, float]
    says: Seen


def with_people(table: Table, cue: Flags, done: Flags, rules: Rules) -> tuple[WithPerson, ...]:
    """One line for each person with whom the cue came, most often first; then as they came."""
    people = [person for person in table.people if person != NOBODY]
    found = [
        WithPerson(person=person, **told._asdict())
        for person, told in _parts(table.people, people, cue, done, rules)
    ]
    return tuple(sorted(found, key=lambda each: -each.n))


def in_places(table: Table, cue: Flags, done: Flags, rules: Rules) -> tuple[InPlace, ...]:
    """One line for each place in which the cue came, most often first."""
    found = [
        InPlace(place=place, **told._asdict())
        for place, told in _parts(table.places, table.places, cue, done, rules)
    ]
    return tuple(sorted(found, key=lambda each: (-each.n, each.place)))


def _parts(
    column: Sequence[Where], wanted: Iterable[Where], cue: Flags, done: Flags, rules: Rules
) -> Iterator[tuple[Where, Told]]:
    values = np.array(column, dtype=object)
    usual = float(done[~cue].mean()) if (~cue).any() else 0.0
    for value in dict.fromkeys(wanted):
        here = values == value
        if (here & cue).any():
            yield value, _told(done[here & cue], done[here & ~cue], usual, rules)


def _told(cued: Flags, other: Flags, usual: float, rules: Rules) -> Told:
    """The base rate is that of the other moments here; few of them lean on those elsewhere."""
    n, k = len(cued), int(cued.sum())
    base_k, base_n = float(other.sum()) + rules.leaning * usual, len(other) + rules.leaning
    chance = exceeds(k, n, base_k, base_n, rules.margin_where)
    says: Seen = "too_few"
    if chance >= rules.sure_where and k >= rules.fewest_own_firings:
        says = "seen"
    elif chance <= 1 - rules.sure_where:
        says = "not_seen"
    return Told(n=n, k=k, interval=interval(k, n), says=says)
