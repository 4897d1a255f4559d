"""Noticing: the last twelve times as she said them, and nothing below eight."""

from relating.case.words.vocabulary import DEFAULTS
from relating.engine.halves import Lives, lives
from relating.engine.noticing import noticing
from tests.engine.made import PEOPLE, episode


def a_life(*stages: int | None) -> Lives:
    told = [episode(10 * n, awareness=stage, i_did=("pleasing",)) for n, stage in enumerate(stages)]
    return lives(told, PEOPLE, DEFAULTS)


def test_the_last_twelve_stand_in_their_order_with_what_slipped_back() -> None:
    found = noticing(a_life(0, 0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5, 0))
    assert [each.stage for each in found.times] == [1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5, 0]
    assert (found.n, found.in_time.k, found.in_time.n) == (14, 6, 12)


def test_below_eight_times_nothing_is_drawn() -> None:
    assert noticing(a_life(*[3] * 7, None, None)).too_few
    assert not noticing(a_life(*[3] * 8)).too_few
