"""What was tapped in the Room: it fills what it becomes, keeps its order, and two windows agree."""

import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from relating.case import DEFAULTS, Episode, Mark, Session, Word
from relating.case.words.vocabulary import layered
from relating.journal import actions, queries
from relating.web.episodes.form_fields import HERS
from relating.web.room.marks import act_of
from tests.cast import Cast, browser_of, id_from, page_of, session

MOVES = [term.code for term in DEFAULTS.terms("client_move")]
WORDS = ("old_ways", "new_ways", "rupture_marks", "something_new")


def one(at: datetime | None = None, **more: object) -> dict[str, object]:
    moment = at or timezone.now() - timedelta(minutes=5)
    return {"id": str(uuid4()), "at": moment.isoformat()} | more


def device(cast: Cast, *told: Mapping[str, object]) -> None:
    """What the script sends."""
    sent = {"marks": json.dumps(told)}
    answer = browser_of(cast.ben).post(reverse("room", args=[cast.case]), sent)
    assert answer.status_code == 200


def its(cast: Cast, told: Mapping[str, object]) -> UUID:
    return id_from(cast.ben, cast.case, told["id"])


def found(cast: Cast) -> list[Mark]:
    marks = queries.open_case(cast.ben, cast.case).all(Mark)
    return sorted(marks, key=lambda each: each.at)


def telling_of(cast: Cast, told: Mapping[str, object]) -> str:
    return f"{reverse('episode-new', args=[cast.case])}?mark={its(cast, told)}"


def becomes(cast: Cast, told: Mapping[str, object], **more: object) -> Episode:
    """Ben saves what a mark offers."""
    browser = browser_of(cast.ben)
    address = telling_of(cast, told)
    form = browser.get(address).context["form"]
    names = [*("id", "fresh", "moment", "place", "session", "date", "time"), *WORDS]
    given = {name: form[name].value() for name in names if form[name].value()}
    given |= {"story": "A long silence.", **more}
    answer = browser.post(address, given)
    assert answer.status_code == 303
    mark = next(each for each in found(cast) if each.id == its(cast, told))
    telling = queries.open_entry(cast.ben, mark.became or mark.id).content
    assert isinstance(telling, Episode)
    return telling


def known(cast: Cast, name: str = "room", **headers: str) -> Any:
    """What a window that is open already asks."""
    address = reverse(name, args=[cast.case])
    return browser_of(cast.ben).get(address, headers={"Accept": "application/json", **headers})


# What it becomes ---------------------------------------------------------------------------------


@pytest.mark.parametrize("move", MOVES)
def test_an_act_that_was_tapped_is_chosen_in_what_the_mark_becomes(cast: Cast, move: str) -> None:
    told = one(client_move=move)
    device(cast, told)
    telling = becomes(cast, told)
    chosen = (*(telling.i_did or ()), *(telling.rupture_marks or ()))
    assert len(chosen) + (telling.something_new is True) == 1
    assert DEFAULTS.label("client_move", move) in page_of(cast.ben, "episode-edit", telling.id), (
        "the mark's own word stands above it"
    )


@pytest.mark.parametrize("move", MOVES)
def test_nothing_that_only_ana_says_is_filled_in_from_a_tap(cast: Cast, move: str) -> None:
    told = one(client_move=move, pull="rescue")
    device(cast, told)
    form = browser_of(cast.ben).get(telling_of(cast, told)).context["form"]
    assert not {*HERS} & {*form.fields}
    assert not {*HERS} & {name for name, value in form.initial.items() if value} - {"visibility"}


def test_an_act_that_ana_counts_among_new_ways_is_chosen_there(cast: Cast) -> None:
    told = one(client_move="joked")
    device(cast, told)
    (mark,) = found(cast)
    hers = layered(DEFAULTS, [Word(list="behaviour", code="joking", old=False)])
    assert act_of(mark, DEFAULTS) == {"old_ways": ["joking"]}
    assert act_of(mark, hers) == {"new_ways": ["joking"]}


def test_what_it_drew_ben_to_stands_among_his_own_reactions_and_nowhere_for_ana(cast: Cast) -> None:
    told = one(client_move="withdrew", pull="rescue")
    device(cast, told)
    assert "To rescue" in page_of(cast.ben, "notes", cast.case)
    telling = becomes(cast, told, pull="rescue")
    assert telling.pull is None
    reactions = page_of(cast.ben, "notes", cast.case)
    assert "To rescue" in reactions
    assert reverse("episode", args=[telling.id]) in reactions
    actions.share(cast.ben, telling.id)
    for name, ids in (("case", [cast.case]), ("diary", [cast.case]), ("episode", [telling.id])):
        assert "To rescue" not in page_of(cast.ana, name, *ids)


