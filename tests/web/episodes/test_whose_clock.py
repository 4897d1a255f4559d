"""When it happened is read off the teller's clock; whoever reads it sees what that clock showed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from relating.case import Episode
from relating.journal import queries
from tests.cast import Cast, browser_of, page_of
from tests.cast import tell as told_by_ana
from tests.web.episodes.telling import answers_of

TOKYO, SAME, PRACTICES = "Asia/Tokyo", "Europe/Lisbon", "Europe/London"
STORY = "She asked. I said of course."


def phone(cast: Cast, zone: str) -> Client:
    """Ana's phone, which shows the time of this zone."""
    browser = browser_of(cast.ana)
    browser.cookies["zone"] = zone
    return browser


def tell(cast: Cast, by: str, **answers: object) -> Episode:
    """Ana tells of something by that phone."""
    browser, address = phone(cast, by), reverse("episode-new", args=[cast.case])
    sent = answers_of(browser.get(address), story=STORY, **answers)
    assert browser.post(address, sent).status_code == 303
    return queries.open_case(cast.ana, cast.case).episodes[0]


def form(cast: Cast, zone: str) -> str:
    address = reverse("episode-new", args=[cast.case])
    return phone(cast, zone).get(address).content.decode()


def test_now_is_what_the_phone_shows(cast: Cast) -> None:
    there = timezone.now().astimezone(ZoneInfo(TOKYO))
    page = form(cast, TOKYO)
    assert f'value="{there:%Y-%m-%d}"' in page
    assert f"about {there:%H}:" in page
    assert "by the clock in Tokyo" in page


def test_a_clock_that_shows_the_same_needs_no_name(cast: Cast) -> None:
    assert "by the clock in" not in form(cast, SAME)
    assert "by the clock in" not in form(cast, PRACTICES)
    assert tell(cast, SAME).zone == SAME


@pytest.mark.parametrize(
    "rubbish", ["", "Mars/Base", "../../etc/passwd", "x" * 5000, "<b>", "America"]
)
def test_a_clock_that_nobody_knows_is_the_practices(rubbish: str, cast: Cast) -> None:
    assert tell(cast, rubbish).zone is None


@pytest.mark.parametrize("rubbish", ["Mars/Base", "a\0b", "x" * 5000])
def test_rubbish_in_the_form_is_the_practices_clock_too(rubbish: str, cast: Cast) -> None:
    told = tell(cast, TOKYO, zone=rubbish, date="2026-01-20", time="18:00")
    assert (told.zone, told.at) == (None, datetime(2026, 1, 20, 18, tzinfo=UTC))


def test_a_time_is_kept_as_the_tellers_clock_showed_it(cast: Cast) -> None:
    told = tell(cast, TOKYO, date="2026-01-20", time="07:10")
    assert (told.zone, told.at) == (TOKYO, datetime(2026, 1, 19, 22, 10, tzinfo=UTC))
    page = page_of(cast.ana, "episode", told.id)
    assert "Tuesday, 20 January 2026, 07:10" in page
    assert "by the clock in Tokyo" in page
    assert ">Tuesday 20</time>" in page_of(cast.ana, "diary", cast.case)


def test_whoever_reads_it_sees_the_same(cast: Cast) -> None:
    at = timezone.now() - timedelta(minutes=1)
    told = told_by_ana(cast, zone=TOKYO, at=at, recorded_at=at, visibility="shared")
    there = at.astimezone(ZoneInfo(TOKYO))
    assert "by the clock in Tokyo" in page_of(cast.ben, "episode", told.id)
    assert f"{there:%H:%M} in Tokyo" in page_of(cast.ben, "episodes", cast.case)


def test_told_better_from_elsewhere_it_stays_what_her_clock_showed(cast: Cast) -> None:
    told = tell(cast, TOKYO, date="2026-01-20", time="07:10")
    browser, address = phone(cast, "America/New_York"), reverse("episode-edit", args=[told.id])
    page = browser.get(address)
    assert "by the clock in Tokyo" in page.content.decode()
    assert browser.post(address, answers_of(page, time="07:30")).status_code == 303
    (after,) = queries.open_case(cast.ana, cast.case).episodes
    assert (after.zone, after.at) == (TOKYO, datetime(2026, 1, 19, 22, 30, tzinfo=UTC))
    assert "20 January 2026, 07:30, by the clock in Tokyo" in page_of(cast.ana, "versions", told.id)


def test_a_device_with_another_time_is_told_whose_clock_the_rest_goes_by(cast: Cast) -> None:
    address = reverse("sessions", args=[cast.case])
    said = "Times without a place are by the clock in London."
    assert said in phone(cast, TOKYO).get(address).content.decode()
    assert said not in phone(cast, SAME).get(address).content.decode()
    assert said not in phone(cast, "Mars/Base").get(address).content.decode()


def test_what_was_told_before_there_were_clocks_is_by_the_practices(cast: Cast) -> None:
    told = told_by_ana(cast, at=datetime(2026, 7, 1, 11, tzinfo=UTC))
    page = page_of(cast.ana, "episode", told.id)
    assert "Wednesday, 1 July 2026, 12:00" in page
    assert "by the clock in" not in page
