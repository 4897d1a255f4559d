"""A case's own network, from its ties."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from relating.case import People, Person, Support, Tie
from relating.engine.own_network import own_network
from tests.sure import there

AT = datetime(2026, 3, 2, tzinfo=UTC)
FIRST, LAST = date(2026, 1, 5), date(2026, 6, 1)
PEOPLE = People(
    [
        Person(id="sam", alias="Sam", role="partner"),
        Person(id="mum", alias="Mum", role="mother"),
        Person(id="kit", alias="Kit", role="friend"),
        Person(id="ben", alias="Ben", role="counsellor"),
    ]
)


def tie(number: int, person: str, on: date, **said: Any) -> Tie:
    return Tie(
        id=UUID(int=number),
        author="client",
        visibility="shared",
        recorded_at=AT,
        person=person,
        on=on,
        **said,
    )


def test_rings_support_balance_and_turnover_of_a_worked_example() -> None:
    both = Support(kinds=("emotional", "practical"))
    ties = [
        tie(1, "sam", FIRST, ring="near", to_me=both, from_me=Support(kinds=("practical",))),
        tie(2, "kit", FIRST, ring="middle", to_me=Support(words="The pool.")),
        tie(3, "ben", FIRST, ring="middle", to_me=both),
        tie(4, "mum", LAST, ring="far"),
        tie(5, "kit", LAST, ring="off"),
    ]
    found = there(own_network(ties, PEOPLE))
    assert (found.since, found.on) == (FIRST, LAST)
    assert found.rings == {"near": 1, "middle": 0, "far": 1}
    assert (found.support.n, found.support.supporters, found.support.multiplex) == (2, 0.5, 1.0)
    assert round(there(found.balance), 4) == 0.3333
    assert found.outside == 0.0
    assert round(there(found.turnover), 4) == 0.6667


def test_where_nobody_ever_stood_on_the_map_there_is_no_network() -> None:
    assert own_network([tie(1, "sam", FIRST, wanted="closer")], PEOPLE) is None
