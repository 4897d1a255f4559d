"""After the hour: one page, one button; all that was written is saved together, or none of it."""

from datetime import time, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.forms import MultipleChoiceField
from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from relating.case import Episode, Feedback, Mark, Note, Pulse, Session
from relating.journal import actions, queries
from relating.people.gate import Viewer
from tests.cast import Cast, Response, browser_of, page_of, session
from tests.sure import there
from tests.web.undoing import undo

SUMMARY, NOTE, SAW = "The cake, a year later.", "I was too quick.", "You looked at the door."
LINE = "She counted the leaves."
SECOND = timedelta(seconds=1)


def over(cast: Cast, **more: Any) -> Session:
    """An hour that is over and not closed."""
    now = timezone.now()
    planned = session(now - timedelta(hours=1), state="planned", minutes=50, number=24)
    made = replace(planned, recorded_at=now, **more)
    actions.record(cast.ben, cast.case, made)
    return made


def marked(cast: Cast, hour: Session, *, many: int = 1, **more: Any) -> list[UUID]:
    """Marks of an hour, a minute apart."""
    made = [
        Mark(
            id=uuid4(),
            author="counsellor",
            visibility="private",
            recorded_at=hour.at,
            at=hour.at + timedelta(minutes=place + 1),
            session=hour.id,
            **more,
        )
        for place in range(many)
    ]
    actions.mark(cast.ben, cast.case, made)
    return [each.id for each in made]


def filled(cast: Cast, hour: Session) -> dict[str, str]:
    """What the page sends as it stands."""
    shown = browser_of(cast.ben).get(reverse("session-after", args=[hour.id]))
    assert shown.status_code == 200
    fields = [each for form in shown.context["forms"].every for each in form]
    values = {
        each.html_name: each.value()
        for each in fields
        if not isinstance(each.field, MultipleChoiceField)
    }
    return {name: sent_as(value) for name, value in values.items() if value is not False}


def sent_as(value: Any) -> str:
    """What a field sends of what it shows."""
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return "" if value is None else str(value)


def send(cast: Cast, hour: Session, **given: str) -> Response:
    """Press *Save all*, or *Save all, and close the hour*."""
    address = reverse("session-after", args=[hour.id])
    return browser_of(cast.ben).post(address, filled(cast, hour) | given)


def found(viewer: Viewer, cast: Cast, kind: type[Any]) -> tuple[Any, ...]:
    return queries.open_case(viewer, cast.case).all(kind)


def test_all_of_it_is_saved_with_one_button_and_undone_with_one(cast: Cast) -> None:
    hour = over(cast)
    line, episode, gone = marked(cast, hour, many=3, client_move="withdrew")
    given = {
        f"line-{line}": "A long breath.",
        f"line-{episode}": LINE,
        f"fate-{episode}": "episode",
        f"fate-{gone}": "throw",
        "kept-summary": SUMMARY,
        "note-text": NOTE,
        "feedback-saw": SAW,
        "pulse-safe": "8",
        "words": "She laughed.",
        "close": "",
    }
    browser = browser_of(cast.ben)
    address = reverse("session-after", args=[hour.id])
    after = browser.post(address, filled(cast, hour) | given, follow=True).content.decode()
    assert "Saved, and the hour is closed." in after
    assert "This hour is closed." in after
    marks = {each.id: each for each in found(cast.ben, cast, Mark)}
    (told,) = found(cast.ben, cast, Episode)
    assert (told.story, told.at, told.session) == (LINE, marks[episode].at, hour.id)
    assert (told.visibility, told.place, told.i_did) == ("private", "room", ("withdrawing",))
    assert marks[line].words == "A long breath."
    assert (marks[episode].became, marks[gone].thrown_away) == (told.id, True)
    assert "She laughed." in {each.words for each in marks.values()}
    kept = there(queries.open_case(cast.ben, cast.case).sessions[0])
    assert (kept.summary, kept.state) == (SUMMARY, "held")
    assert [each.text for each in found(cast.ben, cast, Note)] == [NOTE]
    assert [each.saw for each in found(cast.ben, cast, Feedback)] == [SAW]
    assert [each.safe for each in found(cast.ben, cast, Pulse)] == [8]
    hers = queries.open_case(cast.ana, cast.case)
    assert [each.summary for each in hers.sessions] == [SUMMARY]
    assert not any(hers.all(kind) for kind in (Mark, Note, Feedback, Pulse, Episode))

    undo(browser, after)
    for kind in (Episode, Note, Feedback, Pulse):
        assert found(cast.ben, cast, kind) == ()
    assert all(each.waits for each in found(cast.ben, cast, Mark))
    (again,) = queries.open_case(cast.ben, cast.case).sessions
    assert (again.summary, again.state) == ("", "planned")


