"""Practise with Ben, then alone with cards that both wrote. Nothing judges, nothing is lost."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from relating.case import Dip, Plan
from relating.journal import actions, queries
from relating.web.page.open_dip import open_dip
from tests.cast import Cast, browser_of, page_of, person, session
from tests.web.plans.planned import SAY
from tests.web.practise.practised import (
    LANDED,
    MINE,
    REPLY,
    both_wrote,
    cards,
    dip_opens,
    not_safe,
    once,
    send,
    shared_plan,
    takes,
)


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """A plan with Mara that Ana shared, and an hour that is going on."""
    return shared_plan(cast)


# With Ben ----------------------------------------------------------------------------------------


def test_two_taps_are_a_take_in_her_name(cast: Cast, plan: Plan) -> None:
    assert once(cast, plan, before="3", now="7").status_code == 303
    (take,) = takes(cast.ana, cast)
    assert (take.author, take.visibility, take.plan) == ("client", "shared", plan.id)
    assert (take.confidence_before, take.confidence_after) == (3, 7)
    assert (take.alone, take.swapped, take.story) == (False, False, "")
    assert take.session == queries.open_case(cast.ben, cast.case).sessions[0].id
    shown = page_of(cast.ben, "room-practise", plan.id)
    assert "Take 2" in shown
    assert shown.count('class="take-done"') == 1


def test_sent_twice_it_is_one_take(cast: Cast, plan: Plan) -> None:
    token = str(uuid4())
    for _ in range(2):
        assert once(cast, plan, id=token, now="5").status_code == 303
    assert len(takes(cast.ana, cast)) == 1


def test_stop_keeps_what_was_said_and_makes_nothing_of_nothing(cast: Cast, plan: Plan) -> None:
    once(cast, plan, act="stop")
    assert takes(cast.ana, cast) == []
    answer = once(cast, plan, act="stop", landed=LANDED, swapped="on")
    (take,) = takes(cast.ana, cast)
    assert (take.landed, take.swapped, take.confidence_after) == (LANDED, True, None)
    shown = browser_of(cast.ben).get(answer.headers["Location"]).content.decode()
    assert "1 take today" in shown
    assert "Stopped. What was said is kept" in shown


def test_ana_sees_whose_screen_it_was_and_can_change_it_and_take_it_back(
    cast: Cast, plan: Plan
) -> None:
    once(cast, plan, now="5")
    (take,) = takes(cast.ana, cast)
    told = "Ben handed over the form for something that happened, and it was answered"
    assert told in page_of(cast.ana, "seen", cast.case)
    may = queries.open_entry(cast.ana, take.id).may
    assert {"revise", "unshare", "delete"} <= may
    assert queries.open_entry(cast.ben, take.id).may == {"read"}


def test_nothing_of_bens_own_stands_on_the_screen(cast: Cast, plan: Plan) -> None:
    shown = page_of(cast.ben, "room-practise", plan.id)
    for name in ("prepare", "notes", "patterns", "alliance", "feedback"):
        assert reverse(name, args=[cast.case]) not in shown
    assert shown.count("<a ") == 3
    assert SAY in shown


def test_for_both_shows_what_can_be_practised(cast: Cast, plan: Plan) -> None:
    address = reverse("room-practise", args=[plan.id])
    assert address in page_of(cast.ben, "room-both", cast.case)
    actions.unshare(cast.ana, plan.id)
    assert address not in page_of(cast.ben, "room-both", cast.case)
    assert once(cast, plan, now="5").status_code == 404


def test_nobody_but_the_counsellor_turns_the_screen(cast: Cast, plan: Plan) -> None:
    for who in (cast.ana, cast.cleo, cast.dov):
        assert send(who, "room-practise", plan.id, id=uuid4(), now="5").status_code == 404
    assert takes(cast.ana, cast) == []


# Off: an open dip, and somebody who is not safe --------------------------------------------------


def test_while_a_dip_is_open_there_is_one_question_instead(cast: Cast, plan: Plan) -> None:
    dip_opens(cast)
    shown = page_of(cast.ben, "room-practise", plan.id)
    assert "What happened between us?" in shown
    assert shown.count(reverse("room-both", args=[cast.case])) == 2
    assert SAY not in shown
    once(cast, plan, now="5")
    assert takes(cast.ana, cast) == []
    assert reverse("room-practise", args=[plan.id]) not in page_of(cast.ben, "room-both", cast.case)


def test_a_dip_that_ben_keeps_to_himself_changes_nothing_that_both_see(
    cast: Cast, plan: Plan
) -> None:
    held = session(timezone.now() - timedelta(days=7), number=11)
    actions.record(cast.ben, cast.case, held)
    own = Dip(
        id=queries.open_case(cast.ben, cast.case).ids.of_one("dip", held.id),
        author="counsellor",
        visibility="private",
        recorded_at=timezone.now(),
        session=held.id,
        rupture="yes",
        mended="no",
    )
    actions.record(cast.ben, cast.case, own)
    assert open_dip(queries.open_case(cast.ben, cast.case)) is not None
    assert SAY in page_of(cast.ben, "room-practise", plan.id)
    assert reverse("room-practise", args=[plan.id]) in page_of(cast.ben, "room-both", cast.case)
    assert once(cast, plan, now="5").status_code == 303
    assert len(takes(cast.ana, cast)) == 1


def test_with_somebody_who_is_not_safe_it_is_not_there(cast: Cast, plan: Plan) -> None:
    both_wrote(cast, plan)
    not_safe(cast, plan)
    assert once(cast, plan, now="5").status_code == 404
    assert len(takes(cast.ana, cast)) == 1
    for name in ("practise-alone", "practise-enough", "card-new"):
        answer = browser_of(cast.ana).get(reverse(name, args=[plan.id]))
        assert answer.headers["Location"] == reverse("plan", args=[plan.id])
    send(cast.ana, "practise-alone", plan.id, id=uuid4())
    assert len(takes(cast.ana, cast)) == 1
    shown = page_of(cast.ana, "plan", plan.id)
    assert 'class="card-pair"' not in shown
    assert "Practise alone" not in shown


def test_the_action_itself_refuses_it(cast: Cast, plan: Plan) -> None:
    both_wrote(cast, plan)
    (take,) = takes(cast.ana, cast)
    another = replace(take, id=uuid4(), alone=True, visibility="private")
    card = replace(cards(cast)[0], id=uuid4(), author="client", agreed=("client",))
    dip_opens(cast)
    with pytest.raises(actions.NotNow):
        actions.practise_alone(cast.ana, cast.case, another)
    with pytest.raises(actions.NotNow):
        actions.take(cast.ben, cast.case, replace(take, id=uuid4()))
    with pytest.raises(actions.NotNow):
        actions.card(cast.ana, cast.case, card)


# Alone -------------------------------------------------------------------------------------------


def test_alone_only_after_a_take_with_ben(cast: Cast, plan: Plan) -> None:
    card = replace(both_wrote(cast, plan))
    (take,) = takes(cast.ana, cast)
    actions.delete(cast.ana, take.id)
    assert card in cards(cast)
    answer = browser_of(cast.ana).get(reverse("practise-alone", args=[plan.id]))
    assert answer.headers["Location"] == reverse("plan", args=[plan.id])


def test_turn_the_card_say_it_aloud_again(cast: Cast, plan: Plan) -> None:
    both_wrote(cast, plan)
    shown = page_of(cast.ana, "practise-alone", plan.id)
    assert "Mara says" in shown
    assert shown.index(REPLY) < shown.index(MINE)
    assert "textarea" not in shown
    page_of(cast.ana, "practise-alone", plan.id, query="?card=2")
    assert not any(each.alone for each in takes(cast.ana, cast)), "again keeps nothing"


def test_enough_keeps_one_take_that_is_hers(cast: Cast, plan: Plan) -> None:
    both_wrote(cast, plan)
    send(cast.ana, "practise-alone", plan.id, id=uuid4())
    alone = [each for each in takes(cast.ana, cast) if each.alone]
    assert [(each.visibility, each.plan, each.session) for each in alone] == [
        ("private", plan.id, None)
    ]
    assert not any(each.alone for each in takes(cast.ben, cast))
    for name, of in (("case", cast.case), ("episode", alone[0].id)):
        assert f"Alone, aloud: {SAY}" in page_of(cast.ana, name, of)


def test_enough_returns_to_words_of_her_own(cast: Cast, plan: Plan) -> None:
    both_wrote(cast, plan)
    answer = send(cast.ana, "practise-alone", plan.id, id=uuid4())
    assert answer.headers["Location"] == reverse("practise-enough", args=[plan.id])
    assert LANDED in page_of(cast.ana, "practise-enough", plan.id)


def test_without_words_of_what_landed_it_is_her_sentence(cast: Cast, plan: Plan) -> None:
    once(cast, plan, now="5", reply=REPLY, mine=MINE)
    send(cast.ana, "card-agree", cards(cast)[0].id, agreed="yes")
    assert SAY in page_of(cast.ana, "practise-enough", plan.id)


def test_nobody_practises_alone_but_she(cast: Cast, plan: Plan) -> None:
    both_wrote(cast, plan)
    for who in (cast.ben, cast.cleo):
        url = reverse("practise-alone", args=[plan.id])
        assert browser_of(who).get(url).status_code == 404
        assert send(who, "practise-alone", plan.id, id=uuid4()).status_code == 404


def test_what_she_practises_alone_changes_no_page_of_bens(cast: Cast, plan: Plan) -> None:
    both_wrote(cast, plan)
    somebody = person("Ben", role="counsellor", author="counsellor", visibility="shared")
    actions.record(cast.ben, cast.case, somebody)
    before = page_of(cast.ben, "plan", plan.id)
    send(cast.ana, "practise-alone", plan.id, id=uuid4())
    after = page_of(cast.ben, "plan", plan.id)
    assert before.split("<main")[1].count("thread") == after.split("<main")[1].count("thread")


def test_a_card_that_waits_is_told_where_one_begins(cast: Cast, plan: Plan) -> None:
    send(cast.ben, "card-new", plan.id, id=uuid4(), reply=REPLY, visibility="shared")
    line = "A card of Ben’s waits for you"
    assert line in page_of(cast.ana, "case", cast.case)
    not_safe(cast, plan)
    assert line not in page_of(cast.ana, "case", cast.case)
