"""Chosen times on one page, in Ana's words, for an hour or for paper."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from relating.case import Episode
from relating.journal import actions
from tests.cast import Cast, browser_of, episode, page_of, session


def told(cast: Cast, story: str, *, days: int, **more: object) -> Episode:
    at = timezone.now() - timedelta(days=days)
    made = episode(story, **({"at": at, "recorded_at": at} | more))
    actions.record(cast.ana, cast.case, made)
    return made


def test_what_came_after_the_last_hour_is_chosen_and_the_rest_can_be(cast: Cast) -> None:
    before, after = told(cast, "Before it.", days=9), told(cast, "After it.", days=2)
    hour = session(timezone.now() - timedelta(days=5), state="held")
    actions.record(cast.ben, cast.case, hour)
    shown = page_of(cast.ana, "to-read", cast.case)
    assert f'value="{after.id}" checked' in shown
    assert f'value="{before.id}">' in shown


def test_the_chosen_times_stand_on_one_page_the_oldest_first_and_no_others(cast: Cast) -> None:
    one, two = told(cast, "The first.", days=9), told(cast, "The second.", days=2)
    told(cast, "Not this one.", days=1)
    shown = page_of(cast.ana, "to-read", cast.case, query=f"?time={two.id}&time={one.id}")
    assert shown.index("The first.") < shown.index("The second.")
    assert "Not this one." not in shown
    assert "<title>To read</title>" in shown
    everything = page_of(cast.ana, "to-read", cast.case, query="?all=1")
    assert "Not this one." in everything


def test_all_that_she_told_is_a_few_pages(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("relating.web.entries.to_read.A_PAGE", 2)
    for days in (9, 5, 1):
        told(cast, f"{days} days ago.", days=days)
    first = page_of(cast.ana, "to-read", cast.case, query="?all=1")
    assert first.index("9 days ago.") < first.index("5 days ago.") < first.index("Later")
    assert "1 days ago." not in first
    last = page_of(cast.ana, "to-read", cast.case, query="?all=1&page=2")
    assert "1 days ago." in last
    assert "Earlier" in last


def test_what_was_chosen_beside_the_words_goes_along(cast: Cast) -> None:
    one = told(cast, "The first.", days=1, i_did=("pleasing",))
    shown = page_of(cast.ana, "to-read", cast.case, query=f"?time={one.id}")
    assert 'class="pick pick-old"' in shown


def test_what_is_no_time_of_hers_asks_again(cast: Cast) -> None:
    his = episode("His telling.", author="counsellor", visibility="shared", place="room")
    actions.record(cast.ben, cast.case, his)
    for query in (f"?time={his.id}", "?time=nonsense", "?all=1"):
        shown = page_of(cast.ana, "to-read", cast.case, query=query)
        assert "His telling." not in shown
        assert "Whatever you tell can be chosen here." in shown
    assert browser_of(cast.ben).get(reverse("to-read", args=[cast.case])).status_code == 404
