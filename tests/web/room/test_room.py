"""The Room: a mark is taken in exactly once, Ben's alone, and becomes an episode or nothing."""

import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from relating.case import Episode, Mark, Plan, Session
from relating.journal import actions, queries
from relating.people.gate import Viewer
from relating.people.models import User
from relating.web.sessions.moments import session_at
from tests.cast import Cast, browser_of, id_from, session
from tests.web.ending.saying import stopped


def address(name: str, cast: Cast) -> str:
    return reverse(name, args=[cast.case])


def post(viewer: Viewer, cast: Cast, name: str = "room", **data: object) -> Any:
    return browser_of(viewer).post(address(name, cast), data)


def page(viewer: Viewer, cast: Cast, name: str = "room") -> str:
    answer = browser_of(viewer).get(address(name, cast))
    assert answer.status_code == 200
    return str(answer.content.decode())


def throw(viewer: Viewer, cast: Cast, mark: UUID) -> Any:
    """Ben, or somebody else, throws a mark away after the hour."""
    return post(viewer, cast, "after", **{f"line-{mark}": "", f"fate-{mark}": "throw"})


def device(cast: Cast, *told: dict[str, object]) -> Any:
    """What the script sends."""
    return post(cast.ben, cast, marks=json.dumps(told))


def one(at: datetime | None = None, **more: object) -> dict[str, object]:
    moment = at or timezone.now()
    return {"id": str(uuid4()), "at": moment.isoformat()} | more


def its(cast: Cast, told: Mapping[str, object]) -> UUID:
    """The id of a mark that Ben's device sent."""
    return id_from(cast.ben, cast.case, told["id"])


def found(cast: Cast) -> tuple[Mark, ...]:
    return queries.open_case(cast.ben, cast.case).all(Mark)


def going_on(cast: Cast, **more: object) -> Session:
    now = timezone.now()
    usual = session(now - timedelta(minutes=20), state="planned", minutes=50, number=24)
    made = replace(usual, recorded_at=now, **more)
    actions.record(cast.ben, cast.case, made)
    return made


def test_an_hour_that_was_closed_is_marked_no_more_and_what_comes_late_is_taken(cast: Cast) -> None:
    hour = going_on(cast, state="held")
    answer = browser_of(cast.ben).get(address("room", cast), follow=True)
    assert answer.redirect_chain == [(reverse("session", args=[hour.id]), 303)]
    assert "This hour is closed." in answer.content.decode()
    device(cast, one())
    assert [each.session for each in found(cast)] == [hour.id]


def test_without_a_script_one_button_marks(cast: Cast) -> None:
    given = uuid4()
    assert post(cast.ben, cast, id=given).status_code == 303
    assert post(cast.ben, cast, id=given).status_code == 303
    (mark,) = found(cast)
    assert (mark.visibility, mark.client_move) == ("private", None)


def test_without_a_script_the_last_mark_gets_its_words_or_is_taken_back(cast: Cast) -> None:
    post(cast.ben, cast, id=uuid4())
    (mark,) = found(cast)
    post(cast.ben, cast, mark=mark.id, client_move="joked")
    post(cast.ben, cast, mark=mark.id, pull="rescue")
    (mark,) = found(cast)
    assert (mark.client_move, mark.pull) == ("joked", "rescue")
    post(cast.ben, cast, mark=mark.id, act="throw")
    assert found(cast)[0].thrown_away


def test_a_device_brings_marks_as_often_as_it_likes(cast: Cast) -> None:
    told = [one(), one()]
    for _ in range(3):
        answer = device(cast, *told)
        assert answer.json() == {"received": [each["id"] for each in told]}
    assert len(found(cast)) == 2
    assert all(
        queries.open_case(cast.ben, cast.case).rows[each.id].version == 1 for each in found(cast)
    )


def test_a_word_tapped_later_is_added_and_an_older_state_takes_nothing_away(cast: Cast) -> None:
    told = one()
    device(cast, told)
    device(cast, told | {"client_move": "withdrew"})
    device(cast, told | {"pull": "advise"})
    device(cast, told)
    (mark,) = found(cast)
    assert (mark.client_move, mark.pull) == ("withdrew", "advise")


def test_what_ben_decided_after_the_hour_is_not_undone_by_a_late_device(cast: Cast) -> None:
    told = one()
    device(cast, told)
    throw(cast.ben, cast, its(cast, told))
    device(cast, told | {"client_move": "joked"})
    (mark,) = found(cast)
    assert (mark.thrown_away, mark.client_move) == (True, None)


def test_a_mark_keeps_the_time_at_which_it_was_made(cast: Cast) -> None:
    session = going_on(cast)
    at = (timezone.now() - timedelta(minutes=7)).replace(microsecond=0)
    device(cast, one(at))
    (mark,) = found(cast)
    assert (mark.at, mark.session) == (at, session.id)


