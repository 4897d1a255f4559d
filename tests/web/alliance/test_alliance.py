"""The alliance: two lines, dips by a rule that is named, and the two who say what it was."""

import re
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from relating.case import Dip, Pulse
from relating.journal import actions, queries
from relating.people.gate import Viewer
from tests.cast import Cast, browser_of, session

STORY = "I hurried her past her sister."
SCORES = (7, 7, 8, 7, 8, 8, 5)
OPEN = "A dip is open"


@pytest.fixture
def hours(cast: Cast) -> list[UUID]:
    """Seven hours with Ana's pulse; the last one dipped."""
    return [told(cast, number, score) for number, score in enumerate(SCORES, start=1)]


def told(cast: Cast, number: int, score: int) -> UUID:
    at = timezone.now() - timedelta(days=60 - 7 * number)
    hour = session(at, number=number)
    actions.record(cast.ben, cast.case, hour)
    pulse = Pulse(
        id=uuid4(),
        author="client",
        visibility="shared",
        recorded_at=at,
        session=hour.id,
        safe=score,
        understood=score,
        matters=score,
        way=score,
        could_say=score,
    )
    actions.record(cast.ana, cast.case, pulse)
    return hour.id


def page(viewer: Viewer, name: str, given: UUID, query: str = "") -> str:
    answer = browser_of(viewer).get(reverse(name, args=[given]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def say(viewer: Viewer, session: UUID, **given: object) -> int:
    sent = {"visibility": "private", **given}
    return browser_of(viewer).post(reverse("dip", args=[session]), sent).status_code


def dips(cast: Cast, viewer: Viewer) -> list[Dip]:
    return list(queries.open_case(viewer, cast.case).all(Dip))


def test_before_the_first_pulse_it_says_not_yet(cast: Cast) -> None:
    for viewer in (cast.ana, cast.ben):
        assert "Not yet: no pulse has been sent so far." in page(viewer, "alliance", cast.case)


def test_an_open_dip_stands_in_bens_head_and_asks_questions(cast: Cast, hours: list[UUID]) -> None:
    shown = page(cast.ben, "alliance", cast.case)
    assert "The pulse of Ana fell by 3.0" in shown
    assert "Was there a moment when I lost you?" in shown
    for name in ("people", "feedback", "notes", "search"):
        assert OPEN in page(cast.ben, name, cast.case)


def test_ana_meets_her_dip_only_on_its_own_page(cast: Cast, hours: list[UUID]) -> None:
    assert OPEN not in page(cast.ana, "case", cast.case)
    assert "Your pulse fell" not in page(cast.ana, "case", cast.case)
    shown = page(cast.ana, "alliance", cast.case)
    assert "Your pulse fell by 3.0" in shown
    assert "Was there a moment when I lost you?" not in shown


def test_only_the_two_call_it_mended(cast: Cast, hours: list[UUID]) -> None:
    told(cast, 8, 8)
    assert OPEN in page(cast.ben, "people", cast.case)
    assert say(cast.ben, hours[6], mended="yes", mended_session=str(hours[6])) == 303
    assert OPEN not in page(cast.ben, "people", cast.case)
    assert say(cast.ana, hours[6], mended="no", visibility="shared") == 303
    assert OPEN in page(cast.ben, "people", cast.case)


def test_what_ana_keeps_private_about_a_dip_is_not_bens_to_read(
    cast: Cast, hours: list[UUID]
) -> None:
    say(cast.ana, hours[6], said=STORY, rupture="yes")
    assert STORY not in page(cast.ben, "alliance", cast.case)
    assert STORY not in page(cast.ben, "dip", hours[6])
    assert dips(cast, cast.ben) == []
    say(cast.ana, hours[6], said=STORY, rupture="yes", visibility="shared")
    assert STORY in page(cast.ben, "alliance", cast.case)


def test_ben_says_his_part_and_what_was_shared_stays_shared(cast: Cast, hours: list[UUID]) -> None:
    part = {"counsellor_part": ["pushed"], "repair_moves": ["named_it", "said_sorry"]}
    say(cast.ben, hours[6], said=STORY, rupture="yes", visibility="shared", **part)
    (mine,) = dips(cast, cast.ana)
    assert (mine.counsellor_part, mine.repair_moves) == (("pushed",), ("named_it", "said_sorry"))
    assert "Pushed" in page(cast.ana, "alliance", cast.case)
    assert say(cast.ben, hours[6], said=STORY) == 422
    assert len(dips(cast, cast.ana)) == 1


def test_an_hour_that_no_rule_saw_can_be_named(cast: Cast, hours: list[UUID]) -> None:
    say(cast.ana, hours[2], rupture="yes", visibility="shared")
    shown = page(cast.ben, "alliance", cast.case)
    assert "Named by one of you." in shown
    assert shown.count('class="dip-head"') == 2


def test_it_was_not_mended_in_an_hour_that_is_still_to_come(cast: Cast, hours: list[UUID]) -> None:
    at = timezone.now() + timedelta(days=5)
    coming = session(at, number=8, state="planned", recorded_at=timezone.now())
    actions.record(cast.ben, cast.case, coming)
    shown = page(cast.ana, "dip", hours[-1])
    assert f'value="{hours[0]}"' in shown
    assert f'value="{coming.id}"' not in shown


def test_a_rule_can_be_switched_and_says_that_it_looks_back(cast: Cast, hours: list[UUID]) -> None:
    back = "This rule looks back over the line; it was no warning at the time."
    assert back not in page(cast.ben, "alliance", cast.case)
    assert back in page(cast.ben, "alliance", cast.case, "?rule=drop1sd")
    assert back not in page(cast.ben, "alliance", cast.case, "?rule=nonsense")
    assert back not in page(cast.ana, "alliance", cast.case, "?rule=drop1sd")


def test_nothing_but_tens_is_a_question_for_ben_alone(cast: Cast) -> None:
    for number in range(1, 6):
        told(cast, number, 10)
    asks = "Is there room here to say what was not so good?"
    assert asks in page(cast.ben, "alliance", cast.case)
    assert asks not in page(cast.ana, "alliance", cast.case)


def test_while_a_dip_is_open_feedback_offers_no_link_to_outside(
    cast: Cast, hours: list[UUID]
) -> None:
    link = "A tentative link to outside"
    assert link not in page(cast.ben, "feedback-new", cast.case)
    assert "Listening comes first" in page(cast.ben, "feedback-new", cast.case)
    say(cast.ben, hours[6], mended="yes")
    assert link in page(cast.ben, "feedback-new", cast.case)


def test_nobody_else_says_anything_about_an_hour(cast: Cast, hours: list[UUID]) -> None:
    for viewer in (cast.cleo, cast.carl, cast.dov, cast.eve):
        assert say(viewer, hours[6], rupture="yes") == 404


LOW, SAME = "lies low beside the rest", "answer the same, without a word"


def pulses_of(cast: Cast, count: int, **answers: int) -> None:
    """So many hours, one a day, each with such a pulse of Ana's."""
    for number in range(count):
        at = timezone.now() - timedelta(days=count - number)
        hour = session(at)
        actions.record(cast.ben, cast.case, hour)
        actions.record(cast.ana, cast.case, replace(a_pulse(at, hour.id), **answers))


def a_pulse(at: datetime, hour: UUID) -> Pulse:
    """High, and not the highest."""
    return Pulse(
        id=uuid4(),
        author="client",
        visibility="shared",
        recorded_at=at,
        session=hour,
        safe=9,
        understood=9,
        matters=8,
        way=8,
        could_say=8,
    )


def test_what_is_worth_a_question_although_the_scores_are_high_only_ben_is_asked(
    cast: Cast,
) -> None:
    pulses_of(cast, 4)
    assert SAME not in page(cast.ben, "alliance", cast.case)
    pulses_of(cast, 1)
    assert SAME in page(cast.ben, "alliance", cast.case)
    pulses_of(cast, 1, could_say=3)
    asked = page(cast.ben, "alliance", cast.case)
    assert LOW in asked
    assert SAME not in asked
    for words in (LOW, SAME):
        assert words not in page(cast.ana, "alliance", cast.case)


def test_a_sealed_pulse_changes_no_byte_of_what_ben_is_asked(cast: Cast) -> None:
    pulses_of(cast, 5)
    hour = session(timezone.now())
    actions.record(cast.ben, cast.case, hour)
    before = page(cast.ben, "alliance", cast.case)
    sealed = replace(a_pulse(timezone.now(), hour.id), visibility="private", could_say=1)
    actions.record(cast.ana, cast.case, sealed)
    assert without_nonce(page(cast.ben, "alliance", cast.case)) == without_nonce(before)


def without_nonce(text: str) -> str:
    """A page without what differs from one answer to the next."""
    return re.sub(r'<input type="hidden"[^>]*>|(nonce|data-key|data-writer)="[^"]*"', "", text)
