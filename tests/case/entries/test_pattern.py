"""Patterns: what a cue needs, and how long one is set aside."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from relating.case import Cue, Evidence, Misfit, Pattern
from relating.case.entries import pattern as patterns
from tests.case.examples import between_the_two


@pytest.mark.parametrize("alone", [{}, {"standing": "above"}, {"ended_badly": True}])
def test_where_somebody_stands_or_how_it_ended_is_no_cue_by_itself(alone: dict[str, Any]) -> None:
    with pytest.raises(Misfit, match="cue"):
        Cue(**alone)


def test_not_this_holds_for_ninety_days_and_not_a_day_longer() -> None:
    pattern = next(each for each in between_the_two() if isinstance(each, Pattern))
    aside = patterns.not_this(pattern, date(2026, 1, 1))

    assert (aside.state, aside.until) == ("not_this", date(2026, 4, 1))
    assert patterns.rests(aside, date(2026, 3, 31))
    assert not patterns.rests(aside, date(2026, 4, 1))
    assert not patterns.rests(pattern, date(2026, 3, 31))
    with pytest.raises(Misfit, match="until"):
        replace(aside, state="watching")


def test_there_are_not_more_times_than_there_were() -> None:
    with pytest.raises(Misfit, match="k"):
        Evidence(n=3, k=4)
