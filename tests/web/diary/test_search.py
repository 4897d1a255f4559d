"""Looking for words: over what the viewer may see, with nothing left behind."""

import re
from datetime import timedelta
from itertools import count
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session as BrowserSession
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from relating.case import Note
from relating.journal import actions
from relating.people.gate import Viewer
from relating.web.diary.finding import excerpt, fits, marked
from tests.access.kinds import Around, By, made
from tests.cast import THEN, Cast, Response, browser_of, episode, person, session


def looked(viewer: Viewer, cast: Cast, words: str) -> Response:
    return browser_of(viewer).post(reverse("search", args=[cast.case]), {"words": words})


def test_what_was_looked_for_is_found_and_marked(cast: Cast) -> None:
    actions.record(cast.ana, cast.case, episode("The kettle boiled. I said nothing."))
    page = looked(cast.ana, cast, "KETTLE").content.decode()
    assert "<mark>kettle</mark>" in page
    assert "Found 1 time" in page


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


@pytest.mark.parametrize(
    ("told", "words", "hit"),
    [
        ("Jose\u0301 called.", "JOS\u00c9", "Jose\u0301"),
        ("Jos\u00e9 called.", "jose", "Jos\u00e9"),
        ("The \ufb01re.", "fire", "\ufb01re"),
        ("The fire.", "\ufb01re", "fire"),
        ("Stra\u00dfe", "STRASSE", "Stra\u00dfe"),
        ("don\u2019t go", "don't", "don\u2019t"),
        (
            "\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd",
            "\u05e9\u05dc\u05d5\u05dd",
            "\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd",
        ),
        ("o\ufb03ce", "f", "\ufb03"),
    ],
)
def test_capitals_accents_ligatures_and_forms_do_not_matter_either_way(
    cast: Cast, told: str, words: str, hit: str
) -> None:
    actions.record(cast.ana, cast.case, episode(told))
    answer = looked(cast.ana, cast, words)
    assert "Found 1 time" in answer.content.decode()
    assert f"<mark>{hit}</mark>" in answer.content.decode()


def test_all_that_the_viewer_may_read_is_looked_through(cast: Cast) -> None:
    actions.record(cast.ana, cast.case, person("Kettle Karl"))
    held = session(summary="We spoke of the kettle.")
    actions.record(cast.ben, cast.case, held)
    note = Note(
        id=uuid4(),
        author="counsellor",
        visibility="private",
        recorded_at=THEN,
        text="A kettle of his own.",
    )
    actions.record(cast.ben, cast.case, note)
    anas = looked(cast.ana, cast, "kettle").context["findings"]
    bens = looked(cast.ben, cast, "kettle").context["findings"]
    assert (anas.n, anas.more, bens.n, bens.more) == (0, 2, 0, 2)
    assert {str(each.title) for each in anas.others} == {"A person", "A session"}
    assert {str(each.title) for each in bens.others} == {"A session", "A note"}
    for viewer, found in ((cast.ana, anas), (cast.ben, bens)):
        for each in found.others:
            assert browser_of(viewer).get(each.url).status_code == 200


def test_the_line_that_fits_is_shown_and_one_for_each_word_it_lacks(cast: Cast) -> None:
    told = "First line.\nThe kettle boiled.\nLast line."
    actions.record(cast.ana, cast.case, episode(told, unsaid="Not the moon."))
    shown = looked(cast.ana, cast, "kettle moon").context["findings"].found[0]
    assert "".join(part.text for part in shown.parts) == "The kettle boiled.\nNot the moon."


def test_going_back_shows_what_was_found_once_more_and_only_to_this_sign_in(cast: Cast) -> None:
    actions.record(cast.ana, cast.case, episode("The kettle boiled."))
    ana, here = browser_of(cast.ana), reverse("search", args=[cast.case])
    again = ana.post(here, {"words": "kettle"}).context["again"]
    assert "kettle" not in again
    back = ana.get(again)
    assert back.status_code == 200
    assert "<mark>kettle</mark>" in back.content.decode()
    assert 'value="kettle"' in back.content.decode()
    assert "kettle" not in browser_of(cast.ana).get(again).content.decode()
    assert "kettle" not in ana.get(here).content.decode()


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("3 February 2026", "d20260203"),
        ("3/2/2026", "d20260203"),
        ("2026-02-03", "d20260203"),
        ("February 2026", "d20260203"),
        ("9 February 2026", "d20260203"),
    ],
)
def test_a_date_leads_to_its_day_in_the_diary_or_to_the_nearest(
    cast: Cast, words: str, day: str
) -> None:
    for number in range(40):
        at = THEN + timedelta(days=20 + number)
        actions.record(cast.ana, cast.case, episode("Later.", at=at, recorded_at=at))
    actions.record(cast.ana, cast.case, episode("The kettle boiled."))
    ana = browser_of(cast.ana)
    found = ana.post(reverse("search", args=[cast.case]), {"words": words}).context["jump"]
    page, _, anchor = found.url.partition("#")
    assert anchor == day
    assert f'id="{day}"' in ana.get(page).content.decode()


@pytest.mark.parametrize("words", ["kettle", "12", "31 February 2026", "may", "1/2"])
def test_what_is_no_date_leads_nowhere(cast: Cast, words: str) -> None:
    actions.record(cast.ana, cast.case, episode("The kettle boiled."))
    assert looked(cast.ana, cast, words).context["jump"] is None


def test_a_heading_says_where_the_words_stand_and_of_nothing_that_it_is_none(cast: Cast) -> None:
    """Where no time has the words and something else does, that stands in the one heading."""
    actions.record(cast.ana, cast.case, person("Marigold"))
    shown = looked(cast.ana, cast, "marigold").content.decode()
    headings = [
        " ".join(each.split()) for each in re.findall(r"<h2[^>]*>(.*?)</h2>", shown, re.DOTALL)
    ]
    assert headings == ["In none of the times, but in 1 other entry"]
    actions.record(cast.ana, cast.case, episode("Marigold rang."))
    shown = looked(cast.ana, cast, "marigold").content.decode()
    headings = [
        " ".join(each.split()) for each in re.findall(r"<h2[^>]*>(.*?)</h2>", shown, re.DOTALL)
    ]
    assert headings == ["Found 1 time", "Found in 1 other entry"]
