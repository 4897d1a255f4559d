"""How it is with everybody at a day, folded from what changed."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from relating.case import People, Person, Support, Tie
from relating.engine.ties import FIELDS, State, after, days, in_order, only_new, states
from tests.case.parts import ties

AT = datetime(2026, 3, 2, tzinfo=UTC)
PEOPLE = People([Person(id="p1", alias="Sam"), Person(id="p2", alias="Jo")])
some = st.lists(ties(["p1", "p2"]), max_size=6, unique_by=lambda each: each.id)
a_day = st.dates(date(1950, 1, 1), date(2090, 1, 1))


def tie(on: date, **said: Any) -> Tie:
    every: dict[str, Any] = {"person": "p1", "recorded_at": AT, "visibility": "private"} | said
    return Tie(id=uuid4(), author="client", on=on, **every)


@given(some, a_day, st.randoms(use_true_random=False))
def test_the_order_in_which_changes_come_does_not_matter(
    found: list[Tie], on: date, random: Any
) -> None:
    shuffled = [*found]
    random.shuffle(shuffled)
    assert states(shuffled, PEOPLE, on) == states(found, PEOPLE, on)
    assert in_order(shuffled) == in_order(found)


@given(some, a_day)
def test_what_is_to_come_changes_nothing_of_a_day(found: list[Tie], on: date) -> None:
    until = [each for each in found if each.on <= on]
    assert states(found, PEOPLE, on) == states(until, PEOPLE, on)


@given(some, a_day)
def test_each_field_is_what_was_said_of_it_last(found: list[Tie], on: date) -> None:
    for who, state in states(found, PEOPLE, on).items():
        for name in FIELDS:
            said = [
                getattr(each, name)
                for each in in_order(found)
                if each.person == who and each.on <= on
            ]
            assert getattr(state, name) == next((x for x in said[::-1] if x is not None), None)


@given(some, ties(["p1"]))
def test_what_was_so_before_is_not_said_again_and_the_state_is_the_same(
    found: list[Tie], more: Tie
) -> None:
    before = states(found, PEOPLE, date(2090, 1, 1)).get("p1", State("p1"))
    new = only_new(more, before)
    assert only_new(more, after(before, more)) is None
    if new is not None:
        assert said(after(before, new)) == said(after(before, more))
    else:
        assert said(after(before, more)) == said(before)


def said(state: State) -> dict[str, object]:
    """What a state says; nothing said and said that it is nothing are one."""
    named = {name: getattr(state, name) for name in FIELDS}
    return {name: each for name, each in named.items() if each not in (None, "", Support())}


def test_two_changes_of_one_day_stand_in_the_order_in_which_they_were_written() -> None:
    day = date(2026, 4, 1)
    first, then = tie(day, ring="far"), tie(day, ring="near", recorded_at=AT + timedelta(hours=1))
    for given_so in ([first, then], [then, first]):
        assert states(given_so, PEOPLE, day)["p1"].ring == "near"


def test_two_of_one_second_stand_in_the_order_of_their_ids() -> None:
    day = date(2026, 4, 1)
    one, two = (
        replace(tie(day, ring=ring), id=UUID(int=n)) for n, ring in ((1, "far"), (2, "near"))
    )
    for given_so in ([one, two], [two, one]):
        assert states(given_so, PEOPLE, day)["p1"].ring == "near"


def test_since_is_the_day_from_which_they_stand_there() -> None:
    march, april, may = (date(2026, month, 1) for month in (3, 4, 5))
    found = [tie(march, ring="far"), tie(april, ring="near"), tie(may, ring="near", turned=20)]
    assert states(found, PEOPLE, may)["p1"].since == april
    assert states(found, PEOPLE, march)["p1"].since == march
    assert days(found) == (march, april, may)


def test_whoever_stands_for_two_entries_has_what_was_said_of_both() -> None:
    one = People([Person(id="p1", alias="Sam"), Person(id="p2", alias="S.", same_as="p1")])
    march, april = date(2026, 3, 1), date(2026, 4, 1)
    found = [tie(march, ring="near"), tie(april, person="p2", wanted="closer")]
    assert [*states(found, one, april)] == ["p1"]
    assert states(found, one, april)["p1"].wanted == "closer"


def test_somebody_who_is_no_more_among_the_people_has_no_state() -> None:
    found = [tie(date(2026, 3, 1), person="gone"), tie(date(2026, 3, 1), person=None)]
    assert states(found, PEOPLE, date(2026, 4, 1)) == {}
