"""What I came for: Ana alone says it, drops it and puts it back; Ben reads what she shares."""

from datetime import timedelta
from uuid import uuid4

from django.urls import reverse

from relating.case import Goal, Way
from relating.journal import actions, queries
from relating.web.goals.page import A_PAGE
from tests.cast import THEN, Cast, browser_of, page_of, person
from tests.web.alliance.test_alliance import SCORES
from tests.web.alliance.test_alliance import told as an_hour
from tests.web.goals.came_for import HOME, LEVELS, goals, said, sent, text


def test_what_she_came_for_is_kept_in_her_words_with_three_levels_and_what_it_is_about(
    cast: Cast,
) -> None:
    way = Way(id=uuid4(), author="client", visibility="private", recorded_at=THEN, words="Small.")
    actions.record(cast.ana, cast.case, way)
    mara = person("Mara")
    actions.record(cast.ana, cast.case, mara)
    given = {"id": uuid4(), "based_on": 0, "words": HOME, **LEVELS, "visibility": "private"}
    given |= {"ways": [str(way.id)], "people": [mara.id], "between": "on"}
    assert sent(browser_of(cast.ana), "goal-new", cast.case, **given) == 303
    (kept,) = goals(cast)
    assert (kept.words, kept.a_start, kept.good_enough, kept.more) == (HOME, *LEVELS.values())
    assert (kept.ways, kept.people, kept.between) == ((way.id,), (mara.id,), True)
    page = text(page_of(cast.ana, "goal", kept.id))
    assert all(words in page for words in (HOME, *LEVELS.values(), "Small.", "Mara"))


def test_a_few_words_are_enough_and_none_are_not(cast: Cast) -> None:
    browser, given = browser_of(cast.ana), {"based_on": 0, "visibility": "private"}
    empty = given | {"id": uuid4(), "words": " ", "more": "Typed."}
    answer = browser.post(reverse("goal-new", args=[cast.case]), empty)
    assert answer.status_code == 422
    assert "Typed." in answer.content.decode()
    assert goals(cast) == ()
    assert sent(browser, "goal-new", cast.case, **given, id=uuid4(), words="Sleep.") == 303
    assert "not said yet" in page_of(cast.ana, "goals", cast.case)


def test_a_form_that_is_sent_twice_makes_one(cast: Cast) -> None:
    browser, token = browser_of(cast.ana), uuid4()
    for _ in range(2):
        given = {"id": token, "based_on": 0, "words": HOME, "visibility": "private"}
        assert sent(browser, "goal-new", cast.case, **given) == 303
    assert len(goals(cast)) == 1


def test_what_was_said_in_another_window_stands_beside_what_is_typed(cast: Cast) -> None:
    goal, browser = said(cast), browser_of(cast.ana)
    given = {"id": goal.id, "based_on": 1, "visibility": "shared"}
    assert sent(browser, "goal-edit", goal.id, **given, words="First.") == 303
    answer = browser.post(reverse("goal-edit", args=[goal.id]), given | {"words": "Second."})
    assert answer.status_code == 409
    assert "First." in text(answer.content.decode())
    assert "Second." in text(answer.content.decode())


def test_a_goal_is_dropped_without_a_reason_and_put_back(cast: Cast) -> None:
    goal, browser = said(cast), browser_of(cast.ana)
    assert sent(browser, "goal-aside", goal.id, dropped="yes") == 303
    assert goals(cast)[0].dropped
    assert "Ana dropped it. It needs no reason." in text(
        page_of(cast.ben, "goal", goal.id)
    ).replace("A. dropped", "Ana dropped")
    assert "You dropped it." in page_of(cast.ana, "goal", goal.id)
    assert sent(browser, "goal-aside", goal.id, dropped="no") == 303
    assert not goals(cast)[0].dropped


