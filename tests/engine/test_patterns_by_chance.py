"""Where nothing is planted, nothing is named but about as often as the rules admit."""

from functools import cache

import pytest

from relating import simulate
from relating.engine.patterns import Findings, Rules
from relating.engine.patterns.discover import discover

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("engine: by chance"),  # all look at the same cases
]
CASES, EPISODES = 120, 50
QUICK = Rules(shuffles=99)
ADMITTED = 0.05


@cache
def by_chance() -> tuple[Findings, ...]:
    """What is said of cases in which no pattern was planted; always the same ones."""
    made = (simulate.case(seed, episodes=EPISODES, templates=0) for seed in range(CASES))
    return tuple(discover(each.case_file, rules=QUICK) for each in made)


def test_in_at_most_about_one_case_of_twenty_chance_alone_is_named_a_pattern() -> None:
    """One case when this was written; thirteen where 60 times in 100 would be enough."""
    named = sum(bool(findings.patterns) for findings in by_chance())
    assert named <= ADMITTED * CASES + 1


def test_what_chance_would_bring_more_often_than_one_time_in_twenty_is_at_most_watched() -> None:
    shown = [each.p_adjusted for findings in by_chance() for each in findings.patterns]
    watched = [each for findings in by_chance() for each in findings.watch]
    strong = [each.p_adjusted for each in watched if each.lower > QUICK.margin]
    assert max(shown) <= ADMITTED
    assert len([p for p in strong if p > ADMITTED]) >= 5, "the bound was never put to the test"


def test_what_is_watched_is_not_mere_noise_either() -> None:
    watched = [each.p_adjusted for findings in by_chance() for each in findings.watch]
    assert max(watched) <= 0.25
