"""What goes onto the shelf of a phone: people, words, plans, the safety plan; nothing told."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from relating.case import Plan, Safety, Word
from relating.journal import actions
from relating.people.gate import Viewer
from relating.people.models import Device, Relation
from tests.cast import THEN, Cast, browser_of, episode, person
from tests.web.phone.conftest import Phone

pytestmark = pytest.mark.django_db(databases="__all__")


def lies_there(viewer: Viewer, cast: Cast) -> dict[str, str]:
    answer = browser_of(viewer).get(f"/cases/{cast.case}/phone/shelf/")
    assert answer.status_code == 200
    found: dict[str, str] = answer.json()
    return found


def planned(cast: Cast, days: int, **more: Any) -> Plan:
    made = Plan(
        id=uuid4(),
        author="client",
        visibility="private",
        recorded_at=THEN,
        on=timezone.localdate() + timedelta(days=days),
        situation="He clicks his pen",
        **more,
    )
    actions.record(cast.ana, cast.case, made)
    return made


def test_her_people_her_words_and_her_plans_lie_there(cast: Cast) -> None:
    mara = person("Mara")
    actions.record(cast.ana, cast.case, mara)
    own = Word(list="feeling", code="my-seasick", label="seasick")
    actions.word(cast.ana, cast.case, own)
    today = planned(cast, 0, say="I can do one today", backed_by=mara.id, backing="I ring Sam")
    planned(cast, 3, say="Not now")
    found = lies_there(cast.ana, cast)
    assert f'value="{mara.id}"' in found["form"]
    assert f'value="{own.code}"' in found["form"]
    assert "seasick" in found["form"]
    assert found["plans"].count("data-on=") == 2
    assert f'data-on="{today.on}"' in found["plans"]
    assert "I can do one today" in found["plans"]
    assert "I ring Sam" in found["plans"]
    assert found["safety"] == ""


def test_nothing_that_was_told_lies_there_and_no_plan_of_a_day_that_was(cast: Cast) -> None:
    actions.record(cast.ana, cast.case, episode("She came over with the list."))
    planned(cast, -1, say="Yesterday's words")
    found = lies_there(cast.ana, cast)
    assert "She came over" not in str(found)
    assert "Yesterday" not in str(found)


def test_her_safety_plan_lies_there_without_what_is_empty(cast: Cast) -> None:
    plan = Safety(
        id=uuid4(),
        author="client",
        visibility="private",
        recorded_at=THEN,
        on_my_own="Walk to the <sea>",
    )
    actions.record(cast.ana, cast.case, plan)
    found = lies_there(cast.ana, cast)["safety"]
    assert "Walk to the &lt;sea&gt;" in found
    assert found.count("<h2>") == 1


def test_who_is_not_safe_is_offered_by_nobody(cast: Cast) -> None:
    kurt = person("Kurt", unsafe=True)
    actions.record(cast.ana, cast.case, kurt)
    planned(cast, 0, say="To the door", person=kurt.id)
    assert "To the door" not in str(lies_there(cast.ana, cast))
    assert "Kurt" not in str(lies_there(cast.ana, cast))


def test_it_is_nobody_elses(cast: Cast) -> None:
    address = f"/cases/{cast.case}/phone/shelf/"
    for other in (cast.ben, cast.carl, cast.cleo, cast.dov, cast.eve):
        assert browser_of(other).get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_a_phone_asks_by_its_token_whether_it_stands(phone: Phone, cast: Cast) -> None:
    def asked(token: str) -> int:
        headers = {"authorization": f"Bearer {token}"}
        return Client().get("/inbox/", headers=headers).status_code

    token = phone.given["token"]
    assert (asked(token), asked("guessed"), asked("")) == (204, 404, 404)
    other = Phone(cast.ana, cast.case).given["token"]
    Relation.objects.filter(user_id=cast.ana.id).update(ended=timezone.now() - timedelta(days=1))
    assert asked(token) == 404
    Relation.objects.filter(user_id=cast.ana.id).update(ended=None)
    Device.objects.filter(pk=phone.given["device"]).delete()
    assert (asked(token), asked(other)) == (404, 204)
