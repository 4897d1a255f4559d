"""A case that grows: a claim stays until its reasons fall, and chance is seldom claimed."""

import random

import pytest

from relating import simulate
from relating.case import Cue, Episode
from relating.engine.patterns import Rules
from relating.engine.patterns.growing import Held, growing, looks
from tests.engine import made
from tests.engine.made import MARA, PEOPLE, SAM


def moment(number: int, act: str, did: str) -> Episode:
    """Eight days after the one before, with Mara or Sam."""
    who = ("mara", "sam")[number % 2]
    return made.episode(8 * number, person=who, other_did=(act,), i_did=(did,))


def life(number: int, *, pleases: bool = True, first: int = 0) -> list[Episode]:
    """Each fourth time or so a criticism, met with pleasing or not; all else is everyday."""
    found = []
    for each in range(first, first + number):
        cued = each % 4 == each // 4 % 2
        did = "pleasing" if cued and pleases else ("joking", "hiding")[each % 3 == 0]
        found.append(moment(each, "criticised" if cued else "joked", did))
    return found


def said(held: tuple[Held, ...]) -> list[tuple[Cue, str, bool]]:
    return [(each.finding.cue, each.finding.behaviour, each.stands) for each in held]


PLEASED = (Cue(other_did="criticised"), "pleasing")


def test_a_claim_is_made_at_a_look_and_stays_between_looks() -> None:
    whole = life(70)
    made_at = {n: growing(whole[:n], PEOPLE.values()) for n in range(20, 71, 5)}
    first = next(n for n, held in made_at.items() if held)
    since = made_at[first][0].since
    assert since in looks(first, 20)
    for n, held in made_at.items():
        assert said(held) == ([(*PLEASED, True)] if n >= since else [])
        assert all(each.since == since for each in held)


def test_a_claim_is_counted_anew_with_what_is_told_later() -> None:
    whole = life(70)
    early, late = (growing(whole[:n], PEOPLE.values())[0].finding for n in (50, 70))
    assert late.n > early.n
    assert set(early.episodes) < set(late.episodes)


def test_a_claim_whose_reasons_fall_is_said_to_have_fallen_and_is_not_lost() -> None:
    """She pleased when she was criticised; then she pleases whenever else, and not then."""
    whole = life(60)
    for number in range(60, 160):
        cued = number % 4 == number // 4 % 2
        whole.append(
            moment(number, "criticised" if cued else "joked", "joking" if cued else "pleasing")
        )
    assert said(growing(whole[:60], PEOPLE.values())) == [(*PLEASED, True)]
    later = growing(whole, PEOPLE.values())
    assert (*PLEASED, False) in said(later)


def test_the_order_of_reading_changes_nothing() -> None:
    whole = life(60)
    mixed = random.Random(2).sample(whole, len(whole))
    assert growing(whole, PEOPLE.values()) == growing(mixed, [SAM, MARA])


def test_looks_are_the_same_however_much_is_told_later() -> None:
    assert looks(300, 20)[: len(looks(100, 20))] == looks(100, 20)
    assert looks(19, 20) == ()
    assert len(looks(300, 20)) <= 13


def test_the_budget_of_all_looks_up_to_three_hundred_is_less_than_one_in_ten() -> None:
    assert len(looks(300, 20)) * Rules().alpha_at_a_look <= 0.1


@pytest.mark.slow
def test_while_a_case_grows_chance_alone_is_claimed_in_less_than_one_of_ten() -> None:
    """At any look up to 120 moments, in these cases, which are always the same."""
    ever = 0
    for seed in range(20):
        case = simulate.case(seed, episodes=120, templates=0, nuisance="mixed").case_file
        told = [each for each in case.entries if isinstance(each, Episode)]
        ever += bool(growing(told, case.people))
    assert ever <= 2
