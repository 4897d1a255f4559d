"""Ana's Today: what matters most, what happened lately, and nothing that was not asked for."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from relating.case import Session
from relating.journal import actions, queries
from tests.cast import Cast, browser_of, episode, person, session

NEVER = "I said no and the sky stayed up."


def page(cast: Cast) -> str:
    answer = browser_of(cast.ana).get(reverse("case", args=[cast.case]))
    assert answer.status_code == 200
    return answer.content.decode()


def hour(cast: Cast, days: int, **more: object) -> Session:
    """A session so many days from now, by Ben."""
    at = timezone.now() + timedelta(days=days)
    state = "planned" if days > 0 else "held"
    made = session(at, **({"state": state} | more))
    actions.record(cast.ben, cast.case, made)
    return made


def tell(cast: Cast, **more: object) -> None:
    """Something that happened to Ana yesterday."""
    at = timezone.now() - timedelta(days=1)
    actions.record(cast.ana, cast.case, episode(**({"at": at, "recorded_at": at} | more)))


def test_the_first_today_welcomes_and_says_what_will_be_here(cast: Cast) -> None:
    first = page(cast)
    assert "Hello Ana" in first
    assert "Start with one small thing" in first
    assert "Private until you share it" in first


def test_nothing_is_said_in_bens_name_that_ben_did_not_say(cast: Cast) -> None:
    assert "Ben writes" not in page(cast)


def test_what_happened_lately_shows_five_and_leads_to_all(cast: Cast) -> None:
    for number in range(7):
        tell(cast, story=f"Story number {number}")
    shown = page(cast)
    assert shown.count("Story number") == 5
    assert ">All<" in shown
    assert reverse("diary", args=[cast.case]) in shown


def test_an_hour_that_is_near_comes_first_with_what_the_two_kept_for_it(cast: Cast) -> None:
    tell(cast, story=NEVER, i_did=("limit",))
    hour(cast, -5, next_time="The rota, and what came before it.")
    hour(cast, 1)
    shown = page(cast)
    assert "Tomorrow" in shown
    assert "with Ben" in shown
    assert "The rota, and what came before it." in shown
    assert "found a new way" not in shown


def test_an_hour_without_a_note_asks_what_to_bring(cast: Cast) -> None:
    tell(cast)
    hour(cast, 2)
    assert "What would you like to bring?" in page(cast)


def new_way(cast: Cast) -> str:
    """A code of a new way, whichever comes first in the list."""
    return queries.open_case(cast.ana, cast.case).vocabulary.terms("new")[0].code


def test_a_new_way_stands_on_the_deep_card_in_her_own_words(cast: Cast) -> None:
    tell(cast, story=NEVER, i_did=(new_way(cast),))
    shown = page(cast)
    assert "The last time you found a new way" in shown
    assert shown.count(NEVER) == 1
    assert ">All<" in shown


def test_the_deep_card_is_not_repeated_in_the_list_which_still_shows_five(cast: Cast) -> None:
    for number in range(7):
        tell(cast, story=f"Story number {number}")
    tell(cast, story=NEVER, i_did=(new_way(cast),))
    shown = page(cast)
    assert shown.count(NEVER) == 1
    assert shown.count("Story number") == 5


def test_what_is_on_no_deep_card_stands_in_the_list_new_way_or_not(cast: Cast) -> None:
    tell(cast, story=NEVER, i_did=(new_way(cast),))
    hour(cast, 1)
    shown = page(cast)
    assert "found a new way" not in shown
    assert shown.count(NEVER) == 1


@pytest.mark.parametrize("days", [1, 5])
@pytest.mark.parametrize("kept", ["", "The rota."])
def test_the_way_to_the_agenda_is_called_as_the_agenda_is(cast: Cast, days: int, kept: str) -> None:
    tell(cast)
    hour(cast, -5, next_time=kept)
    hour(cast, days)
    address = reverse("agenda", args=[cast.case])
    agenda = browser_of(cast.ana).get(address).content.decode()
    assert "<h1>What to bring</h1>" in agenda
    assert ("For this time you two kept:" in agenda, kept in agenda) == (bool(kept), True)
    links = re.findall(rf'<a [^>]*href="{address}".*?</a>', page(cast), re.DOTALL)
    assert links
    assert all("What to bring" in link for link in links)


def test_somebody_who_is_not_safe_never_comes_up_on_the_deep_card(cast: Cast) -> None:
    someone = person("Rex", unsafe=True)
    actions.record(cast.ana, cast.case, someone)
    tell(cast, story=NEVER, i_did=(new_way(cast),), person=someone.id)
    shown = page(cast)
    assert "found a new way" not in shown
    assert shown.count(NEVER) == 1


def test_what_ben_told_of_is_not_put_before_her_as_her_own_words(cast: Cast) -> None:
    at = timezone.now() - timedelta(days=1)
    told = episode(
        "Ana said it out loud.",
        author="counsellor",
        visibility="shared",
        place="room",
        at=at,
        recorded_at=at,
        i_did=(new_way(cast),),
    )
    actions.record(cast.ben, cast.case, told)
    shown = page(cast)
    assert "found a new way" not in shown
    assert "Ben wrote this" in shown


def test_an_old_way_is_never_put_before_her(cast: Cast) -> None:
    tell(cast, story=NEVER, i_did=("pleasing",))
    assert "found a new way" not in page(cast)


def test_today_says_that_it_is_saved_and_not_how_much_of_it_is_shared(cast: Cast) -> None:
    tell(cast)
    tell(cast, visibility="shared")
    assert "What you see here is saved." in page(cast)
    assert not re.search("[0-9] of [0-9]", page(cast))


def test_the_safety_plan_is_one_tap_away_and_the_title_names_nobody(cast: Cast) -> None:
    tell(cast)
    shown = page(cast)
    assert reverse("safety", args=[cast.case]) in shown
    assert "Nobody reads this at once." in shown
    assert "<title>Today</title>" in shown


@pytest.mark.parametrize("story", ["", "x" * 400, "<script>alert(1)</script>"])
def test_any_words_find_room_and_none_become_markup(cast: Cast, story: str) -> None:
    tell(cast, story=story, i_did=(new_way(cast),))
    assert "<script>alert" not in page(cast)


def test_before_an_hour_ana_is_asked_what_she_would_like_to_bring(cast: Cast) -> None:
    tell(cast)
    hour(cast, 1)
    shown = page(cast)
    assert reverse("agenda", args=[cast.case]) in shown
    assert "What would you like to bring?" in shown


def test_a_session_farther_away_stands_on_today_too(cast: Cast) -> None:
    tell(cast)
    hour(cast, 5)
    assert reverse("agenda", args=[cast.case]) in page(cast)


def test_what_was_chosen_stands_where_a_time_has_no_words(cast: Cast) -> None:
    tell(cast, story="", other_did=("listened",), i_did=("say_need",))
    assert "Listened · Saying what I need" in page(cast)
    assert "No words yet" not in page(cast)
