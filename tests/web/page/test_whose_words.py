"""Where the words of a time stand alone, in a line, it is said that they are the counsellor's."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.urls import reverse

from relating.case import NewBetween, Option, Way
from relating.journal import actions
from tests.cast import THEN, Cast, browser_of, episode, page_of, session

HIS = "I hurried past her, and noticed it too late."
HERS = "He hurried past me."
Look = Callable[[Cast], str]


def of_an_hour(cast: Cast) -> str:
    """Ana's hours."""
    return page_of(cast.ana, "hours", cast.case)


def to_point_to(cast: Cast) -> str:
    """The form of feedback, in which Ben points to a moment."""
    return page_of(cast.ben, "feedback-new", cast.case)


@pytest.mark.parametrize(
    ("look", "said"), [(of_an_hour, "Ben wrote this"), (to_point_to, "you wrote this")]
)
def test_a_line_says_it_of_what_the_counsellor_told_and_of_nothing_else(
    cast: Cast, look: Look, said: str
) -> None:
    hour = session()
    actions.record(cast.ben, cast.case, hour)
    told = {"place": "room", "visibility": "shared", "at": hour.at, "session": hour.id}
    actions.record(cast.ana, cast.case, episode(HERS, **told))
    assert said not in look(cast)
    actions.record(cast.ben, cast.case, episode(HIS, author="counsellor", **told))
    shown = look(cast)
    assert HIS in shown
    assert HERS in shown
    assert shown.count(said) == 1


def test_in_a_thread_it_is_said_of_his_words_and_not_of_hers(cast: Cast) -> None:
    told = {"place": "room", "visibility": "shared"}
    his, hers = episode(HIS, author="counsellor", **told), episode(HERS, **told)
    actions.record(cast.ben, cast.case, his)
    actions.record(cast.ana, cast.case, hers)
    for began, said in ((his, 1), (hers, 0)):
        way = Way(
            id=uuid4(),
            author="client",
            visibility="private",
            recorded_at=THEN,
            words="Waiting.",
            origin=began.id,
        )
        option = Option(
            id=uuid4(),
            author="client",
            visibility="private",
            recorded_at=THEN,
            way=way.id,
            words="Ask.",
        )
        actions.record(cast.ana, cast.case, way)
        actions.record(cast.ana, cast.case, option)
        thread = page_of(cast.ana, "option", option.id).split("How this came about")[1]
        assert began.story in thread
        assert thread.count("Ben wrote this") == said


def test_whoever_says_what_was_new_sees_whose_words_the_moment_has(cast: Cast) -> None:
    hour = session()
    actions.record(cast.ben, cast.case, hour)
    told = {"place": "room", "visibility": "shared", "at": hour.at, "session": hour.id}
    his = episode(HIS, author="counsellor", **told)
    actions.record(cast.ben, cast.case, his)
    here = reverse("new-between", args=[hour.id])
    assert f"{HIS} · Ben wrote this" in browser_of(cast.ana).get(here).content.decode()
    new = NewBetween(
        id=uuid4(),
        author="counsellor",
        visibility="shared",
        recorded_at=THEN,
        session=hour.id,
        came="It was quiet.",
        moment=his.id,
    )
    actions.record(cast.ben, cast.case, new)
    shown = page_of(cast.ana, "session", hour.id)
    assert f"{HIS} · Ben wrote this" in shown
