"""Ben's day and week across all his cases, and the calendar that subscribes to them."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from relating.case import Session
from relating.journal import actions
from relating.people.gate import viewer_of
from relating.people.models import CalendarFeed, Clinic, Membership, Relation
from tests.access.asking import listening
from tests.cast import LONG_AGO, Cast, browser_of, case_of, page_of, session, tell, user

NIGHT = datetime(2026, 10, 25, 3, 41, tzinfo=UTC)
"""04:41 in Berlin, on the day on which the clocks were put back."""


@pytest.fixture(autouse=True)
def berlin(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    Relation.objects.update(began=LONG_AGO)
    Clinic.objects.update(time_zone="Europe/Berlin")
    monkeypatch.setattr(timezone, "now", lambda: NIGHT)
    del cast


def another(cast: Cast, name: str) -> UUID:
    case = case_of(cast.ben, viewer_of(user(name)), name)
    Relation.objects.filter(case_id=case).update(began=LONG_AGO)
    return case


def hour(cast: Cast, case: UUID, at: datetime, **more: object) -> Session:
    made = session(at, **({"state": "planned", "minutes": 50} | more))
    actions.record(cast.ben, case, made)
    return made


def shown(cast: Cast, query: str = "") -> str:
    return unescape(page_of(cast.ben, "week", query=query))


def test_the_night_when_the_clocks_change_has_its_running_hour_and_two_at_two(cast: Cast) -> None:
    toni, kim = another(cast, "Toni"), another(cast, "Kim")
    hour(cast, cast.case, NIGHT - timedelta(minutes=41))
    hour(cast, toni, datetime(2026, 10, 25, 13, 0, tzinfo=UTC))
    hour(cast, kim, datetime(2026, 10, 25, 13, 0, tzinfo=UTC), medium="video")
    hour(cast, kim, datetime(2026, 10, 24, 21, 30, tzinfo=UTC))
    hour(cast, toni, datetime(2026, 10, 28, 13, 0, tzinfo=UTC), state="cancelled")
    tell(cast, visibility="shared", recorded_at=NIGHT)
    page = shown(cast)
    day, _, week = page.partition('class="weekly"')
    assert "Sunday, 25 October 2026" in day
    assert (day.count(">04:00<"), day.count(">04:50<"), day.count(">14:00<")) == (1, 1, 2)
    assert reverse("room", args=[cast.case]) in day
    assert reverse("prepare", args=[toni]) in day
    assert day.count("At the same time as another") == 2
    assert "1 new since you last met" in day
    assert "An hour before it is not closed" in day
    assert "23:30" not in day
    assert week.count("<h3>") == 7
    assert "23:30" in week
    assert "It was held" in shown(cast, "?on=2026-10-24")
    assert "Cancelled" in shown(cast, "?on=2026-10-28")
    assert "Sunday, 25 October 2026" in shown(cast, "?on=tomorrow")
    assert "Sunday, 25 October 2026" in shown(cast, "?on=9999-12-31")
    ana = browser_of(cast.ana).get(reverse("week"))
    assert ana.status_code == 404


def test_the_week_asks_as_often_for_many_cases_as_for_two(cast: Cast) -> None:
    def queries() -> int:
        browser = browser_of(cast.ben)
        browser.get(reverse("week"))
        with CaptureQueriesContext(connections["default"]) as asked:
            assert browser.get(reverse("week")).status_code == 200
        return len(asked)

    hour(cast, cast.case, NIGHT)
    hour(cast, another(cast, "Toni"), NIGHT)
    few = queries()
    for n in range(6):
        hour(cast, another(cast, f"Client {n}"), NIGHT + timedelta(hours=n))
    assert queries() == few


# The calendar ------------------------------------------------------------------------------------


def address(cast: Cast) -> str:
    browser = browser_of(cast.ben)
    made: Any = browser.post(reverse("calendar"), {"act": "open"}, follow=True)
    text: str = made.content.decode()
    assert "appointments.ics" not in browser.get(reverse("calendar")).content.decode()
    return "/calendar/" + text.partition("/calendar/")[2].partition(".ics")[0] + ".ics"


def lines(text: str) -> Iterator[str]:
    return (each for each in text.split("\r\n") if each)


def test_a_calendar_subscribes_to_a_secret_address_that_says_when_and_nothing_else(
    cast: Cast,
) -> None:
    toni = another(cast, "Toni")
    planned = hour(cast, cast.case, NIGHT + timedelta(days=2), medium="video", reason="Toothache.")
    off = hour(cast, toni, NIGHT + timedelta(days=3), state="cancelled")
    hour(cast, toni, NIGHT - timedelta(days=90))
    link = address(cast)
    with listening() as heard:
        answer = Client().get(link)
    token = link.split("/")[2]
    text = answer.content.decode()
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "private" in answer["Cache-Control"]
    assert not answer.cookies
    assert (text.count("BEGIN:VEVENT"), text.count("STATUS:CANCELLED")) == (2, 1)
    assert {each for each in lines(text) if each.startswith("SUMMARY")} == {"SUMMARY:Appointment"}
    private = ("Ana", "Toni", "Ben", "Toothache", "Relating", "Session", "video")
    ids = (cast.case, toni, planned.id, off.id, cast.ben.id)
    assert not any(each in text for each in (*private, *map(str, ids)))
    assert all(len(each.encode()) <= 75 for each in lines(text))
    assert token not in "\n".join(heard.lines)
    assert token not in str(CalendarFeed.objects.values_list().get())
    own = browser_of(cast.ben).get(reverse("session-calendar", args=[planned.id])).content.decode()
    hers = browser_of(cast.ana).get(reverse("session-calendar", args=[planned.id])).content.decode()
    (known,) = [each for each in lines(own) if each.startswith("UID:")]
    assert known in text
    assert known not in hers


def test_an_alarm_and_a_place_are_there_once_they_are_wanted(cast: Cast) -> None:
    hour(cast, cast.case, NIGHT + timedelta(days=2), medium="video")
    link = address(cast)
    chosen = {"act": "say", "minutes_before": "15", "says_where": "on"}
    assert browser_of(cast.ben).post(reverse("calendar"), chosen).status_code == 303
    text = Client().get(link).content.decode()
    assert "TRIGGER:-PT15M" in text
    assert "LOCATION:By video" in text
    browser_of(cast.ben).post(reverse("calendar"), chosen | {"minutes_before": "7"})
    assert CalendarFeed.objects.get().minutes_before == 15


def test_an_address_is_changed_closed_and_ends_with_the_work(cast: Cast) -> None:
    def leads() -> int:
        return Client().get(link).status_code

    missing = Client().get("/calendar/not-a-secret/appointments.ics")
    link = first = address(cast)
    link = address(cast)
    assert leads() == 200
    gone = Client().get(first)
    assert (gone.status_code, gone.content) == (404, missing.content)
    assert not missing.cookies
    Membership.objects.filter(user=cast.ben.id).update(ended=NIGHT)
    assert leads() == 404
    Membership.objects.filter(user=cast.ben.id).update(ended=None)
    browser_of(cast.ben).post(reverse("calendar"), {"act": "close"})
    assert leads() == 404
    assert browser_of(cast.ben).post(reverse("calendar"), {"act": "close"}).status_code == 404
    assert browser_of(cast.ana).post(reverse("calendar"), {"act": "open"}).status_code == 404


def test_an_address_answers_so_often_and_then_asks_to_wait(
    cast: Cast, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"calendar": "2/h/key"}
    link = address(cast)
    assert [Client().get(link).status_code for _ in range(3)] == [200, 200, 429]
    assert Client().get(link)["Retry-After"] == "3600"
