"""Pattern discovery: what is there is found, what is not there is not, whatever the order."""

import os
import random
from datetime import timedelta
from uuid import UUID

import msgspec
import pytest
from hypothesis import given, settings

from relating import simulate
from relating.case import DEFAULTS, Cue, Episode, read, write
from relating.engine.patterns import Findings, Named, Rules
from relating.engine.patterns.cores import atoms
from relating.engine.patterns.cues import cues, rows_of
from relating.engine.patterns.discover import discover
from relating.engine.patterns.table import table
from relating.engine.patterns.threads import one_thread
from tests.engine import made
from tests.engine.made import CASES, MARA, PEOPLE, SAM

QUICK = Rules(shuffles=199)


def episode(number: int, **changes: object) -> Episode:
    """A moment eight days after the one before: sooner it might be that one, told again."""
    return made.episode(8 * number, **changes)


def ordinary(number: int, **changes: object) -> Episode:
    """An everyday moment with Mara or Sam, in which this and that was done."""
    return episode(
        number,
        person="mara" if number % 2 else "sam",
        other_did=("joked",) if number % 3 else ("listened",),
        i_did=("joking",) if number % 5 else ("hiding",),
        **changes,
    )


def criticised(number: int, behaviour: str = "pleasing", person: str | None = None) -> Episode:
    """A moment of criticism and what was done then."""
    who = person or ("mara" if number % 2 else "sam")
    return episode(number, person=who, other_did=("criticised",), i_did=(behaviour,))


def a_life() -> list[Episode]:
    """Sixty everyday moments and fourteen of criticism, in twelve of which Ana pleased."""
    ordinary_ones = [ordinary(number) for number in range(60)]
    return [
        *ordinary_ones,
        *(criticised(number) for number in range(60, 72)),
        *(criticised(number, "hiding") for number in range(72, 74)),
    ]


def test_a_planted_pattern_is_found_with_its_counts_and_its_evidence() -> None:
    life = a_life()
    findings = discover(life, PEOPLE.values(), rules=QUICK)
    (pattern,) = findings.patterns
    assert (pattern.cue, pattern.behaviour) == (Cue(other_did="criticised"), "pleasing")
    assert (pattern.n, pattern.k, pattern.expected) == (14, 12, 0.0)
    assert set(pattern.episodes) == {found.id for found in life[60:72]}
    assert set(pattern.counter_examples) == {found.id for found in life[72:]}
    assert {each.person: each.says for each in pattern.people} == {"mara": "seen", "sam": "seen"}
    assert findings.not_yet is None


def test_where_nobody_was_asked_what_came_first_it_is_said_to_have_come_together() -> None:
    life = a_life()
    known = discover(life, PEOPLE.values(), rules=QUICK).patterns[0]
    assert known.in_order
    assert "what you did was" in str(known.text)
    one = [*life[:-1], msgspec.structs.replace(life[-1], order="unknown")]
    open_ = discover(one, PEOPLE.values(), rules=QUICK).patterns[0]
    assert not open_.in_order
    assert "came together with" in str(open_.text)
    assert "what you did was" not in str(open_.text)
    assert (open_.n, open_.k, open_.episodes) == (known.n, known.k, known.episodes)


def test_the_order_of_reading_changes_nothing() -> None:
    life = a_life()
    mixed = random.Random(3).sample(life, len(life))
    assert discover(life, PEOPLE.values()) == discover(mixed, [SAM, MARA])


def test_the_names_and_ids_of_people_change_nothing() -> None:
    case = simulate.case(5, episodes=160, strength=0.9).case_file
    other = {each.id: f"{99 - number}" for number, each in enumerate(case.people)}
    people = [
        msgspec.structs.replace(each, id=other[each.id], alias=each.alias[::-1])
        for each in case.people
    ]
    told = [each for each in case.entries if isinstance(each, Episode)]
    renamed = [msgspec.structs.replace(each, person=other[each.person or ""]) for each in told]
    one, two = (discover(renamed, people, rules=QUICK), discover(told, case.people, rules=QUICK))
    assert one.patterns
    for mine, theirs in zip((*one.patterns, *one.watch), (*two.patterns, *two.watch), strict=True):
        assert (mine.cue, mine.p_adjusted) == (theirs.cue, theirs.p_adjusted)
        assert (mine.episodes, mine.change) == (theirs.episodes, theirs.change)
        assert [each.person for each in mine.people] == [other[x.person] for x in theirs.people]


