"""A person's page: how they may see me, plans with them, and what happens with those near."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from relating.case import Contract, Impact, Person, Plan
from relating.journal import actions, queries
from tests.cast import Cast, browser_of, page_of, person, tell
from tests.web.people.test_near import add, place, ties

SHARE = {"do": "share", "sure": "yes"}


def seen(cast: Cast, who: Person, **more: object) -> None:
    """A time with somebody, and how Ana thought that they saw her."""
    tell(cast, person=who.id, seen_as="Careless.", **more)


def test_there_is_no_such_section_before_a_time_with_them(cast: Cast) -> None:
    _, row = add(cast)
    assert "may see me" not in page_of(cast.ana, "person", row)


def test_the_two_voices_stand_with_their_source_and_asking_is_a_plan(cast: Cast) -> None:
    who, row = add(cast)
    seen(cast, who, impact=Impact(text="You check twice.", source="asked"))
    page = page_of(cast.ana, "person", row)
    for words in ("How Sam may see me", "I thought", "Careless.", "You check twice.", "when asked"):
        assert words in page
    asks = f"{reverse('plan-new', args=[cast.case])}?person={who.id}"
    assert asks in page
    assert browser_of(cast.ana).get(asks).status_code == 200


@pytest.mark.parametrize("more", [{"unsafe": True}, {"gone": "died"}])
def test_nobody_unsafe_or_gone_is_asked(cast: Cast, more: dict[str, object]) -> None:
    who, row = add(cast, "Sam", **more)
    seen(cast, who)
    page = page_of(cast.ana, "person", row)
    assert "Careless." in page
    assert "as a plan" not in page


def test_ben_reads_what_is_shared_and_is_offered_no_asking(cast: Cast) -> None:
    who, row = add(cast, visibility="shared")
    seen(cast, who, visibility="private")
    assert "Careless." not in page_of(cast.ben, "person", row)
    seen(cast, who, visibility="shared")
    page = page_of(cast.ben, "person", row)
    assert "Careless." in page
    assert "thought" in page
    assert "as a plan" not in page


def test_plans_stand_on_the_page_of_their_person_and_none_with_somebody_unsafe(cast: Cast) -> None:
    who, row = add(cast)
    now = timezone.now().replace(microsecond=0)
    plan = Plan(
        id=UUID(int=7),
        author="client",
        visibility="private",
        recorded_at=now,
        person=who.id,
        say="I can do one of these.",
        asked_danger=now,
    )
    actions.record(cast.ana, cast.case, plan)
    assert plan.say in page_of(cast.ana, "person", row)
    case = queries.open_case(cast.ana, cast.case)
    known = case.people[who.id]
    actions.write(cast.ana, cast.case, replace(known, unsafe=True), case.version(row))
    assert plan.say not in page_of(cast.ana, "person", row)


def test_what_happens_near_is_one_sentence_alike_for_both(cast: Cast) -> None:
    near = [add(cast, name, visibility="shared") for name in ("Sam", "Lea")]
    for number in range(6):
        at = timezone.now() - timedelta(days=number)
        tell(cast, person=near[number % 2][0].id, visibility="shared", at=at, i_did=("hiding",))
    for _, row in near:
        place(cast, row, "near")
    assert "Too little is shared" not in page_of(cast.ana, "people", cast.case)
    browser_of(cast.ana).post(reverse("people-shared", args=[cast.case]), SHARE)
    for viewer in (cast.ana, cast.ben):
        assert "<b>6 of 6</b>" in page_of(viewer, "people", cast.case)


def test_with_too_little_that_is_said_in_words(cast: Cast) -> None:
    _, row = add(cast)
    place(cast, row, "near")
    browser_of(cast.ana).post(reverse("people-shared", args=[cast.case]), SHARE)
    assert "Too little is shared of the people near you" in page_of(cast.ana, "people", cast.case)


def test_all_of_it_is_shared_and_taken_back_in_one_act(cast: Cast) -> None:
    rows = [add(cast, name)[1] for name in ("Sam", "Lea")]
    for row in rows:
        place(cast, row, "near")
    url = reverse("people-shared", args=[cast.case])
    assert "Private to you. If you share it" in page_of(cast.ana, "people", cast.case)
    browser_of(cast.ana).post(url, SHARE)
    assert {each.visibility for each in ties(cast)} == {"shared"}
    assert "near-near" in page_of(cast.ben, "people", cast.case)
    browser_of(cast.ana).post(url, {"do": "take_back", "sure": "yes"})
    assert {each.visibility for each in ties(cast)} == {"private"}
    assert "near-near" not in page_of(cast.ben, "people", cast.case)
    assert browser_of(cast.ben).post(url, SHARE).status_code == 404


def test_once_the_work_is_over_the_counsellor_is_off_the_map_unless_put_there_anew(
    cast: Cast,
) -> None:
    ben = person("Ben", role="counsellor", visibility="shared")
    actions.record(cast.ana, cast.case, ben)
    row = queries.open_case(cast.ana, cast.case).person_row(ben.id)
    place(cast, row, "near")
    assert "near-near" in page_of(cast.ana, "people", cast.case)
    frame = queries.open_case(cast.ben, cast.case).frame
    yesterday = timezone.localdate() - timedelta(days=1)
    [tie] = ties(cast)
    before = replace(tie, on=yesterday)
    actions.write(cast.ana, cast.case, before, actions.LATEST)
    over = replace(frame, contract=Contract(horizon="short", ends=yesterday))
    actions.write(cast.ben, cast.case, over, actions.LATEST)
    assert "near-near" not in page_of(cast.ana, "people", cast.case)
    place(cast, row, "far")
    assert "near-far" in page_of(cast.ana, "people", cast.case)


def test_before_all_of_it_is_shared_or_taken_back_the_page_asks(cast: Cast) -> None:
    rows = [add(cast, name)[1] for name in ("Sam", "Lea")]
    place(cast, rows[0], "near", visibility="private")
    url = reverse("people-shared", args=[cast.case])
    asks = browser_of(cast.ana).post(url, {"do": "share"})
    assert "Share all of it with Ben?" in asks.content.decode()
    assert {each.visibility for each in ties(cast)} == {"private"}
    browser_of(cast.ana).post(url, SHARE)
    asks = browser_of(cast.ana).post(url, {"do": "take_back"})
    assert "Take all of it back?" in asks.content.decode()
    assert {each.visibility for each in ties(cast)} == {"shared"}
