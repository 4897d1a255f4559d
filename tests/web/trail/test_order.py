"""Each day of the trail stands once, the newest first, however its lines were numbered."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from relating.journal import lines, queries
from relating.journal.lines import TrailLine
from relating.web.trail import page
from tests.cast import Cast, page_of, tell
from tests.web.supervision.test_supervision import says_yes

NOON = datetime(2031, 3, 4, 12, 0, tzinfo=UTC)
TIMES = st.integers(-5 * 24 * 60, 5 * 24 * 60).map(lambda each: NOON + timedelta(minutes=each))
LINES = st.builds(
    TrailLine,
    at=TIMES,
    who=st.sampled_from(["you", "Ben", "Dov", ""]),
    act=st.sampled_from(["opened", "exported", "agreed", "lent", "ended", "handed"]),
    kind=st.just(""),
    entries=st.just(()),
)


def test_each_day_stands_once_and_everything_goes_from_new_to_old(cast: Cast) -> None:
    case = queries.open_case(cast.ana, cast.case)

    @given(st.lists(LINES, max_size=40))
    def holds(given_lines: list[TrailLine]) -> None:
        days = page.days(given_lines, case)
        dates = [day.date for day in days]
        assert dates == sorted({timezone.localtime(each.at).date() for each in given_lines})[::-1]
        said = [each for day in days for each in day.sentences]
        assert [each.last for each in said] == sorted((each.last for each in said), reverse=True)
        assert all(
            timezone.localtime(each.first).date() == day.date
            for day in days
            for each in day.sentences
        )
        assert all(each.first <= each.last for each in said)
        assert {each.last for each in said} | {each.first for each in said} <= {
            each.at for each in given_lines
        }

    holds()


def test_what_was_done_before_a_clock_was_set_back_stands_in_its_day(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in the demo, where the yes to supervision is told after what came later."""
    for days, act in ((0, tell), (3, tell), (-3, says_yes), (6, tell)):
        at = NOON + timedelta(days=days)
        monkeypatch.setattr(timezone, "now", lambda at=at: at)
        act(cast)
    monkeypatch.setattr(timezone, "now", lambda: NOON + timedelta(days=7))
    told = lines.read_trail(cast.ana, cast.case, 1000)
    assert [each.at for each in told] != sorted((each.at for each in told), reverse=True)
    shown = page_of(cast.ana, "seen", cast.case)
    stand = [shown.index(f'datetime="2031-03-{day:02}"') for day in (10, 7, 4, 1)]
    assert stand == sorted(stand)
    assert shown.count('datetime="2031-03-04"') == 1
