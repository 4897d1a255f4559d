"""The book: what stands in it, what never does, the letters, and the PDF."""

import json
import re
import subprocess
from collections.abc import Generator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from relating.case import Book, Goal, Loop, NewBetween, Step, Way
from relating.case.fields import Author, Visibility
from relating.journal import actions, queries
from relating.journal.models import Trail
from relating.people.gate import Hidden
from relating.web.ending import binding
from relating.web.ending.book import book_of, bound
from tests.access.kinds import Around, By, made, possible
from tests.access.world import MADE
from tests.cast import LONG_AGO, Cast, browser_of, page_of, session, tell
from tests.sure import there
from tests.web.ending.saying import a_book, says, writes

LATER = LONG_AGO + timedelta(days=3)


def by(author: Author, visibility: Visibility) -> dict[str, Any]:
    return {
        "id": uuid4(), "author": author, "visibility": visibility, "recorded_at": timezone.now()
    }  # fmt: skip


def a_way(cast: Cast, words: str = "The pencil clicks.") -> Way:
    way = Way(
        **by("client", "private"),
        words=words,
        old=Loop(first=Step(words="He clicks."), i_do=Step(words="I go small.")),
        new=Loop(i_do=Step(words="I ask which bit.")),
    )
    actions.record(cast.ana, cast.case, way)
    return way


def something_new(cast: Cast, author: Author, visibility: Visibility, came: str) -> NewBetween:
    hour = session()
    actions.record(cast.ben, cast.case, hour)
    told = NewBetween(**by(author, visibility), session=hour.id, braced="A click.", came=came)
    actions.record(cast.ana if author == "client" else cast.ben, cast.case, told)
    return told


def of_book(cast: Cast) -> str:
    """The book as a page and on paper."""
    case = queries.open_case(cast.ana, cast.case)
    return page_of(cast.ana, "book", cast.case) + binding.markup(bound(case, there(book_of(case))))


def test_there_is_a_book_only_if_she_wants_one(cast: Cast) -> None:
    ana, ben = browser_of(cast.ana), browser_of(cast.ben)
    assert ana.get(reverse("book", args=[cast.case])).status_code == 404
    assert ben.get(reverse("book-choose", args=[cast.case])).status_code == 404
    a_book(cast)
    assert ana.get(reverse("book", args=[cast.case])).status_code == 200
    assert ben.get(reverse("book", args=[cast.case])).status_code == 404


def test_it_holds_her_first_words_both_loops_and_what_was_new(cast: Cast) -> None:
    first = tell(cast, "I brought a list.", recorded_at=LONG_AGO)
    tell(cast, "Another day.")
    way = a_way(cast)
    something_new(cast, "client", "private", "It was quiet.")
    a_book(cast, title="The pencil, and after")
    page = of_book(cast)
    for words in ("I brought a list.", "He clicks.", "I go small.", "I ask which bit.", "A click."):
        assert words in page
    assert "It was quiet." in page
    assert "Another day." not in page
    for name, id in (("episode", first.id), ("way", way.id)):
        assert reverse(name, args=[id]) in page


def test_what_she_came_for_stands_in_it_and_what_she_dropped_does_not(cast: Cast) -> None:
    a_book(cast)
    for words, dropped in (("Home at six.", False), ("Marathons.", True)):
        goal = Goal(**by("client", "private"), words=words, dropped=dropped)
        actions.record(cast.ana, cast.case, goal)
    page = of_book(cast)
    assert "Home at six." in page
    assert "Marathons." not in page


def test_she_leaves_out_what_she_likes_and_chooses_what_she_came_with(cast: Cast) -> None:
    tell(cast, "I brought a list.")
    other = tell(cast, "Another day.")
    way = a_way(cast)
    sent = {"title": "Mine", "first": str(other.id), "kept": [], "visibility": "private"}
    answer = browser_of(cast.ana).post(reverse("book-choose", args=[cast.case]), sent)
    assert answer.status_code == 303
    book = there(book_of(queries.open_case(cast.ana, cast.case)))
    assert (book.first, book.left_out) == (other.id, (way.id,))
    page = of_book(cast)
    assert "Another day." in page
    assert "He clicks." not in page


def test_nothing_that_ben_keeps_to_himself_is_in_it(cast: Cast) -> None:
    a_book(cast)
    tell(cast, "I brought a list.")
    a_way(cast)
    his = By("counsellor", "private")
    kinds = [kind for kind in MADE if possible(kind, his) and kind not in {"consent", "word"}]
    assert {"note", "feedback", "episode", "new_between", "book_part", "beside"} <= {*kinds}
    around = Around(case=cast.case)
    written = {kind: made(kind, his, around, lambda: f"canary{uuid4().hex}") for kind in kinds}
    kept = {}
    for kind, content in written.items():
        try:
            actions.record(cast.ben, cast.case, content)
        except (actions.Conflict, Hidden):
            continue
        kept[kind] = content
    writes(cast, cast.ben, "letter", "canary of a letter")
    writes(cast, cast.ben, "not_managed", "canary of what was not managed")
    assert len(kept) > 8
    assert "canary" not in of_book(cast)
    assert "canary" not in page_of(cast.ana, "ending", cast.case)
    something_new(cast, "counsellor", "shared", "He stayed.")
    assert "He stayed." in of_book(cast)


