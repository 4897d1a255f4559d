"""A case's own network from its ties, in numbers; for exports and the terminal, on no page.

The counsellor is no part of it. Whether people know one another is not asked, so there is no
density. What cannot be is `None`, and never 0.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from relating.case.entries.tie import Tie
from relating.case.people import People
from relating.case.words.vocabulary import DEFAULTS
from relating.engine.network import Support, balance, outside, support, turnover
from relating.engine.ties import ON_THE_MAP, State, days, in_order, states, supports

FAMILY = "Family"
COUNSELLOR = "counsellor"


class OwnNetwork(Struct, frozen=True):
    """Who stood on the map on the last day of a change (`on`), ring by ring; who supports; support
    received against given (`balance`), chosen people against family (`outside`), and `turnover`
    since the first day (`since`)."""

    on: date
    since: date
    rings: dict[str, int]
    support: Support
    balance: float | None
    outside: float | None
    turnover: float | None


def own_network(ties: Iterable[Tie], people: People) -> OwnNetwork | None:
    """The network on the last day on which something changed; None where nobody ever stood on it.

    >>> own_network([], People([])) is None
    True
    """
    every = in_order(ties)
    moved = days(every)
    if not moved:
        return None
    first, last = (there(states(every, people, day), people) for day in (moved[0], every[-1].on))
    given = sum(len(supports(each.from_me)) for each in last.values())
    received = [set(supports(each.to_me)) for each in last.values()]
    return OwnNetwork(
        on=every[-1].on,
        since=moved[0],
        rings={ring: sum(each.ring == ring for each in last.values()) for ring in ON_THE_MAP},
        support=support(received),
        balance=balance(sum(map(len, received)), given),
        outside=against_family(last, people),
        turnover=turnover(first, last),
    )


def there(found: Mapping[str, State], people: People) -> dict[str, State]:
    """Those who stand on the map, but for the counsellor."""
    return {
        id: each for id, each in found.items() if each.on_the_map and people[id].role != COUNSELLOR
    }


def against_family(found: Iterable[str], people: People) -> float | None:
    """Chosen people against family, of those of whom it was said who they are."""
    known = [people[id].role for id in found]
    groups = [getattr(DEFAULTS.term("role", role), "group", None) for role in known if role]
    family = sum(each == FAMILY for each in groups)
    return outside(len(groups) - family, family)
