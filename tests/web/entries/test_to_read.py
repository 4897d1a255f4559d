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


def asked(cast: Cast, **sent: object) -> str:
    """What Ana is shown when she sends the form."""
    answer = browser_of(cast.ana).post(reverse("to-read", args=[cast.case]), sent)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_what_came_after_the_last_hour_is_chosen_and_the_rest_can_be(cast: Cast) -> None:
    before = told(cast, "Before it.", days=9, visibility="shared")
    after = told(cast, "After it.", days=2, visibility="shared")
    private = told(cast, "Hers alone.", days=1)
    hour = session(timezone.now() - timedelta(days=5), state="held")
    actions.record(cast.ben, cast.case, hour)
    shown = page_of(cast.ana, "to-read", cast.case)
    assert f'value="{after.id}" checked' in shown
    assert f'value="{before.id}">' in shown
    assert f'value="{private.id}">' in shown  # for an hour with him she ticks it herself


def test_the_chosen_times_stand_on_one_page_the_oldest_first_and_no_others(cast: Cast) -> None:
    one, two = told(cast, "The first.", days=9), told(cast, "The second.", days=2)
    told(cast, "Not this one.", days=1)
    shown = asked(cast, time=[two.id, one.id], read=1)
    assert shown.index("The first.") < shown.index("The second.")
    assert "Not this one." not in shown
    assert "<title>To read</title>" in shown
    everything = asked(cast, all=1)
    assert "Not this one." in everything


def test_all_that_she_told_is_a_few_pages(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("relating.web.entries.to_read.A_PAGE", 2)
    for days in (9, 5, 1):
        told(cast, f"{days} days ago.", days=days)
    first = asked(cast, all=1)
    assert first.index("9 days ago.") < first.index("5 days ago.") < first.index("Later")
    assert "1 days ago." not in first
    last = asked(cast, all=2)
    assert "1 days ago." in last
    assert "Earlier" in last


def test_what_was_chosen_beside_the_words_goes_along(cast: Cast) -> None:
    one = told(cast, "The first.", days=1, i_did=("pleasing",))
    shown = asked(cast, time=one.id, read=1)
    assert 'class="pick pick-old"' in shown


def test_what_is_no_time_of_hers_asks_again(cast: Cast) -> None:
    his = episode("His telling.", author="counsellor", visibility="shared", place="room")
    actions.record(cast.ben, cast.case, his)
    for sent in ({"time": his.id, "read": 1}, {"time": "nonsense", "read": 1}, {"all": 1}):
        shown = asked(cast, **sent)
        assert "His telling." not in shown
        assert "Whatever you tell can be chosen here." in shown
    assert browser_of(cast.ben).get(reverse("to-read", args=[cast.case])).status_code == 404


def test_ticks_go_from_page_to_page_and_back_from_reading(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("relating.web.entries.to_read.A_PAGE", 2)
    oldest, old, new, newest = (told(cast, f"{n} days ago.", days=n) for n in (9, 7, 3, 1))
    older = asked(cast, time=new.id, page=2)
    assert f'type="hidden" name="time" value="{new.id}"' in older
    read = asked(cast, time=[new.id, oldest.id], read=1)
    assert read.index("9 days ago.") < read.index("3 days ago.")
    carried = f"{new.id} {oldest.id}"
    assert f'type="hidden" name="time" value="{carried}"' in read
    again = asked(cast, time=carried, page=1)
    assert f'value="{new.id}" checked' in again
    assert f'value="{newest.id}">' in again
    assert f'type="hidden" name="time" value="{oldest.id}"' in again
    unticked = asked(cast, time=str(oldest.id), page=2)
    assert f'value="{oldest.id}" checked' in unticked
    assert f'value="{old.id}">' in unticked
