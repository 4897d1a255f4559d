"""Telling it better; two windows end in two versions side by side, and nothing is lost."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from msgspec.structs import replace

from relating.case import Episode
from relating.journal import actions, queries
from tests.cast import Cast, Response, browser_of, episode
from tests.cast import tell as tells
from tests.sure import as_a
from tests.web.episodes.telling import answers_of, page_of, tell, told
from tests.web.episodes.test_two_tellings import HERS, ROOM, bens, sent


@pytest.fixture
def before(cast: Cast) -> Episode:
    kept = episode("First words", valence=-1, plan=uuid4())
    actions.record(cast.ana, cast.case, kept)
    return kept


def test_a_better_telling_is_a_new_version_and_keeps_what_the_form_does_not_ask(
    cast: Cast, before: Episode
) -> None:
    browser, edit = browser_of(cast.ana), reverse("episode-edit", args=[before.id])
    browser.post(edit, answers_of(browser.get(edit), story="Better words"))
    assert told(cast) == replace(before, story="Better words")


def test_what_they_did_first_and_what_they_did_then_are_two_answers(cast: Cast) -> None:
    tell(browser_of(cast.ana), cast.case, other_did=["criticised"], other_then=["warm"])
    assert (told(cast).other_did, told(cast).other_then) == (("criticised",), ("warm",))
    assert told(cast).order is None


@pytest.fixture
def open_order(cast: Cast) -> Episode:
    """Told before anybody was asked what came first."""
    kept = episode("First words", other_did=("criticised",), order="unknown")
    actions.record(cast.ana, cast.case, kept)
    return kept


@pytest.mark.parametrize(
    ("answers", "order"),
    [
        ({"story": "Better words"}, "unknown"),
        ({"came_first": "1"}, None),
        ({"other_did": ["warm"]}, None),
        ({"other_then": ["warm"]}, None),
    ],
)
def test_the_order_stays_open_until_somebody_says_what_came_first(
    cast: Cast, open_order: Episode, answers: dict[str, Any], order: str | None
) -> None:
    browser, edit = browser_of(cast.ana), reverse("episode-edit", args=[open_order.id])
    page = browser.get(edit)
    assert b"Yes, this came first." in page.content
    browser.post(edit, answers_of(page, **answers))
    assert told(cast).order == order


def test_where_the_order_is_known_nobody_is_asked(cast: Cast, before: Episode) -> None:
    page = browser_of(cast.ana).get(reverse("episode-edit", args=[before.id]))
    assert b"Yes, this came first." not in page.content


def test_of_two_versions_one_that_knows_the_order_is_enough(
    cast: Cast, open_order: Episode
) -> None:
    browser, edit = browser_of(cast.ana), reverse("episode-edit", args=[open_order.id])
    answers = answers_of(browser.get(edit), came_first="1", story="Mine")
    actions.revise(cast.ana, cast.case, replace(open_order, story="Theirs"), 1)
    page = browser.post(edit, answers)
    browser.post(page.context["action"], settled(page))
    assert (told(cast).story, told(cast).order) == ("Theirs\n\nMine", None)


def conflict_page(cast: Cast, before: Episode, mine: str) -> tuple[Client, Response]:
    """Ana changes an episode in one window while she has it open in another."""
    browser, edit = browser_of(cast.ana), reverse("episode-edit", args=[before.id])
    answers = answers_of(browser.get(edit), story=mine)
    actions.revise(cast.ana, cast.case, replace(before, story="Theirs", valence=2), 1)
    return browser, browser.post(edit, answers)


def settled(page: Response, **chosen: str) -> dict[str, Any]:
    """What a browser sends for the page with both versions."""
    sent: dict[str, Any] = {}
    for name, value in page.context["carried"]:
        sent.setdefault(name, []).append(value)
    keeps = {f"keep_{each.name}": each.keep for each in page.context["differences"]}
    return (
        sent | {"fresh": page.context["fresh"], "settled": page.context["origin"]} | keeps | chosen
    )


def test_two_windows_end_in_both_versions_side_by_side(cast: Cast, before: Episode) -> None:
    _, page = conflict_page(cast, before, "Mine")
    assert page.status_code == 409
    found = {each.name: (each.mine, each.theirs, each.keep) for each in page.context["differences"]}
    assert found == {
        "story": ("Mine", "Theirs", "both"),
        "valence": ("not good", "good", "theirs"),
    }
    assert told(cast).story == "Theirs"


def test_choosing_saves_on_top_of_the_newest_and_loses_nothing(cast: Cast, before: Episode) -> None:
    browser, page = conflict_page(cast, before, "Mine")
    assert browser.post(page.context["action"], settled(page)).status_code == 303
    assert (told(cast).story, told(cast).valence, told(cast).plan) == (
        "Theirs\n\nMine",
        2,
        before.plan,
    )
    earlier = [as_a(Episode, each.content).story for each in queries.history(cast.ana, before.id)]
    assert earlier == ["Theirs\n\nMine", "Theirs", "First words"]


def test_mine_can_be_kept_in_every_answer(cast: Cast, before: Episode) -> None:
    browser, page = conflict_page(cast, before, "Mine")
    sent = settled(page, keep_story="mine", keep_valence="mine")
    browser.post(page.context["action"], sent)
    assert (told(cast).story, told(cast).valence) == ("Mine", -1)


def test_a_third_window_is_a_conflict_again(cast: Cast, before: Episode) -> None:
    browser, page = conflict_page(cast, before, "Mine")
    actions.revise(cast.ana, cast.case, replace(before, story="A third"), 2)
    again = browser.post(page.context["action"], settled(page))
    assert again.status_code == 409
    assert "A third" in again.content.decode()
    assert "Mine" in again.content.decode()


def test_what_was_deleted_meanwhile_can_be_put_back_with_the_new_words(
    cast: Cast, before: Episode
) -> None:
    browser, edit = browser_of(cast.ana), reverse("episode-edit", args=[before.id])
    answers = answers_of(browser.get(edit), story="Mine")
    actions.delete(cast.ana, before.id)
    page = browser.post(edit, answers)
    assert (page.status_code, page.context["deleted"]) == (409, True)
    assert queries.open_case(cast.ana, cast.case).episodes == ()
    browser.post(page.context["action"], settled(page, keep_story="mine"))
    assert told(cast) == replace(before, story="Mine")


def test_going_back_and_saving_something_else_shows_both(cast: Cast) -> None:
    browser = browser_of(cast.ana)
    answers = answers_of(page_of(browser, cast.case), story="Saved")
    address = reverse("episode-new", args=[cast.case])
    browser.post(address, answers)
    page = browser.post(address, answers | {"story": "Thought over"})
    assert page.status_code == 409
    browser.post(page.context["action"], settled(page, keep_story="mine"))
    assert [each.story for each in queries.open_case(cast.ana, cast.case).episodes] == [
        "Thought over"
    ]


def test_ben_cannot_tell_ana_s_episode_better(cast: Cast, before: Episode) -> None:
    actions.share(cast.ana, before.id)
    edit = reverse("episode-edit", args=[before.id])
    assert browser_of(cast.ben).get(edit).status_code == 404
    assert browser_of(cast.ben).post(edit, {"story": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("do", "words"),
    [
        ("same", "It is of one moment with what Ben told."),
        ("other", "It is of another moment than what Ben told."),
        ("differently", "You say: we saw it differently."),
        ("take_back", "You do not say any more that you two saw it differently."),
    ],
)
def test_what_was_said_of_two_tellings_in_another_window_stands_in_words_and_stays(
    cast: Cast, do: str, words: str
) -> None:
    his = bens(cast)
    begun: dict[str, Any] = {"telling_of": his.id} if do != "same" else {}
    hers = tells(
        cast, HERS, **begun | ({"saw_differently": True} if do == "take_back" else {}), **ROOM
    )
    browser, edit = browser_of(cast.ana), reverse("episode-edit", args=[hers.id])
    answers = sent(browser.get(edit), story="Mine")
    say_in_another_window(cast, hers, his, do)
    page = browser.post(edit, answers)
    assert page.status_code == 409
    assert page.content.decode().count("Said meanwhile, and it stays:") == 1
    assert page.context["stays"] == [words]


def say_in_another_window(cast: Cast, hers: Episode, his: Episode, do: str) -> None:
    match do:
        case "same":
            actions.same_moment(cast.ana, hers.id, his.id)
        case "other":
            actions.other_moment(cast.ana, hers.id, his.id)
        case _:
            actions.saw_differently(cast.ana, hers.id, his.id, so=do == "differently")
