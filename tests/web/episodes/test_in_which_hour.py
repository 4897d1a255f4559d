"""Ana says in which hour something between her and Ben was, if it was not the nearest."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from relating.case import Episode, Session
from relating.journal import actions, queries
from tests.cast import Cast, browser_of, session, tell
from tests.web.episodes.telling import answers_of, page_of


def hours(cast: Cast) -> tuple[Session, Session, Session]:
    """Two hours that were, and one to come."""
    now = timezone.now().replace(microsecond=0)
    days = {"state": "held"}, {"state": "held"}, {"state": "planned"}
    made = [
        session(now - timedelta(days=away), number=n, **more)
        for n, (away, more) in enumerate(zip((14, 7, -7), days, strict=True), 1)
    ]
    for each in made:
        actions.record(cast.ben, cast.case, each)
    return made[0], made[1], made[2]


def told(cast: Cast, **answers: Any) -> Episode:
    browser = browser_of(cast.ana)
    page = page_of(browser, cast.case)
    sent = answers_of(page, story="He waited.", **answers)
    assert browser.post(reverse("episode-new", args=[cast.case]), sent).status_code == 303
    [found] = queries.open_case(cast.ana, cast.case).episodes
    return found


def test_the_last_hours_are_offered_and_none_that_is_still_to_come(cast: Cast) -> None:
    first, second, to_come = hours(cast)
    page = page_of(browser_of(cast.ana), cast.case).content.decode()
    assert "the nearest" in page
    assert all(f'<option value="{each.id}"' in page for each in (first, second))
    assert f'<option value="{to_come.id}"' not in page


def test_what_she_says_is_kept_and_without_a_word_it_is_the_nearest(cast: Cast) -> None:
    first, _second, _to_come = hours(cast)
    assert told(cast, place="room", session=str(first.id)).session == first.id


def test_without_a_word_nothing_is_said(cast: Cast) -> None:
    hours(cast)
    assert told(cast, place="room").session is None


def test_outside_the_room_no_hour_is_said(cast: Cast) -> None:
    first, _second, _to_come = hours(cast)
    assert told(cast, place="life", session=str(first.id)).session is None


def test_what_was_said_goes_when_it_was_not_in_the_room_and_stays_otherwise(cast: Cast) -> None:
    first, _second, _to_come = hours(cast)
    before = tell(cast, place="room", session=first.id)
    browser, edit = browser_of(cast.ana), reverse("episode-edit", args=[before.id])
    browser.post(edit, answers_of(browser.get(edit), story="Better"))
    assert queries.open_case(cast.ana, cast.case).episodes[0].session == first.id
    browser.post(edit, answers_of(browser.get(edit), place="life"))
    assert queries.open_case(cast.ana, cast.case).episodes[0].session is None


def test_where_there_was_no_hour_yet_nothing_is_asked(cast: Cast) -> None:
    assert "In which session?" not in page_of(browser_of(cast.ana), cast.case).content.decode()