def test_what_it_drew_ben_to_can_be_thought_over_and_taken_out(cast: Cast) -> None:
    told = one(pull="rescue")
    device(cast, told)
    telling = becomes(cast, told, pull="advise")
    assert [each.pull for each in found(cast)] == ["advise"]
    browser = browser_of(cast.ben)
    address = reverse("episode-edit", args=[telling.id])
    form = browser.get(address).context["form"]
    names = ("id", "fresh", "version", "moment", "place", "date", "time", "story")
    given = {name: form[name].value() or "" for name in names}
    for sent, stands in ((given, "advise"), (given | {"pull": "no_such"}, "advise")):
        assert browser.post(address, sent).status_code == 303
        assert [each.pull for each in found(cast)] == [stands]
    assert browser.post(address, given | {"pull": ""}).status_code == 303
    assert [each.pull for each in found(cast)] == [None]
    assert "To advise" not in page_of(cast.ben, "notes", cast.case)


def test_a_mark_becomes_one_telling_once(cast: Cast) -> None:
    told = one(pull="rescue")
    device(cast, told)
    first = becomes(cast, told)
    becomes(cast, told, story="Another one.", pull="advise")
    assert [(each.became, each.pull) for each in found(cast)] == [(first.id, "rescue")]


# Seconds and order -------------------------------------------------------------------------------


def test_marks_of_one_minute_keep_their_seconds_and_their_order(cast: Cast) -> None:
    minute = (timezone.now() - timedelta(minutes=9)).replace(second=0, microsecond=0)
    told = [one(minute + timedelta(seconds=each)) for each in (41, 7, 23)]
    device(cast, *told)
    times = [
        f"{timezone.localtime(minute + timedelta(seconds=each)):%H:%M:%S}" for each in (7, 23, 41)
    ]
    for name in ("room", "room-both"):
        assert f"3 moments marked: {', '.join(times)}" in page_of(cast.ben, name, cast.case)
    after = page_of(cast.ben, "after", cast.case)
    places = [after.index(each) for each in times]
    assert places == sorted(places)
    tellings = [becomes(cast, each) for each in told]
    assert [each.at for each in tellings] == [
        datetime.fromisoformat(str(each["at"])) for each in told
    ]


# The mark it names -------------------------------------------------------------------------------


def test_a_word_that_comes_late_goes_to_the_mark_it_names(cast: Cast) -> None:
    first, second = one(timezone.now() - timedelta(minutes=9)), one()
    device(cast, first, second)
    shown = page_of(cast.ben, "room", cast.case, query=f"?mark={its(cast, first)}")
    assert f'name="mark" value="{its(cast, first)}"' in shown
    sent = {"mark": its(cast, first), "client_move": "joked"}
    browser_of(cast.ben).post(reverse("room", args=[cast.case]), sent)
    assert [each.client_move for each in found(cast)] == ["joked", None]


def test_without_a_choice_words_are_for_the_last_mark_and_an_unknown_one_is_none(
    cast: Cast,
) -> None:
    first, second = one(timezone.now() - timedelta(minutes=9)), one()
    device(cast, first, second)
    for query in ("", "?mark=", "?mark=rubbish", f"?mark={uuid4()}"):
        shown = page_of(cast.ben, "room", cast.case, query=query)
        assert f'name="mark" value="{its(cast, second)}"' in shown


def test_of_a_mark_that_was_told_the_telling_has_the_word(cast: Cast) -> None:
    told = one()
    device(cast, told)
    becomes(cast, told)
    shown = page_of(cast.ben, "room", cast.case)
    assert re.search(r'id="room-words"[^>]*\shidden>', shown)
    assert "You have said what this one was." in shown
    device(cast, told | {"client_move": "joked"})
    assert found(cast)[0].client_move is None


# For both ----------------------------------------------------------------------------------------


def test_for_both_shows_no_word_about_ana_and_says_what_is_kept(cast: Cast) -> None:
    told = one(client_move="withdrew", pull="rescue")
    device(cast, told)
    shown = page_of(cast.ben, "room-both", cast.case, query=f"?mark={its(cast, told)}")
    answer = known(cast, "room-both").content.decode()
    for words in ("withdrew", "Withdrew", "rescue", "client_move", "data-pull", "data-move"):
        assert words not in shown
        assert words not in answer
    assert 'aria-current="true"' in shown
    assert "own for it. No sound and no picture." in " ".join(shown.split())
    assert f"{reverse('room', args=[cast.case])}?mark={its(cast, told)}" in shown


# Two windows -------------------------------------------------------------------------------------


