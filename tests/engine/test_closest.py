"""What happens with those near: a count beside a count, or that too little is known."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from relating.case import Episode, People, Person, Tie
from relating.case.entries.tie import Ring
from relating.engine.closest import Closest, closest
from tests.sure import as_a

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
FIRST = AT.date()
NAMES = ("sam", "lea", "mara")
PEOPLE = People([Person(id=name, alias=name.title()) for name in NAMES])


def stands(person: str, ring: Ring, on: date = FIRST) -> Tie:
    said: dict[str, Any] = {"author": "client", "visibility": "shared", "recorded_at": AT}
    return Tie(id=uuid4(), person=person, on=on, ring=ring, **said)


def told(person: str | None, *did: str, days: int = 0, **more: Any) -> Episode:
    at = AT + timedelta(days=days)
    said: dict[str, Any] = {"place": "life", "author": "client", "visibility": "shared"} | more
    return Episode(id=uuid4(), recorded_at=at, at=at, person=person, i_did=did, **said)


NEAR = [stands("sam", "near"), stands("lea", "near"), stands("mara", "far")]
ENOUGH = [
    *(told("sam", "hiding", days=n) for n in range(3)),
    told("lea", "hiding", "joking", days=4),
    told("lea", "say_need", days=5),
    *(told("mara", "pleasing", days=n) for n in range(6)),
    told("mara", "hiding", days=7),
]


def test_what_is_done_most_near_stands_beside_how_often_it_is_done_elsewhere() -> None:
    found = as_a(Closest, closest(ENOUGH, NEAR, PEOPLE))
    assert (found.behaviour, found.k, found.n) == ("hiding", 4, 5)
    assert (found.others_k, found.others_n) == (1, 7)
    assert set(found.people) == {"sam", "lea"}
    assert found.times == tuple(each.id for each in reversed(ENOUGH[:4]))


def test_with_nobody_near_there_is_nothing_to_say() -> None:
    assert closest(ENOUGH, [], PEOPLE) == "nobody"
    gone = [*NEAR[2:], stands("sam", "near", date(2025, 1, 1)), stands("sam", "far")]
    assert closest(ENOUGH, gone, PEOPLE) == "nobody"


def test_four_times_one_person_or_two_of_an_act_are_too_little() -> None:
    assert closest(ENOUGH[1:], NEAR, PEOPLE) == "few"
    alone = [told("sam", "hiding", days=n) for n in range(9)]
    assert closest(alone, NEAR, PEOPLE) == "few"
    apart = [told(NAMES[n % 2], act, days=n) for n, act in enumerate(("a", "b", "c", "d", "e"))]
    assert closest(apart, NEAR, PEOPLE) == "few"


def test_what_is_done_as_rarely_as_elsewhere_is_not_said() -> None:
    near = [told(NAMES[n % 2], "hiding" if n < 3 else f"act_{n}", days=n) for n in range(8)]
    far = [told("mara", "hiding", days=n) for n in range(8)]
    assert closest([*near, *far], NEAR, PEOPLE) == "few"


def test_times_count_by_where_somebody_stood_on_that_day() -> None:
    until = [told("mara", "hiding", days=n) for n in range(5)]
    moved = [*NEAR, stands("mara", "near", (AT + timedelta(days=30)).date())]
    found = as_a(Closest, closest([*ENOUGH, *until], moved, PEOPLE))
    assert found.n == 5


def test_the_room_practice_and_back_then_are_no_times_of_life() -> None:
    elsewhere = [told("sam", "hiding", place=place) for place in ("room", "practice", "past")]
    found = as_a(Closest, closest([*ENOUGH, *elsewhere], NEAR, PEOPLE))
    assert found.n == 5