def test_ben_reads_what_she_shares_and_changes_nothing_of_it(cast: Cast) -> None:
    shared, private = said(cast), said(cast, "private", words="Only mine.")
    page = text(page_of(cast.ben, "goals", cast.case))
    assert HOME in page
    assert "Only mine." not in page
    browser = browser_of(cast.ben)
    assert browser.get(reverse("goal", args=[private.id])).status_code == 404
    for name in ("goal-edit", "goal-aside"):
        assert sent(browser, name, shared.id, dropped="yes", words="His.", based_on=1) == 404
    assert sent(browser, "goal-new", cast.case, words="His.", id=uuid4()) == 404
    assert {each.words for each in goals(cast)} == {HOME, "Only mine."}


def test_what_was_taken_back_is_gone_from_his_page_with_its_ticks(cast: Cast) -> None:
    goal = said(cast)
    actions.unshare(cast.ana, goal.id)
    assert HOME not in page_of(cast.ben, "goals", cast.case)


def test_a_goal_is_found_by_its_words_and_told_to_ben_once_it_is_shared(cast: Cast) -> None:
    said(cast)
    answer = browser_of(cast.ana).post(reverse("search", args=[cast.case]), {"words": "bus"})
    assert "hate the bus" in text(answer.content.decode())
    assert "wrote what they came for" in text(page_of(cast.ben, "case", cast.case))


def test_her_ways_begin_what_she_came_for(cast: Cast) -> None:
    said(cast)
    page = page_of(cast.ana, "ways", cast.case)
    assert HOME in text(page)
    assert reverse("goals", args=[cast.case]) in page


def test_somebody_who_is_not_safe_is_not_offered_and_stays_where_they_were_chosen(
    cast: Cast,
) -> None:
    cold = person("Cold", unsafe=True)
    actions.record(cast.ana, cast.case, cold)
    assert "Cold" not in page_of(cast.ana, "goal-new", cast.case)
    goal = said(cast, "private", people=(cold.id,))
    assert "Cold" in page_of(cast.ana, "goal-edit", goal.id)


def test_while_a_dip_is_open_no_new_goal_is_offered(cast: Cast) -> None:
    link = reverse("goal-new", args=[cast.case])
    assert link in page_of(cast.ana, "goals", cast.case)
    for number, score in enumerate(SCORES, start=1):
        an_hour(cast, number, score)
    assert link not in page_of(cast.ana, "goals", cast.case)


def test_the_pages_of_a_way_and_of_somebody_lead_to_what_she_came_for_about_them(
    cast: Cast,
) -> None:
    way = Way(id=uuid4(), author="client", visibility="shared", recorded_at=THEN, words="Small.")
    mara = person("Mara", visibility="shared")
    for each in (way, mara):
        actions.record(cast.ana, cast.case, each)
    said(cast, words="About both.", ways=(way.id,), people=(mara.id,))
    said(cast, words="Of nobody.")
    row = queries.open_case(cast.ana, cast.case).person_row(mara.id)
    for name, id in (("way", way.id), ("person", row)):
        for viewer in (cast.ana, cast.ben):
            page = text(page_of(viewer, name, id))
            assert "About both." in page
            assert "Of nobody." not in page


def test_more_goals_than_a_page_holds_are_turned_to_and_dropped_ones_come_last(cast: Cast) -> None:
    for number in range(A_PAGE + 2):
        made = Goal(
            id=uuid4(),
            author="client",
            visibility="private",
            recorded_at=THEN + timedelta(minutes=number),
            words=f"The wish {number}.",
            dropped=number == 0,
        )
        actions.record(cast.ana, cast.case, made)
    first = page_of(cast.ana, "goals", cast.case)
    assert (first.count('class="said"'), "Page 1 of 2" in first) == (A_PAGE, True)
    assert f"The wish {A_PAGE + 1}." not in first
    assert "Dropped" not in first
    last = page_of(cast.ana, "goals", cast.case, query="?page=2")
    assert last.count('class="said"') == 1
    assert f"The wish {A_PAGE + 1}." in last
    assert "The wish 0." in last.split("Dropped")[1]