def test_a_mark_far_from_any_session_belongs_to_none(cast: Cast) -> None:
    going_on(cast)
    device(cast, one(timezone.now() - timedelta(days=2)))
    assert found(cast)[0].session is None


def test_nonsense_is_refused_and_a_word_nobody_knows_left_out(cast: Cast) -> None:
    for nonsense in ("", "{}", "[1]", '[{"id": "x"}]', json.dumps([one() | {"extra": 1}])):
        assert post(cast.ben, cast, marks=nonsense).status_code == 422
    device(cast, one(client_move="no_such_move"))
    assert found(cast)[0].client_move is None


def test_no_time_without_its_zone(cast: Cast) -> None:
    assert device(cast, {"id": str(uuid4()), "at": "2026-03-03T14:20:00"}).status_code == 422


def test_ana_learns_nothing_of_marks(cast: Cast) -> None:
    told = one(client_move="withdrew")
    device(cast, told)
    for name in ("case", "diary", "sessions", "seen", "agenda"):
        shown = page(cast.ana, cast, name)
        assert str(its(cast, told)) not in shown
        assert "Withdrew" not in shown
    assert queries.open_case(cast.ana, cast.case).all(Mark) == ()
    for name in ("room", "room-both", "after"):
        assert browser_of(cast.ana).get(address(name, cast)).status_code == 404
    assert post(cast.ana, cast, marks="[]").status_code == 404


def test_another_counsellor_cannot_touch_a_mark(cast: Cast) -> None:
    told = one()
    device(cast, told)
    assert throw(cast.cleo, cast, its(cast, told)).status_code == 404
    elsewhere = reverse("after", args=[cast.other_case])
    browser_of(cast.cleo).post(
        elsewhere, {f"line-{its(cast, told)}": "", f"fate-{its(cast, told)}": "throw"}
    )
    assert found(cast)[0].waits


def test_the_hour_is_a_line_with_its_marks_on_it(cast: Cast) -> None:
    session = going_on(cast, at=timezone.now() - timedelta(minutes=25))
    device(cast, one(session.at + timedelta(minutes=10)))
    shown = page(cast.ben, cast)
    assert 'cx="20.0%"' in shown
    assert "1 moment marked" in shown


def test_a_session_later_today_is_not_this_hour(cast: Cast) -> None:
    now = timezone.now()
    later = now + timedelta(hours=3)
    going_on(cast, at=later if later.date() == now.date() else now - timedelta(hours=3))
    told = one(now - timedelta(minutes=2))
    device(cast, told)
    shown = page(cast.ben, cast)
    assert "1 moment marked" in shown
    assert str(its(cast, told)) in shown
    assert found(cast)[0].session is None


def test_both_see_times_and_no_word_of_bens(cast: Cast) -> None:
    going_on(cast)
    device(cast, one(client_move="withdrew", pull="rescue"))
    shown = page(cast.ben, cast, "room-both")
    assert "Which one shall we look at?" in shown
    assert "Withdrew" not in shown
    assert "rescue" not in shown.replace('data-pull="rescue"', "")


def test_without_devices_the_room_waits_until_after_the_hour(cast: Cast) -> None:
    browser_of(cast.ana).post(address("contract", cast), {"act": "devices", "no_device": "on"})
    shown = page(cast.ben, cast)
    assert "No device in the room" in shown
    assert "room-tap" not in shown
    form = {"id": uuid4(), "date": "2026-02-03", "time": "14:20", "pull": "agree"}
    assert post(cast.ben, cast, "after", **form).status_code == 303
    assert found(cast)[0].pull == "agree"


def test_a_mark_becomes_an_episode_in_the_room_at_its_time(cast: Cast) -> None:
    session = going_on(cast)
    told = one(session.at + timedelta(minutes=9))
    device(cast, told)
    url = f"{address('episode-new', cast)}?mark={its(cast, told)}"
    browser = browser_of(cast.ben)
    shown = browser.get(url)
    assert shown.status_code == 200
    form = shown.context["form"]
    local = timezone.localtime(datetime.fromisoformat(str(told["at"])))
    assert (form["place"].value(), form["session"].value()) == ("room", str(session.id))
    given = {name: form[name].value() for name in ("id", "fresh", "moment", "place", "session")}
    given |= {"date": f"{local:%Y-%m-%d}", "time": f"{local:%H:%M}", "story": "A long silence."}
    answer = browser.post(url, given)
    assert answer.status_code == 303
    opened = queries.open_case(cast.ben, cast.case)
    (told_of,) = opened.all(Episode)
    assert (told_of.place, told_of.session, told_of.story) == (
        "room",
        session.id,
        "A long silence.",
    )
    assert told_of.at == datetime.fromisoformat(str(told["at"]))
    (mark,) = opened.all(Mark)
    assert mark.became == told_of.id
    assert "An episode, your draft." in page(cast.ben, cast, "after")


