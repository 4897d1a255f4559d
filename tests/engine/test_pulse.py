"""What one pulse says."""

from relating.engine.pulse import all_full, score
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
