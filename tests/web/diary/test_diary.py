"""The diary: day by day, newest first, thirty at a time."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.cast import THEN, Cast, page_of, tell

STORY = "She asked. I said of course."


def test_the_diary_says_what_will_be_there_before_the_first_entry(cast: Cast) -> None:
    assert "Whatever you put down will stand here" in page_of(cast.ana, "diary", cast.case)


def test_days_stand_under_their_months_newest_first(cast: Cast) -> None:
    for day in (datetime(2026, 1, 30, 9, tzinfo=UTC), datetime(2026, 2, 3, 9, tzinfo=UTC)):
        tell(cast, at=day)
    shown = page_of(cast.ana, "diary", cast.case)
    order = [
        shown.index(each) for each in ("February 2026", "Tuesday 3", "January 2026", "Friday 30")
    ]
    assert order == sorted(order)


def test_under_its_day_a_row_says_the_hour_and_not_the_day_again(cast: Cast) -> None:
    tell(cast, at=datetime(2026, 2, 3, 9, 40, tzinfo=UTC))
    shown = page_of(cast.ana, "diary", cast.case)
    assert "<span>09:40</span>" in shown
    assert "3 February" not in shown


def test_a_page_of_the_diary_holds_thirty_and_stays_small(cast: Cast) -> None:
    for number in range(45):
        tell(cast, "She said this and I said that. " * 40, at=THEN + timedelta(hours=number))
    first = page_of(cast.ana, "diary", cast.case)
    second = page_of(cast.ana, "diary", cast.case, query="?page=2")
    assert (first.count('class="row"'), second.count('class="row"')) == (30, 15)
    assert 'rel="next"' in first
    assert 'rel="prev"' in second
    assert len(first.encode()) < 60_000


@pytest.mark.parametrize("number", ["0", "-1", "999999", "x", ""])
def test_a_page_number_that_is_none_leads_to_a_page(cast: Cast, number: str) -> None:
    tell(cast)
    assert STORY in page_of(cast.ana, "diary", cast.case, query=f"?page={number}")
