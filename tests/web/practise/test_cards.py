"""Cards of a plan: kept whole or half, used once both stand behind them, and never lost."""

from uuid import uuid4

import pytest
from django.urls import reverse

from relating.case import Plan
from tests.cast import Cast, browser_of, page_of
from tests.web.practise.practised import (
    MINE,
    REPLY,
    both_wrote,
    cards,
    dip_opens,
    not_safe,
    once,
    send,
    shared_plan,
)


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """A plan with Mara that Ana shared, and an hour that is going on."""
    return shared_plan(cast)


def test_a_card_made_on_the_screen_waits_for_anas_yes(cast: Cast, plan: Plan) -> None:
    once(cast, plan, now="5", reply=REPLY, mine=MINE)
    (card,) = cards(cast)
    assert (card.reply, card.mine, card.agreed) == (REPLY, MINE, ("counsellor",))
    shown = page_of(cast.ben, "room-practise", plan.id)
    assert "A card waits for Ana" in shown
    assert REPLY not in shown
    assert "Practise alone" not in page_of(cast.ana, "plan", plan.id)
    send(cast.ana, "card-agree", card.id, agreed="yes")
    (card,) = cards(cast)
    assert "waits for Ana, on" not in page_of(cast.ben, "room-practise", plan.id)
    assert (card.reply, card.mine, card.agreed) == (REPLY, MINE, ("client", "counsellor"))
    assert REPLY in page_of(cast.ben, "room-practise", plan.id)


def test_half_a_card_is_kept_and_waits_for_her_line(cast: Cast, plan: Plan) -> None:
    answer = once(cast, plan, reply=REPLY, act="stop")
    (card,) = cards(cast)
    assert (card.reply, card.mine, card.visibility) == (REPLY, "", "shared")
    shown = browser_of(cast.ben).get(answer.headers["Location"]).content.decode()
    assert "A card waits for Ana" in shown
    assert "Write what you say then" in page_of(cast.ana, "plan", plan.id)
    hers = {"id": uuid4(), "based_on": 1, "reply": REPLY, "mine": MINE, "visibility": "shared"}
    assert send(cast.ana, "card", card.id, **hers).status_code == 303
    assert cards(cast)[0].agreed == ("client", "counsellor")


def test_what_was_typed_while_the_plan_closed_stays_on_the_page(cast: Cast, plan: Plan) -> None:
    card = both_wrote(cast, plan)
    dip_opens(cast)
    new = {"id": uuid4(), "reply": "A new one.", "mine": "Not now.", "visibility": "shared"}
    old = new | {"based_on": 2}
    for answer in (
        send(cast.ana, "card-new", plan.id, **new),
        send(cast.ana, "card", card.id, **old),
        once(cast, plan, reply="A new one."),
    ):
        assert answer.status_code == 422
        shown = answer.content.decode()
        assert "A new one." in shown
        assert "What happened between" in shown
    assert [each.reply for each in cards(cast)] == [REPLY]


def test_with_somebody_not_safe_the_words_stay_and_nothing_says_why(cast: Cast, plan: Plan) -> None:
    not_safe(cast, plan)
    new = {"id": uuid4(), "reply": "A new one.", "visibility": "shared"}
    for answer in (
        send(cast.ben, "card-new", plan.id, **new),
        once(cast, plan, reply="A new one."),
    ):
        assert answer.status_code == 422
        shown = answer.content.decode()
        assert "A new one." in shown
        assert "Not now" in shown
        assert "What happened between" not in shown
    assert cards(cast) == []


def test_ben_writes_the_reply_she_what_she_says_and_both_stand_behind_it(
    cast: Cast, plan: Plan
) -> None:
    once(cast, plan, now="5")
    new = {"id": uuid4(), "reply": REPLY, "mine": "I give in.", "visibility": "shared"}
    assert send(cast.ben, "card-new", plan.id, **new).status_code == 303
    (card,) = cards(cast)
    assert (card.mine, card.agreed) == ("", ("counsellor",))
    assert "Practise alone" not in page_of(cast.ana, "plan", plan.id)
    hers = {"id": uuid4(), "based_on": 1, "reply": REPLY, "mine": MINE, "visibility": "shared"}
    assert send(cast.ana, "card", card.id, **hers).status_code == 303
    (card,) = cards(cast)
    assert (card.mine, card.agreed) == (MINE, ("client", "counsellor"))
    assert "Practise alone" in page_of(cast.ana, "plan", plan.id)


def test_what_one_puts_otherwise_waits_for_the_other(cast: Cast, plan: Plan) -> None:
    card = both_wrote(cast, plan)
    changed = {"id": uuid4(), "based_on": 2, "reply": "Now, please.", "visibility": "shared"}
    assert send(cast.ben, "card", card.id, **changed).status_code == 303
    assert (cards(cast)[0].mine, cards(cast)[0].agreed) == (MINE, ("counsellor",))
    assert "I stand behind it" in page_of(cast.ana, "plan", plan.id)
    assert send(cast.ana, "card-agree", card.id, agreed="yes").status_code == 303
    assert "Practise alone" in page_of(cast.ana, "plan", plan.id)
    assert send(cast.ana, "card-agree", card.id, agreed="no").status_code == 303
    assert "Practise alone" not in page_of(cast.ana, "plan", plan.id)


def test_there_are_five_at_most(cast: Cast, plan: Plan) -> None:
    for n in range(7):
        once(cast, plan, now="5", reply=f"{REPLY} {n}", mine=MINE)
    assert len(cards(cast)) == 5
    answer = browser_of(cast.ana).get(reverse("card-new", args=[plan.id]))
    assert answer.headers["Location"] == reverse("plan", args=[plan.id])
    for viewer, name in ((cast.ana, "plan"), (cast.ben, "plan"), (cast.ben, "room-practise")):
        assert "Five cards are enough." in page_of(viewer, name, plan.id)
    sixth = {"id": uuid4(), "reply": "One more.", "mine": "", "visibility": "shared"}
    for full in (
        send(cast.ana, "card-new", plan.id, **sixth),
        once(cast, plan, reply="One more."),
    ):
        assert full.status_code == 422
        assert "Five cards are enough." in full.content.decode()
        assert "One more." in full.content.decode()
    assert len(cards(cast)) == 5


def test_the_fifth_sent_twice_is_no_sixth(cast: Cast, plan: Plan) -> None:
    tokens = [str(uuid4()) for _ in range(5)]
    for token in (*tokens, tokens[-1]):
        assert once(cast, plan, id=token, reply=REPLY, mine=MINE).status_code == 303
    assert len(cards(cast)) == 5