def test_after_one_mark_the_next_one_is_offered_with_what_was_said_of_it(cast: Cast) -> None:
    now = timezone.now()
    first, second = one(now - timedelta(minutes=9)), one(now - timedelta(minutes=3))
    device(cast, first, second)
    post(cast.ben, cast, mark=its(cast, first), client_move="withdrew", pull="rescue")
    url = f"{address('episode-new', cast)}?mark={its(cast, first)}"
    browser = browser_of(cast.ben)
    shown = browser.get(url)
    local = timezone.localtime(now - timedelta(minutes=9))
    assert f"You marked at {local:%H:%M:%S}: Withdrew" in shown.content.decode()
    form = shown.context["form"]
    names = ("id", "fresh", "moment", "place", "date", "time")
    given = {name: form[name].value() for name in names}
    answer = browser.post(url, {**given, "story": "A long silence."})
    assert answer.headers["Location"] == address("after", cast)
    after = browser.get(address("after", cast))
    assert "Saved as your draft. Ana reads it once" in after.content.decode()
    rows = after.context["forms"].marks.rows
    assert [each.mark.id for each in rows] == [its(cast, second)]


def test_a_mark_of_somebody_else_is_no_beginning(cast: Cast) -> None:
    told = one()
    device(cast, told)
    url = f"{address('episode-new', cast)}?mark={its(cast, told)}"
    assert browser_of(cast.ana).get(url).status_code == 404


def test_thrown_away_and_put_back(cast: Cast) -> None:
    told = one(timezone.now() - timedelta(minutes=3))
    device(cast, told)
    throw(cast.ben, cast, its(cast, told))
    shown = page(cast.ben, cast, "after")
    assert "No mark waits." in shown
    assert "Put back" in shown
    post(cast.ben, cast, "after", **{f"back-{its(cast, told)}": "on"})
    assert found(cast)[0].waits


def test_a_mark_sent_when_the_sign_in_has_run_out_is_asked_for_again(cast: Cast) -> None:
    browser = browser_of(cast.ben)
    browser.logout()
    answer = browser.post(address("room", cast), {"marks": json.dumps([one()])})
    assert answer.status_code == 401
    assert User.objects.filter(pk=cast.ben.id).exists()
    assert found(cast) == ()


def test_the_session_of_a_moment_is_the_one_it_is_closest_to(now: datetime) -> None:
    def at(minutes: int) -> Session:
        moment = now + timedelta(minutes=minutes)
        return Session(
            id=UUID(int=minutes + 1000),
            author="counsellor",
            visibility="shared",
            recorded_at=now,
            at=moment,
            state="held",
            minutes=50,
        )

    early, late = at(0), at(120)
    assert session_at((early, late), now + timedelta(minutes=49)) == early.id
    assert session_at((early, late), now + timedelta(minutes=100)) == late.id
    assert session_at((early, late), now - timedelta(minutes=31)) is None


def test_every_word_that_can_be_tapped_has_a_key_of_its_own(cast: Cast) -> None:
    ben = browser_of(cast.ben)
    ben.post(reverse("room", args=[cast.case]), {"id": str(uuid4())})
    page = ben.get(reverse("room", args=[cast.case])).content.decode()
    keys = re.findall(r'data-key="(.)"', page)
    assert page.count('class="room-chip"') == len(keys) == len(set(keys))


# Once it has ended --------------------------------------------------------------------------------


def test_there_is_no_room_once_it_has_ended_and_the_page_says_who_ended_it(cast: Cast) -> None:
    going_on(cast)
    stopped(cast, cast.ana)
    for name in ("room", "room-both"):
        shown = page(cast.ben, cast, name)
        assert "Ana ended it on" in shown
        assert "Nothing is marked any more." in shown
        assert "data-marks" not in shown
    assert device(cast, one()).status_code == 409
    assert post(cast.ben, cast, id=str(uuid4())).status_code == 409
    assert found(cast) == ()


def test_a_window_that_is_open_still_is_told_and_that_is_no_reading(cast: Cast) -> None:
    going_on(cast)
    stopped(cast, cast.ana)
    for name in ("room", "room-both"):
        asked = browser_of(cast.ben).get(
            address(name, cast), headers={"Accept": "application/json"}
        )
        assert (asked.status_code, asked.json()) == (409, {"ended": True})
    assert "Ended it today" in browser_of(cast.ben).get(reverse("caseload")).content.decode()


def test_nothing_is_practised_there_once_it_has_ended(cast: Cast) -> None:
    plan = Plan(
        id=uuid4(), author="client", visibility="shared", recorded_at=timezone.now(), say="No."
    )
    actions.record(cast.ana, cast.case, plan)
    ben, practised = browser_of(cast.ben), reverse("room-practise", args=[plan.id])
    assert ben.get(practised).status_code == 200
    stopped(cast, cast.ana)
    assert ben.get(practised).headers["Location"] == address("room", cast)
