"""What became of a plan: one tap, and a look back that nothing requires."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from relating.case import Content, Episode, Expected, Plan
from relating.case.entries.plan import Did
from relating.journal import actions
from relating.journal.actions import acting, plans
from relating.journal.receipts import Receipt
from relating.web.plans.page import PLANS
from tests.cast import THEN, Cast, browser_of, page_of, session
from tests.sure import there
from tests.web.plans.planned import (
    FEAR,
    SAY,
    attempts,
    looked_back,
    mara,
    plan_of,
    planned,
    told,
    went,
)
from tests.web.undoing import undo, way_back


@pytest.mark.parametrize("did", ["did", "differently", "did_not"])
def test_one_tap_says_how_it_went(cast: Cast, did: Did) -> None:
    plan = planned(cast)
    assert went(cast, plan, did).status_code == 303
    (attempt,) = attempts(cast)
    assert (attempt.plan, attempt.did, attempt.visibility) == (plan, did, "private")


def test_the_three_answers_stand_beside_each_other_and_none_is_larger(cast: Cast) -> None:
    page = page_of(cast.ana, "plan", planned(cast))
    buttons = [f'<button class="btn" type="submit" name="did" value="{each}">' for each in ALL]
    assert all(each in page for each in buttons)


ALL = ("did", "differently", "did_not")


def test_not_done_costs_nothing_and_is_not_asked_about(cast: Cast) -> None:
    plan = planned(cast)
    answer = went(cast, plan, "did_not")
    assert answer.headers["Location"] == reverse("plan", args=[plan])
    page = page_of(cast.ana, "plan", plan)
    assert "why" not in page.lower()
    assert told(cast) == ()
    assert SAY in page_of(cast.ana, "plans", cast.case)


def test_a_tap_can_be_undone_and_another_answer_given(cast: Cast) -> None:
    plan = planned(cast)
    ana = browser_of(cast.ana)
    page = ana.post(reverse("plan-went", args=[plan]), {"did": "did"}, follow=True)
    assert way_back(page.content.decode())
    assert undo(ana, page.content.decode()).status_code == 200
    assert attempts(cast) == ()
    went(cast, plan, "did_not")
    assert [each.did for each in attempts(cast)] == ["did_not"]


def test_tapped_twice_it_is_one_try(cast: Cast) -> None:
    plan = planned(cast)
    for did in ("did", "did", "differently"):
        went(cast, plan, did)
    assert [each.did for each in attempts(cast)] == ["differently"]


def test_a_tap_that_is_none_of_the_three_is_nothing(cast: Cast) -> None:
    assert went(cast, planned(cast), "failed").status_code == 404
    assert attempts(cast) == ()


def test_a_look_back_is_a_try_and_an_episode_in_one(cast: Cast) -> None:
    known = mara(cast)
    plan = planned(cast, person=known.id, fear=FEAR, fear_did="cold", fear_chance="70")
    went(cast, plan, "did")
    answer = looked_back(
        cast,
        plan,
        came="The delivery, obviously.",
        other_then=["led_fair"],
        i_did=["say_need"],
        myself="7",
        learned="Cool is only a look.",
        to_myself=["st_love"],
        would_say="A coat.",
    )
    assert answer.status_code == 303
    (attempt,), (telling,) = attempts(cast), told(cast)
    assert attempt.telling == telling.id
    assert (attempt.learned, attempt.would_say) == (
        "Cool is only a look.",
        "A coat.",
    )
    assert telling.plan == plan
    assert (telling.story, telling.person) == ("The delivery, obviously.", known.id)
    assert telling.expected == Expected(other_did="cold", chance=70, words=FEAR)
    assert (telling.other_then, telling.i_did) == (("led_fair",), ("say_need",))
    assert (telling.authenticity, telling.self_treatment) == (7, ("st_love",))
    page = page_of(cast.ana, "attempt", attempt.id)
    for words in (FEAR, "probably", "The delivery, obviously.", "more than half", "Cool is only"):
        assert words in page


def test_before_she_said_how_it_went_the_plan_asks_and_nobody_says_it_for_her(cast: Cast) -> None:
    plan = planned(cast)
    answer = browser_of(cast.ana).get(reverse("look-back", args=[plan]))
    assert (answer.status_code, answer.headers["Location"]) == (303, reverse("plan", args=[plan]))
    assert attempts(cast) == ()
    went(cast, plan, "did_not")
    assert "You said: " in page_of(cast.ana, "look-back", plan)


def test_a_look_back_says_for_nobody_that_it_was_done_and_nothing_typed_is_lost(cast: Cast) -> None:
    plan = planned(cast)
    url = reverse("look-back", args=[plan])
    answer = browser_of(cast.ana).post(url, {"came": "She laughed.", "visibility": "private"})
    assert answer.status_code == 409
    assert "Say first how it went" in answer.content.decode()
    assert "She laughed." in answer.content.decode()
    assert "You said" not in answer.content.decode()
    assert attempts(cast) == () == told(cast)


def test_all_of_a_look_back_may_stay_empty(cast: Cast) -> None:
    plan = planned(cast)
    went(cast, plan, "did")
    assert looked_back(cast, plan).status_code == 303
    (telling,) = told(cast)
    assert (telling.story, telling.other_then, telling.authenticity) == ("", None, None)


def test_a_look_back_sent_twice_is_one(cast: Cast) -> None:
    plan = planned(cast)
    went(cast, plan, "did")
    url = reverse("look-back", args=[plan])
    given = {"based_on": 1, "telling_on": 0, "came": "Yes.", "visibility": "private"}
    for _ in range(2):
        assert browser_of(cast.ana).post(url, given).status_code == 303
    assert len(told(cast)) == len(attempts(cast)) == 1


def test_when_the_episode_cannot_be_written_the_try_is_not_either(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = planned(cast)
    went(cast, plan, "did")
    real = acting.written

    def fails_at_the_episode(work: acting.Work, content: Content, based_on: int) -> Receipt:
        if isinstance(content, Episode):
            raise OSError
        return real(work, content, based_on)

    monkeypatch.setattr(plans, "written", fails_at_the_episode)
    answer = looked_back(cast, plan, learned="Half of it.")
    assert answer.status_code == 503
    assert "Half of it." in answer.content.decode()
    monkeypatch.undo()
    assert told(cast) == ()
    assert [each.learned for each in attempts(cast)] == [""]


def test_two_windows_each_keep_their_words(cast: Cast) -> None:
    plan = planned(cast)
    went(cast, plan, "did")
    url = reverse("look-back", args=[plan])
    given = {"based_on": 1, "telling_on": 0, "visibility": "private"}
    assert browser_of(cast.ana).post(url, given | {"came": "First."}).status_code == 303
    second = browser_of(cast.ana).post(url, given | {"came": "Second.", "learned": "Much."})
    assert second.status_code == 409
    page = second.content.decode()
    assert "First." in page
    assert "Second." in page
    form = second.context["form"]
    again = given | {name: form.data[name] for name in ("based_on", "telling_on")}
    assert browser_of(cast.ana).post(url, again | {"came": "Second."}).status_code == 303
    assert [each.story for each in told(cast)] == ["Second."]


def test_shared_with_the_plan_ben_reads_all_of_it(cast: Cast) -> None:
    plan = planned(cast, fear=FEAR, hope="To go home at six.")
    went(cast, plan, "did")
    looked_back(cast, plan, came="Obviously.", learned="Only a look.", visibility="shared")
    (attempt,) = attempts(cast)
    assert plan_of(cast, plan).visibility == "shared"
    page = page_of(cast.ben, "attempt", attempt.id)
    for words in (FEAR, "Obviously.", "Only a look.", "To go home at six."):
        assert words in page
    assert "I feared" not in page
    assert "Obviously." in page_of(cast.ben, "plans", cast.case)


def test_where_she_chose_that_there_was_danger_whom_to_call_comes_first(cast: Cast) -> None:
    plan = planned(cast)
    went(cast, plan, "did")
    answer = looked_back(cast, plan, to_myself=["body"])
    assert answer.headers["Location"].startswith(reverse("pause", args=[cast.case]))


def test_a_plan_for_ben_is_tried_in_the_room(cast: Cast) -> None:
    actions.record(cast.ben, cast.case, session(timezone.now()))
    there_is = mara(cast, role="counsellor", visibility="shared")
    plan = planned(cast, person=there_is.id, danger="")
    went(cast, plan, "did")
    looked_back(cast, plan, came="It was quiet.")
    assert [each.place for each in told(cast)] == ["room"]


def test_more_can_be_told_of_a_try_and_looking_back_again_keeps_it(cast: Cast) -> None:
    plan = planned(cast)
    went(cast, plan, "did")
    looked_back(cast, plan, came="Obviously.")
    (telling,) = told(cast)
    url = reverse("episode-edit", args=[telling.id])
    form = browser_of(cast.ana).get(url).context["form"]
    given = {name: value for name, value in form.initial.items() if value not in (None, "", [])}
    more = browser_of(cast.ana).post(url, given | {"valence": "2"})
    assert more.status_code == 303
    looked_back(cast, plan, came="Obviously.", learned="Much.")
    (telling,) = told(cast)
    assert (there(telling.valence), telling.plan) == (2, plan)


def test_nobody_looks_back_on_a_day_to_come_and_nothing_typed_is_lost(cast: Cast) -> None:
    plan = planned(cast)
    went(cast, plan, "did")
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    insisting = {"date": tomorrow, "looked_at": f"date={tomorrow}"}
    answer = looked_back(cast, plan, came="Only a look.", **insisting)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "That day is still to come." in page
    assert "Only a look." in page
    assert told(cast) == ()


@pytest.mark.parametrize("did", ["did", "differently", "did_not"])
def test_the_answer_that_was_chosen_is_lit_and_no_other(cast: Cast, did: Did) -> None:
    plan = planned(cast)
    assert "aria-pressed" not in page_of(cast.ana, "plan", plan)
    went(cast, plan, did)
    page = " ".join(page_of(cast.ana, "plan", plan).split())
    assert page.count("aria-pressed") == 1
    assert f'name="did" value="{did}" aria-pressed="true">' in page


def test_after_i_did_not_it_is_said_where_the_plan_stands(cast: Cast) -> None:
    plan = planned(cast)
    address = reverse("plan-went", args=[plan])
    answer = browser_of(cast.ana).post(address, {"did": "did_not"}, follow=True)
    assert "The plan stays, under Not this time." in answer.content.decode()
    assert "Not this time" in page_of(cast.ana, "plans", cast.case)


def test_more_plans_than_a_page_holds_are_turned_to(cast: Cast) -> None:
    for number in range(PLANS + 2):
        made = Plan(
            id=uuid4(),
            author="client",
            visibility="private",
            recorded_at=THEN + timedelta(minutes=number),
            say=f"I say {number}.",
        )
        actions.record(cast.ana, cast.case, made)
    first = page_of(cast.ana, "plans", cast.case)
    last = page_of(cast.ana, "plans", cast.case, query="?page=2")
    assert "Page 1 of 2" in first
    assert (first.count('class="words">I say'), last.count('class="words">I say')) == (PLANS, 2)
    assert {*told_in(first)} | {*told_in(last)} == {f"I say {n}." for n in range(PLANS + 2)}


def told_in(page: str) -> list[str]:
    return re.findall(r"I say \d+\.", page)
