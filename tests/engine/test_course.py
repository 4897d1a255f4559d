"""The reviews that two agreed on."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from relating.engine.course import reviews

TODAY = date(2026, 6, 1)
days = st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=6)


def states(planned: list[date], said: list[date]) -> list[str]:
    return [each.stands for each in reviews(planned, said, TODAY)]


def test_a_review_is_due_from_its_day_on_until_something_was_said_at_it() -> None:
    assert states([TODAY + timedelta(days=1)], []) == ["coming"]
    assert states([TODAY], []) == ["due"]
    assert states([TODAY], [TODAY]) == ["held"]
    two = [TODAY - timedelta(days=9)], [TODAY - timedelta(days=2)]
    assert states(*two) == ["later", "held"]


def test_what_was_said_before_any_was_agreed_stands_by_itself() -> None:
    assert states([TODAY], [TODAY - timedelta(days=30)]) == ["held", "due"]
    assert states([], [TODAY]) == ["held"]


def test_what_was_said_between_two_agreed_days_stands_on_its_own_day() -> None:
    agreed = [TODAY - timedelta(days=60), TODAY + timedelta(days=30)]
    said = [TODAY - timedelta(days=60), TODAY - timedelta(days=20), TODAY]
    found = reviews(agreed, said, TODAY)
    assert [each.on for each in found] == [*said, agreed[1]]
    assert [each.stands for each in found] == ["held", "held", "held", "coming"]


@given(days, days)
def test_no_day_on_which_something_was_said_is_missing_and_all_are_in_order(
    planned: list[date], said: list[date]
) -> None:
    found = reviews(planned, said, TODAY)
    assert [each.on for each in found] == sorted({*planned, *said})
    assert {each.on for each in found if each.stands == "held"} == set(said)


@given(days, days)
def test_never_more_than_one_is_due_and_it_is_the_newest_that_came(
    planned: list[date], said: list[date]
) -> None:
    found = reviews(planned, said, TODAY)
    due = [each.on for each in found if each.stands == "due"]
    assert len(due) <= 1
    assert all(day == max(each for each in planned if each <= TODAY) for day in due)
