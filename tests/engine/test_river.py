"""The river: shares of four weeks with their intervals; dry where there is too little."""

from datetime import timedelta

from relating.case.words.vocabulary import DEFAULTS
from relating.engine.halves import lives
from relating.engine.river import STRETCH, River, river
from relating.engine.shares import wilson
from tests.engine.made import MONDAY, PEOPLE, episode

WAYS = {"o": ("joking",), "n": ("say_no",), "m": ("joking", "say_no"), "-": ()}


def of(*weeks: str) -> River:
    """Four times at most every four weeks, old, new or both."""
    told = [
        episode(28 * n + 7 * k, i_did=WAYS[each], person=None, other_did=(f"{n}{k}",))
        for n, stretch in enumerate(weeks)
        for k, each in enumerate(stretch)
    ]
    last = episode(28 * len(weeks) - 1, i_did=("joking",), place="life")
    return river(lives([*told, last], PEOPLE, DEFAULTS), MONDAY.date() + timedelta(days=28))


def test_each_stretch_has_its_share_and_its_interval() -> None:
    found = of("ooon", "ommn", "nnnn")
    assert [each.new for each in found.reaches] == [0.25, 0.5, 0.8]
    low, high = wilson(0.25, 4)
    assert (found.reaches[0].low, found.reaches[0].high) == (low, high)
    assert found.reaches[1].first - found.reaches[0].first == STRETCH


def test_a_stretch_with_fewer_than_four_times_is_dry() -> None:
    assert [each.new for each in of("oooo", "nn", "nnnn").reaches] == [0.0, None, 0.8]


def test_it_takes_two_stretches_and_begins_with_one_that_is_not_dry() -> None:
    assert of("o", "oooo").too_few
    assert not of("o", "oooo", "oooo").too_few
    assert [each.n for each in of("o", "oooo", "oooo").reaches] == [4, 5]
    assert river(lives([], PEOPLE, DEFAULTS)).too_few
