"""What is practised of a plan: takes in their order, and cards that both stand behind."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from msgspec.structs import replace

from relating.case import Card, Episode
from relating.engine.practice import (
    MOST_CARDS,
    alone,
    cards_of,
    is_agreed,
    pile,
    takes,
    waits_for_client,
)

AT = datetime(2026, 3, 9, 14, 24, tzinfo=UTC)
PLAN = UUID(int=7)


def a_take(minute: int, **more: object) -> Episode:
    """A take of the plan, so many minutes later."""
    at = AT + timedelta(minutes=minute)
    made = Episode(
        id=uuid4(),
        author="client",
        visibility="shared",
        recorded_at=at,
        at=at,
        place="practice",
        plan=PLAN,
        alone=False,
    )
    return replace(made, **more)


def a_card(minute: int, **more: object) -> Card:
    """A card of the plan that both stand behind."""
    made = Card(
        id=uuid4(),
        author="counsellor",
        visibility="shared",
        recorded_at=AT + timedelta(minutes=minute),
        plan=PLAN,
        reply="Both.",
        mine="One today.",
        agreed=("client", "counsellor"),
    )
    return replace(made, **more)


def test_takes_stand_in_their_order_and_are_those_of_the_plan() -> None:
    first, second = a_take(0), a_take(4)
    others = [a_take(1, plan=UUID(int=8)), a_take(2, plan=None), a_take(3, place="life")]
    assert takes([second, *others, first], PLAN) == [first, second]


def test_a_card_is_used_once_both_stand_behind_both_of_its_sides() -> None:
    assert is_agreed(a_card(0))
    assert not is_agreed(a_card(0, agreed=("client",)))
    assert not is_agreed(a_card(0, mine=" "))
    assert not is_agreed(a_card(0, reply=""))


def test_a_card_waits_for_her_until_she_said_yes_and_what_she_says_then() -> None:
    shared = {"visibility": "shared"}
    assert waits_for_client(a_card(0, agreed=("counsellor",), **shared))
    assert waits_for_client(a_card(0, mine="", **shared))
    assert not waits_for_client(a_card(0, **shared))
    assert not waits_for_client(a_card(0, agreed=("counsellor",), visibility="private"))


def test_a_pile_is_of_five_at_most_the_oldest_first() -> None:
    every = [a_card(minute) for minute in range(MOST_CARDS + 2)]
    assert cards_of(reversed(every), PLAN) == every
    assert pile([*every, a_card(0, plan=UUID(int=8))], PLAN) == every[:MOST_CARDS]


def test_nothing_is_practised_alone_before_a_take_with_the_counsellor() -> None:
    card = a_card(0)
    assert alone([card], [], PLAN) == []
    assert alone([card], [a_take(0, alone=True), a_take(1, alone=None)], PLAN) == []
    assert alone([card], [a_take(0, plan=UUID(int=8))], PLAN) == []
    assert alone([card], [a_take(0)], PLAN) == [card]