def test_a_rule_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="a rule is a number"):
        Rules(alpha=float("nan"))
    with pytest.raises(ValueError, match="a rule is a number"):
        Rules(margin=float("nan"))


def test_the_same_seed_says_the_same() -> None:
    case = simulate.case(5, episodes=120, strength=0.9)
    assert discover(case.case_file, seed=4) == discover(case.case_file, seed=4)


def test_a_case_file_read_again_says_the_same() -> None:
    case = simulate.case(4, episodes=160, strength=0.9)
    again = read(write(case.case_file))
    assert discover(case.case_file) == discover(again)
    assert discover(again).patterns


def test_too_few_moments_are_said_in_words_and_never_as_a_pattern() -> None:
    findings = discover(a_life()[50:66], PEOPLE.values())
    assert findings.patterns == findings.watch == ()
    assert "Not yet" in str(findings.not_yet)
    assert "16 times" in str(findings.not_yet)


def test_what_differs_only_between_people_is_no_pattern() -> None:
    """Mara criticises and is met with pleasing whatever she does; Sam with neither."""
    life = []
    for number in range(120):
        mara = number % 2 == 0
        act = "criticised" if number % (4 if mara else 30) == 0 else "joked"
        way = "pleasing" if mara and number % 3 else "joking"
        person = "mara" if mara else "sam"
        life.append(episode(number, person=person, other_did=(act,), i_did=(way,)))
    findings = discover(life, PEOPLE.values(), rules=QUICK)
    assert findings.patterns == ()


def test_a_weak_tie_is_not_worth_a_word_however_sure_it_is() -> None:
    life = a_life()
    strict = Rules(shuffles=199, margin=0.9)
    findings = discover(life, PEOPLE.values(), rules=strict)
    assert findings.patterns == ()
    assert [found.behaviour for found in findings.watch] == ["pleasing"]


def test_a_pattern_with_one_person_only_is_watched_and_not_shown() -> None:
    life = [ordinary(number) for number in range(60)]
    life += [criticised(number, person="mara") for number in range(60, 72)]
    findings = discover(life, PEOPLE.values(), rules=QUICK)
    assert findings.patterns == ()
    assert [found.behaviour for found in findings.watch] == ["pleasing"]


def test_moments_in_which_nothing_is_known_of_what_was_done_do_not_count() -> None:
    life = [*a_life(), *(episode(n, person="mara", other_did=("criticised",)) for n in range(9))]
    findings = discover(life, PEOPLE.values(), rules=QUICK)
    assert (findings.episodes, findings.usable) == (83, 74)
    assert findings.patterns[0].n == 14


def test_rehearsals_are_not_evidence() -> None:
    life = [msgspec.structs.replace(found, place="practice") for found in a_life()]
    assert discover(life, PEOPLE.values()).usable == 0


def test_words_hold_counts_and_neither_p_nor_always() -> None:
    text = str(discover(a_life(), PEOPLE.values(), rules=QUICK).patterns[0].text)
    assert text.startswith("With “Criticised me” from them")
    assert ": 12 of 14; at other" in text
    assert "at other times with the same people 0 of" in text
    assert "Seen with Sam and Mara." in text
    assert "always" not in text.lower()
    assert "p =" not in text


