"""The course: how long, where the two are, and when they look at the work together."""

from datetime import timedelta
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from relating.case import Review
from relating.journal import actions, queries
from relating.people.gate import Viewer
from tests.cast import Cast, Response, browser_of, page_of
from tests.sure import there

SAID = "We both said that Saturdays are not there yet."


def agree_on(viewer: Viewer, cast: Cast, **given: object) -> Response:
    """Somebody sends the form of what was agreed."""
    case = queries.open_around(viewer, cast.case)
    based_on = case.version(case.row_id(case.frame))
    sent = {"based_on": str(based_on), "horizon": "medium", **given}
    return browser_of(viewer).post(reverse("contract", args=[cast.case]), sent)


def said_at(viewer: Viewer, cast: Cast, days: int, visibility: str = "shared") -> None:
    """Somebody's word at the review of a day so many days ago."""
    review = Review(
        id=uuid4(),
        author="client" if viewer == cast.ana else "counsellor",
        visibility="private" if visibility == "private" else "shared",
        recorded_at=timezone.now(),
        on=timezone.localdate() - timedelta(days=days),
        words=SAID,
    )
    actions.record(viewer, cast.case, review)


def test_both_find_the_course_in_their_places(cast: Cast) -> None:
    url = reverse("course", args=[cast.case])
    assert f'href="{url}"' in page_of(cast.ben, "sessions", cast.case)
    assert f'href="{url}"' in page_of(cast.ana, "sessions", cast.case)
    assert "No day is agreed" in page_of(cast.ana, "course", cast.case)


def test_a_focus_and_a_phase_are_theirs_to_have_or_to_leave(cast: Cast) -> None:
    assert agree_on(cast.ben, cast, focus=["grief"], phase="after the move").status_code == 303
    contract = there(queries.open_case(cast.ana, cast.case).frame.contract)
    assert (contract.focus, contract.phase) == (("grief",), "after the move")
    for viewer in (cast.ana, cast.ben):
        shown = page_of(viewer, "course", cast.case)
        assert "Grief: somebody who died" in shown
        assert "after the move" in shown
    assert agree_on(cast.ana, cast).status_code == 303
    shown = page_of(cast.ben, "course", cast.case)
    assert "Focus" not in shown
    assert "Where you are" not in shown


def test_a_review_is_due_from_its_day_on_until_something_was_said_at_it(cast: Cast) -> None:
    today = timezone.localdate()
    past, coming = today - timedelta(days=3), today + timedelta(days=40)
    agree_on(cast.ben, cast, review_0=past.isoformat(), review_1=coming.isoformat())
    for viewer in (cast.ana, cast.ben):
        shown = page_of(viewer, "course", cast.case)
        assert shown.count("it is time for it") == 1
        assert reverse("review", args=[cast.case, past.isoformat()]) in shown
    said_at(cast.ben, cast, 3)
    for viewer in (cast.ana, cast.ben):
        shown = page_of(viewer, "course", cast.case)
        assert "it is time for it" not in shown
        assert SAID in shown


def test_what_she_keeps_to_herself_at_a_review_changes_nothing_for_ben(cast: Cast) -> None:
    past = timezone.localdate() - timedelta(days=3)
    agree_on(cast.ben, cast, review_0=past.isoformat())
    before = page_of(cast.ben, "course", cast.case)
    said_at(cast.ana, cast, 3, "private")
    after = page_of(cast.ben, "course", cast.case)
    assert "it is time for it" in after
    assert len(before) == len(after)
    assert SAID in page_of(cast.ana, "course", cast.case)


def test_a_word_for_where_they_are_is_found(cast: Cast) -> None:
    agree_on(cast.ben, cast, phase="after the move")
    found = browser_of(cast.ana).post(reverse("search", args=[cast.case]), {"words": "move"})
    assert "What you two agreed" in found.content.decode()
