"""Back then: what of the counsellor's telling meets the client, and what is counted."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from relating.case import Episode, Preferences, Recognition, ThenNow, Way
from relating.case.entries.preferences import BackThen
from relating.case.entries.recognition import Says
from relating.engine.back_then import Meets, agreed, folded, meets, of_now, way_of_now
from tests.case.drawn import episodes
from tests.case.examples import an_entry
from tests.engine.made import MONDAY, episode

MET: dict[Says | None, Meets] = {
    None: "folded",
    "so": "open",
    "partly": "open",
    "not_so": "open",
    "refused": "apart",
    "kept_off": "apart",
}


def said(telling: Episode, *answers: Says) -> list[Recognition]:
    """What she says to a telling, one word after the other."""
    return [
        an_entry(Recognition, number, author="client", telling=telling.id, says=each)
        for number, each in enumerate(answers, start=10)
    ]


@pytest.mark.parametrize(("answer", "met"), MET.items())
def test_with_a_yes_of_both_it_waits_until_she_answers(answer: Says | None, met: Meets) -> None:
    told = replace(episode(1, place="past", age=9), author="counsellor", story="Nobody came.")
    answers = said(told, *([answer] if answer else []))
    assert meets(told, agreed(yes_of_both(), answers)) == met
    assert meets(told, agreed(yes_of_both()[:1], answers)) == "hidden"
    assert folded(told).story == ""
    assert folded(told).age is None


def test_what_she_keeps_off_her_pages_stays_off_whatever_she_answered() -> None:
    told = replace(episode(1, place="past"), author="counsellor")
    assert meets(told, agreed(yes_of_both(), said(told, "so", "kept_off"))) == "apart"


def test_what_is_counted_is_of_now_until_it_is_on() -> None:
    now, then = episode(1), episode(2, place="past")
    assert of_now([now, then], on=False) == (now,)
    assert of_now([now, then], on=True) == (now, then)


@given(
    episodes(),
    st.sampled_from(["so", "partly", "not_so", "refused", "kept_off", None]),
    st.booleans(),
)
def test_nothing_told_of_back_then_meets_her_without_a_yes_of_both(
    told: Episode, answer: Any, on: bool
) -> None:
    said = [] if answer is None else [an_entry(Recognition, 3, telling=told.id, says=answer)]
    said = [replace(each, author="client") for each in said]
    found = agreed(yes_of_both() if on else yes_of_both()[:1], said)
    how = meets(told, found)
    if told.author == "client" or told.place != "past":
        assert how == "open"
    elif not on:
        assert how == "hidden"
    else:
        assert (how == "open") == (answer in {"so", "partly", "not_so"})
    bare = folded(told)
    kept = {"id", "author", "visibility", "recorded_at", "place"}
    default = replace(bare, id=UUID(int=1))
    assert all(getattr(bare, each) == getattr(told, each) for each in kept - {"place"})
    assert (default.story, default.person, default.at, default.age) == ("", None, None, None)


def yes_of_both() -> list[Preferences]:
    yes = BackThen(yes=0)
    ana = an_entry(Preferences, 1, author="client", visibility="shared", back_then=yes)
    return [ana, an_entry(Preferences, 2, visibility="shared", back_then=yes)]


def test_of_a_way_nothing_of_back_then_is_shown_while_the_two_do_not_look_at_it() -> None:
    begins: dict[str, Any] = {"author": "client", "visibility": "shared", "recorded_at": MONDAY}
    said = ThenNow(now="Her being cross.", then="The third click.")
    way = Way(id=UUID(int=1), **begins, spared=said, began=(UUID(int=2),), began_words="Here.")
    assert way_of_now(way, on=True) == way
    shown = way_of_now(way, on=False)
    assert shown.spared == ThenNow(now="Her being cross.")
    assert (shown.began, shown.began_words, shown.gave) == ((), "", None)
