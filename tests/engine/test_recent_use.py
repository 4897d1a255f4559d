"""What forms offer first."""

from hypothesis import given
from hypothesis import strategies as st

from relating.case.entries.episode import Episode, Feeling
from relating.engine.order import newest_first
from relating.engine.recent_use import HALVING, WEIGHED, Slot, codes, recent_people, used
from tests.engine.made import CASES, episode


def test_what_was_used_more_comes_first_and_the_later_of_equals() -> None:
    case = [episode(day, i_did=("joking",)) for day in (1, 2)]
    case += [episode(3, i_did=("hiding",)), episode(0, i_did=("pleasing",))]
    assert used(newest_first(case), "i_did") == ("joking", "hiding", "pleasing")


def test_recent_use_outweighs_old_habit() -> None:
    old = [episode(day, i_did=("joking",)) for day in range(6)]
    quiet = [episode(10 + day) for day in range(3 * HALVING)]
    new = [episode(100 + day, i_did=("say_no",)) for day in range(2)]
    assert used(newest_first([*old, *quiet, *new]), "i_did") == ("say_no", "joking")


def test_a_slot_that_was_not_asked_counts_for_nothing() -> None:
    assert used([episode(wish=None), episode(wish=())], "wish") == ()


def test_behind_the_newest_thousand_the_latest_use_decides() -> None:
    newest = [episode(wish=("w_close",))] * WEIGHED
    older = [("w_last", "w_close"), ("w_first",), ("w_first",), ("w_last",)]
    case = [*newest, *(episode(wish=wish) for wish in older)]
    assert used(case, "wish") == ("w_close", "w_last", "w_first")


def test_feelings_are_ordered_by_their_codes() -> None:
    sad, angry = Feeling(code="sad", intensity=3), Feeling(code="angry")
    case = [episode(1, feelings=(sad,)), episode(2, feelings=(angry,)), episode(3, feelings=(sad,))]
    assert used(newest_first(case), "feelings") == ("sad", "angry")


def test_the_person_last_written_about_comes_first() -> None:
    case = [episode(1, person="sam"), episode(2, person="mara"), episode(0, person="mara")]
    assert recent_people(newest_first([*case, episode(9)])) == ("mara", "sam")


@given(CASES, st.sampled_from(["wish", "other_did", "feelings", "i_did", "self_treatment"]))
def test_each_used_code_is_offered_once(case: list[Episode], slot: Slot) -> None:
    found = used(newest_first(case), slot)
    assert sorted(found) == sorted({code for each in case for code in codes(each, slot)})
