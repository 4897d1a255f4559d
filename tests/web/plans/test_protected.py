"""Somebody who is not safe, and a dip that is open: nothing is planned that may not be."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from relating.case import Dip, Person, Plan
from relating.journal import actions, queries
from relating.journal.actions import NotNow
from relating.people.gate import Viewer
from relating.web.patterns import discovery
from tests.cast import Cast, browser_of, page_of, person, session, tell
from tests.web.plans.planned import (
    FEAR,
    SAY,
    attempts,
    looked_back,
    mara,
    plan_of,
    planned,
    sent,
    went,
)

FIRST = "Talk with Ben first"


def marked(cast: Cast, known: Person, *, unsafe: bool = True) -> None:
    """Ana says of somebody whether they are safe."""
    case = queries.open_case(cast.ana, cast.case)
    now = case.people.everybody[known.id]
    told = replace(now, unsafe=unsafe)
    actions.revise(cast.ana, cast.case, told, case.version(case.person_row(known.id)))


def todays(cast: Cast, known: Person, **more: object) -> UUID:
    """A plan for today, with somebody."""
    tell(cast, "Something else.")
    return planned(cast, person=known.id, on=timezone.localdate().isoformat(), **more)


def dip_opens(cast: Cast) -> None:
    """Something was wrong in the last hour, and is not mended."""
    hour = session(timezone.now() - timedelta(days=1), number=3)
    actions.record(cast.ben, cast.case, hour)
    wrong = Dip(
        id=queries.open_case(cast.ana, cast.case).ids.of_one("dip", hour.id),
        author="client",
        visibility="shared",
        recorded_at=timezone.now(),
        session=hour.id,
        rupture="yes",
        mended="no",
    )
    actions.record(cast.ana, cast.case, wrong)


# Whether it is dangerous -------------------------------------------------------------------------


def test_of_each_person_it_is_asked_once_whether_it_is_dangerous(cast: Cast) -> None:
    known = mara(cast)
    answer, _ = sent(cast, person=known.id, danger="")
    assert answer.status_code == 422
    assert "Please answer this one." in answer.content.decode()
    planned(cast, person=known.id, danger="no")
    planned(cast, person=known.id, danger="", say="No.")
    assert sent(cast, person=mara(cast).id, danger="")[0].status_code == 422


def test_it_is_asked_again_once_it_was_said_otherwise_of_them(cast: Cast) -> None:
    known = mara(cast)
    planned(cast, person=known.id)
    marked(cast, known)
    marked(cast, known, unsafe=False)
    assert sent(cast, person=known.id, danger="")[0].status_code == 422
    planned(cast, person=known.id, danger="no")


def test_where_nobody_is_named_it_is_asked_of_the_plan(cast: Cast) -> None:
    assert sent(cast, danger="")[0].status_code == 422
    planned(cast, danger="no")


@pytest.mark.parametrize("danger", ["yes", "not_sure"])
def test_what_may_be_dangerous_leads_to_ben_and_to_help_and_loses_no_word(
    cast: Cast, danger: str
) -> None:
    answer, _ = sent(cast, person=mara(cast).id, danger=danger)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert FIRST in page
    assert 'class="calls"' in page
    assert page.count("autofocus") == 1
    assert page.index("autofocus") < page.index('class="calls"')
    assert SAY in page
    assert queries.open_case(cast.ana, cast.case).all(Plan) == ()


def test_from_the_start_the_page_says_which_one_question_needs_an_answer(cast: Cast) -> None:
    page = page_of(cast.ana, "plan-new", cast.case)
    assert "The one question that needs an answer." in page
    assert "Two lines and one answer are enough" in page


# Somebody who is not safe ------------------------------------------------------------------------


def test_nobody_unsafe_can_be_chosen(cast: Cast) -> None:
    known = mara(cast, unsafe=True)
    assert known.id not in page_of(cast.ana, "plan-new", cast.case)


@pytest.mark.parametrize("query", ["?person={0}", "?origin={1}"])
def test_an_address_made_by_hand_leads_to_ben_and_to_help(cast: Cast, query: str) -> None:
    known = mara(cast, unsafe=True)
    moment = tell(cast, rather=SAY, person=known.id)
    page = page_of(cast.ana, "plan-new", cast.case, query=query.format(known.id, moment.id))
    assert FIRST in page
    assert 'class="calls"' in page
    assert 'name="say"' not in page


def test_a_form_made_by_hand_plans_nothing_and_keeps_what_was_typed(cast: Cast) -> None:
    known = mara(cast, unsafe=True)
    answer, _ = sent(cast, person=known.id)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert FIRST in page
    assert SAY in page
    assert queries.open_case(cast.ana, cast.case).all(Plan) == ()


def test_a_plan_is_not_turned_to_somebody_unsafe(cast: Cast) -> None:
    known = mara(cast, unsafe=True)
    id = planned(cast)
    given = {"id": id, "based_on": 1, "visibility": "private", "say": SAY, "danger": "no"}
    answer = browser_of(cast.ana).post(
        reverse("plan-edit", args=[id]), given | {"person": known.id}
    )
    assert answer.status_code == 422
    assert plan_of(cast, id).person is None


def test_no_action_plans_with_somebody_unsafe_whoever_calls_it(cast: Cast) -> None:
    known = mara(cast, unsafe=True)
    made = Plan(
        id=uuid4(),
        author="client",
        visibility="private",
        recorded_at=timezone.now(),
        person=known.id,
    )
    with pytest.raises(NotNow):
        actions.plan(cast.ana, cast.case, made)


def test_marked_as_not_safe_a_plan_leaves_today_at_once(cast: Cast) -> None:
    known = mara(cast)
    todays(cast, known)
    assert SAY in page_of(cast.ana, "case", cast.case)
    marked(cast, known)
    assert SAY not in page_of(cast.ana, "case", cast.case)


def test_marked_as_not_safe_a_plan_leaves_the_calendar_at_once(cast: Cast) -> None:
    known = mara(cast)
    url = reverse("plan-calendar", args=[todays(cast, known)])
    assert browser_of(cast.ana).get(url).status_code == 200
    marked(cast, known)
    assert browser_of(cast.ana).get(url).status_code == 404


def test_marked_as_not_safe_a_plan_waits_no_more_and_its_try_stands_beside_no_fear(
    cast: Cast,
) -> None:
    known = mara(cast)
    waits, tried = todays(cast, known), planned(cast, person=known.id, fear=FEAR)
    went(cast, tried, "did")
    looked_back(cast, tried, came="Obviously.")
    marked(cast, known)
    page = page_of(cast.ana, "plans", cast.case)
    assert "For the next time" not in page
    assert FEAR not in page
    assert "Obviously." not in page
    assert reverse("plan", args=[waits]) in page.split("Put away")[1]
    (attempt,) = attempts(cast)
    assert FEAR not in page_of(cast.ana, "attempt", attempt.id)


def test_on_its_own_page_she_finds_the_plan_with_help_first(cast: Cast) -> None:
    known = mara(cast)
    id = todays(cast, known)
    marked(cast, known)
    page = page_of(cast.ana, "plan", id)
    assert page.index(FIRST) < page.index(SAY)
    assert 'class="calls"' in page
    assert reverse("plan-edit", args=[id]) not in page
    assert reverse("plan-calendar", args=[id]) not in page


def test_safe_again_the_plan_is_where_it_was(cast: Cast) -> None:
    known = mara(cast)
    todays(cast, known)
    marked(cast, known)
    marked(cast, known, unsafe=False)
    assert SAY in page_of(cast.ana, "case", cast.case)


def test_whoever_is_one_with_somebody_unsafe_is_not_safe(cast: Cast) -> None:
    known, other = mara(cast), person("M.", unsafe=True)
    actions.record(cast.ana, cast.case, replace(other, same_as=known.id))
    assert sent(cast, person=known.id)[0].status_code == 422


def test_who_backs_her_is_nobody_unsafe(cast: Cast) -> None:
    known = mara(cast)
    id = planned(cast, backed_by=known.id, backing="I ring Mara.")
    assert "I ring Mara." in page_of(cast.ana, "plan", id)
    marked(cast, known)
    assert "I ring Mara." not in page_of(cast.ana, "plan", id)


def test_on_no_page_of_bens_a_word_betrays_the_mark(cast: Cast) -> None:
    known = mara(cast, visibility="shared")
    put_away = planned(cast, say="Left out.", visibility="shared")
    browser_of(cast.ana).post(reverse("plan-aside", args=[put_away]), {"dropped": "yes"})
    id = planned(cast, person=known.id, visibility="shared")
    marked(cast, known)
    page = page_of(cast.ben, "plans", cast.case)
    fold = page.split("Put away")[1]
    assert fold.index("Left out.") > 0
    assert fold.index(SAY) > 0
    for text in (page, page_of(cast.ben, "plan", id)):
        main = text.split("<main")[1]
        assert "safe" not in main.lower()


# A dip -------------------------------------------------------------------------------------------


def test_while_a_dip_is_open_nothing_new_is_planned_even_by_hand(cast: Cast) -> None:
    dip_opens(cast)
    page = page_of(cast.ana, "plan-new", cast.case)
    assert "First what happened between you two" in page
    assert 'name="say"' not in page
    assert reverse("plan-new", args=[cast.case]) not in page_of(cast.ana, "plans", cast.case)
    answer, _ = sent(cast)
    assert answer.status_code == 422
    assert SAY in answer.content.decode()
    assert queries.open_case(cast.ana, cast.case).all(Plan) == ()


def test_a_dip_that_opens_while_she_writes_keeps_her_words(cast: Cast) -> None:
    assert 'name="say"' in page_of(cast.ana, "plan-new", cast.case)
    dip_opens(cast)
    answer, _ = sent(cast)
    assert answer.status_code == 422
    assert SAY in answer.content.decode()


def test_a_plan_that_was_made_before_stays_on_its_page_and_on_today(cast: Cast) -> None:
    id = todays(cast, mara(cast))
    dip_opens(cast)
    assert SAY in page_of(cast.ana, "case", cast.case)
    assert SAY in page_of(cast.ana, "plan", id)
    went(cast, id, "did")
    assert looked_back(cast, id, came="Obviously.").status_code == 303
    assert "Plan the next time" not in page_of(cast.ana, "attempt", attempts(cast)[0].id)


# What is private ---------------------------------------------------------------------------------


TOKENS = re.compile(r'name="(csrfmiddlewaretoken|writer|id)" value="[^"]*"|data-draft-key="[^"]*"')
PAGES = ("case", "plans", "prepare", "diary", "people", "patterns", "alliance", "sessions")


def pages(viewer: Viewer, cast: Cast) -> list[str]:
    """All that somebody is shown of the case, but for what is new each time."""
    return [TOKENS.sub("", page_of(viewer, name, cast.case)) for name in PAGES]


def test_bens_pages_are_the_same_before_and_after_something_private(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discovery, "PATIENCE", 60)
    known = mara(cast)
    shared = planned(cast, visibility="shared")
    went(cast, shared, "did")
    looked_back(cast, shared, came="Obviously.", visibility="shared")
    before = pages(cast.ben, cast)
    own = todays(cast, known, fear=FEAR)
    went(cast, own, "differently")
    looked_back(cast, own, came="Nothing.", learned="Much.")
    planned(cast, say="For another day.")
    marked(cast, known)
    assert pages(cast.ben, cast) == before


def test_what_she_tried_and_shared_stands_on_prepare_unless_it_is_with_somebody_unsafe(
    cast: Cast,
) -> None:
    known = mara(cast)
    plan = planned(cast, person=known.id)
    went(cast, plan, "did")
    assert SAY not in page_of(cast.ben, "prepare", cast.case)
    looked_back(cast, plan, came="Obviously.", visibility="shared")
    assert SAY in page_of(cast.ben, "prepare", cast.case)
    marked(cast, known)
    assert SAY not in page_of(cast.ben, "prepare", cast.case)


def test_what_she_would_rather_have_said_leads_to_a_plan_where_one_may_be_made(cast: Cast) -> None:
    known = mara(cast)
    moment = tell(cast, rather=SAY, person=known.id)
    plain = tell(cast, "Nothing else.", person=known.id)
    link = f"{reverse('plan-new', args=[cast.case])}?origin="
    assert f"{link}{moment.id}" in page_of(cast.ana, "episode", moment.id)
    assert link not in page_of(cast.ana, "episode", plain.id)
    marked(cast, known)
    assert link not in page_of(cast.ana, "episode", moment.id)
    marked(cast, known, unsafe=False)
    dip_opens(cast)
    assert link not in page_of(cast.ana, "episode", moment.id)
