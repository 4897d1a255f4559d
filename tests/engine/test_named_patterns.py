"""Patterns that somebody named: borne out by later moments only, within a budget of looks."""

from datetime import timedelta
from uuid import UUID

import msgspec
import pytest

from relating import simulate
from relating.case import DEFAULTS, Cue, Episode
from relating.case.entries.pattern import Pattern, not_this
from relating.engine.patterns import Named, Rules
from relating.engine.patterns.beforehand import chances_since
from relating.engine.patterns.discover import discover
from relating.engine.patterns.table import table
from tests.engine.made import PEOPLE
from tests.engine.test_patterns import QUICK, a_life, criticised, ordinary


def interleaved(first: int, times: int) -> list[Episode]:
    """From this moment on: each fourth a criticism, met with pleasing, the others everyday."""
    return [
        criticised(each) if each % 4 == each // 4 % 2 else ordinary(each)
        for each in range(first, first + 4 * times)
    ]


def test_a_named_pattern_is_promoted_by_later_moments_only() -> None:
    cue = Cue(other_did="criticised")
    life = [ordinary(number) for number in range(40)]
    before = Named(cue=cue, behaviour="pleasing", since=life[-1].recorded_at)
    life += interleaved(40, 10)
    after = Named(cue=cue, behaviour="pleasing", since=life[-1].recorded_at + timedelta(1))
    nothing = Rules(shuffles=199, watch=0.0, most_share=0.0)
    assert discover(life, PEOPLE.values(), rules=nothing, named=[after]).patterns == ()
    shown = discover(life, PEOPLE.values(), rules=nothing, named=[before]).patterns
    assert [(each.behaviour, each.basis) for each in shown] == [("pleasing", "named")]


def test_whoever_looks_often_goes_by_evidence_and_one_look_does_not() -> None:
    cue = Cue(other_did="criticised")
    life = [ordinary(number) for number in range(40)]
    named = Named(cue=cue, behaviour="pleasing", since=life[-1].recorded_at)
    life += [criticised(number) for number in range(60, 68)]
    nothing = Rules(shuffles=199, watch=0.0, most_share=0.0)
    one, many = (
        discover(life, PEOPLE.values(), rules=nothing, named=[named], often=often)
        for often in (False, True)
    )
    assert [each.behaviour for each in many.patterns] == ["pleasing"]
    assert one.patterns == (), "since it was named nothing came that it could be set against"


def test_where_a_named_pair_can_be_tested_the_search_has_its_part_of_the_budget_only() -> None:
    life = a_life()
    alone = discover(life, PEOPLE.values(), rules=QUICK).patterns[0]
    hunch = Named(
        cue=Cue(other_did="listened"), behaviour="hiding", since=life[0].recorded_at - timedelta(1)
    )
    too_late = msgspec.structs.replace(hunch, since=life[-1].recorded_at)
    beside = discover(life, PEOPLE.values(), rules=QUICK, named=[hunch])
    untested = discover(life, PEOPLE.values(), rules=QUICK, named=[too_late])
    found = next(each for each in (*beside.patterns, *beside.watch) if each.basis == "found")
    assert found.p_adjusted == pytest.approx(5 * alone.p_adjusted)
    assert untested.patterns[0].p_adjusted == alone.p_adjusted


def test_more_than_ten_named_pairs_share_the_budget_of_the_first_ten() -> None:
    life = [ordinary(number) for number in range(10)] + interleaved(10, 12)
    start = life[0].recorded_at
    acts = [term.code for term in DEFAULTS.terms("behaviour")]
    hunches = [
        Named(cue=Cue(other_did="joked"), behaviour=act, since=start + timedelta(minutes=n))
        for n, act in enumerate(acts)
    ]
    late = Named(
        cue=Cue(other_did="criticised"), behaviour="pleasing", since=start + timedelta(minutes=90)
    )
    rows, rules = table(life, PEOPLE, Rules()), Rules()
    assert late in chances_since([*hunches[:9], late], rows, DEFAULTS, rules)
    assert late not in chances_since([*hunches[:10], late], rows, DEFAULTS, rules)


def test_a_case_file_brings_what_was_named_and_not_what_was_set_aside() -> None:
    case = simulate.case(4, episodes=160, strength=0.9).case_file
    first = min(each.recorded_at for each in case.entries) - timedelta(1)
    given = discover(case).patterns[0]
    kept = Pattern(
        id=UUID(int=5),
        author="counsellor",
        visibility="private",
        recorded_at=first,
        cue=given.cue,
        behaviour=given.behaviour,
        state="watching",
        named_by="counsellor",
        since=first,
    )
    aside = not_this(kept, first.date())
    with_it, without = (
        discover(msgspec.structs.replace(case, entries=(*case.entries, each)))
        for each in (kept, aside)
    )
    assert given.basis == "found"
    assert [each.named.behaviour for each in with_it.named] == [given.behaviour]
    assert with_it.patterns[0].basis == "named"
    assert without == discover(case)


def test_naming_what_was_found_takes_nothing_away() -> None:
    life = a_life()
    late = Named(cue=Cue(other_did="criticised"), behaviour="pleasing", since=life[-1].recorded_at)
    alone = discover(life, PEOPLE.values(), rules=QUICK)
    both = discover(life, PEOPLE.values(), rules=QUICK, named=[late])
    assert both.patterns == alone.patterns
    assert (both.named[0].n, both.named[0].evidence, both.named[0].promoted) == (0, 1.0, False)


def test_what_somebody_named_is_watched_until_it_is_borne_out() -> None:
    life = [ordinary(number) for number in range(60)]
    hunch = Named(cue=Cue(other_did="listened"), behaviour="hiding", since=life[0].recorded_at)
    findings = discover(life, PEOPLE.values(), rules=QUICK, named=[hunch])
    assert (hunch.cue, hunch.behaviour) in [(each.cue, each.behaviour) for each in findings.watch]
