"""Hours that repeat, move, meet others, come late or do not take place; and what is said then."""

from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from relating.case import Session
from relating.case.entries.frame import Contract
from relating.engine.numbers import numbers
from relating.journal import actions, queries
from relating.people.models import Clinic, Relation
from tests.cast import LONG_AGO, Cast, browser_of, case_of, page_of, session
from tests.sure import there
from tests.web.undoing import after, undo

ON = datetime(2026, 10, 6, 13, 0, tzinfo=UTC)
"""Two in the afternoon in London, in summer time."""


@pytest.fixture(autouse=True)
def at_night(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    Relation.objects.filter(user=cast.ben.id).update(began=LONG_AGO)
    it_is(datetime(2026, 10, 5, 4, 41, tzinfo=UTC), monkeypatch)


def it_is(then: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: then)


def told(**more: object) -> dict[str, Any]:
    usual = {"id": uuid4(), "date": "2026-10-06", "time": "14:00", "minutes": "50"}
    return usual | {"state": "planned", "repeat": "", "looked_over": ""} | more


def send(cast: Cast, name: str, of: UUID, **form: object) -> Any:
    return browser_of(cast.ben).post(reverse(name, args=[of]), form)


def hours(cast: Cast) -> list[Session]:
    return sorted(queries.open_case(cast.ben, cast.case).sessions, key=lambda each: each.at)


def planned(cast: Cast, at: datetime = ON, **more: object) -> Session:
    made = session(at, **({"state": "planned", "minutes": 50} | more))
    actions.record(cast.ben, cast.case, made)
    return made


def shown(answer: Any) -> str:
    return unescape(answer.content.decode())


def carried(answer: Any) -> str:
    return shown(answer).partition('name="looked_over" value="')[2].partition('"')[0]


def test_weekly_hours_are_looked_over_first_and_keep_their_time_when_the_clocks_change(
    cast: Cast,
) -> None:
    Clinic.objects.update(time_zone="Europe/Berlin")
    form = told(repeat="7", times="4", date="2026-10-13")
    first = send(cast, "session-new", cast.case, **form)
    assert first.status_code == 422
    assert hours(cast) == []
    assert "4 hours. Look them over" in shown(first)
    assert "Tuesday, 3 November 2026, 14:00" in shown(first)
    assert "clocks change" not in shown(first)
    form["looked_over"] = carried(first)
    assert send(cast, "session-new", cast.case, **form).status_code == 303
    send(cast, "session-new", cast.case, **form)
    assert [f"{each.at:%d.%m. %H}" for each in hours(cast)] == [
        "13.10. 12", "20.10. 12", "27.10. 13", "03.11. 13",
    ]  # fmt: skip
    assert sorted(numbers(hours(cast)).values()) == [1, 2, 3, 4]


def test_a_full_course_is_said_and_undoing_three_hours_says_how_many(cast: Cast) -> None:
    case = actions.open_new_case(cast.ben, "Luca", ON.date(), Contract(horizon="short", sessions=3))
    Relation.objects.update(began=LONG_AGO)
    form = told(repeat="7", times="3", date="2026-10-13")
    assert "is full" not in page_of(cast.ben, "session-new", case)
    form["looked_over"] = carried(send(cast, "session-new", case, **form))
    browser = browser_of(cast.ben)
    saved = after(browser, reverse("session-new", args=[case]), form)
    assert "The course of 3 hours is full." in page_of(cast.ben, "session-new", case)
    undone = undo(browser, saved).content.decode()
    assert "Undone: A session, and 2 more. They are under Deleted." in undone


def test_an_hour_that_the_clock_leaves_out_stands_at_what_it_shows_instead(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    it_is(datetime(2027, 3, 1, 4, 41, tzinfo=UTC), monkeypatch)
    Clinic.objects.update(time_zone="Europe/Berlin")
    form = told(date="2027-03-14", time="02:30", repeat="14", times="2")
    first = send(cast, "session-new", cast.case, **form)
    assert "28 March 2027, 03:30" in shown(first)
    assert "The clocks change: another time of day." in shown(first)


def test_a_clash_with_another_case_is_said_and_not_refused(cast: Cast) -> None:
    toni = case_of(cast.ben, cast.carl, "Toni")
    Relation.objects.update(began=LONG_AGO)
    actions.record(cast.ben, toni, session(ON, state="planned", minutes=50))
    actions.record(cast.ben, toni, session(ON + timedelta(hours=2), state="cancelled"))
    form = told(time="14:30")
    first = send(cast, "session-new", cast.case, **form)
    assert (first.status_code, hours(cast)) == (422, [])
    assert "Meets Toni, 14:00 to 14:50." in shown(first)
    assert "Ana does not see this, and it is not saved." in shown(first)
    assert send(cast, "session-new", cast.case, **told(time="14:50")).status_code == 303
    assert send(cast, "session-new", cast.case, **told(time="16:00")).status_code == 303
    form["looked_over"] = carried(first)
    assert send(cast, "session-new", cast.case, **form).status_code == 303
    assert len(hours(cast)) == 3


def test_a_moved_hour_stays_and_one_stands_at_the_other_time(cast: Cast) -> None:
    before = planned(cast)
    form = told(id=before.id, based_on="1", state="moved", moved_date="2026-10-08")
    assert send(cast, "session-edit", before.id, **form).status_code == 303
    was, instead = hours(cast)
    assert (was.state, was.moved_to, was.at) == ("moved", ON + timedelta(days=2), ON)
    assert (instead.state, instead.at, instead.minutes) == ("planned", there(was.moved_to), 50)
    assert [*numbers(hours(cast)).values()] == [1]
    assert "Moved to" in page_of(cast.ana, "session", was.id)
    form |= {"based_on": "2", "moved_date": "2026-10-09", "moved_time": "09:00"}
    assert send(cast, "session-edit", before.id, **form).status_code == 303
    _, later = hours(cast)
    assert (later.id, later.at) == (instead.id, datetime(2026, 10, 9, 8, tzinfo=UTC))


def test_held_before_it_comes_is_asked_back(cast: Cast) -> None:
    before = planned(cast)
    form = told(id=before.id, based_on="1", state="held")
    answer = send(cast, "session-edit", before.id, **form)
    assert answer.status_code == 422
    assert "That is still to come. Did you mean yesterday?" in shown(answer)
    assert hours(cast)[0].state == "planned"


def test_an_hour_over_and_not_closed_asks_what_became_of_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = planned(cast, datetime(2026, 10, 5, 3, 51, tzinfo=UTC))
    send(cast, "session-closed", before.id, state="held")
    assert hours(cast)[0].state == "planned"
    assert "It was held" not in page_of(cast.ben, "sessions", cast.case)
    it_is(datetime(2026, 10, 5, 4, 42, tzinfo=UTC), monkeypatch)
    assert "It was held" in page_of(cast.ben, "sessions", cast.case)
    assert "It was held" not in page_of(cast.ana, "sessions", cast.case)
    assert send(cast, "session-closed", before.id, state="planned").status_code == 303
    assert hours(cast)[0].state == "planned"
    assert send(cast, "session-closed", before.id, state="held").status_code == 303
    assert hours(cast)[0].state == "held"
    send(cast, "session-closed", before.id, state="missed")
    assert hours(cast)[0].state == "held"
    answer: Any = Client().post(reverse("session-closed", args=[before.id]), {"state": "held"})
    assert answer.status_code in {302, 401}


def test_late_and_cancelled_are_told_to_each_in_a_plain_sentence(cast: Cast) -> None:
    late = planned(cast, timezone.now() - timedelta(days=7))
    off = planned(cast, timezone.now() - timedelta(days=1))
    usual = {"minutes": "50", "looked_over": "", "based_on": "1"}
    for hour, said in (
        (late, {"state": "held", "late": "client", "minutes_late": "15", "days_before": "3"}),
        (off, {"state": "cancelled", "cancelled_by": "counsellor", "days_before": "0"}),
    ):
        when = {"date": f"{hour.at:%Y-%m-%d}", "time": f"{hour.at:%H:%M}", "id": hour.id}
        assert send(cast, "session-edit", hour.id, **usual, **when, **said).status_code == 303
    first, second = hours(cast)
    assert (first.late, first.minutes_late, first.days_before) == ("client", 15, None)
    assert (second.cancelled_by, second.days_before, second.late) == ("counsellor", 0, None)
    for name in ("prepare", "alliance"):
        his = unescape(page_of(cast.ben, name, cast.case))
        assert "It began 15 minutes late, on Ana’s side." in his
        assert "Cancelled by you. On the same day." in his
        assert "It may mean nothing." in his
    hers = unescape(page_of(cast.ana, "alliance", cast.case))
    assert "It began 15 minutes late, on your side." in hers
    assert "Cancelled by Ben. On the same day." in hers
    assert "Take it out of your calendar" in page_of(cast.ana, "session", off.id)
    calendar = browser_of(cast.ana).get(reverse("session-calendar", args=[off.id]))
    assert b"STATUS:CANCELLED" in calendar.content
    assert b"SEQUENCE:1" in calendar.content
    assert "The counsellor" in page_of(cast.ana, "versions", off.id)
