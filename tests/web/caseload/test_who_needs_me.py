"""Who needs the counsellor now: the hour that runs or comes, who waits, the week, everybody."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from relating.case import Answer, Mark, Pulse
from relating.journal import actions
from relating.people.gate import Viewer, viewer_of
from relating.people.models import Case, Relation
from tests.cast import Cast, browser_of, case_of, episode, page_of, session, user

NOW = datetime(2031, 3, 3, 13, 40, tzinfo=UTC)
"""A Monday."""


@pytest.fixture(autouse=True)
def _one_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def planned(cast: Cast, case: UUID, at: datetime, **more: object) -> UUID:
    """An hour that Ben planned, and nobody said yet what became of it."""
    hour = session(at, state="planned", **more)
    actions.record(cast.ben, case, hour)
    return hour.id


def held(cast: Cast, case: UUID, at: datetime) -> UUID:
    hour = session(at)
    actions.record(cast.ben, case, hour)
    return hour.id


def client(cast: Cast, name: str) -> UUID:
    """Another case of Ben's whose client has come in."""
    return case_of(cast.ben, viewer_of(user(name)), name)


def not_right(cast: Cast, case: UUID, hour: UUID, who: Viewer) -> None:
    """She says after an hour that it was not right, and lets him know."""
    said = Pulse(
        id=uuid4(),
        author="client",
        visibility="shared",
        recorded_at=NOW,
        session=hour,
        not_right="You looked at the clock.",
        not_right_for="talk",
    )
    actions.record(who, case, said)


def text(page: str) -> str:
    """The words of the page's middle, without markup."""
    middle = page[page.index('id="main"') :]
    return " ".join(re.sub(r"<[^>]*>", " ", middle).split())


def test_the_next_hour_stands_large_with_its_one_reason_and_two_ways_to_it(cast: Cast) -> None:
    last = held(cast, cast.case, NOW - timedelta(days=7))
    planned(cast, cast.case, NOW + timedelta(minutes=20), minutes=50)
    not_right(cast, cast.case, last, cast.ana)
    page = page_of(cast.ben, "caseload")
    assert "14:00 in 20 minutes Ana Session 2 Said that session 1 was not right" in text(page)
    assert "You looked at the clock" not in page  # it is read where the reading is noted
    assert "Waiting for you" not in page  # it is said once
    for name in ("prepare", "room"):
        assert reverse(name, args=[cast.case]) in page


def test_an_hour_that_runs_in_the_night_is_now_and_leads_to_the_room_first(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW.replace(hour=4, minute=41))
    planned(cast, cast.case, NOW.replace(hour=4, minute=0), minutes=50)
    planned(cast, client(cast, "Rui"), NOW.replace(hour=5, minute=0))
    page = page_of(cast.ben, "caseload")
    assert "04:00 now, until 04:50 Ana" in text(page)
    assert page.index(reverse("room", args=[cast.case])) < page.index(
        reverse("prepare", args=[cast.case])
    )
    assert text(page).count("in 19 minutes") == 0
    assert "hour-runs" in page


def test_an_hour_that_was_closed_is_over_whatever_the_clock_says(cast: Cast) -> None:
    actions.record(cast.ben, cast.case, session(NOW - timedelta(minutes=20), minutes=50))
    page = page_of(cast.ben, "caseload")
    assert "now, until" not in text(page)
    assert reverse("room", args=[cast.case]) not in page
    assert "hour-held" in page
    assert ">Now<" not in page_of(cast.ben, "week")


def test_two_at_two_o_clock_both_stand_there(cast: Cast) -> None:
    for case in (cast.case, client(cast, "Rui")):
        planned(cast, case, NOW + timedelta(minutes=20))
    for name in ("caseload", "week"):
        assert page_of(cast.ben, name).count("At the same time as another") in {2, 4}
    planned(cast, client(cast, "Kim"), NOW + timedelta(hours=3))
    page = page_of(cast.ben, "caseload")
    assert page.count('class="card deep now"') == 2
    assert [text(page).count(f"14:00 in 20 minutes {name}") for name in ("Ana", "Rui", "Kim")] == [
        *(1, 1, 0)
    ]