def test_a_mark_made_an_episode_again_after_undo_is_one_again(cast: Cast) -> None:
    hour = over(cast)
    (mark,) = marked(cast, hour)
    browser, address = browser_of(cast.ben), reverse("session-after", args=[hour.id])
    for words in (LINE, "Otherwise."):
        given = {f"line-{mark}": words, f"fate-{mark}": "episode"}
        after = browser.post(address, filled(cast, hour) | given, follow=True)
        assert [each.story for each in found(cast.ben, cast, Episode)] == [words]
        undo(browser, after.content.decode())
    assert found(cast.ben, cast, Episode) == ()


def test_where_one_part_does_not_fit_nothing_is_stored_and_nothing_typed_is_lost(
    cast: Cast,
) -> None:
    hour = over(cast)
    (mark,) = marked(cast, hour)
    given = {
        f"line-{mark}": LINE,
        "kept-summary": SUMMARY,
        "note-text": NOTE,
        "feedback-said": "on",
        "pulse-safe": "11",
    }
    page = send(cast, hour, **given)
    shown = page.content.decode()
    assert page.status_code == 422
    assert all(each in shown for each in (LINE, SUMMARY, NOTE))
    assert "Write at least what you saw" in shown
    assert found(cast.ben, cast, Mark)[0].waits
    assert found(cast.ben, cast, Note) == found(cast.ben, cast, Pulse) == ()


def test_two_windows_neither_loses_what_the_other_wrote(cast: Cast) -> None:
    hour = over(cast)
    line, other = marked(cast, hour, many=2)
    note = Note(
        id=uuid4(),
        author="counsellor",
        visibility="private",
        recorded_at=hour.at,
        session=hour.id,
        text=NOTE,
    )
    actions.write(cast.ben, cast.case, note)
    first = filled(cast, hour)
    send(cast, hour, **{f"line-{line}": "First.", f"line-{other}": "", "kept-summary": "First."})
    send(cast, hour, **{f"line-{other}": "Told.", f"fate-{other}": "episode"})
    late = {f"line-{line}": "Second.", f"line-{other}": "Late.", "kept-summary": "Second."}
    browser, address = browser_of(cast.ben), reverse("session-after", args=[hour.id])
    asked = browser.post(address, first | late)
    assert asked.status_code == 422
    assert "Meanwhile this stands here: “First.”" in asked.content.decode()
    first[f"seen-{line}"] = "2"
    beside = browser.post(address, first | late)
    assert beside.status_code == 409
    assert "First." in beside.content.decode()
    assert found(cast.ben, cast, Mark)[0].words in {"First.", "Told."}
    saved = browser.post(address, first | late | {"kept-based_on": "2"}, follow=True)
    assert saved.status_code == 200
    assert {each.words for each in found(cast.ben, cast, Mark)} == {"Second.", "Late."}
    assert "Late." in saved.content.decode()
    assert [each.summary for each in queries.open_case(cast.ana, cast.case).sessions] == ["Second."]
    actions.write(cast.ben, cast.case, replace(note, text="Changed."), actions.LATEST)
    later = {"note-text": "Mine.", "kept-based_on": "3", f"seen-{line}": "3"}
    answer = browser.post(address, first | late | later)
    assert answer.status_code == 409


