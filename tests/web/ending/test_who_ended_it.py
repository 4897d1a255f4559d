"""Who ended it, said alike everywhere, and an hour that was booked and does not come any more."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from relating.journal import actions
from relating.people.gate import Viewer, viewer_of
from relating.people.models import Case
from tests.cast import Cast, browser_of, case_of, page_of, session, user
from tests.web.ending.saying import both_say, says, stopped

NOW = datetime(2031, 3, 3, 13, 40, tzinfo=UTC)
"""A Monday."""
A_DAY = timedelta(days=1)
HERS = ("case", "hours", "agenda", "sessions", "ending")
HIS = ("case", "prepare", "agenda", "sessions", "ending")


@pytest.fixture(autouse=True)
def _one_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def text(page: str) -> str:
    """The words of a page, without markup."""
    return " ".join(re.sub(r"<[^>]*>", " ", page[page.index("<body") :]).split())


def says_so(viewer: Viewer, name: str, *ids: UUID, query: str = "") -> str:
    return text(page_of(viewer, name, *ids, query=query))


def booked(cast: Cast, at: datetime = NOW + A_DAY) -> UUID:
    """An hour that Ben booked."""
    hour = session(at, state="planned", minutes=50)
    actions.record(cast.ben, cast.case, hour)
    return hour.id


def waiting(cast: Cast) -> str:
    """What stands on Ben's caseload before the week."""
    return says_so(cast.ben, "caseload").partition("Everybody")[0]


def test_that_she_ended_it_waits_for_him_first_until_he_has_read_it(cast: Cast) -> None:
    booked(cast)
    stopped(cast, cast.ana)
    said = "Waiting for you A Ana Ended it today; an hour was booked for tomorrow at 13:40 Read it"
    assert said in waiting(cast)
    assert said in waiting(cast)  # the caseload itself is no reading
    assert reverse("ending", args=[cast.case]) in page_of(cast.ben, "caseload")
    assert "Ana ended it on 3 March 2031." in says_so(cast.ben, "ending", cast.case)
    assert "Waiting for you" not in waiting(cast)
    assert "1 has ended A Ana Ana ended it on 3 March 2031." in says_so(cast.ben, "caseload")


def test_it_stands_before_whoever_else_waits(cast: Cast) -> None:
    mo, zofia = (case_of(cast.ben, viewer_of(user(name)), name) for name in ("Mo", "Zofia"))
    for case in (mo, zofia):
        actions.record(cast.ben, case, session(NOW - A_DAY, state="planned", minutes=50))
    stopped(cast, cast.ana, NOW - A_DAY)
    found = waiting(cast)
    assert "Ana Ended it yesterday Read it" in found
    places = [found.index(f"{name} ") for name in ("Ana", "Mo", "Zofia")]
    assert places[0] == min(places)


def test_after_a_day_it_says_on_which(cast: Cast) -> None:
    stopped(cast, cast.ana, NOW - 2 * A_DAY)
    assert "Ana Ended it on 1 March 2031 Read it" in waiting(cast)


def test_what_he_ended_himself_and_what_both_said_does_not_wait_for_him(cast: Cast) -> None:
    stopped(cast, cast.ben)
    assert "Waiting for you" not in waiting(cast)
    assert "Ana You ended it on 3 March 2031." in says_so(cast.ben, "caseload")
    assert "You ended it on" not in says_so(cast.ana, "case", cast.case)
    assert "Ben ended it on 3 March 2031." in says_so(cast.ana, "case", cast.case)


def test_she_takes_it_back_and_the_hour_comes_again(cast: Cast) -> None:
    booked(cast)
    mine = stopped(cast, cast.ana)
    says(cast, cast.ana, id=mine.id)
    assert "The next hour is with Ana, tomorrow at 13:40." in waiting(cast)
    assert "Ended it" not in waiting(cast)
    assert "Before you see Ana" in says_so(cast.ben, "prepare", cast.case)
    assert "Tuesday, 4 March, 13:40" in says_so(cast.ana, "hours", cast.case)


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_each_is_told_who_ended_it_on_every_page(cast: Cast, who: str) -> None:
    booked(cast)
    stopped(cast, {"ana": cast.ana, "ben": cast.ben}[who])
    other = {"ana": "Ana", "ben": "Ben"}[who]
    mine, theirs = "You ended it on 3 March 2031.", f"{other} ended it on 3 March 2031."
    for name in HIS:
        assert (mine if who == "ben" else theirs) in says_so(cast.ben, name, cast.case), name
    for name in ("case", "hours", "agenda", "ending"):
        assert (mine if who == "ana" else theirs) in says_so(cast.ana, name, cast.case), name
    for viewer, names in ((cast.ana, HERS), (cast.ben, HIS)):
        for name in names:
            assert "You two have ended" not in says_so(viewer, name, cast.case)