def test_times_with_somebody_unsafe_stand_outside_every_claim() -> None:
    life = a_life()
    unsafe = msgspec.structs.replace(MARA, unsafe=True)
    found = discover(life, [unsafe, SAM], rules=QUICK)
    without = [each for each in life if each.person != "mara"]
    assert found.usable == len(without) < len(life)
    mara = {each.id for each in life if each.person == "mara"}
    for claim in (*found.patterns, *found.watch):
        assert "Mara" not in str(claim.text)
        assert not mara & {*claim.episodes, *claim.counter_examples}


def test_own_words_for_a_behaviour_are_used() -> None:
    case = simulate.case(4, episodes=160, strength=0.9)
    pattern = discover(case.case_file).patterns[0]
    assert f"“{DEFAULTS.label('behaviour', pattern.behaviour)}”" in str(pattern.text)


def test_an_old_way_that_gives_way_to_a_new_one_is_said_to_fade() -> None:
    life = [ordinary(number) for number in range(80)]
    for number in range(40):
        done = "pleasing" if number < 20 else "say_no"
        life.append(criticised(2 * number, done, person=("mara", "sam")[number % 2]))
    pattern = discover(life, PEOPLE.values(), rules=QUICK).patterns[0]
    courses = {"pleasing": "fading", "say_no": "rising"}
    assert pattern.change.says == courses[pattern.behaviour]
    assert (pattern.change.probability or 0) > 0.9


def test_with_few_moments_nothing_is_said_about_change() -> None:
    assert discover(a_life(), PEOPLE.values(), rules=QUICK).patterns[0].change.says == "too_few"


def test_memories_say_nothing_about_change() -> None:
    life = [ordinary(number) for number in range(80)]
    life += [criticised(number) for number in range(80, 94)]
    memories = [
        episode(-number, place="past", person="mara", other_did=("criticised",), i_did=("joking",))
        for number in range(1, 20)
    ]
    pattern = discover([*life, *memories], PEOPLE.values(), rules=QUICK).patterns[0]
    assert pattern.change.says == "too_few"


def wished(number: int, wish: str, *did: str, **changes: object) -> Episode:
    """A moment with Mara or Sam that began with a wish."""
    who = "mara" if number % 2 else "sam"
    return episode(number, person=who, wish=(wish,), i_did=did, **changes)


def claimed(findings: Findings) -> list[tuple[Cue, str]]:
    """What is shown or watched."""
    return [(each.cue, each.behaviour) for each in (*findings.patterns, *findings.watch)]


def test_a_wish_and_an_act_that_only_says_it_are_never_a_claim() -> None:
    life = [ordinary(number, wish=("play",)) for number in range(60)]
    life += [wished(number, "give_care", "caretaking") for number in range(60, 74)]
    assert claimed(discover(life, PEOPLE.values(), rules=QUICK)) == []
    named = Named(
        cue=Cue(wish="give_care"), behaviour="caretaking", since=life[0].recorded_at - timedelta(1)
    )
    assert discover(life, PEOPLE.values(), rules=QUICK, named=[named]).patterns == ()


def test_a_wish_and_an_act_that_leads_away_from_it_can_be_a_claim() -> None:
    life = [ordinary(number, wish=("play",)) for number in range(60)]
    life += [wished(number, "close", "withdrawing") for number in range(60, 74)]
    shown = discover(life, PEOPLE.values(), rules=QUICK).patterns
    assert [(each.cue, each.behaviour) for each in shown] == [(Cue(wish="close"), "withdrawing")]


@pytest.mark.parametrize("act", ["pleasing", "overgiving", "caretaking", "receive", "fixing"])
def test_what_they_did_beside_what_she_did_is_a_claim_wherever_both_stand(act: str) -> None:
    """They lean on her (315 degrees), and she pleases (315 degrees)."""
    life = [ordinary(number) for number in range(60) if number % 5]
    for number in range(60, 74):
        who = "mara" if number % 2 else "sam"
        life.append(episode(number, person=who, other_did=("leaned",), i_did=(act,)))
    shown = discover(life, PEOPLE.values(), rules=QUICK).patterns
    assert [(each.cue, each.behaviour) for each in shown] == [(Cue(other_did="leaned"), act)]


