"""A network around one person, with the published example and the method's own worked numbers."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relating.engine.network import balance, measures, mix, outside, support, turnover

BURT = ["AB", "AF", "AG", "AE", "EG", "FG", "BG", "BD", "DG", "GC"]
"""Burt's network, with G in the middle."""


@st.composite
def networks(draw: st.DrawFn) -> tuple[list[int], list[tuple[int, int]]]:
    people = list(range(draw(st.integers(0, 9))))
    pairs = list(combinations(people, 2))
    return people, draw(st.lists(st.sampled_from(pairs), max_size=30)) if pairs else []


def constraint(people: list[int], ties: list[tuple[int, int]]) -> float:
    """Burt's definition, word for word, with the ego as one more person, -1."""
    everyone = [-1, *people]
    tied = {frozenset(tie) for tie in ties} | {frozenset((-1, each)) for each in people}
    a = {(i, j): float(frozenset((i, j)) in tied) for i in everyone for j in everyone}
    p = {
        (i, j): (a[i, j] + a[j, i]) / sum(a[i, k] + a[k, i] for k in everyone if k != i)
        for i in everyone
        for j in everyone
        if i != j
    }
    return sum((p[-1, j] + sum(p[-1, q] * p[q, j] for q in people if q != j)) ** 2 for j in people)


def test_the_measures_agree_with_the_published_network() -> None:
    found = measures("ABCDEF", [tie for tie in BURT if "G" not in tie])
    assert found.size == 6
    assert found.density == pytest.approx(4 / 15, abs=1e-9)
    assert found.effective_size == pytest.approx(14 / 3, abs=1e-9)
    assert found.efficiency == pytest.approx(7 / 9, abs=1e-9)
    assert found.constraint == pytest.approx(0.4003, abs=5e-5)


def test_support_agrees_with_the_worked_example() -> None:
    found = support(["EIP", "E", "IC", "", "EC"])
    assert (found.supporters, found.mean_kinds, found.multiplex) == (0.8, 1.6, 0.75)


def test_mix_and_index_agree_with_the_worked_examples() -> None:
    found = mix([2, 2, 1])
    assert (found.blau, found.iqv) == pytest.approx((0.64, 0.96), abs=1e-9)
    assert outside(3, 2) == pytest.approx(0.2, abs=1e-9)


def test_nobody_and_a_single_person_are_no_nought() -> None:
    nobody, one = measures([], []), measures(["sam"], [])
    assert (nobody.size, nobody.density, nobody.effective_size) == (0, None, None)
    assert (nobody.efficiency, nobody.constraint) == (None, None)
    assert (one.density, one.effective_size, one.efficiency, one.constraint) == (None, 1, 1, 1)
    assert (support([]).supporters, support([""]).multiplex) == (None, None)
    assert (turnover([], []), balance(0, 0), outside(0, 0), mix([3]).iqv) == (None,) * 4


def test_turnover_is_the_share_that_came_or_went() -> None:
    assert turnover(["mara", "sam"], ["sam", "kay", "lou"]) == pytest.approx(0.75)
    assert (turnover(["sam"], ["sam"]), turnover(["sam"], [])) == (0, 1)


def test_balance_goes_from_only_given_to_only_received() -> None:
    assert (balance(2, 0), balance(2, 2), balance(0, 2)) == (1, 0, -1)


@given(networks())
def test_constraint_is_as_burt_defines_it(
    network: tuple[list[int], list[tuple[int, int]]],
) -> None:
    found = measures(*network)
    if network[0]:
        assert found.constraint == pytest.approx(constraint(*network), abs=1e-9)


@given(networks())
def test_measures_stay_within_their_ranges(
    network: tuple[list[int], list[tuple[int, int]]],
) -> None:
    people, ties = network
    found = measures(people, ties)
    assert found == measures(people[::-1], [(other, one) for one, other in ties] * 2)
    assert found.density is None or 0 <= found.density <= 1
    if found.effective_size is not None and found.constraint is not None:
        assert 1 - 1e-12 <= found.effective_size <= found.size
        assert 0 < found.constraint <= 1.125


@pytest.mark.parametrize(
    ("people", "ties", "says"),
    [
        ("AA", [], "named twice"),
        ("AB", ["AX"], "not among the people"),
        ("AB", ["AA"], "two different people"),
        ("AB", ["A"], "two different people"),
        ("ABC", ["ABC"], "two different people"),
    ],
)
def test_what_is_no_network_is_refused_in_words(people: str, ties: list[str], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        measures(people, ties)


def test_no_error_repeats_who_it_was() -> None:
    with pytest.raises(ValueError, match="not among") as refused:
        measures(["mara"], [("mara", "sam")])
    assert "sam" not in str(refused.value)


def test_amounts_below_nought_are_refused_in_words() -> None:
    for formula in (balance, outside):
        with pytest.raises(ValueError, match="between 0"):
            formula(-1, 2)
    with pytest.raises(ValueError, match="above 0"):
        mix([0, 0])
