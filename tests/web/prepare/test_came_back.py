"""A *no* that nobody came back to stands on Prepare until the two did: one tap says so."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from relating.case import Agenda, Answer, Feedback
from relating.journal import actions, queries
from relating.web.prepare.views import OPEN
from tests.cast import Cast, browser_of, page_of, session
from tests.web.undoing import undo

NOBODY, WE_DID = "nobody came back to it", "We came back to it"


def said_no(cast: Cast, resonance: str = "not_really") -> Answer:
    """Ben gave feedback in the last hour, and Ana said that it does not fit."""
    now = timezone.now().replace(microsecond=0)
    hour = session(now - timedelta(days=2), number=1)
    feedback = Feedback(
        id=uuid4(),
        author="counsellor",
        visibility="shared",
        recorded_at=hour.at,
        session=hour.id,
        saw="You laughed.",
        said_at=hour.at,
    )
    answer = Answer(
        id=uuid4(),
        author="client",
        visibility="shared",
        recorded_at=now - timedelta(days=1),
        to=feedback.id,
        resonance=resonance,
    )
    for who, each in ((cast.ben, hour), (cast.ben, feedback), (cast.ana, answer)):
        actions.record(who, cast.case, each)
    return answer


def tap(cast: Cast, browser: Client, answer: object) -> str:
    here = reverse("prepare", args=[cast.case])
    sent = browser.post(here, {"came_back": str(answer)}, follow=True)
    return sent.content.decode()


@pytest.mark.parametrize("resonance", ["not_really", "not_like_this", "not_sure"])
def test_one_tap_closes_it_and_undo_opens_it_again(cast: Cast, resonance: str) -> None:
    answer, ben = said_no(cast, resonance), browser_of(cast.ben)
    assert WE_DID in page_of(cast.ben, "prepare", cast.case)
    closed = tap(cast, ben, answer.id)
    assert "Closed: you came back to it." in closed
    assert WE_DID not in closed
    undo(ben, closed)
    assert WE_DID in page_of(cast.ben, "prepare", cast.case)


def test_what_says_so_is_ben_s_alone_and_stands_in_no_list(cast: Cast) -> None:
    answer, ben = said_no(cast), browser_of(cast.ben)
    tap(cast, ben, answer.id)
    tap(cast, ben, answer.id)
    [check] = queries.open_case(cast.ben, cast.case).all(Agenda)
    assert (check.visibility, check.words, check.about) == ("private", "", (answer.id,))
    assert queries.open_case(cast.ana, cast.case).all(Agenda) == ()


def test_a_newer_no_waits_anew(cast: Cast) -> None:
    answer, ben = said_no(cast), browser_of(cast.ben)
    tap(cast, ben, answer.id)
    later = timezone.now().replace(microsecond=0) + timedelta(hours=1)
    actions.record(cast.ana, cast.case, newer(answer, later))
    assert NOBODY in page_of(cast.ben, "prepare", cast.case)


def newer(answer: Answer, at: datetime) -> Answer:
    return Answer(
        id=uuid4(),
        author="client",
        visibility="shared",
        recorded_at=at,
        to=answer.to,
        resonance="not_really",
    )


def test_what_is_no_answer_is_nothing_to_come_back_to(cast: Cast) -> None:
    said_no(cast)
    here = reverse("prepare", args=[cast.case])
    for wrong in (uuid4(), "x", cast.case):
        assert browser_of(cast.ben).post(here, {"came_back": str(wrong)}).status_code == 404


def test_of_much_that_is_open_twelve_stand_there_and_all_where_it_is_asked_for(
    cast: Cast,
) -> None:
    for _ in range(OPEN + 2):
        said_no(cast)
    few, every = (
        page_of(cast.ben, "prepare", cast.case, query=asked) for asked in ("", "?open=all")
    )
    assert [page.count('class="thread-done"') for page in (few, every)] == [OPEN, OPEN + 2]
    assert "?open=all" in few
    assert "?open=all" not in every
