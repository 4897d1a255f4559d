"""The last seven days on Today: whom, which feelings, and what can be told yet. Nothing counted."""

import re
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from relating.case import Episode, Feeling, Person
from relating.journal import actions, queries
from tests.cast import Cast, browser_of, episode, page_of, person
from tests.web.episodes.telling import answers_of
from tests.web.episodes.telling import page_of as page_of_form

BARE: dict[str, Any] = {"wish": (), "other_did": (), "i_did": ()}


def tell(cast: Cast, story: str = "She asked.", *, days: float = 1, **more: Any) -> Episode:
    at = timezone.now() - timedelta(days=days)
    told = episode(story, **({"at": at, "recorded_at": at} | more))
    actions.record(cast.ana, cast.case, told)
    return told


def somebody(cast: Cast, alias: str, **more: object) -> Person:
    made = person(alias, **more)
    actions.record(cast.ana, cast.case, made)
    return made


def felt(*codes: str) -> tuple[Feeling, ...]:
    return tuple(Feeling(code=code) for code in codes)


def week(cast: Cast) -> str:
    shown = page_of(cast.ana, "case", cast.case)
    return (
        shown.split("These seven days")[1].split("</section>")[0] if "These seven" in shown else ""
    )


def test_from_the_first_entry_it_says_with_whom_and_what_was_felt(cast: Cast) -> None:
    mara = somebody(cast, "Mara")
    assert week(cast) == ""
    tell(cast, person=mara.id, feelings=felt("sad", "relieved"))
    tell(cast, person=mara.id, feelings=felt("sad"))
    assert re.findall(r'"pick"[^>]*>([^<]+)</', week(cast)) == ["Mara", "sad", "relieved"]
    assert not re.search(r">\s*\d+\s*<", week(cast))


def test_a_week_later_it_is_gone(cast: Cast) -> None:
    tell(cast, days=8, feelings=felt("sad"))
    assert week(cast) == ""


def test_nobody_who_is_not_safe_stands_in_it(cast: Cast) -> None:
    rex = somebody(cast, "Rex", unsafe=True)
    tell(cast, person=rex.id, feelings=felt("afraid"))
    assert week(cast) == ""
    tell(cast, "", person=rex.id, **BARE)
    assert "To tell, if you like" not in page_of(cast.ana, "case", cast.case)


def test_a_person_and_tell_it_later_are_two_taps_and_stand_on_today_for_a_week(cast: Cast) -> None:
    mara = somebody(cast, "Mara")
    browser = browser_of(cast.ana)
    given = answers_of(page_of_form(browser, cast.case), person=mara.id, story="", later="1")
    answer = browser.post(reverse("episode-new", args=[cast.case]), given, follow=True)
    assert answer.request["PATH_INFO"] == reverse("case", args=[cast.case])
    shown = answer.content.decode()
    assert "It stands on Today for a week" in shown
    assert "One more?" not in shown
    waits = shown.split("To tell, if you like")[1].split("</section>")[0]
    (told,) = queries.open_case(cast.ana, cast.case).episodes
    assert reverse("episode", args=[told.id]) in waits
    assert reverse("episode", args=[told.id]) not in shown.split("What happened lately")[1]
    actions.write(cast.ana, cast.case, replace(told, story="She asked."), actions.LATEST)
    assert "To tell, if you like" not in page_of(cast.ana, "case", cast.case)


def test_what_was_put_down_longer_ago_is_asked_for_by_nobody(cast: Cast) -> None:
    tell(cast, "", days=9, feelings=felt("sad"), **BARE)
    shown = page_of(cast.ana, "case", cast.case)
    assert "To tell, if you like" not in shown


def test_two_cards_at_most_stand_above_the_list(cast: Cast) -> None:
    tell(cast)
    above = page_of(cast.ana, "case", cast.case).split("What happened lately")[0]
    assert above.count('class="card') <= 2
