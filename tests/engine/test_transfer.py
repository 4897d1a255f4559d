"""From practice into life: days, people, whether it was kept."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from relating.engine.transfer import Transfer, transfer

MONDAY = date(2026, 3, 2)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


USES = st.lists(
    st.tuples(st.integers(0, 90).map(day), st.sampled_from([None, "mara", "sam", "kay"])),
    max_size=12,
)


def test_the_days_to_the_first_use_count_from_the_first_practice() -> None:
    found = transfer([day(7), day(0)], [(day(12), "sam"), (day(20), "mara")])
    assert (found.practised, found.first, found.days) == (day(0), day(12), 12)
    assert (found.uses, found.breadth) == (2, 2)


def test_what_was_used_before_it_was_practised_is_no_transfer() -> None:
    found = transfer([day(7)], [(day(3), "sam"), (day(7), "mara")])
    assert (found.first, found.days, found.uses, found.breadth) == (day(7), 0, 1, 1)


def test_a_use_with_nobody_named_counts_and_widens_nothing() -> None:
    found = transfer([day(0)], [(day(1), None), (day(2), "sam"), (day(3), "sam")])
    assert (found.uses, found.breadth) == (3, 1)


def test_it_is_kept_if_it_was_used_again_twenty_eight_days_on() -> None:
    assert transfer([day(0)], [(day(1), "sam"), (day(29), "sam")]).kept is True
    assert transfer([day(0)], [(day(1), "sam"), (day(28), "sam")]).kept is None


def test_it_is_not_kept_only_once_twenty_eight_days_have_passed() -> None:
    uses = [(day(1), "sam"), (day(8), "sam")]
    assert transfer([day(0)], uses, until=day(28)).kept is None
    assert transfer([day(0)], uses, until=day(29)).kept is False


def test_without_rings_nothing_is_said_of_the_closest() -> None:
    uses = [(day(4), "mara"), (day(9), "sam"), (day(10), "sam")]
    assert transfer([day(0)], uses).days_to_closest is None
    assert transfer([day(0)], uses, {"sam": 1, "mara": 2}).days_to_closest == 9
    assert transfer([day(0)], uses, {"kay": 1, "sam": 2}).days_to_closest is None


def test_what_never_happened_is_nothing_and_not_nought() -> None:
    assert transfer([], []) == Transfer(None, None, None, 0, 0, None, None)
    assert transfer([day(0)], []).days is None
    assert transfer([], [(day(3), "sam")], {"sam": 1}).days_to_closest is None


def test_uses_of_a_way_that_was_never_practised_count_from_no_day() -> None:
    found = transfer([], [(day(3), "sam")])
    assert (found.first, found.uses, found.breadth, found.days) == (day(3), 1, 1, None)


def test_what_is_still_to_come_is_not_looked_at() -> None:
    found = transfer([day(0)], [(day(3), "sam"), (day(60), "mara")], until=day(10))
    assert (found.uses, found.kept) == (1, None)
    assert transfer([day(20)], [], until=day(10)).practised is None


@given(st.lists(st.integers(0, 90).map(day), max_size=5), USES)
def test_no_order_matters_and_nothing_is_negative(
    practised: list[date], used: list[tuple[date, str | None]]
) -> None:
    rings = {"sam": 1, "mara": 2}
    found = transfer(practised, used, rings)
    assert found == transfer(practised[::-1], used[::-1], rings)
    assert found.breadth <= found.uses <= len(used)
    assert found.days is None or 0 <= found.days <= 90
    if found.days_to_closest is not None and found.days is not None:
        assert found.days_to_closest >= found.days
