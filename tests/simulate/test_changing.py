"""Answers drawn for a made-up case: the same from a seed, and changed where that is planted."""

from datetime import timedelta

from relating import simulate
from relating.case import CaseFile, Episode
from relating.simulate.changing import CALM, NEW, UNKIND, Planted, answered


def a_case() -> CaseFile:
    return simulate.case(
        3, episodes=200, templates=0, nuisance="retold", mechanism="unkind"
    ).case_file


def told(case_file: CaseFile) -> list[Episode]:
    found = [each for each in case_file.entries if isinstance(each, Episode)]
    return sorted(found, key=lambda each: each.recorded_at)


def test_the_same_seed_gives_the_same_answers_and_leaves_whom_and_when() -> None:
    made = a_case()
    one, other = answered(made, 5, UNKIND), answered(made, 5, UNKIND)
    assert one == other != answered(made, 6, UNKIND)
    assert [each.person for each in told(one)] == [each.person for each in told(made)]
    assert all(each.awareness is not None for each in told(one))


def test_a_planted_change_is_there_after_its_cue_and_from_its_day_on() -> None:
    made = a_case()
    every = told(made)
    cue = next(each.other_did[0] for each in every if each.other_did)
    since = every[100].recorded_at.date()
    changed = told(answered(made, 5, CALM, Planted(cue, since, more=1.0, usual=0.0)))
    later = [
        each
        for each in changed
        if cue in (each.other_did or ())
        and each.at is not None
        and each.at.date() >= since + timedelta(days=1)
    ]
    assert later
    assert all(each.i_did and each.i_did[0] in NEW for each in later)
