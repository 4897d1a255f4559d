"""Whoever goes back to what they deleted is told so and puts it back; nobody else learns of it."""

from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from relating.journal import actions
from relating.people.gate import Viewer
from tests.cast import Cast, browser_of, episode, page_of, tell

WORDS = "She asked, and I said of course."


def at(viewer: Viewer, entry: UUID, name: str = "episode") -> tuple[int, str]:
    found = browser_of(viewer).get(reverse(name, args=[entry]))
    return found.status_code, found.content.decode()


@pytest.mark.parametrize("name", ["episode", "episode-edit"])
def test_whoever_deleted_it_is_told_so_and_puts_it_back(cast: Cast, name: str) -> None:
    told = tell(cast, WORDS)
    actions.delete(cast.ana, told.id)
    status, shown = at(cast.ana, told.id, name)
    assert status == 404
    assert "You deleted this" in shown
    assert WORDS in shown
    assert "Nothing you wrote was lost" not in shown
    back = reverse("put-back", args=[told.id])
    assert f'action="{back}"' in shown
    assert browser_of(cast.ana).post(back).status_code == 303
    assert WORDS in page_of(cast.ana, "episode", told.id)


@pytest.mark.parametrize("visibility", ["private", "shared"])
def test_for_everybody_else_it_is_as_if_it_had_never_been(cast: Cast, visibility: str) -> None:
    told = tell(cast, WORDS, visibility=visibility)
    actions.delete(cast.ana, told.id)
    for viewer in (cast.ben, cast.cleo, cast.dov, cast.eve):
        gone = at(viewer, told.id)
        assert gone == at(viewer, uuid4())
        assert "There is nothing here" in gone[1]


def test_what_was_erased_for_good_is_not_offered(cast: Cast) -> None:
    told = tell(cast, WORDS)
    actions.delete(cast.ana, told.id)
    actions.erase(cast.ana, told.id)
    assert at(cast.ana, told.id) == at(cast.ana, uuid4())


def test_what_ben_deleted_is_his_to_put_back_and_ana_s_page_says_nothing(cast: Cast) -> None:
    told = episode(WORDS, visibility="shared", author="counsellor")
    actions.record(cast.ben, cast.case, told)
    actions.delete(cast.ben, told.id)
    assert "You deleted this" in at(cast.ben, told.id)[1]
    assert at(cast.ana, told.id) == at(cast.ana, uuid4())


def test_a_form_that_is_sent_to_what_was_deleted_is_answered_as_before(cast: Cast) -> None:
    told = tell(cast, WORDS)
    actions.delete(cast.ana, told.id)
    sent = browser_of(cast.ana).post(reverse("episode-edit", args=[told.id]), {"story": "Again."})
    assert "You deleted this" not in sent.content.decode()
