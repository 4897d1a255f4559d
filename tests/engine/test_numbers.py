"""Which session of a case an hour is."""

from msgspec.structs import replace

from relating.engine.numbers import held_so_far, numbers
from tests.engine.made import session


def test_a_session_without_a_number_is_one_more_than_the_one_before() -> None:
    first, second, third = session(0), session(7), session(14, "planned")
    assert numbers([third, first, second]) == {first.id: 1, second.id: 2, third.id: 3}


def test_a_number_that_was_given_stands_and_is_counted_on_from() -> None:
    first, second = replace(session(0), number=5), session(7)
    assert numbers([first, second]) == {first.id: 5, second.id: 6}


def test_no_two_hours_in_a_row_have_one_number_and_counting_may_begin_anew() -> None:
    first, between = replace(session(0), number=24), session(7)
    after, anew = replace(session(14, "planned"), number=25), replace(session(21), number=1)
    assert [*numbers([first, between, after, anew]).values()] == [24, 25, 26, 1]


def test_an_hour_that_does_not_take_place_has_no_number_and_is_not_counted() -> None:
    missed, moved = session(0, "missed"), replace(session(7, "moved"), number=4)
    cancelled, after = replace(session(10, "cancelled"), number=9), session(14)
    assert numbers([missed, moved, cancelled, after]) == {after.id: 1}


def test_so_far_only_what_was_held_is_counted() -> None:
    first, missed, third, planned = (
        session(0),
        session(7, "missed"),
        replace(session(14), number=8),
        session(21, "planned"),
    )
    assert held_so_far([planned, third, missed, first]) == 8
    assert held_so_far([planned]) == held_so_far([]) == 0
