"""Looking for words: over what the viewer may see, with nothing left behind."""

from itertools import count

import pytest
from django.contrib.sessions.models import Session as BrowserSession
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from relating.journal import actions
from relating.people.gate import Viewer
from relating.web.diary.finding import excerpt, fits, marked
from tests.access.kinds import Around, By, made
from tests.cast import Cast, Response, browser_of, episode, person


def looked(viewer: Viewer, cast: Cast, words: str) -> Response:
    return browser_of(viewer).post(reverse("search", args=[cast.case]), {"words": words})


def test_what_was_looked_for_is_found_and_marked(cast: Cast) -> None:
    actions.record(cast.ana, cast.case, episode("The kettle boiled. I said nothing."))
    page = looked(cast.ana, cast, "KETTLE").content.decode()
    assert "<mark>kettle</mark>" in page
    assert "Found in 1 episode" in page


def test_every_word_must_be_there_but_not_side_by_side(cast: Cast) -> None:
    actions.record(cast.ana, cast.case, episode("The kettle boiled. I said nothing."))
    actions.record(cast.ana, cast.case, episode("The kettle again."))
    assert looked(cast.ana, cast, "nothing kettle").context["findings"].n == 1
    assert looked(cast.ana, cast, "kettle").context["findings"].n == 2
    assert looked(cast.ana, cast, "kettle moon").context["findings"].n == 0


def test_people_and_chosen_words_are_found_too(cast: Cast) -> None:
    who = person("Maximilian")
    actions.record(cast.ana, cast.case, who)
    actions.record(cast.ana, cast.case, episode("", person=who.id, i_did=("pleasing",)))
    for words in ("maximil", "pleas"):
        assert looked(cast.ana, cast, words).context["findings"].n == 1


def test_every_text_of_an_episode_is_looked_through(cast: Cast) -> None:
    written = (f"kettle{number}" for number in count())
    told = made("episode", By("client", "private"), Around(case=cast.case), lambda: next(written))
    actions.record(cast.ana, cast.case, told)
    for words in range(int(next(written).removeprefix("kettle"))):
        assert looked(cast.ana, cast, f"kettle{words}").context["findings"].n == 1, words


def test_the_counsellor_finds_nothing_private(cast: Cast) -> None:
    actions.record(cast.ana, cast.case, episode("A private kettle."))
    actions.record(cast.ana, cast.case, episode("A shared kettle.", visibility="shared"))
    assert looked(cast.ben, cast, "kettle").context["findings"].n == 1
    assert "private" not in str(looked(cast.ben, cast, "kettle").context["findings"])


def test_what_is_looked_for_is_in_no_address_and_in_no_session(cast: Cast) -> None:
    answer = looked(cast.ana, cast, "rhubarb")
    assert answer.status_code == 200
    assert "rhubarb" not in str(answer.headers).lower()
    for each in BrowserSession.objects.all():
        assert "rhubarb" not in str(each.get_decoded())
    asked = browser_of(cast.ana).get(reverse("search", args=[cast.case]) + "?words=rhubarb")
    assert "rhubarb" not in asked.content.decode()


def test_an_empty_search_says_what_to_do(cast: Cast) -> None:
    answer = looked(cast.ana, cast, "  ")
    assert answer.status_code == 422
    assert "Write a word to look for." in answer.content.decode()


def test_what_people_wrote_is_shown_as_text_and_never_as_markup(cast: Cast) -> None:
    actions.record(cast.ana, cast.case, episode("<script>alert('kettle')</script>"))
    page = looked(cast.ana, cast, "<script>").content.decode()
    assert "<mark>&lt;script&gt;</mark>" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize("words", ["(", "[a-z", "\\", ".*", "a|b"])
def test_signs_are_looked_for_as_they_are(cast: Cast, words: str) -> None:
    actions.record(cast.ana, cast.case, episode("No signs in here"))
    assert looked(cast.ana, cast, words).context["findings"].n == 0


def test_more_than_fifty_are_counted_and_the_newest_fifty_shown(cast: Cast) -> None:
    for number in range(52):
        actions.record(cast.ana, cast.case, episode(f"Kettle {number}"))
    answer = looked(cast.ana, cast, "kettle")
    assert answer.context["findings"].n == 52
    assert len(answer.context["findings"].found) == 50
    assert "newest 50" in answer.content.decode()


@given(
    before=st.text(max_size=400),
    word=st.from_regex(r"[a-z]{2,9}", fullmatch=True),
    after=st.text(max_size=400),
)
def test_an_excerpt_always_holds_what_was_found(before: str, word: str, after: str) -> None:
    import re

    patterns = [re.compile(re.escape(word), re.IGNORECASE)]
    text = f"{before} {word} {after}"
    assert fits((text,), patterns)
    parts = list(marked(excerpt(text, patterns), patterns))
    assert any(part.hit for part in parts)
    assert "".join(part.text for part in parts) == excerpt(text, patterns)
