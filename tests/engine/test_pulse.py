"""What one pulse says."""

from typing import Any

from relating.engine.pulse import all_full, hard_to_say, same_again, score
from tests.engine.made import pulse, session

HOUR = session(0)


def test_the_score_is_the_mean_of_what_was_answered() -> None:
    assert score(pulse(HOUR, 0, safe=8, understood=7, matters=6, way=9, could_say=2)) == 6.4


def test_a_skipped_item_is_no_zero_and_three_answers_are_too_few() -> None:
    four = pulse(HOUR, None, safe=8, understood=8, matters=8, way=8)
    assert score(four) == 8.0
    assert score(pulse(HOUR, None, safe=8, understood=8, matters=8)) is None


def test_zero_is_an_answer() -> None:
    assert score(pulse(HOUR, 0)) == 0.0


def test_four_pulses_of_nothing_but_tens_are_worth_a_question_and_three_are_not() -> None:
    full = [pulse(HOUR, 10) for _ in range(4)]
    assert all_full(full[:3]) == ()
    assert set(all_full(full)) == {each.id for each in full}
    assert all_full([*full, pulse(HOUR, 9.8)]) == ()
    assert all_full([pulse(HOUR, 9.8), *full]) == tuple(each.id for each in reversed(full))


def test_a_pulse_in_which_everything_was_skipped_is_not_full() -> None:
    assert all_full([pulse(HOUR, None)] * 4) == ()


def test_what_was_hard_to_say_low_beside_the_rest_is_worth_a_question() -> None:
    high: dict[str, Any] = {"safe": 9, "understood": 8, "matters": 10, "way": 8}
    low = pulse(HOUR, None, could_say=4, **high)
    assert hard_to_say([low]) == (low.id,)
    assert hard_to_say([pulse(HOUR, None, could_say=5, **high)]) == ()
    assert hard_to_say([pulse(HOUR, None, could_say=4, **high | {"way": 7})]) == ()
    assert hard_to_say([pulse(HOUR, None, could_say=4, safe=9, way=9)]) == ()
    assert hard_to_say([low, pulse(HOUR, 9.0)]) == ()
    assert hard_to_say([]) == ()


def test_the_same_wordless_answer_five_times_is_worth_a_question_and_four_times_is_not() -> None:
    same = [pulse(HOUR, 8.0) for _ in range(5)]
    assert same_again(same[:4]) == ()
    assert set(same_again(same)) == {each.id for each in same}
    assert same_again([*same[:4], pulse(HOUR, 8.0, not_right="Late again.")]) == ()
    assert same_again([*same[:4], pulse(HOUR, 8.2)]) == ()
    assert same_again([pulse(HOUR, 10)] * 5) == ()
    assert same_again([pulse(HOUR, None)] * 5) == ()


def test_low_is_what_lies_three_below_what_is_usual_for_this_person() -> None:
    high: dict[str, Any] = {"safe": 9, "understood": 9, "matters": 9, "way": 9}

    def after(usual: int, said: int) -> bool:
        before = [pulse(HOUR, None, could_say=usual, **high) for _ in range(4)]
        return bool(hard_to_say([*before, pulse(HOUR, None, could_say=said, **high)]))

    assert after(9, 6)
    assert not after(9, 7), "no higher than six"
    assert after(7, 4)
    assert not after(7, 5)
    assert not after(5, 4), "somebody for whom it is always hard is not asked each week"
