"""Made-up cases: the same again from a seed, in good form, and true to what was planted."""

from collections import Counter
from typing import Any, get_args

import pytest

from relating import simulate
from relating.case import Episode, read, write
from relating.case.words.alike import only_says
from relating.case.words.vocabulary import DEFAULTS
from relating.engine.retellings import once
from relating.simulate.truth import Template, write_truth

WORLDS = [(name, each) for name, known in simulate.NUISANCES.items() for each in known]
TWISTS: tuple[simulate.Twist, ...] = get_args(simulate.Twist)


@pytest.mark.parametrize(("mechanism", "nuisance"), WORLDS)
def test_a_seed_gives_the_same_case_and_truth_again(
    mechanism: simulate.Mechanism, nuisance: simulate.Nuisance
) -> None:
    settings: dict[str, Any] = {
        "episodes": 60,
        "mechanism": mechanism,
        "nuisance": nuisance,
        "twists": TWISTS,
    }
    one, other = simulate.case(9, **settings), simulate.case(9, **settings)
    assert write(one.case_file) == write(other.case_file)
    assert write_truth(one.truth) == write_truth(other.truth)
    assert write(one.case_file) != write(simulate.case(10, **settings).case_file)


@pytest.mark.parametrize(("mechanism", "nuisance"), WORLDS)
def test_every_made_up_case_is_a_good_case_file(
    mechanism: simulate.Mechanism, nuisance: simulate.Nuisance
) -> None:
    made = simulate.case(4, episodes=50, mechanism=mechanism, nuisance=nuisance, twists=TWISTS)
    assert read(write(made.case_file)) == made.case_file
    assert len(made.case_file.entries) == 50
    assert 5 <= len(made.case_file.people) <= 9


def behaviours(made: simulate.Made, template: Template) -> list[bool]:
    """Whether the behaviour was told, in the fired episodes in which what was done was told."""
    told = {each.id: each for each in made.case_file.entries if isinstance(each, Episode)}
    known = [told[each].i_did for each in template.fired if each in told]
    return [template.behaviour in each for each in known if each is not None]


@pytest.mark.parametrize("mechanism", simulate.MECHANISMS)
def test_where_a_template_acted_its_behaviour_is_mostly_told(mechanism: simulate.Mechanism) -> None:
    told: list[bool] = []
    for seed in (6, 7, 8):
        made = simulate.case(seed, episodes=200, strength=0.8, mechanism=mechanism)
        for template in made.truth.templates:
            told += behaviours(made, template)
            assert set(template.fired) <= set(template.cued)
    assert len(told) > 30
    assert sum(told) / len(told) > 0.8


@pytest.mark.parametrize("mechanism", simulate.MECHANISMS)
def test_a_silent_template_never_acts_with_whom_or_where_it_is_silent(
    mechanism: simulate.Mechanism,
) -> None:
    for seed in range(4):
        made = simulate.case(seed, episodes=120, mechanism=mechanism, twists=("silent",))
        told = {each.id: each for each in made.case_file.entries if isinstance(each, Episode)}
        for template in made.truth.templates:
            assert template.silent_with or template.silent_in
            fired = [told[each] for each in template.fired if each in told]
            assert not {each.person for each in fired} & set(template.silent_with)
            assert not {each.place for each in fired} & set(template.silent_in)


@pytest.mark.parametrize("mechanism", simulate.MECHANISMS)
def test_a_fading_template_acts_less_in_the_second_half(mechanism: simulate.Mechanism) -> None:
    early = late = 0
    for seed in range(4):
        made = simulate.case(seed, episodes=160, mechanism=mechanism, twists=("fading",))
        order = {each.id: number for number, each in enumerate(made.case_file.entries)}
        fired = [order[each] for each in made.truth.templates[0].fired if each in order]
        early += sum(number < 80 for number in fired)
        late += sum(number >= 80 for number in fired)
    assert early > 3 * late


def test_a_case_without_templates_has_none() -> None:
    assert simulate.case(1, templates=0).truth.templates == ()


def test_templates_share_neither_cue_word_nor_behaviour() -> None:
    for seed in range(20):
        first, second, third = simulate.case(seed, episodes=20, templates=3).truth.templates
        assert not first.atoms & second.atoms
        assert len({first.behaviour, second.behaviour, third.behaviour}) == 3


@pytest.mark.parametrize("mechanism", simulate.MECHANISMS)
def test_no_template_is_a_wish_with_an_act_that_only_says_it(mechanism: simulate.Mechanism) -> None:
    for seed in range(40):
        for each in simulate.case(seed, episodes=20, mechanism=mechanism).truth.templates:
            assert not only_says(each.wish, each.behaviour, DEFAULTS)


def told_by(made: simulate.Made) -> list[Episode]:
    return [each for each in made.case_file.entries if isinstance(each, Episode)]


def test_in_a_retold_case_about_every_sixth_moment_is_told_twice() -> None:
    expected: list[tuple[simulate.Nuisance, int, int]] = [("plain", 0, 12), ("retold", 25, 75)]
    for nuisance, least, most in expected:
        told = told_by(simulate.case(3, episodes=300, mechanism="unkind", nuisance=nuisance))
        left = once(told, lambda each: each.person)
        assert least <= len(told) - len(left) <= most


def test_one_person_is_nearly_always_there_where_that_is_the_condition() -> None:
    told = told_by(simulate.case(3, episodes=300, mechanism="unkind", nuisance="dominant"))
    most = Counter(each.person for each in told).most_common(1)[0][1]
    assert 180 <= most <= 240


def test_with_synonyms_wishes_mostly_say_what_was_done() -> None:
    shares = {}
    conditions: tuple[simulate.Nuisance, ...] = ("plain", "synonyms")
    for nuisance in conditions:
        told = told_by(simulate.case(3, episodes=200, mechanism="unkind", nuisance=nuisance))
        pairs = [
            only_says(wish, act, DEFAULTS)
            for each in told
            for wish in each.wish or ()
            for act in (each.i_did or ())[:1]
        ]
        shares[nuisance] = sum(pairs) / len(pairs)
    assert shares["synonyms"] > 0.5 > 2 * shares["plain"]


def test_a_mechanism_says_which_conditions_it_knows() -> None:
    with pytest.raises(ValueError, match="rates knows no runs: plain, person, mixed"):
        simulate.case(1, nuisance="runs")