def test_ben_reads_of_a_shared_book_what_is_shared_and_no_more(cast: Cast) -> None:
    a_book(cast, "shared")
    tell(cast, "Private to Ana.", visibility="private")
    a_way(cast, "A way of her own.")
    writes(cast, cast.ana, "along", "canary along")
    writes(cast, cast.ana, "not_managed", "We came to it late.", "shared")
    writes(cast, cast.ben, "letter", "canary of his own letter")
    page = page_of(cast.ben, "book", cast.case)
    assert "We came to it late." in page
    for words in ("Private to Ana.", "A way of her own.", "canary"):
        assert words not in page


def of_bens(cast: Cast, book: Book) -> list[str]:
    """All that Ben reads of her book: the page, its leaves for paper, its versions."""
    case = queries.open_case(cast.ben, cast.case)
    pages = (page_of(cast.ben, "book", cast.case), page_of(cast.ben, "versions", book.id))
    return [*map("\n".join, map(without_tokens, pages)), binding.markup(bound(case, book))]


def test_what_she_keeps_to_herself_changes_no_byte_of_the_book_that_ben_reads(cast: Cast) -> None:
    tell(cast, "We met on the stairs.", visibility="shared", recorded_at=LATER)
    something_new(cast, "client", "shared", "It was quiet.")
    book = a_book(cast, "shared")
    before = of_bens(cast, book)
    first = tell(cast, "Before all of that.", visibility="private", recorded_at=LONG_AGO)
    way = a_way(cast)
    for part in ("not_managed", "letter", "along"):
        writes(cast, cast.ana, part, "Only mine.")
    assert of_bens(cast, book) == before
    chosen = replace(book, first=first.id, left_out=(way.id,))
    actions.revise(cast.ana, cast.case, chosen, based_on=1)
    assert of_bens(cast, chosen)[0] == before[0]
    assert of_bens(cast, chosen)[2] == before[2]
    assert "chosen" not in of_bens(cast, chosen)[1]
    assert "Left out" not in of_bens(cast, chosen)[1]


def test_nothing_in_her_voice_says_to_ben_what_was_first_or_that_nothing_is_there(
    cast: Cast,
) -> None:
    tell(cast, "Before all of that.", visibility="private", recorded_at=LONG_AGO)
    tell(cast, "We met on the stairs.", visibility="shared", recorded_at=LATER)
    writes(cast, cast.ana, "along", "Only mine.")
    a_book(cast, "shared")
    hers, his = (page_of(each, "book", cast.case) for each in (cast.ana, cast.ben))
    assert "the first thing I wrote" in hers
    assert "the first thing that is shared" in his
    for untrue in ("the first thing I wrote", "Nothing yet", "No letter yet"):
        assert untrue not in his
    assert his.count("Nothing of this is shared.") == 3


def test_the_cover_tells_of_the_hours_of_the_two_and_of_nothing_before(cast: Cast) -> None:
    book = a_book(cast, "shared")
    actions.record(cast.ben, cast.case, session(datetime(2026, 2, 9, 14, tzinfo=UTC)))
    for viewer in (cast.ana, cast.ben):
        case = queries.open_case(viewer, cast.case)
        assert case.frame.started < date(2026, 2, 9)
        assert bound(case, book).span == "9 February 2026"


def read_of(cast: Cast) -> dict[str, str]:
    """What the foot of her book says of each leaf."""
    page = page_of(cast.ana, "book", cast.case)
    found = re.findall(
        r'href="#leaf-\d+">(.*?)</a>\s*<span class="quiet">(.*?)</span>', page, re.DOTALL
    )
    return dict(found)


def test_the_foot_of_her_book_says_which_leaves_ben_can_read(cast: Cast) -> None:
    tell(cast, "Before all of that.", visibility="private", recorded_at=LONG_AGO)
    a_way(cast)
    writes(cast, cast.ana, "not_managed", "We came to it late.")
    writes(cast, cast.ana, "letter", "Dear Ben.", "shared")
    book = a_book(cast)
    assert read_of(cast) == {}
    actions.share(cast.ana, book.id)
    mine = "private to you"
    assert read_of(cast) == {
        "What I came with": mine,
        "The pencil clicks.": mine,
        "What we did not manage": mine,
        "Two letters": "Ben can read it",
    }
    tell(cast, "We met on the stairs.", visibility="shared", recorded_at=LATER)
    writes(cast, cast.ben, "not_managed", "I was late.", "shared")
    found = read_of(cast)
    assert found["What I came with"] == "Ben reads the first thing that you shared"
    assert found["What we did not manage"] == "Ben can read what of it is shared"
    his = page_of(cast.ben, "book", cast.case)
    for words in ("Dear Ben.", "We met on the stairs.", "I was late."):
        assert words in his


