"""When something was, in words: near days by name, and every other one with its date."""

from datetime import UTC, datetime, timedelta

import pytest

from relating.web.voice.times import dated, to_the_hour, weekday, when

NOW = datetime(2026, 3, 3, 14, 20, tzinfo=UTC)
"""A Tuesday."""


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "today 14:20"),
        (-1, "yesterday"),
        (1, "tomorrow"),
        (-6, "Wednesday"),
        (6, "Monday"),
        (-7, "24 February"),
        (7, "10 March"),
        (-365, "3 March 2025"),
        (365 * 5, "2 March 2031"),
    ],
)
def test_a_day_has_its_name_for_six_days_and_then_its_date(days: int, said: str) -> None:
    assert when(NOW + timedelta(days=days), NOW) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "Tuesday"),
        (-6, "Wednesday"),
        (-7, "Tuesday, 24 February"),
        (371, "Tuesday, 9 March 2027"),
    ],
)
def test_two_different_tuesdays_are_never_both_tuesday(days: int, said: str) -> None:
    assert weekday(NOW + timedelta(days=days), NOW) == said


def test_a_date_of_another_year_says_which() -> None:
    assert dated(NOW, NOW) == "3 March"
    assert dated(NOW + timedelta(days=365), NOW) == "3 March 2027"
    assert to_the_hour(NOW, NOW) == "Tuesday, 3 March, 14:20"
    assert to_the_hour(NOW + timedelta(days=365), NOW) == "Wednesday, 3 March 2027, 14:20"
