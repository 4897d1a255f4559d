"""The parts of pattern discovery: scores, shuffles, cues, change, the watch."""

from datetime import timedelta
from itertools import permutations, product
from math import exp, lgamma, log, log1p

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relating.case import DEFAULTS, Cue
from relating.engine.patterns import Named, Rules
from relating.engine.patterns.beforehand import chances_since, tail
from relating.engine.patterns.chances import exceeds, interval
from relating.engine.patterns.change import change, courses
from relating.engine.patterns.cores import atoms, core
from relating.engine.patterns.cues import cues
from relating.engine.patterns.lift import lift
from relating.engine.patterns.score import Margins, at_most, counts, critical, margins, scores
from relating.engine.patterns.shuffles import BATCH, adjusted_p, hang_together, orders, turns
from relating.engine.patterns.table import Flags, Strata, table
from relating.engine.patterns.watch import evidence, watched
from tests.engine.made import MONDAY, PEOPLE, episode

FLAGS = st.lists(st.booleans(), min_size=24, max_size=24).map(np.array)


def some_margins(cue: Flags, done: Flags, strata: Strata) -> Margins:
    """One cue and one behaviour, without a price."""
    return margins(cue[None, :], done[:, None], strata, np.zeros(1))


@given(FLAGS, FLAGS, st.lists(st.integers(0, 2), min_size=24, max_size=24).map(np.array))
def test_the_critical_count_is_the_first_that_reaches_the_score(
    cue: Flags, done: Flags, strata: Strata
) -> None:
    fixed = some_margins(cue, done, strata)
    needed = critical(fixed, 2.0)
    assert (scores(fixed, needed) >= 2.0 - 1e-6).all() or needed > np.minimum(fixed.n, fixed.used)
    assert (scores(fixed, needed - 1) < 2.0).all()


@given(FLAGS, FLAGS, st.lists(st.integers(0, 2), min_size=24, max_size=24).map(np.array))
def test_what_is_expected_is_never_more_than_there_is(
    cue: Flags, done: Flags, strata: Strata
) -> None:
    fixed = some_margins(cue, done, strata)
    assert (fixed.expected <= np.minimum(fixed.n, fixed.used) + 1e-9).all()
    assert (counts(fixed) <= fixed.n).all()
    assert np.isfinite(scores(fixed, counts(fixed))).all()


def test_a_score_by_hand() -> None:
    """Eight cued with six, sixteen others with two: 6 ln(6/2.67) + 2 ln(2/5.33) and so on."""
    cue = np.arange(24) < 8
    done = np.isin(np.arange(24), [0, 1, 2, 3, 4, 5, 8, 9])
    fixed = some_margins(cue, done, np.zeros(24, dtype=int))
    on = 6 * np.log(6 / (8 / 3)) + 2 * np.log(2 / (16 / 3))
    off = 2 * np.log(2 / (16 / 3)) + 14 * np.log(14 / (32 / 3))
    assert scores(fixed, counts(fixed))[0, 0] == pytest.approx(on + off)


def test_shuffles_stay_within_their_stratum() -> None:
    strata = np.array([0, 0, 0, 1, 1, 2])
    shuffled = orders(np.random.default_rng(1), strata, 50)
    assert (strata[shuffled] == strata).all()
    assert (np.sort(shuffled, axis=1) == np.arange(6)).all()
    assert len(np.unique(shuffled, axis=0)) > 5


def test_by_chance_alone_the_adjusted_p_is_small_as_seldom_as_it_should() -> None:
    random = np.random.default_rng(5)
    small = 0
    for _ in range(200):
        rows, done = random.random((12, 60)) < 0.2, random.random((60, 6)) < 0.25
        fixed = margins(rows, done, np.arange(60) % 4, np.zeros(12))
        best = float(scores(fixed, counts(fixed)).max())
        p = adjusted_p(random, fixed, best=best, shuffles=99, give_up=0.25)
        small += p <= 0.1
    assert 8 <= small <= 34