def test_what_others_did_comes_before_what_she_wished() -> None:
    """The wish goes with the act even more often than what they did: the latter is named first."""
    life = [ordinary(number, wish=("play",)) for number in range(60)]
    for number in range(15):
        act = ("criticised",) if number % 5 else ("joked",)
        life.append(wished(4 * number + number % 2, "close", "withdrawing", other_did=act))
    first, *others = discover(life, PEOPLE.values(), rules=QUICK).patterns
    assert (first.cue.other_did, first.behaviour) == ("criticised", "withdrawing")
    assert all(each.cue.other_did is None for each in others)


def test_two_acts_ticked_for_one_thing_are_one_claim() -> None:
    life = [ordinary(number) for number in range(60)]
    for number in range(60, 74):
        who = "mara" if number % 2 else "sam"
        did = ("caretaking", "overgiving")
        life.append(episode(number, person=who, other_did=("leaned",), i_did=did))
    found = claimed(discover(life, PEOPLE.values(), rules=QUICK))
    assert len([way for _cue, way in found if way in {"caretaking", "overgiving"}]) == 1


@pytest.mark.parametrize(("times", "claims"), [(2, 0), (3, 1)])
def test_what_came_together_less_than_three_times_is_no_claim(times: int, claims: int) -> None:
    life = [ordinary(number) for number in range(100)]
    life += [criticised(number) for number in range(100, 100 + times)]
    life += [criticised(number, "joking") for number in range(120, 125 - times)]
    anything = Rules(shuffles=199, alpha=0.25, margin=-1.0)
    shown = discover(life, PEOPLE.values(), rules=anything).patterns
    assert len([each for each in shown if each.behaviour == "pleasing"]) == claims


def test_standing_alone_is_never_a_cue() -> None:
    case = simulate.case(1, episodes=160)
    people = {each.id: each for each in case.case_file.people}
    told = [each for each in case.case_file.entries if isinstance(each, Episode)]
    rows = table(told, people, QUICK)
    assert all(atoms(cue) for cue in cues(rows, QUICK).cues)


@settings(max_examples=40, deadline=None)
@given(CASES)
def test_whatever_was_told_the_counts_and_the_evidence_agree(episodes: list[Episode]) -> None:
    rules = Rules(shuffles=19, watch=1.0, fewest_episodes=5)
    findings = discover(episodes, PEOPLE.values(), rules=rules)
    told = {found.id: found for found in episodes}
    rows = table(episodes, PEOPLE, rules)
    for pattern in (*findings.patterns, *findings.watch):
        assert pattern.k == len(pattern.episodes)
        assert pattern.n - pattern.k == len(pattern.counter_examples)
        assert all(pattern.behaviour in (told[found].i_did or ()) for found in pattern.episodes)
        cued = {found for found, on in zip(rows.ids, rows_of(pattern.cue, rows), strict=True) if on}
        assert cued >= {*pattern.episodes, *pattern.counter_examples}


@pytest.mark.parametrize("mechanism", simulate.MECHANISMS)
def test_what_is_really_there_is_found_in_most_made_up_cases(mechanism: simulate.Mechanism) -> None:
    cases_made = [
        simulate.case(seed, episodes=240, strength=0.9, mechanism=mechanism) for seed in range(5)
    ]
    found = [bool(discover(each.case_file, rules=QUICK).patterns) for each in cases_made]
    assert sum(found) >= 4


def test_ids_are_those_of_the_case() -> None:
    life = a_life()
    pattern = discover(life, PEOPLE.values(), rules=QUICK).patterns[0]
    assert all(isinstance(each, UUID) for each in pattern.episodes)


def test_the_arithmetic_is_asked_for_one_thread_and_whoever_asked_for_more_keeps_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "4")
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    one_thread()
    assert (os.environ["OMP_NUM_THREADS"], os.environ["OPENBLAS_NUM_THREADS"]) == ("4", "1")