def test_two_windows_that_tap_at_once_lose_nothing(cast: Cast) -> None:
    at = timezone.now() - timedelta(minutes=3)
    here, there = one(at), one(at)
    device(cast, here)
    device(cast, there)
    assert len(found(cast)) == 2
    mark = {"id": str(its(cast, here)), "at": here["at"]}
    device(cast, mark | {"client_move": "joked"})
    device(cast, mark | {"pull": "argue"})
    device(cast, here)
    told = next(each for each in found(cast) if each.id == its(cast, here))
    assert (told.client_move, told.pull) == ("joked", "argue")


def test_a_window_that_is_open_learns_what_another_one_did(cast: Cast) -> None:
    told = one(pull="argue")
    device(cast, told)
    first = known(cast)
    (mark,) = first.json()["marks"]
    assert (mark["id"], mark["pull"], mark["thrown_away"]) == (str(its(cast, told)), "argue", False)
    again = known(cast, **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    device(cast, told | {"thrown_away": True})
    now = known(cast, **{"If-None-Match": first.headers["ETag"]})
    assert now.status_code == 200
    assert now.json()["marks"][0]["thrown_away"]


def test_what_another_window_did_is_told_to_ben_alone(cast: Cast) -> None:
    for name in ("room", "room-both"):
        for viewer in (cast.ana, cast.cleo, cast.dov, cast.eve):
            address = reverse(name, args=[cast.case])
            answer = browser_of(viewer).get(address, headers={"Accept": "application/json"})
            assert answer.status_code == 404


# An hour that was not planned --------------------------------------------------------------------


def written_down(cast: Cast) -> Session:
    """Ben writes an hour down from what the page offers."""
    browser = browser_of(cast.ben)
    address = f"{reverse('session-new', args=[cast.case])}?marked"
    form = browser.get(address).context["form"]
    given = {name: form[name].value() or "" for name in form.fields if name != "looked_at"}
    given |= {"date": f"{given['date']:%Y-%m-%d}", "time": f"{given['time']:%H:%M}"}
    assert browser.post(address, given).status_code == 303
    (made,) = queries.open_case(cast.ben, cast.case).sessions
    return made


def test_an_hour_that_was_not_planned_finds_its_marks_and_what_was_told_of_them(cast: Cast) -> None:
    first, second = one(timezone.now() - timedelta(minutes=40)), one()
    device(cast, first, second)
    telling = becomes(cast, first)
    assert telling.session is None
    assert "An hour that was not planned" in page_of(cast.ben, "after", cast.case)
    hour = written_down(cast)
    assert hour.state == "held"
    assert timedelta(0) <= datetime.fromisoformat(str(first["at"])) - hour.at < timedelta(minutes=5)
    assert {each.session for each in found(cast)} == {hour.id}
    told = queries.open_entry(cast.ben, telling.id).content
    assert isinstance(told, Episode)
    assert told.session == hour.id
    assert telling.story in page_of(cast.ben, "session", hour.id)
    assert "An hour that was not planned" not in page_of(cast.ben, "after", cast.case)


def test_a_session_that_comes_otherwise_is_found_too(cast: Cast) -> None:
    told = one()
    device(cast, told)
    hour = session(timezone.now() - timedelta(minutes=20), minutes=50)
    actions.record(cast.ben, cast.case, hour)
    form = browser_of(cast.ben).get(telling_of(cast, told)).context["form"]
    assert form["session"].value() == str(hour.id)


def test_a_session_takes_no_mark_from_another_one(cast: Cast) -> None:
    now = timezone.now()
    hour = session(now - timedelta(minutes=20), minutes=50)
    actions.record(cast.ben, cast.case, hour)
    told = one()
    device(cast, told)
    browser = browser_of(cast.ben)
    address = reverse("session-new", args=[cast.case])
    local = timezone.localtime(now - timedelta(minutes=5))
    form = browser.get(address).context["form"]
    given = {name: form[name].value() or "" for name in form.fields if name != "looked_at"}
    given |= {"date": f"{local:%Y-%m-%d}", "time": f"{local:%H:%M}"}
    asked = browser.post(address, given)
    assert asked.status_code == 422, "two hours at one time are looked over first"
    given["looked_over"] = asked.context["form"]["looked_over"].value()
    assert browser.post(address, given).status_code == 303
    assert [each.session for each in found(cast)] == [hour.id]


def test_what_a_file_holds_of_ana_in_such_a_telling_stays_in_it(cast: Cast) -> None:
    told = one()
    device(cast, told)
    telling = becomes(cast, told)
    whole = Episode(
        **{**{name: getattr(telling, name) for name in telling.__struct_fields__}, "valence": -2}
    )
    actions.write(cast.ben, cast.case, whole, actions.LATEST)
    hour = written_down(cast)
    kept = queries.open_entry(cast.ben, telling.id).content
    assert isinstance(kept, Episode)
    assert (kept.session, kept.valence) == (hour.id, -2)
