"""Range and fit, with the method's own worked numbers."""

from itertools import accumulate
from math import inf, log2, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relating.engine.repertoire import entropy, fit, repertoire, shift

COUNTS = st.lists(st.integers(0, 30), min_size=1, max_size=12).filter(any)
TABLES = (
    st.integers(1, 5)
    .flatmap(
        lambda wide: st.lists(
            st.lists(st.integers(0, 20), min_size=wide, max_size=wide), min_size=1, max_size=5
        )
    )
    .filter(lambda table: any(map(any, table)))
)


def test_the_range_agrees_with_the_worked_example() -> None:
    found = repertoire([10, 5, 3, 2])
    assert (found.n, found.ways) == (20, 4)
    assert entropy([10, 5, 3, 2]) == found.entropy == pytest.approx(1.7427, abs=5e-5)
    assert found.evenness == pytest.approx(0.8714, abs=5e-5)
    assert found.effective == pytest.approx(3.3467, abs=5e-5)
    assert found.corrected == pytest.approx(1.8509, abs=5e-5)
    assert found.simpson == pytest.approx(0.6895, abs=5e-5)


def test_the_fit_agrees_with_the_worked_example() -> None:
    found = fit([[8, 1, 1], [2, 6, 2]])
    bits = (found.entropy, found.within, found.information)
    assert found.n == 20
    assert bits == pytest.approx((1.4406, 1.1464, 0.2942), abs=5e-5)


def test_the_shift_agrees_with_the_worked_example() -> None:
    found = shift([10, 5, 3, 2, 0], [4, 3, 2, 2, 9])
    assert (found.variation, found.divergence) == pytest.approx((0.45, 0.2857), abs=5e-5)


def test_eleven_times_can_be_worked_out_and_are_too_few_to_tell() -> None:
    assert (repertoire([6, 5]).too_few, fit([[6, 5]]).too_few) == (True, True)
    assert (repertoire([6, 6]).too_few, fit([[6, 6]]).too_few) == (False, False)


def test_weights_of_a_sixth_add_up_to_whole_times() -> None:
    *_, nearly_twelve = accumulate([1 / 6] * 72)
    assert nearly_twelve < 12
    assert not fit([[nearly_twelve]]).too_few


def test_a_single_way_and_a_single_time_have_no_share_of_the_most() -> None:
    assert (repertoire([9]).evenness, repertoire([1, 0]).simpson) == (None, None)


@given(COUNTS)
def test_entropy_lies_between_one_way_and_all_alike(counts: list[int]) -> None:
    found = repertoire(counts)
    assert 0 <= found.entropy <= log2(found.ways) + 1e-12
    assert found.evenness is None or found.evenness <= 1 + 1e-12
    assert found.corrected >= found.entropy


@given(COUNTS, st.integers(1, 9))
def test_entropy_is_of_shares_and_not_of_how_much_is_told(counts: list[int], times: int) -> None:
    more = entropy([count * times for count in counts])
    assert more == pytest.approx(entropy(counts), abs=1e-12)


@given(TABLES)
def test_information_is_the_same_from_both_sides_and_never_more_than_there_is(
    table: list[list[int]],
) -> None:
    found, turned = fit(table), fit([list(column) for column in zip(*table, strict=True)])
    cells = entropy([cell for row in table for cell in row])
    assert found.information == pytest.approx(turned.information, abs=1e-9)
    joint = found.entropy + turned.entropy - cells
    assert found.information == pytest.approx(max(0, joint), abs=1e-9)
    assert 0 <= found.information <= min(found.entropy, turned.entropy) + 1e-12


@given(COUNTS, st.integers(1, 4))
def test_what_is_done_alike_everywhere_fits_nothing(counts: list[int], rows: int) -> None:
    assert fit([counts] * rows).information == pytest.approx(0, abs=1e-12)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=9))
def test_a_shift_is_the_same_there_and_back(pairs: list[tuple[int, int]]) -> None:
    was, now = ([1 + pair[side] for pair in pairs] for side in (0, 1))
    there, back = shift(was, now), shift(now, was)
    assert there.variation == pytest.approx(back.variation, abs=1e-12)
    assert 0 <= there.divergence <= there.variation + 1e-12 <= 1 + 1e-12
    assert shift(was, was).divergence == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        ([], "at least one"),
        ([0, 0], "above 0"),
        ([1, -1], "between 0"),
        ([1, nan], "finite"),
        ([1, inf], "finite"),
    ],
)
def test_what_is_no_count_is_refused_in_words(counts: list[float], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        entropy(counts)
    with pytest.raises(ValueError, match=says):
        fit([counts])
    with pytest.raises(ValueError, match=says):
        shift(counts, counts)


def test_tables_and_stretches_of_two_lengths_are_refused_in_words() -> None:
    with pytest.raises(ValueError, match="as long as"):
        fit([[1, 2], [3]])
    with pytest.raises(ValueError, match="the same ways"):
        shift([1], [1, 2])
    with pytest.raises(ValueError, match="at least one"):
        fit([])


def test_a_repertoire_of_half_times_or_of_unknown_ways_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="whole times"):
        repertoire([1.5])  # type: ignore[list-item]  # this is what is refused
    with pytest.raises(ValueError, match="more ways"):
        repertoire([1, 2], known=1)
