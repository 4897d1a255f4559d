"""A case that grows: a claim stays until its reasons fall, and chance is seldom claimed."""

import random

import pytest
from msgspec.structs import replace

from relating import simulate
from relating.case import Cue, Episode
from relating.engine.patterns import Rules
from relating.engine.patterns.discover import discover
from relating.engine.patterns.growing import Held, growing, looked_at_often, looks
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


def turned_round() -> list[Episode]:
    """She pleased when she was criticised; then she pleases whenever else, and not then."""
    whole = life(60)
    for number in range(60, 160):
        cued = number % 4 == number // 4 % 2
        whole.append(
            moment(number, "criticised" if cued else "joked", "joking" if cued else "pleasing")
        )
    return whole


def test_a_claim_whose_reasons_fall_is_said_to_have_fallen_and_is_not_lost() -> None:
    whole = turned_round()
    assert said(growing(whole[:60], PEOPLE.values())) == [(*PLEASED, True)]
    later = growing(whole, PEOPLE.values())
    assert (*PLEASED, False) in said(later)


def test_a_page_shows_what_was_claimed_and_watches_what_one_look_finds_besides() -> None:
    """A life in which each third time of her pleasing is said otherwise."""
    told = life(70)
    whole = [
        replace(each, i_did=("joking",)) if n % 3 == 1 else each for n, each in enumerate(told)
    ]
    first = next(n for n in range(20, 71) if growing(whole[:n], PEOPLE.values()))
    sure = next(n for n in range(20, 71) if discover(whole[:n], PEOPLE.values()).patterns)
    assert sure < first
    early = looked_at_often(whole[: first - 1], PEOPLE.values())
    assert early.patterns == ()
    assert [(each.cue, each.behaviour) for each in early.watch] == [PLEASED]
    assert "Not yet" in str(early.not_yet)
    late = looked_at_often(whole[:first], PEOPLE.values())
    assert [(each.cue, each.behaviour) for each in late.patterns] == [PLEASED]
    assert (late.watch, late.fallen, late.not_yet) == ((), (), None)


def test_what_fell_is_told_once_and_not_offered_again_as_something_early() -> None:
    now = looked_at_often(turned_round(), PEOPLE.values(), rules=Rules(watch=1.0))
    assert [(each.cue, each.behaviour) for each in now.fallen] == [PLEASED]
    assert PLEASED not in [(each.cue, each.behaviour) for each in (*now.patterns, *now.watch)]


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