@pytest.mark.parametrize("seed", range(40))
def test_shuffles_are_counted_as_whoever_compares_every_one_with_everything(seed: int) -> None:
    made = np.random.default_rng(seed)
    rows, done = made.random((30, 90)) < 0.15, made.random((90, 11)) < made.choice([0.1, 0.3])
    strata, runs = made.integers(0, 6, 90), bool(seed % 2)
    fixed = margins(rows, done, strata, np.zeros(30), fewest=3, runs=runs)
    best = float(np.sort(scores(fixed, counts(fixed)).ravel())[-1 - seed // 2])
    p = adjusted_p(np.random.default_rng(seed), fixed, best=best, shuffles=99, give_up=1.0)
    together = np.argsort(strata, kind="stable")
    shuffled = (turns if runs else orders)(np.random.default_rng(seed), strata[together], 99)
    needed = critical(fixed, best)
    hits = sum(
        bool((fixed.rows[:, together].astype(int) @ done[together][order] >= needed).any())
        for order in shuffled
    )
    assert p == (1 + hits) / 100


def test_a_pattern_that_is_only_a_persons_own_rate_has_no_lift() -> None:
    cue = np.array([True] * 18 + [False] * 2 + [True] * 2 + [False] * 18)
    done = np.array([True] * 20 + [False] * 20)
    strata = np.array([0] * 20 + [1] * 20)
    assert lift(cue, done, strata).lower < 0
    assert lift(cue, done, np.zeros(40, dtype=int)).lower > 0.5


def test_a_feeling_marks_a_cue_and_is_no_cue_by_itself() -> None:
    life = [
        episode(8 * n, person="mara", other_did=("cold",), i_did=("hiding",), feelings=())
        for n in range(8)
    ]
    life += [
        episode(8 * n, person="sam", other_did=("warm",), wish=("close",), i_did=("joking",))
        for n in range(8)
    ]
    rows = table(life, PEOPLE, Rules())
    found = cues(rows, Rules()).cues
    assert Cue(other_did="cold") in found
    assert all(atoms(core(cue)) for cue in found)


@pytest.mark.parametrize(("k", "n"), [(0, 5), (5, 5), (3, 9), (20, 40)])
def test_an_interval_holds_its_rate(k: int, n: int) -> None:
    low, high = interval(k, n)
    assert 0 <= low <= k / n <= high <= 1


@given(st.integers(0, 10), st.integers(0, 10))
def test_more_firings_make_it_surer_that_it_is_seen(k: int, more: int) -> None:
    n = 20
    assert exceeds(k + more, n, 5, 40, 0.1) >= exceeds(k, n, 5, 40, 0.1) - 1e-9


def test_a_flat_rate_seldom_fades() -> None:
    random = np.random.default_rng(2)
    told = [MONDAY + timedelta(days=n) for n in range(30)]
    said = [change(told, random.random(30) < 0.6, Rules()).says for _ in range(200)]
    assert said.count("fading") <= 6
    assert said.count("rising") <= 6


def test_fading_and_rising_are_each_others_mirror() -> None:
    times, done = np.linspace(0, 1, 24), np.arange(24) < 12
    fading, rising, steady = courses(times, done)
    back = courses(times, done[::-1])
    assert (fading, rising, steady) == pytest.approx((back[1], back[0], back[2]), abs=1e-6)
    assert fading > 0.95


def test_under_chance_the_evidence_seldom_reaches_twenty() -> None:
    random = np.random.default_rng(4)
    bases = np.full(60, 0.3)
    reached = sum(evidence(random.random(60) < 0.3, bases).max() >= 20 for _ in range(400))
    assert reached <= 20


@settings(max_examples=25)
@given(st.lists(st.booleans(), max_size=12))
def test_what_was_told_before_it_was_named_is_no_evidence(fired: list[bool]) -> None:
    life = [
        episode(8 * n, person="mara", other_did=("joked",), i_did=("joking",)) for n in range(20)
    ]
    for number, yes in enumerate(fired):
        done = ("hiding",) if yes else ("joking",)
        life.append(episode(8 * (30 + number), person="mara", other_did=("cold",), i_did=done))
    late = Named(cue=Cue(other_did="cold"), behaviour="hiding", since=MONDAY + timedelta(900))
    early = Named(cue=Cue(other_did="cold"), behaviour="hiding", since=MONDAY + timedelta(200))
    rows = table(life, PEOPLE, Rules())
    assert watched(late, rows, Rules()).evidence == 1.0
    assert (watched(early, rows, Rules()).n, watched(early, rows, Rules()).k) == (
        len(fired),
        sum(fired),
    )


def test_turning_keeps_runs_and_stays_within_its_stratum() -> None:
    strata = np.array([0, 0, 0, 0, 1, 1, 2])
    turned = turns(np.random.default_rng(1), strata, 50)
    assert (strata[turned] == strata).all()
    assert (np.sort(turned, axis=1) == np.arange(7)).all()
    rows = np.flatnonzero(strata == 0)
    circles = {tuple(each[rows]) for each in turned}
    assert circles == {tuple(np.roll(rows, by)) for by in range(4)}


def test_runs_are_noticed_and_chance_is_not_taken_for_runs() -> None:
    random = np.random.default_rng(3)
    strata = np.arange(200) // 10
    mixed = [hang_together(random.random((200, 5)) < 0.2, strata) for _ in range(100)]
    runs = [
        hang_together(np.repeat(random.random((50, 5)) < 0.2, 4, axis=0), strata)
        for _ in range(100)
    ]
    assert sum(mixed) < 40
    assert all(runs)


def sticky(random: np.random.Generator, rows: int, columns: int) -> Flags:
    """Flags of which each stays as it is three times out of four."""
    fresh = random.random((rows, columns)) < 0.3
    for row in range(1, rows):
        stays = random.random(columns) < 0.75
        fresh[row, stays] = fresh[row - 1, stays]
    return fresh


def test_where_both_come_in_runs_turning_takes_chance_for_a_tie_far_less_often() -> None:
    """As small as one in ten, 15 of 150 times at best: about 33 turned, 60 and more mixed."""
    random, small = np.random.default_rng(6), {True: 0, False: 0}
    for _ in range(150):
        rows, done = sticky(random, 160, 4).T.copy(), sticky(random, 160, 3)
        for runs in small:
            fixed = margins(rows, done, np.arange(160) // 16, np.zeros(4), runs=runs)
            best = float(scores(fixed, counts(fixed)).max())
            p = adjusted_p(random, fixed, best=best, shuffles=99, give_up=0.25)
            small[runs] += p <= 0.1
    assert small[True] <= 36
    assert small[False] > 1.5 * small[True]


def by_hand(cue: Flags, done: Flags, strata: Strata) -> list[Flags]:
    """What was done in every order within strata; few rows only."""
    rows = [np.flatnonzero(strata == stratum) for stratum in np.unique(strata)]
    found = []
    for orders_of in product(*(permutations(each) for each in rows)):
        mixed = done.copy()
        for here, order in zip(rows, orders_of, strict=True):
            mixed[here] = done[list(order)]
        found.append(mixed)
    return found


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=7, max_size=7))
def test_the_chance_of_a_named_pair_is_that_of_all_orders_counted_out(
    rows: list[tuple[bool, bool]],
) -> None:
    cue, done = np.array(rows).T
    strata = np.array([0, 0, 0, 0, 1, 1, 1])
    counted = [int((cue & mixed).sum()) for mixed in by_hand(cue, done, strata)]
    chances = tail(cue, done, strata, runs=False)
    for k, chance in enumerate(chances):
        assert chance == pytest.approx(sum(each >= k for each in counted) / len(counted))


@given(FLAGS, FLAGS, st.lists(st.integers(0, 2), min_size=24, max_size=24).map(np.array))
def test_no_chance_that_is_counted_out_is_above_its_bound(
    cue: Flags, done: Flags, strata: Strata
) -> None:
    fixed = some_margins(cue, done, strata)
    chances = tail(fixed.rows[0], done, strata, runs=False)
    for k, chance in enumerate(chances):
        assert at_most(fixed, np.full((1, 1), k))[0, 0] >= chance - 1e-9


def test_what_comes_by_chance_half_of_the_time_is_given_up_after_the_first_shuffles() -> None:
    """What is given up is never taken for something rarer than what is still looked at."""
    random = np.random.default_rng(4)
    rows, done = random.random((12, 60)) < 0.2, random.random((60, 6)) < 0.25
    fixed = margins(rows, done, np.arange(60) % 4, np.zeros(12))
    p = adjusted_p(random, fixed, best=2.0, shuffles=99_999, give_up=0.25)
    assert p > 0.25
    assert round(p * (1 + BATCH)) == pytest.approx(p * (1 + BATCH))


def test_of_ten_named_pairs_without_a_tie_one_is_seldom_taken_for_one() -> None:
    random, rules = np.random.default_rng(8), Rules()
    since = MONDAY - timedelta(1)
    named = [
        Named(cue=Cue(other_did=act), behaviour=did, since=since)
        for act in ("cold", "warm")
        for did in ("hiding", "joking", "pleasing", "fixing", "testing")
    ]
    wrong = 0
    for _ in range(150):
        life = [
            episode(
                8 * n,
                person=str(random.choice(["mara", "sam"])),
                other_did=(str(random.choice(["cold", "warm", "joked"])),),
                i_did=(str(random.choice(["hiding", "joking", "pleasing", "fixing", "testing"])),),
            )
            for n in range(60)
        ]
        found = chances_since(named, table(life, PEOPLE, rules), DEFAULTS, rules)
        wrong += any(p <= rules.alpha * rules.named_share for p in found.values())
    assert wrong <= 12


def beta_below(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function by its continued fraction (DLMF 8.17.22)."""
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_below(1 - x, b, a)
    fraction = 1.0
    for m in range(400, -1, -1):
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)) if m else 1.0
        fraction = 1 + odd / fraction
        fraction = 1 + even / fraction if m else fraction
    logs = a * log(x) + b * log1p(-x) + lgamma(a + b) - lgamma(a) - lgamma(b)
    return exp(logs) / (a * fraction)


@pytest.mark.parametrize(("k", "n"), [(0, 4), (1, 1), (3, 9), (20, 40), (2, 300), (150, 300)])
def test_an_interval_leaves_out_one_in_forty_on_either_side(k: int, n: int) -> None:
    low, high = interval(k, n)
    if k:
        assert beta_below(low, k + 0.5, n - k + 0.5) == pytest.approx(0.025, abs=1e-4)
    if k < n:
        assert beta_below(high, k + 0.5, n - k + 0.5) == pytest.approx(0.975, abs=1e-4)


@pytest.mark.parametrize(("k", "n"), [(3.2, 1.0), (-1.0, 4.0), (float("nan"), 4.0)])
def test_more_than_all_and_what_is_no_number_has_no_chance(k: float, n: float) -> None:
    with pytest.raises(ValueError, match="from nothing to all of it"):
        exceeds(1, 2, k, n, 0.1)
