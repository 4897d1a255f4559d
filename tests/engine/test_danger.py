"""Danger is what the client chose; nothing that anybody wrote and nothing else that was chosen."""

from datetime import UTC, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from relating.case.entries.episode import Episode
from relating.case.words.vocabulary import DEFAULTS
from relating.engine.danger import is_hard_day, is_of_danger
from tests.engine.made import MONDAY, episode, episodes, some

DARK = (
    "He hit me. I cut myself, I want to die, suicide, kill me, not safe, body, not_alive, unsafe."
)
CHOSEN = st.sampled_from(
    [{"self_treatment": ("body",)}, {"self_treatment": ("not_alive",)}, {"ended": "unsafe"}]
)
ELSE = st.sampled_from(
    [
        term.code
        for term in DEFAULTS.terms("self_treatment")
        if term.code not in {"body", "not_alive"}
    ]
)
ENDS = st.sampled_from([term.code for term in DEFAULTS.terms("ended") if term.code != "unsafe"])


@st.composite
def harmless(draw: st.DrawFn) -> Episode:
    """Any episode in which she chose nothing of danger, with the darkest words in every field."""
    return replace(
        draw(episodes()),
        story=DARK,
        seen_as=DARK,
        rather=DARK,
        unsaid=DARK,
        valence=draw(st.integers(-3, 3)),
        self_treatment=draw(st.none() | st.lists(ELSE, unique=True).map(tuple)),
        need=draw(some("need")),
        ended=draw(st.none() | ENDS),
    )


@given(harmless())
def test_no_words_and_no_other_choice_are_ever_danger(told: Episode) -> None:
    assert not is_of_danger(told)


@given(harmless(), CHOSEN)
def test_each_of_the_three_is_danger_whatever_else_was_told(
    told: Episode, chosen: dict[str, object]
) -> None:
    assert is_of_danger(replace(told, story="", **chosen))
    beside = {"self_treatment": (*(told.self_treatment or ()), "body")}
    assert is_of_danger(replace(told, **beside))


@given(harmless(), CHOSEN)
def test_nobody_says_it_for_her(told: Episode, chosen: dict[str, object]) -> None:
    by_ben = replace(told, author="counsellor", visibility="shared", **chosen)
    assert not is_of_danger(by_ben)


@pytest.mark.parametrize("code", ["body", "not_alive"])
def test_the_words_of_danger_are_in_the_list(code: str) -> None:
    assert DEFAULTS.term("self_treatment", code) is not None


def test_being_cruel_to_oneself_is_not_danger_and_does_not_speak_of_hurting() -> None:
    cruel = DEFAULTS.term("self_treatment", "st_attack")
    assert cruel is not None
    assert not cruel.help
    assert not is_of_danger(episode(self_treatment=("st_attack",)))


def test_a_hard_day_is_the_one_on_which_it_was_and_the_one_on_which_it_was_told() -> None:
    told = episode(0, ended="unsafe", recorded_at=MONDAY + timedelta(days=2))
    days = [MONDAY + timedelta(days=number) for number in range(-1, 5)]
    assert [now.day for now in days if is_hard_day([told], now)] == [2, 4]


def test_a_hard_day_is_told_by_the_clock_where_she_is() -> None:
    told = episode(0, ended="unsafe", at=MONDAY.replace(hour=23), recorded_at=MONDAY)
    morning = MONDAY.replace(day=3, hour=5)
    assert is_hard_day([told], morning, timezone(timedelta(hours=8)))
    assert not is_hard_day([told], morning, UTC)
    assert is_hard_day([replace(told, zone="Asia/Tokyo")], morning, UTC)


def test_no_other_time_makes_a_hard_day() -> None:
    assert not is_hard_day([episode(0, story=DARK, self_treatment=("st_attack",))], MONDAY)