def test_only_where_both_said_the_day_have_the_two_ended(cast: Cast) -> None:
    both_say(cast, timezone.localdate() - A_DAY)
    said = "You two have ended. The last day was 2 March 2031."
    assert said in says_so(cast.ben, "caseload")
    for viewer in (cast.ana, cast.ben):
        assert said in says_so(viewer, "ending", cast.case)
        assert said in says_so(viewer, "case", cast.case)


def test_where_nobody_holds_to_what_was_said_it_has_ended_and_no_more_is_said(cast: Cast) -> None:
    Case.objects.filter(pk=cast.case).update(ends_at=NOW - A_DAY)
    assert "It has ended." in says_so(cast.ana, "case", cast.case)
    assert "You two have ended" not in says_so(cast.ana, "case", cast.case)


def test_what_a_counsellor_before_said_is_nobody_elses_word(cast: Cast) -> None:
    stopped(cast, cast.ben)
    actions.hand_over(cast.case, cast.cleo.id)
    for viewer in (cast.ana, cast.cleo):
        assert "It has ended." in says_so(viewer, "case", cast.case)
        assert "Cleo ended it" not in says_so(viewer, "ending", cast.case)
        assert "You ended it" not in says_so(viewer, "ending", cast.case)
    assert "Ana It has ended." in says_so(cast.cleo, "caseload")


# The hour that was booked -------------------------------------------------------------------------


def test_an_hour_that_was_booked_is_said_to_have_been_alike_everywhere(cast: Cast) -> None:
    hour = booked(cast)
    stopped(cast, cast.ana)
    week = page_of(cast.ben, "week", query="?on=2031-03-04")
    assert "Was booked. Ana ended it on 3 March 2031." in text(week)
    assert reverse("prepare", args=[cast.case]) not in week
    was = "An hour was booked for Tuesday, 4 March, 13:40."
    for viewer, names in ((cast.ana, ("case", "hours", "agenda")), (cast.ben, ("prepare",))):
        for name in names:
            assert was in says_so(viewer, name, cast.case), name
    for viewer in (cast.ana, cast.ben):
        assert "Was booked" in says_so(viewer, "sessions", cast.case)
        assert "Was booked" in says_so(viewer, "session", hour)
    assert "13:40 Ana was booked" in says_so(cast.ben, "caseload")


def test_nothing_speaks_of_an_hour_to_come(cast: Cast) -> None:
    booked(cast, NOW + timedelta(minutes=20))
    stopped(cast, cast.ana)
    assert "in 20 minutes" not in says_so(cast.ben, "caseload")
    assert "Next, " not in says_so(cast.ana, "hours", cast.case)
    assert "What would you like to bring?" not in says_so(cast.ana, "hours", cast.case)
    assert "For Monday" not in says_so(cast.ana, "agenda", cast.case)
    prepare = page_of(cast.ben, "prepare", cast.case)
    assert "Before you see Ana" not in prepare
    assert reverse("room", args=[cast.case]) not in prepare
    assert reverse("agenda", args=[cast.case]) not in prepare
    for viewer in (cast.ana, cast.ben):
        assert reverse("session-new", args=[cast.case]) not in page_of(
            viewer, "sessions", cast.case
        )


def test_an_hour_that_runs_while_she_ends_it_leads_to_no_room(cast: Cast) -> None:
    hour = booked(cast, NOW - timedelta(minutes=20))
    stopped(cast, cast.ana)
    for name in ("caseload", "week"):
        page = page_of(cast.ben, name)
        assert reverse("room", args=[cast.case]) not in page
        assert "now, until" not in text(page)
        assert reverse("session-closed", args=[hour]) not in page


def test_it_is_taken_out_of_calendars(cast: Cast) -> None:
    hour = booked(cast)
    token = actions.open_feed(cast.ben)
    addresses = (reverse("calendar-feed", args=[token]), reverse("session-calendar", args=[hour]))
    ben = browser_of(cast.ben)
    for address in addresses:
        assert "STATUS:CONFIRMED" in ben.get(address).content.decode()
    stopped(cast, cast.ana)
    for address in addresses:
        said = ben.get(address).content.decode()
        assert "STATUS:CANCELLED" in said
        assert "SEQUENCE:1" in said
