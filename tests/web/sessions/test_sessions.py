"""Sessions: planned, held, moved or missed; what the two keep; what they agreed on."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils import timezone

from relating.case import Answer, Preferences, Session
from relating.journal import actions, queries
from relating.journal.caseload import cards
from relating.people.gate import Viewer
from tests.cast import THEN, Cast, browser_of, page_of, row_in, session

SUMMARY = "We looked at the rota."


def hour(cast: Cast, **more: object) -> Session:
    made = session(THEN, **({"number": 3} | more))
    actions.record(cast.ben, cast.case, made)
    return made


def page(viewer: Viewer, name: str, of: UUID) -> str:
    answer = browser_of(viewer).get(reverse(name, args=[of]))
    assert answer.status_code == 200
    return str(answer.content.decode())


def sent(viewer: Viewer, name: str, of: UUID, **data: object) -> Any:
    return browser_of(viewer).post(reverse(name, args=[of]), data)


def told(**more: object) -> dict[str, object]:
    return {
        "id": uuid4(),
        "date": "2026-03-10",
        "time": "14:00",
        "minutes": "50",
        "number": "4",
        "state": "planned",
    } | more


def sessions(cast: Cast) -> tuple[Session, ...]:
    return queries.open_case(cast.ben, cast.case).sessions


def test_ben_plans_a_session_and_ana_sees_it(cast: Cast) -> None:
    assert sent(cast.ben, "session-new", cast.case, **told()).status_code == 303
    (planned,) = sessions(cast)
    assert (planned.state, planned.number, planned.minutes) == ("planned", 4, 50)
    assert planned.at == datetime(2026, 3, 10, 14, 0, tzinfo=UTC)
    assert "Tuesday, 10 March" in page(cast.ana, "sessions", cast.case)


def test_a_session_sent_twice_is_there_once(cast: Cast) -> None:
    form = told()
    sent(cast.ben, "session-new", cast.case, **form)
    sent(cast.ben, "session-new", cast.case, **form)
    assert len(sessions(cast)) == 1


def test_ana_plans_no_session(cast: Cast) -> None:
    assert sent(cast.ana, "session-new", cast.case, **told()).status_code == 404
    before = hour(cast)
    assert sent(cast.ana, "session-edit", before.id, **told()).status_code == 404


def test_the_next_one_is_offered_a_week_later_with_the_next_number(cast: Cast) -> None:
    hour(cast, number=11, minutes=45)
    shown = page(cast.ben, "session-new", cast.case)
    assert 'value="2026-02-10"' in shown
    assert 'placeholder="12"' in shown
    assert 'value="45"' in shown


def test_what_became_of_it_and_what_the_two_keep(cast: Cast) -> None:
    before = hour(cast, state="planned")
    form = told(based_on="1", state="held", summary=SUMMARY, next_time="Mara.", id=before.id)
    assert sent(cast.ben, "session-edit", before.id, **form).status_code == 303
    shown = page(cast.ana, "session", before.id)
    assert SUMMARY in shown
    assert "Mara." in shown


def test_a_summary_that_meets_a_newer_one_is_not_lost(cast: Cast) -> None:
    before = hour(cast)
    form = told(based_on="1", state="held", id=before.id)
    sent(cast.ben, "session-edit", before.id, **form, summary="From the other window.")
    answer = sent(cast.ben, "session-edit", before.id, **form, summary=SUMMARY)
    assert answer.status_code == 409
    assert SUMMARY in answer.content.decode()
    assert (
        sent(
            cast.ben, "session-edit", before.id, **(form | {"based_on": "2"}), summary=SUMMARY
        ).status_code
        == 303
    )
    assert sessions(cast)[0].summary == SUMMARY


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(cast: Cast) -> None:
    answer = sent(cast.ben, "session-new", cast.case, **told(date="", summary=SUMMARY))
    assert answer.status_code == 422
    assert SUMMARY in answer.content.decode()
    assert sessions(cast) == ()


def test_a_script_that_keeps_drafts_hears_where_to_go(cast: Cast) -> None:
    answer = browser_of(cast.ben).post(
        reverse("session-new", args=[cast.case]), told(), headers={"Accept": "application/json"}
    )
    assert answer.json() == {"next": reverse("session", args=[sessions(cast)[0].id])}


def test_ana_adds_to_the_summary_privately_and_shares_it_when_she_likes(cast: Cast) -> None:
    before = hour(cast, summary=SUMMARY)
    form = {"id": uuid4(), "words": "I was angrier than I said.", "visibility": "private"}
    assert sent(cast.ana, "session", before.id, **form).status_code == 303
    assert "angrier" in page(cast.ana, "session", before.id)
    assert "angrier" not in page(cast.ben, "session", before.id)
    (added,) = queries.open_case(cast.ana, cast.case).all(Answer)
    assert added.to == before.id
    for seen in (True, False):
        assert sent(cast.ana, "session", before.id, added=added.id).status_code == 303
        assert ("angrier" in page(cast.ben, "session", before.id)) is seen


def test_ben_cannot_share_what_she_keeps(cast: Cast) -> None:
    before = hour(cast)
    form = {"id": uuid4(), "words": "I was angrier than I said.", "visibility": "private"}
    sent(cast.ana, "session", before.id, **form)
    assert sent(cast.ben, "session", before.id, added=form["id"]).status_code == 404


def test_every_version_tells_what_changed_in_words(cast: Cast) -> None:
    before = hour(cast)
    form = told(based_on="1", state="missed", medium="video", reason="The train.", id=before.id)
    sent(cast.ben, "session-edit", before.id, **form)
    shown = page(cast.ana, "versions", before.id)
    assert all(words in shown for words in ("Missed", "By video", "The train.", "10 March 2026"))
    sent(cast.ben, "contract", cast.case, based_on="1", horizon="short", ends="2026-12-18")
    shown = page(
        cast.ana, "versions", row_in(cast.case, queries.open_case(cast.ana, cast.case).frame)
    )
    assert all(words in shown for words in ("Short: weeks", "18 December 2026"))


def test_ben_does_not_add_in_her_name(cast: Cast) -> None:
    before = hour(cast)
    form = {"id": uuid4(), "words": "She liked it.", "visibility": "shared"}
    assert sent(cast.ben, "session", before.id, **form).status_code == 404


def test_the_calendar_file_names_nobody(cast: Cast) -> None:
    before = hour(cast, state="planned", summary=SUMMARY)
    for viewer in (cast.ana, cast.ben):
        answer = browser_of(viewer).get(reverse("session-calendar", args=[before.id]))
        assert answer.headers["Content-Type"].startswith("text/calendar")
        text = answer.content.decode()
        assert "SUMMARY:Appointment" in text
        assert not any(name in text for name in ("Ana", "Ben", "rota"))
    stranger = browser_of(cast.cleo).get(reverse("session-calendar", args=[before.id]))
    assert stranger.status_code == 404


def test_both_can_change_what_they_agreed(cast: Cast) -> None:
    form = {"based_on": "1", "horizon": "medium", "sessions": "32", "review_1": "2026-05-04"}
    form["review_0"] = "2026-06-01"
    assert sent(cast.ben, "contract", cast.case, **form).status_code == 303
    agreed = queries.open_case(cast.ana, cast.case).frame.contract
    assert agreed is not None
    assert (agreed.horizon, agreed.sessions) == ("medium", 32)
    assert [f"{day}" for day in agreed.reviews] == ["2026-05-04", "2026-06-01"]
    form = {"based_on": "2", "horizon": "open", "ends": "2026-12-18"}
    assert sent(cast.ana, "contract", cast.case, **form).status_code == 303
    shown = page(cast.ben, "sessions", cast.case)
    assert "18 December 2026" in shown
    form["horizon"] = "short"
    assert sent(cast.ben, "contract", cast.case, **form).status_code == 409


def test_one_of_the_two_is_enough_to_leave_devices_out(cast: Cast) -> None:
    sent(cast.ana, "contract", cast.case, act="devices", no_device="on")
    assert "Devices stay out of the hour." in page(cast.ben, "sessions", cast.case)
    assert "Ana has said so." in page(cast.ben, "contract", cast.case)
    sent(cast.ben, "contract", cast.case, act="devices", no_device="on")
    sent(cast.ana, "contract", cast.case, act="devices")
    assert "Devices stay out of the hour." in page(cast.ana, "sessions", cast.case)
    sent(cast.ben, "contract", cast.case, act="devices")
    assert "Devices stay out" not in page(cast.ana, "sessions", cast.case)
    said = queries.open_case(cast.ben, cast.case).all(Preferences)
    assert sorted(each.author for each in said) == ["client", "counsellor"]


def test_a_session_that_is_over_waits_to_be_told(cast: Cast) -> None:
    hour(cast, state="planned", at=THEN - timedelta(days=7))
    assert "What became of it?" in page(cast.ben, "sessions", cast.case)
    assert "What became of it?" not in page(cast.ana, "sessions", cast.case)


def test_ana_finds_her_sessions_under_more_with_ben(cast: Cast) -> None:
    assert reverse("hours", args=[cast.case]) in page(cast.ana, "more", cast.case)
    assert reverse("sessions", args=[cast.case]) in page(cast.ana, "hours", cast.case)


def test_a_session_has_the_same_number_on_every_page(cast: Cast) -> None:
    for days, state in ((-14, "held"), (-7, "missed"), (7, "planned")):
        at = timezone.now() + timedelta(days=days)
        actions.record(cast.ben, cast.case, session(at, state=state))
    coming, _, first = sessions(cast)
    (card,) = cards(cast.ben, timezone.now())
    assert [each.number for each in card.seen.hours] == [1, 2]
    assert "Session 2, " in page_of(cast.ben, "prepare", cast.case)
    assert "Session 2" in page_of(cast.ana, "sessions", cast.case)
    assert "Session 2" in page_of(cast.ben, "session", coming.id)
    assert "Session 1" in page_of(cast.ben, "session", first.id)
    assert "Session 1, " in page_of(cast.ana, "alliance", cast.case)
    assert 'placeholder="3"' in page_of(cast.ben, "session-new", cast.case)


def test_an_hour_far_away_is_not_what_the_next_one_follows(cast: Cast) -> None:
    hour(cast, number=3)
    hour(cast, id=uuid4(), at=datetime(9999, 12, 31, 23, tzinfo=UTC), number=90, state="planned")
    offered = page_of(cast.ben, "session-new", cast.case)
    assert 'name="date" value="2026-02-10"' in offered
    assert 'placeholder="4"' in offered
    assert "Friday, 31 December 9999, 23:00" in page_of(cast.ana, "sessions", cast.case)
