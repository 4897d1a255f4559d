"""Which session of a case an hour is."""

from msgspec.structs import replace

from relating.engine.numbers import numbers
from tests.engine.made import session


def test_a_session_without_a_number_is_one_more_than_the_one_before() -> None:
    first, second, third = session(0), session(7), session(14, "planned")
    assert numbers([third, first, second]) == {first.id: 1, second.id: 2, third.id: 3}


def test_a_number_that_was_given_stands_and_is_counted_on_from() -> None:
    first, second = replace(session(0), number=5), session(7)
    assert numbers([first, second]) == {first.id: 5, second.id: 6}


def test_an_hour_that_was_missed_or_moved_has_only_the_number_it_was_given() -> None:
    missed, moved = session(0, "missed"), replace(session(7, "moved"), number=4)
    after = session(14)
    assert numbers([missed, moved, after]) == {moved.id: 4, after.id: 5}
