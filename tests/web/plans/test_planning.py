"""Making a plan: from nothing, and from what is there, without typing a word twice."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from relating.case import Option, Plan, Way
from relating.case.entries.way import Loop, Step
from relating.journal import actions, queries
from tests.cast import THEN, Cast, browser_of, page_of, tell
from tests.web.plans.planned import SAY, mara, plan_of, planned, sent, went


def test_a_plan_is_two_lines_and_private_to_her(cast: Cast) -> None:
    plan = plan_of(cast, planned(cast))
    assert (plan.situation, plan.say, plan.visibility) == ("Mara adds something", SAY, "private")
    shown = page_of(cast.ana, "plan", plan.id)
    assert "Mara adds something" in shown
    assert SAY in shown
    assert browser_of(cast.ben).get(reverse("plan", args=[plan.id])).status_code == 404


def test_everything_that_is_asked_is_kept(cast: Cast) -> None:
    known = mara(cast)
    plan = plan_of(
        cast,
        planned(
            cast,
            person=known.id,
            on="2026-03-13",
            when="ten to six",
            backed_by=known.id,
            backing="I ring Sam.",
            in_the_way="That I am tired.",
            fear="A cool look.",
            fear_did="criticised",
            fear_chance="70",
            hope="To go home at six.",
            looked_at="on=2026-03-13",
        ),
    )
    assert plan.person == plan.backed_by == known.id
    assert (plan.on, plan.when) == (date(2026, 3, 13), "ten to six")
    assert (plan.backing, plan.in_the_way) == ("I ring Sam.", "That I am tired.")
    assert (plan.fear, plan.fear_did, plan.fear_chance) == ("A cool look.", "criticised", 70)
    assert plan.hope == "To go home at six."
    assert plan.asked_danger is not None


def test_sent_twice_it_is_one_plan(cast: Cast) -> None:
    token = uuid4()
    given = {"id": token, "visibility": "private", "say": SAY, "danger": "no"}
    url = reverse("plan-new", args=[cast.case])
    places = {browser_of(cast.ana).post(url, given).headers["Location"] for _ in range(2)}
    assert len(places) == 1
    assert len(queries.open_case(cast.ana, cast.case).all(Plan)) == 1


def test_a_plan_without_words_is_asked_for_them(cast: Cast) -> None:
    answer, _ = sent(cast, situation=" ", say="")
    assert answer.status_code == 422
    assert queries.open_case(cast.ana, cast.case).all(Plan) == ()


def test_what_was_rather_done_is_the_first_line_of_a_plan(cast: Cast) -> None:
    known = mara(cast)
    moment = tell(cast, rather="Which one matters more?", person=known.id)
    query = f"?origin={moment.id}"
    form = browser_of(cast.ana).get(reverse("plan-new", args=[cast.case]) + query).context["form"]
    assert form.initial["say"] == "Which one matters more?"
    assert form.initial["person"] == known.id
    answer, id = sent(cast, query, person=known.id, origin=moment.id)
    assert answer.status_code == 303
    assert plan_of(cast, id).origin == moment.id
    assert reverse("episode", args=[moment.id]) in page_of(cast.ana, "plan", id)


def test_the_next_time_begins_with_the_words_of_the_last(cast: Cast) -> None:
    first = planned(cast, hope="To go home at six.", when="ten to six")
    went(cast, first, "differently")
    attempt = queries.open_case(cast.ana, cast.case).by_kind
    (tried,) = (each for kind in attempt.values() for each in kind if hasattr(each, "did"))
    query = f"?origin={getattr(tried, 'id')}"  # noqa: B009
    form = browser_of(cast.ana).get(reverse("plan-new", args=[cast.case]) + query).context["form"]
    assert (form.initial["say"], form.initial["hope"]) == (SAY, "To go home at six.")
    assert form.initial["when"] == ""


def test_an_origin_that_is_not_hers_to_see_is_none(cast: Cast) -> None:
    query = f"?origin={uuid4()}"
    url = reverse("plan-new", args=[cast.case])
    assert browser_of(cast.ana).get(url + query).status_code == 404
    answer, id = sent(cast, origin=uuid4())
    assert answer.status_code == 303
    assert plan_of(cast, id).origin is None


def test_what_was_changed_in_another_window_stands_beside_what_is_typed(cast: Cast) -> None:
    id = planned(cast)
    url = reverse("plan-edit", args=[id])
    given = {"id": id, "based_on": 1, "visibility": "private", "danger": "no"}
    ana = browser_of(cast.ana)
    assert ana.post(url, given | {"say": "One at a time."}).status_code == 303
    second = ana.post(url, given | {"say": "No."})
    assert second.status_code == 409
    assert "One at a time." in second.content.decode()
    assert plan_of(cast, id).say == "One at a time."
    assert ana.post(url, given | {"say": "No.", "based_on": 2}).status_code == 303
    assert plan_of(cast, id).say == "No."


def test_left_out_it_is_put_away_and_can_be_taken_up_again(cast: Cast) -> None:
    id = planned(cast)
    url = reverse("plan-aside", args=[id])
    browser_of(cast.ana).post(url, {"dropped": "yes"})
    assert plan_of(cast, id).dropped
    assert "Put away" in page_of(cast.ana, "plans", cast.case)
    browser_of(cast.ana).post(url, {"dropped": "no"})
    assert not plan_of(cast, id).dropped
    assert "Put away" not in page_of(cast.ana, "plans", cast.case)


def test_in_a_calendar_a_plan_is_a_day_and_nothing_else(cast: Cast) -> None:
    today = timezone.localdate()
    id = planned(cast, on=today.isoformat(), person=mara(cast).id)
    text = browser_of(cast.ana).get(reverse("plan-calendar", args=[id])).content.decode()
    assert f"DTSTART;VALUE=DATE:{today:%Y%m%d}" in text
    for word in ("Mara", "matters", "Ben", "Relating", "plan"):
        assert word not in text


@pytest.mark.parametrize("name", ["plan-edit", "plan-aside", "plan-went", "look-back"])
def test_ben_reads_a_shared_plan_and_changes_nothing(cast: Cast, name: str) -> None:
    id = planned(cast, visibility="shared")
    shown = page_of(cast.ben, "plan", id)
    assert SAY in shown
    assert "I didn" not in shown
    answer = browser_of(cast.ben).post(reverse(name, args=[id]), {"did": "did", "dropped": "yes"})
    assert answer.status_code == 404
    assert plan_of(cast, id) == replace(plan_of(cast, id), dropped=False)


def test_ben_sees_what_is_shared_and_the_same_bytes_whatever_is_not(cast: Cast) -> None:
    planned(cast, visibility="shared")
    before = page_of(cast.ben, "plans", cast.case)
    own = planned(cast, say="Something of my own.")
    went(cast, own, "did")
    assert without_tokens(page_of(cast.ben, "plans", cast.case)) == without_tokens(before)


def without_tokens(page: str) -> list[str]:
    """The lines of a page without what is different each time."""
    return [line for line in page.splitlines() if "csrf" not in line and "nonce" not in line]


def test_a_deleted_plan_is_gone_and_can_be_put_back(cast: Cast) -> None:
    id = planned(cast)
    actions.delete(cast.ana, id)
    assert browser_of(cast.ana).get(reverse("plan", args=[id])).status_code == 404
    actions.put_back(cast.ana, id)
    assert plan_of(cast, id).say == SAY
    assert isinstance(id, UUID)


def test_an_option_of_a_way_becomes_a_plan_without_typing_it_again(cast: Cast) -> None:
    known = mara(cast)
    moment = tell(cast, rather="Which one?", person=known.id)
    begun: dict[str, Any] = {"author": "client", "visibility": "private", "recorded_at": THEN}
    first = Step(words="Mara adds something")
    way = Way(id=uuid4(), words="Of course.", old=Loop(first=first), origin=moment.id, **begun)
    option = Option(id=uuid4(), way=way.id, words=SAY, origin=moment.id, **begun)
    for each in (way, option):
        actions.record(cast.ana, cast.case, each)
    url = reverse("plan-new", args=[cast.case])
    assert f"{url}?option={option.id}" in page_of(cast.ana, "option", option.id)
    form = browser_of(cast.ana).get(f"{url}?option={option.id}").context["form"]
    shown = {name: form.initial[name] for name in ("say", "person", "way", "option")}
    assert shown == {"say": SAY, "person": known.id, "way": way.id, "option": option.id}
    of_way = browser_of(cast.ana).get(f"{url}?way={way.id}").context["form"]
    assert of_way.initial["situation"] == "Mara adds something"
    id = planned(cast, way=way.id, option=option.id, person=known.id)
    thread = page_of(cast.ana, "plan", id).split("How this came about")[1]
    links = [reverse("episode", args=[moment.id]), reverse("way", args=[way.id])]
    assert [thread.index(each) for each in (*links, reverse("option", args=[option.id]))]


def test_a_day_that_is_over_is_not_offered_to_a_calendar(cast: Cast) -> None:
    today = timezone.localdate()
    for on, offered in ((today, True), (today - timedelta(days=1), False)):
        id = planned(cast, on=on.isoformat())
        url = reverse("plan-calendar", args=[id])
        assert (url in page_of(cast.ana, "plan", id)) is offered
    went(cast, id := planned(cast, on=today.isoformat()), "did")
    assert reverse("plan-calendar", args=[id]) not in page_of(cast.ana, "plan", id)
