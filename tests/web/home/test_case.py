"""The counsellor's first look at a case, its circle and its timeline."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from relating.journal import actions
from relating.people.gate import Viewer, viewer_of
from relating.people.models import Relation
from tests.cast import Cast, browser_of, case_of, episode, person, session, user

PICTURES = ("circle", "timeline")


def shared(cast: Cast, story: str = "She asked.", **more: object) -> UUID:
    told = episode(story, visibility="shared", **more)
    return actions.record(cast.ana, cast.case, told).id


def page_of(viewer: Viewer, name: str, case: UUID, query: str = "") -> str:
    answer = browser_of(viewer).get(reverse(name, args=[case]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_came_since_the_last_session_stands_first_and_only_once(cast: Cast) -> None:
    shared(cast, "Told long ago.")
    actions.record(cast.ben, cast.case, session(timezone.now()))
    shared(cast, "Told today.")
    page = page_of(cast.ben, "case", cast.case)
    new, _, below = page.partition('id="episodes"')
    assert "Told today." in new
    assert "Told long ago." not in new
    assert "Told long ago." in below
    assert "Told today." not in below


def test_without_a_session_new_is_what_came_this_week(cast: Cast) -> None:
    shared(cast)
    assert "New this week" in page_of(cast.ben, "case", cast.case)


def test_a_new_person_and_a_changed_plan_are_news_as_well(cast: Cast) -> None:
    shared(cast)
    actions.record(cast.ana, cast.case, person(visibility="shared"))
    assert "1 person new or changed" in page_of(cast.ben, "case", cast.case)


def test_what_is_private_changes_nothing_on_the_counsellors_pages(cast: Cast) -> None:
    for number in range(6):
        shared(cast, f"Shared {number}", i_did=("pleasing",))
    names = ("case", "episodes", *PICTURES)
    browser = browser_of(cast.ben)

    def pages() -> list[str]:
        answers = [browser.get(reverse(name, args=[cast.case])) for name in names]
        return [without_tokens(answer.content.decode()) for answer in answers]

    before = pages()
    who = person("Somebody private")
    actions.record(cast.ana, cast.case, who)
    actions.record(cast.ana, cast.case, episode(person=who.id, i_did=("giving_in",)))
    assert pages() == before


def without_tokens(page: str) -> str:
    return "".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)


def test_an_empty_case_says_what_will_be_here_and_offers_the_first_step(cast: Cast) -> None:
    page = page_of(cast.ben, "case", cast.case)
    assert "Nothing is here yet" in page
    assert "Add what happened" in page


def test_a_thin_case_says_not_yet_in_place_of_the_picture(cast: Cast) -> None:
    shared(cast, i_did=("pleasing",))
    page = page_of(cast.ben, "case", cast.case)
    assert "Not yet" in page
    assert 'class="draw' not in page


def test_a_case_whose_client_has_not_come_in_offers_the_link(cast: Cast) -> None:
    assert "not here yet" not in page_of(cast.ben, "case", cast.case)
    case = actions.open_new_case(cast.ben, "R.", timezone.localdate())
    assert reverse("case-invitation", args=[case]) in page_of(cast.ben, "case", case)


def test_the_header_tells_session_number_and_when_the_two_meet_next(cast: Cast) -> None:
    now = timezone.now()
    actions.record(cast.ben, cast.case, session(now - timedelta(days=7)))
    assert "1 held, none planned yet" in page_of(cast.ben, "case", cast.case)
    actions.record(cast.ben, cast.case, session(now + timedelta(days=1), state="planned"))
    assert "Session 2, tomorrow" in page_of(cast.ben, "case", cast.case)


def test_what_was_deleted_is_one_tap_from_every_page(cast: Cast) -> None:
    for name in ("case", "episodes", "notes", "feedback"):
        assert reverse("deleted", args=[cast.case]) in page_of(cast.ben, name, cast.case)


def test_the_safety_plan_is_one_tap_from_every_page(cast: Cast) -> None:
    for name in ("case", "episodes", "search", *PICTURES, "words-home"):
        assert reverse("safety", args=[cast.case]) in page_of(cast.ben, name, cast.case)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_has_marks_that_lead_to_what_happened_and_a_table(cast: Cast, name: str) -> None:
    ids = [
        shared(cast, f"Time {n}", i_did=("pleasing",), other_did=("criticised",)) for n in range(6)
    ]
    for viewer in (cast.ana, cast.ben):
        page = page_of(viewer, name, cast.case)
        assert "Show as a table" in page
        for each in ids:
            assert page.count(reverse("episode", args=[each])) >= 2


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_can_be_narrowed_down_to_a_person(cast: Cast, name: str) -> None:
    mara, sam = person("Mara", visibility="shared"), person("Sam", visibility="shared")
    ids = {}
    for who in (mara, sam):
        actions.record(cast.ana, cast.case, who)
        ids[who.alias] = [shared(cast, person=who.id, i_did=("pleasing",)) for _ in range(5)]
    chip = next(
        chip
        for chip in browser_of(cast.ben)
        .get(reverse(name, args=[cast.case]))
        .context["filters"]
        .quick
        if chip.label == "Mara"
    )
    page = browser_of(cast.ben).get(chip.url).content.decode()
    assert all(reverse("episode", args=[each]) in page for each in ids["Mara"])
    assert not any(reverse("episode", args=[each]) in page for each in ids["Sam"])


def test_a_long_case_among_many_cases_takes_few_queries(cast: Cast) -> None:
    actions.record(cast.ben, cast.case, session(timezone.now() - timedelta(days=3)))
    for number in range(20):
        shared(cast, f"Time {number}", i_did=("pleasing",))
    for number in range(5):
        case_of(cast.ben, viewer_of(user(f"Client{number}")), f"Client {number}")
    browser = browser_of(cast.ben)
    browser.get(reverse("case", args=[cast.case]))
    with CaptureQueriesContext(connections["default"]) as journal:  # noqa: SIM117
        with CaptureQueriesContext(connections["keys"]) as keys:
            browser.get(reverse("case", args=[cast.case]))
    assert len(journal) + len(keys) <= 21


def test_a_client_who_left_the_case_is_invited_anew(cast: Cast) -> None:
    Relation.objects.filter(user_id=cast.ana.id).update(ended=timezone.now())
    assert "not here yet" in page_of(cast.ben, "case", cast.case)
