"""A review: where she stands only she says, what was said each says for themselves."""

import re
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from relating.case import Contract, KeptChange, Misfit, Reached, Review
from relating.journal import actions, queries
from relating.people.gate import Viewer
from relating.web.page.came_for import review_url
from tests.cast import THEN, Cast, browser_of, page_of, session
from tests.web.goals.came_for import DAY, HOME, LEVELS, reviewed, reviews, said, sent, text

ON = date.fromisoformat(DAY)


def review_page(cast: Cast, viewer: Viewer, query: str = "") -> str:
    answer = browser_of(viewer).get(reverse("review", args=[cast.case, DAY]) + query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_she_says_where_she_stands_with_what_both_see_and_ticks_show_it(cast: Cast) -> None:
    goal, private = said(cast), said(cast, "private", words="Only mine.")
    asked = review_page(cast, cast.ana)
    assert "Only mine." not in asked
    assert all(words in asked for words in LEVELS.values())
    assert reviewed(cast, goal, "good_enough", words="Better than I feared.") == 303
    (kept,) = reviews(cast)
    assert kept.reached == (Reached(goal=goal.id, level="good_enough"),)
    assert (kept.on, kept.words) == (ON, "Better than I feared.")
    page = page_of(cast.ben, "goals", cast.case)
    assert page.count('class="ico ico-check"') == 2
    assert "ticks, 2 February 2026." in text(page)
    assert private.id not in {each.goal for each in kept.reached}


@pytest.mark.parametrize(
    ("level", "ticks"), [("not_yet", 0), ("a_start", 1), ("good_enough", 2), ("more", 3)]
)
def test_who_is_at_a_level_has_a_tick_there_and_at_those_before_it(
    cast: Cast, level: str, ticks: int
) -> None:
    assert reviewed(cast, said(cast), level) == 303
    page = page_of(cast.ana, "goals", cast.case)
    assert page.count('class="ico ico-check"') == ticks
    assert ("none yet" in page) is (level == "not_yet")


def test_no_page_counts_what_she_reached_or_gives_it_a_number(cast: Cast) -> None:
    assert reviewed(cast, said(cast), "good_enough") == 303
    for viewer in (cast.ana, cast.ben):
        page = text(page_of(viewer, "goals", cast.case))
        assert "%" not in page
        assert "2 of 3" not in page


def test_what_she_keeps_to_herself_at_a_review_moves_no_tick_on_his_page(cast: Cast) -> None:
    assert reviewed(cast, said(cast), "more", "private", words="Only for me.") == 303
    page = page_of(cast.ben, "goals", cast.case)
    assert 'class="ico ico-check"' not in page
    assert "A review," not in text(page)
    assert "Only for me." not in review_page(cast, cast.ben)
    assert "not shared" in review_page(cast, cast.ana)


def test_ben_says_what_was_said_in_his_words_and_never_where_she_stands(cast: Cast) -> None:
    goal, browser = said(cast), browser_of(cast.ben)
    assert f"goal_{goal.id.hex}" not in review_page(cast, cast.ben)
    given = {"words": "We laughed.", "visibility": "shared", f"goal_{goal.id.hex}": "more"}
    assert sent(browser, "review", cast.case, DAY, **given) == 303
    (his,) = reviews(cast)
    assert (his.author, his.reached, his.words) == ("counsellor", (), "We laughed.")
    assert "We laughed." in review_page(cast, cast.ana)
    assert reviewed(cast, goal, "a_start", words="He was kind.") == 303
    page = text(review_page(cast, cast.ben))
    assert "We laughed." in page
    assert "He was kind." in page


def test_no_file_can_say_for_her_where_she_stands() -> None:
    with pytest.raises(Misfit):
        Review(
            id=uuid4(),
            author="counsellor",
            visibility="shared",
            recorded_at=THEN,
            on=ON,
            reached=(Reached(level="more"),),
        )


def test_what_she_says_again_replaces_what_she_said_and_goals_not_asked_stay(cast: Cast) -> None:
    first, second = said(cast), said(cast, words="Sleep.")
    given = {f"goal_{second.id.hex}": "a_start"}
    assert reviewed(cast, first, "a_start", **given) == 303
    actions.unshare(cast.ana, second.id)
    assert reviewed(cast, first, "more", based_on=1) == 303
    (kept,) = reviews(cast)
    assert set(kept.reached) == {
        Reached(goal=first.id, level="more"),
        Reached(goal=second.id, level="a_start"),
    }


def test_of_two_windows_both_texts_stand(cast: Cast) -> None:
    goal = said(cast)
    assert reviewed(cast, goal, "a_start", words="First.") == 303
    answer = browser_of(cast.ana).post(
        reverse("review", args=[cast.case, DAY]),
        {"words": "Second.", "visibility": "shared", "based_on": 0},
    )
    assert answer.status_code == 409
    assert "First." in text(answer.content.decode())
    assert "Second." in text(answer.content.decode())
    assert len(reviews(cast)) == 1


def test_nothing_said_is_asked_again_and_keeps_nothing(cast: Cast) -> None:
    assert reviewed(cast, said(cast), "", words=" ") == 422
    assert reviews(cast) == ()


def test_a_review_is_of_the_hour_of_its_day_and_stands_among_the_others(cast: Cast) -> None:
    hour = session(datetime(2026, 2, 2, 14, tzinfo=UTC), number=4)
    actions.record(cast.ben, cast.case, hour)
    assert "Session 4" in text(review_page(cast, cast.ana))
    assert reviewed(cast, said(cast), "a_start") == 303
    assert reviews(cast)[0].session == hour.id
    ahead = timezone.localdate() + timedelta(days=30)
    frame = queries.open_case(cast.ben, cast.case).frame
    agreed = replace(frame, contract=Contract(horizon="short", reviews=(ahead,)))
    actions.write(cast.ben, cast.case, agreed, actions.LATEST)
    for viewer in (cast.ana, cast.ben):
        lists = [page_of(viewer, name, cast.case) for name in ("goals", "course")]
        led = review_url(cast.case, ON).removesuffix(f"{ON}/")
        here, there = (re.findall(f'class="row" href="({led}[^"]+)', each) for each in lists)
        assert here == there
        assert review_url(cast.case, ON) in here


def days_listed(cast: Cast, viewer: Viewer, name: str) -> list[str]:
    page = page_of(viewer, name, cast.case)
    led = review_url(cast.case, ON).removesuffix(f"{ON}/")
    return re.findall(f'class="row" href="{led}([^"/]+)', page)


@pytest.mark.parametrize("name", ["goals", "course"])
def test_a_review_that_somebody_may_see_is_in_their_lists_on_whatever_day_it_was(
    cast: Cast, name: str
) -> None:
    today = timezone.localdate()
    agreed = (today - timedelta(days=60), today + timedelta(days=30))
    frame = queries.open_case(cast.ben, cast.case).frame
    contract = Contract(horizon="short", reviews=agreed)
    actions.write(cast.ben, cast.case, replace(frame, contract=contract), actions.LATEST)
    goal, browser = said(cast), browser_of(cast.ana)
    ticked, begun, alone = (today - timedelta(days=each) for each in (20, 0, 40))
    tick = {f"goal_{goal.id.hex}": "a_start", "visibility": "shared"}
    words = {"words": "We looked."}
    assert sent(browser, "review", cast.case, str(ticked), **tick) == 303
    assert sent(browser, "review", cast.case, str(begun), **words, visibility="shared") == 303
    assert sent(browser, "review", cast.case, str(alone), **words, visibility="private") == 303
    his = [str(each) for each in (agreed[1], begun, ticked, agreed[0])]
    assert days_listed(cast, cast.ben, name) == his
    assert days_listed(cast, cast.ana, name) == [*his[:3], str(alone), his[3]]


@pytest.mark.parametrize("day", ["today", "2026-2-2", "20260202", "0001-01-01", "9999-12-31"])
def test_what_is_no_day_or_none_of_which_anybody_speaks_has_no_review(cast: Cast, day: str) -> None:
    address = reverse("review", args=[cast.case, day])
    assert browser_of(cast.ana).get(address).status_code == 404


def test_a_day_that_is_asked_for_leads_to_its_review(cast: Cast) -> None:
    browser, address = browser_of(cast.ana), reverse("goals", args=[cast.case])
    answer = browser.get(address, {"on": DAY})
    assert answer.headers["Location"] == review_url(cast.case, ON)
    assert browser.get(address, {"on": "soon"}).status_code == 422


def test_a_goal_tells_what_she_said_of_it_at_each_review(cast: Cast) -> None:
    goal = said(cast)
    assert reviewed(cast, goal, "not_yet") == 303
    page = text(page_of(cast.ana, "goal", goal.id))
    assert "2 February 2026 none yet" in page


def test_a_review_shows_the_sentences_that_she_keeps_and_shares(cast: Cast) -> None:
    for visibility, words in (("shared", "I ask now."), ("private", "Not for him.")):
        kept = KeptChange(
            id=uuid4(),
            author="client",
            visibility="shared" if visibility == "shared" else "private",
            recorded_at=THEN,
            change="new" if visibility == "shared" else "worth",
            choice="kept",
            words=words,
        )
        actions.record(cast.ana, cast.case, kept)
    assert "Not for him." in review_page(cast, cast.ana)
    page = review_page(cast, cast.ben)
    assert "I ask now." in page
    assert "Not for him." not in page


def test_what_ben_says_at_a_review_is_told_on_her_today(cast: Cast) -> None:
    given = {"words": "We laughed.", "visibility": "shared"}
    assert sent(browser_of(cast.ben), "review", cast.case, DAY, **given) == 303
    assert "wrote what was said at a review" in text(page_of(cast.ana, "case", cast.case))


def test_a_goal_that_was_dropped_stands_in_no_review_and_keeps_what_was_said(cast: Cast) -> None:
    goal = said(cast)
    assert reviewed(cast, goal, "a_start") == 303
    assert sent(browser_of(cast.ana), "goal-aside", goal.id, dropped="yes") == 303
    assert HOME not in review_page(cast, cast.ana, "?say=1")
    assert "a start" in text(page_of(cast.ana, "goal", goal.id))