def test_once_bens_access_is_closed_her_book_says_so_and_of_no_leaf_that_he_reads_it(
    cast: Cast,
) -> None:
    a_book(cast, "shared")
    writes(cast, cast.ana, "along", "A bench.", "shared")
    assert read_of(cast) == {"What I take along": "Ben can read it"}
    says(cast, cast.ana, stopped_at=timezone.now() - timedelta(minutes=1), access="at_once")
    assert read_of(cast) == {}
    assert "access closed on" in page_of(cast.ana, "book", cast.case)


# Letters ------------------------------------------------------------------------------------------


def letter(cast: Cast, who: Any, **sent: str) -> int:
    address = reverse("book-part", args=[cast.case, "letter"])
    return browser_of(who).post(address, sent).status_code


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_a_letter_is_unread_and_unknown_until_it_is_sent(cast: Cast, who: str) -> None:
    one, other = (cast.ana, cast.ben) if who == "ana" else (cast.ben, cast.ana)
    before = page_of(other, "ending", cast.case)
    assert letter(cast, one, words="Dear one.", visibility="private") == 303
    assert "Not sent" in page_of(one, "ending", cast.case)
    assert without_tokens(page_of(other, "ending", cast.case)) == without_tokens(before)
    assert letter(cast, one, words="Dear one.", visibility="shared", based_on="1") == 303
    assert "sent you one" in page_of(other, "ending", cast.case)
    read = browser_of(other).get(reverse("book-part", args=[cast.case, "letter"]))
    assert "Dear one." in read.content.decode()


def without_tokens(page: str) -> list[str]:
    keys = ("token", "writer", "data-draft-key")
    return [line for line in page.splitlines() if not any(key in line for key in keys)]


def test_a_letter_that_was_sent_is_not_rewritten(cast: Cast) -> None:
    assert letter(cast, cast.ben, words="Dear Ana.", visibility="shared") == 303
    assert letter(cast, cast.ben, words="Otherwise.", visibility="shared", based_on="1") == 404
    page = browser_of(cast.ben).get(reverse("book-part", args=[cast.case, "letter"]))
    assert "Dear Ana." in page.content.decode()
    assert b'name="words"' not in page.content


def test_what_she_takes_along_is_asked_of_her_alone(cast: Cast) -> None:
    address = reverse("book-part", args=[cast.case, "along"])
    assert browser_of(cast.ana).get(address).status_code == 200
    assert browser_of(cast.ben).get(address).status_code == 404


# Paper --------------------------------------------------------------------------------------------


def paper(cast: Cast, who: Any, **headers: str) -> Any:
    return browser_of(who).post(reverse("book-paper", args=[cast.case]), headers=headers)


def test_the_book_comes_as_a_pdf_and_that_it_was_taken_is_in_the_trail(cast: Cast) -> None:
    tell(cast, "I brought a list.")
    a_book(cast)
    answer = paper(cast, cast.ana)
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Disposition"].startswith('attachment; filename="book-')
    assert "Ana" not in answer["Content-Disposition"]
    assert Trail.objects.filter(case=cast.case, act="exported").count() == 1
    assert paper(cast, cast.ben).status_code == 404


def test_it_is_told_page_by_page(cast: Cast) -> None:
    tell(cast, "I brought a list. " * 400)
    a_book(cast)
    answer = paper(cast, cast.ana, accept="application/x-ndjson")
    told = [json.loads(line) for line in b"".join(answer).splitlines()]
    pages = [each["page"] for each in told if "page" in each]
    assert pages == [*range(1, len(pages) + 1)]
    assert len(pages) > 3
    assert set(told[-1]) == {"pdf", "name"}


def test_whoever_asks_for_no_more_pages_ends_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = []
    begin = subprocess.Popen

    def noted(*given: Any, **named: Any) -> Any:
        begun.append(begin(*given, **named))
        return begun[-1]

    monkeypatch.setattr(subprocess, "Popen", noted)
    pages = binding.bind("<p>" + "word " * 60_000, "")
    assert next(pages) == 1
    assert isinstance(pages, Generator)
    pages.close()
    assert begun[0].wait(timeout=10) < 0


def test_nothing_is_fetched_for_it() -> None:
    here = binding.whole(
        '<img src="http://127.0.0.1:9/x.png"><link rel=stylesheet href="x.css">', ""
    )
    assert here.startswith(b"%PDF-")
    assert b"/Image" not in here


def test_on_which_day_two_began_and_ended_stands_on_its_cover(cast: Cast) -> None:
    a_book(cast)
    case = queries.open_case(cast.ana, cast.case)
    found = bound(case, there(book_of(case)))
    assert found.by == "Ana, with Ben"
    assert case.frame.started == date(2026, 1, 12)
    assert found.span == "12 January 2026"
