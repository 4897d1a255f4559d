"""Both lines, the gap, and the dips: what the figures show and what the two people say."""

from collections.abc import Sequence
from random import Random
from typing import Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from relating.case.entries.dip import Dip, Mended
from relating.case.entries.pulse import Pulse
from relating.case.fields import Author
from relating.engine.alliance import Alliance, alliance, state
from relating.engine.dips_found import RULES, How, Rule
from tests.engine.made import dip, hours, pulse, session
from tests.sure import there

ANA = [7.2, 7.4, 7.8, 7.6, 8.0, 5.2, 6.8, 8.2, 8.2, 8.0]
HOURS = hours(12)
Scores: TypeAlias = Sequence[float | None]


def line(scores: Scores = ANA, author: Author = "client") -> list[Pulse]:
    told = zip(HOURS, scores, strict=False)
    return [pulse(hour, score, author) for hour, score in told if score is not None]


def found(scores: Scores = ANA, said: Sequence[Dip] = (), **how: Any) -> Alliance:
    return alliance(line(scores), HOURS[: len(scores)], said, How(**how))


def test_both_sides_and_the_gap_stand_by_session() -> None:
    both = alliance([*line([8, 6]), *line([7, None], "counsellor")], HOURS[:2])
    assert [point.number for point in both.points] == [1, 2]
    assert [point.gap for point in both.points] == [1.0, None]
    assert (both.n, both.reason) == (2, "too_few")


def test_an_hour_without_a_pulse_is_an_hour_without_a_score_and_not_a_zero() -> None:
    gap = found([8, 8, None, 8, 8, 8])
    assert gap.points[2].client is None
    assert (gap.n, gap.dips) == (5, ())


def test_hours_that_were_not_held_are_left_out_unless_there_is_a_pulse() -> None:
    missed, moved = session(90, "missed"), session(91, "moved")
    points = alliance([pulse(moved, 8)], [missed, moved]).points
    assert [point.session for point in points] == [moved.id]


def test_the_number_is_the_one_on_the_session_or_else_its_place() -> None:
    points = found([8, 8]).points
    assert [point.number for point in points] == [1, 2]


def test_the_newest_pulse_of_an_hour_counts() -> None:
    both = [*line([8]), pulse(HOURS[0], 4)]
    client = alliance(both, HOURS[:1]).points[0].client
    assert there(client).pulse == both[1].id


def test_a_pulse_of_an_hour_that_is_not_there_is_left_out() -> None:
    assert alliance(line(), []).reason == "no_pulse"


def test_a_dip_names_its_hour_its_depth_and_the_pulses_behind_it() -> None:
    pulses = line()
    (low,) = alliance(pulses, HOURS[:10]).dips
    assert (low.session, low.number, low.state) == (HOURS[5].id, 6, "open")
    assert there(low.fall).depth == pytest.approx(2.8)
    assert low.pulses == tuple(each.id for each in pulses[4:7])


def test_four_scores_are_too_few_for_the_live_rule() -> None:
    few = found([8, 8, 8, 1])
    assert (few.dips, few.reason) == ((), "too_few")
    assert found([8, 8, 8, 8, 1]).reason is None


def test_only_the_live_rule_is_a_warning() -> None:
    assert [found(rule=rule).live for rule in RULES] == [True, False, False, False]
    assert {found(rule=rule).rule for rule in RULES} == set(RULES)


def test_scores_that_came_back_do_not_mend_a_dip_by_themselves() -> None:
    (low,) = found().dips
    assert (there(low.fall).returned, low.state) == ("back", "open")


def test_a_dip_is_mended_when_one_says_so_in_which_hour_and_the_other_does_not_disagree() -> None:
    mended = dip(HOURS[5], rupture="yes", mended="yes", mended_session=HOURS[7].id)
    (low,) = found(said=[mended]).dips
    assert (low.state, low.mended_session, low.mended_number) == ("mended", HOURS[7].id, 8)
    assert (low.rupture, low.said) == ({"counsellor": "yes"}, (mended.id,))


@pytest.mark.parametrize("says", ["no", "partly"])
def test_a_dip_is_open_while_one_of_the_two_says_so(says: Mended) -> None:
    words = [dip(HOURS[5], mended="yes"), dip(HOURS[5], "client", mended=says)]
    (low,) = found(said=words).dips
    assert (low.state, low.mended_session) == ("open", None)


def test_it_takes_both_to_say_that_it_was_no_rupture() -> None:
    ben, ana = dip(HOURS[5], rupture="no"), dip(HOURS[5], "client", rupture="no")
    assert state([ben]) == "open"
    assert state([ben, ana]) == "no_rupture"
    assert state([ben, dip(HOURS[5], "client", rupture="not_sure")]) == "open"
    assert state([]) == "open"


def test_a_word_on_a_later_hour_of_the_same_dip_belongs_to_it() -> None:
    (low,) = found(said=[dip(HOURS[6], mended="yes")]).dips
    assert low.state == "mended"


def test_the_two_can_name_a_rupture_that_no_rule_saw_even_after_one_hour() -> None:
    named = found([8, 8], [dip(HOURS[1], "client", rupture="yes")])
    (low,) = named.dips
    assert (low.number, low.fall, low.state) == (2, None, "open")
    assert named.reason == "too_few"


def test_saying_that_there_was_no_rupture_makes_no_dip() -> None:
    assert found([8, 8], [dip(HOURS[1], rupture="no")]).dips == ()


def test_nothing_but_tens_is_a_question() -> None:
    tens = line([10] * 5)
    assert set(alliance(tens, HOURS[:5]).all_full) == {each.id for each in tens}


@given(st.lists(st.tuples(st.sampled_from([8.0, 9.0]), st.booleans(), st.booleans()), max_size=9))
def test_a_sealed_pulse_asks_nothing(given: list[tuple[float, bool, bool]]) -> None:
    """Each hour's score, whether what was hard to say was low, and whether the pulse was sent."""
    pulses = []
    for number, (score, low, sent) in enumerate(given):
        said: dict[str, Any] = {"could_say": 2} if low else {}
        made = pulse(HOURS[number], score, **said)
        pulses.append(replace(made, visibility="shared" if sent else "private"))
    every = alliance(pulses, HOURS)
    without = alliance([each for each in pulses if each.visibility == "shared"], HOURS)
    assert (every.hard_to_say, every.same_again) == (without.hard_to_say, without.same_again)


SCORES = st.lists(st.none() | st.integers(0, 50).map(lambda fifth: fifth / 5), max_size=12)


@given(SCORES, SCORES, st.sampled_from(RULES), st.randoms())
def test_the_order_in_which_pulses_come_does_not_matter(
    ana: Scores, ben: Scores, rule: Rule, chance: Random
) -> None:
    pulses = [*line(ana), *line(ben, "counsellor")]
    mixed = chance.sample(pulses, len(pulses))
    assert alliance(pulses, HOURS, (), How(rule=rule)) == alliance(mixed, HOURS, (), How(rule=rule))


@given(SCORES, st.sampled_from(RULES))
def test_a_dip_leads_back_to_pulses_and_there_are_none_without_a_reason_to_judge(
    ana: Scores, rule: Rule
) -> None:
    shown = alliance(line(ana), HOURS, (), How(rule=rule))
    ids = {point.client.pulse for point in shown.points if point.client is not None}
    assert all(set(low.pulses) <= ids and low.pulses for low in shown.dips)
    assert shown.reason is None or not shown.dips