def test_those_who_wait_stand_in_the_order_of_care(cast: Cast) -> None:
    silent, marked, answered, over, dip = (
        client(cast, name) for name in ("Ingrid", "Mo", "Emeka", "Zofia", "Yusuf")
    )
    Case.objects.filter(pk=silent).update(opened_at=NOW - timedelta(days=90))
    held(cast, silent, NOW - timedelta(days=40))
    mark = Mark(id=uuid4(), author="counsellor", visibility="private", recorded_at=NOW, at=NOW)
    actions.record(cast.ben, marked, mark)
    planned(cast, marked, NOW + timedelta(days=1))
    said = Answer(
        id=uuid4(), author="client", visibility="shared", recorded_at=NOW, words="Partly."
    )
    planned(cast, answered, NOW + timedelta(days=2))
    actions.record(client_of(answered), answered, said)
    hour = planned(cast, over, NOW - timedelta(hours=1), minutes=50)
    not_right(cast, dip, held(cast, dip, NOW - timedelta(days=3)), client_of(dip))
    planned(cast, dip, NOW + timedelta(days=4))
    planned(cast, cast.case, NOW + timedelta(days=5))
    page = page_of(cast.ben, "caseload")
    words = text(page)
    order = [
        "Yusuf Said that session 1 was not right Read it",
        "Zofia The hour at 12:40 is not closed Close the hour",
        "Emeka Answered you Read it",
        "Mo 1 mark waits for words Say what they were",
        "Ingrid Silent since 22 January, no hour planned Plan an hour",
    ]
    assert [each in words for each in order] == [True] * 5, words
    assert sorted(order, key=words.index) == order
    assert reverse("session-after", args=[hour]) in page
    assert "Nobody else today. The next hour is with Mo, tomorrow at 13:40." in words


def client_of(case: UUID) -> Viewer:
    """Whoever is the client of a case."""
    return viewer_of(Relation.objects.get(case_id=case, role="client").user)


def test_the_week_says_day_by_day_who_comes_and_those_who_ended_stand_apart(cast: Cast) -> None:
    done = held(cast, cast.case, NOW - timedelta(hours=3))
    planned(cast, cast.case, NOW + timedelta(days=2))
    planned(cast, cast.case, NOW + timedelta(days=9))
    gone = client(cast, "Greta")
    Case.objects.filter(pk=gone).update(ends_at=NOW - timedelta(days=30))
    page = page_of(cast.ben, "caseload")
    words = text(page)
    assert "Today 10:40 Ana Wednesday 13:40 Ana Everybody" in words
    assert reverse("session", args=[done]) in page
    assert "1 has ended G Greta It has ended." in words
    assert reverse("case", args=[gone]) in page


def test_of_three_cases_on_a_free_day_it_says_so_and_offers_no_search(cast: Cast) -> None:
    assert "Nobody today. No hour is planned. Waiting for you" in text(
        page_of(cast.ben, "caseload")
    )
    planned(cast, cast.case, NOW + timedelta(days=31))
    page = page_of(cast.ben, "caseload")
    assert (
        "Nobody today. The next hour is with Ana, 3 April at 14:40. Nothing waits for you."
        in text(page)
    )
    assert "Find a client" not in page
    new = actions.open_new_case(cast.ben, "R.", NOW.date())
    assert reverse("case-invitation", args=[new]) in page_of(cast.ben, "caseload")


def test_two_letters_find_a_client_and_stand_in_no_address(cast: Cast) -> None:
    cases = [
        client(cast, f"{name} Berg") for name in ("Ada", "Adil", "Bo", "Cy", "Di", "Ed", "Flo")
    ]
    browser = browser_of(cast.ben)
    assert "Find a client" in browser.get(reverse("caseload")).content.decode()
    sent = browser.post(reverse("caseload"), {"words": "fl be"})
    assert (sent.status_code, sent.headers["Location"]) == (
        303,
        reverse("prepare", args=[cases[-1]]),
    )
    found = text(browser.post(reverse("caseload"), {"words": "AD"}).content.decode())
    assert "Found A Ada Berg" in found.replace("AB ", "A ")
    assert "Nobody of this name" in text(
        browser.post(reverse("caseload"), {"words": "carl"}).content.decode()
    )  # Carl is Cleo's


def test_nothing_private_is_seen_on_the_caseload(cast: Cast) -> None:
    before = page_of(cast.ben, "caseload")
    actions.record(cast.ana, cast.case, episode("She asked."))
    after = page_of(cast.ben, "caseload")
    masked = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
    assert masked.sub("", after) == masked.sub("", before)