def test_a_line_on_a_mark_that_was_thrown_away_elsewhere_is_shown_and_not_lost(cast: Cast) -> None:
    hour = over(cast)
    gone, told, still = marked(cast, hour, many=3)
    late = filled(cast, hour) | {f"line-{gone}": LINE}
    thrown = {f"fate-{each}": "throw" for each in (gone, still)}
    send(cast, hour, **thrown, **{f"fate-{told}": "episode"})
    browser, address = browser_of(cast.ben), reverse("session-after", args=[hour.id])
    asked = browser.post(address, late)
    assert asked.status_code == 422
    shown = asked.content.decode()
    assert LINE in shown
    assert "Meanwhile this mark was thrown away." in shown
    assert shown.count("Meanwhile it became an episode.") == 1
    assert shown.count('class="mk"') == 2
    late[f"seen-{gone}"] = "2"
    assert browser.post(address, late).status_code == 303
    there_now = {each.id: (each.words, each.thrown_away) for each in found(cast.ben, cast, Mark)}
    assert there_now[gone] == (LINE, False)
    assert there_now[still] == ("", True)


def test_what_was_not_touched_makes_no_version(cast: Cast) -> None:
    hour = over(cast)
    (mark,) = marked(cast, hour)
    assert send(cast, hour).status_code == 303
    rows = queries.open_case(cast.ben, cast.case).rows
    assert {rows[each].version for each in (mark, hour.id)} == {1}
    assert found(cast.ben, cast, Pulse) == found(cast.ben, cast, Note) == ()


def test_the_page_is_of_the_hour_to_speak_of_and_leads_to_those_not_closed(cast: Cast) -> None:
    now = timezone.now()
    earlier = over(cast, at=now - timedelta(days=7), number=23)
    address = reverse("after", args=[cast.case])
    browser = browser_of(cast.ben)
    assert browser.get(address).context["hour"].id == earlier.id
    latest = over(cast, at=now - timedelta(minutes=1))
    shown = browser.get(address)
    assert shown.context["hour"].id == latest.id
    assert reverse("session-after", args=[earlier.id]) in shown.content.decode()
    assert "Save all, and close the hour" in shown.content.decode()
    assert reverse("session-after", args=[earlier.id]) in page_of(cast.ben, "sessions", cast.case)
    for name in ("session", "pulse"):
        leads = reverse("session-after", args=[earlier.id]) in page_of(cast.ana, name, earlier.id)
        assert not leads
    assert reverse("session-after", args=[earlier.id]) in page_of(cast.ben, "session", earlier.id)
    send(cast, earlier, close="")
    assert reverse("session-after", args=[earlier.id]) not in page_of(cast.ben, "after", cast.case)
    assert "This hour is closed" in page_of(cast.ben, "session-after", earlier.id)
    ahead = over(cast, at=now + timedelta(days=7), number=25)
    assert browser.get(reverse("session-after", args=[ahead.id])).status_code == 404


def test_an_hour_that_did_not_take_place_is_asked_for_no_summary(cast: Cast) -> None:
    hour = over(cast)
    actions.write(cast.ben, cast.case, replace(hour, state="cancelled"), actions.LATEST)
    form = page_of(cast.ben, "session-edit", hour.id)
    assert "if-begun if-took-place" in form
    shown = page_of(cast.ben, "session", hour.id)
    assert "What became of this hour" in shown
    assert "No summary yet" not in shown


def test_many_marks_come_in_turn_and_the_page_stays_small(cast: Cast) -> None:
    hour = over(cast)
    made = marked(cast, hour, many=23)
    shown = browser_of(cast.ben).get(reverse("session-after", args=[hour.id]))
    assert "3 more marks follow once these are saved." in shown.content.decode()
    assert len(shown.content) <= 60_000
    send(cast, hour, **{f"fate-{each}": "episode" for each in made[:20]})
    shown = browser_of(cast.ben).get(reverse("session-after", args=[hour.id]))
    assert shown.context["more"] == 0
    assert len(found(cast.ben, cast, Episode)) == 20


def test_what_the_two_do_not_use_is_not_asked(cast: Cast) -> None:
    hour = over(cast)
    asked = "How do you think it was for Ana?"
    assert asked in page_of(cast.ben, "session-after", hour.id)
    browser_of(cast.ana).post(reverse("parts", args=[cast.case]), {"part": "pulse"})
    assert asked not in page_of(cast.ben, "session-after", hour.id)
