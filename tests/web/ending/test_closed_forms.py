"""What a case that has ended takes no more is not asked for; what was typed can be read."""

import re
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from relating.journal import actions
from relating.people.gate import Viewer
from relating.web.page.closed import without_forms
from tests.access.table import patterns
from tests.cast import Cast, browser_of, page_of, person, tell
from tests.web.ending.saying import says, stopped

STORY = "She asked, and I said: of course.\n\nThen I went small."
LEAST = 50
"""So many letters stand in any page."""
CLOSED = "Nothing new is kept here"


def main(page: str) -> str:
    """The middle of a page."""
    return page[page.index('id="main"') : page.index("</main>")]


def words(page: str) -> str:
    return unescape(" ".join(re.sub(r"<[^>]*>", " ", main(page)).split()))


def pages(viewer: Viewer, cast: Cast) -> dict[str, str]:
    """Every page of the case that has no other part in its address, by its name."""
    browser, found = browser_of(viewer), {}
    for name, pattern in patterns().items():
        if re.findall(r"<[^>]*>", str(pattern.pattern)) != ["<uuid:case_id>"]:
            continue
        answer = browser.get(reverse(name, args=[cast.case]))
        if answer.status_code == 200 and "text/html" in answer.headers["Content-Type"]:
            found[name] = answer.content.decode()
    return found


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_no_page_is_empty_and_none_asks_for_what_is_refused(cast: Cast, who: str) -> None:
    tell(cast)
    stopped(cast, cast.ana)
    found = pages({"ana": cast.ana, "ben": cast.ben}[who], cast)
    assert len(found) > 20
    for name, page in found.items():
        assert len(words(page)) > LEAST, name
        for form in re.findall(r"<form\b[^>]*>", main(page)):
            assert 'method="post"' not in form or "data-stays" in form, (name, form)


@pytest.mark.parametrize(
    "name", ["episode-new", "person-new", "goal-new", "way-new", "plan-new", "with-me-line"]
)
def test_a_page_that_would_begin_something_says_that_it_has_ended_and_who_ended_it(
    cast: Cast, name: str
) -> None:
    assert CLOSED not in page_of(cast.ana, name, cast.case)
    stopped(cast, cast.ben)
    page = page_of(cast.ana, name, cast.case)
    assert "<h1" in main(page)
    assert "Ben ended it on" in words(page)
    assert CLOSED in words(page)
    assert "You can take the ending back" not in words(page)
    assert reverse("ending", args=[cast.case]) in main(page)
    assert "<form" not in main(page)


def test_whoever_can_take_it_back_is_told_so(cast: Cast) -> None:
    mine = stopped(cast, cast.ana)
    assert "You can take the ending back." in words(page_of(cast.ana, "episode-new", cast.case))
    assert "You can take the ending back." not in words(
        page_of(cast.ben, "feedback-new", cast.case)
    )
    says(cast, cast.ana, id=mine.id)
    assert CLOSED not in words(page_of(cast.ana, "episode-new", cast.case))


def test_notes_and_looking_for_something_go_on(cast: Cast) -> None:
    stopped(cast, cast.ana)
    note = page_of(cast.ben, "note-new", cast.case)
    assert "<textarea" in main(note)
    assert CLOSED not in note
    assert reverse("note-new", args=[cast.case]) in page_of(cast.ben, "notes", cast.case)
    assert 'role="search"' in page_of(cast.ana, "search", cast.case)


# What was typed -----------------------------------------------------------------------------------


def form_of(page: str) -> dict[str, str]:
    """The hidden fields of a page."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}


def box(page: str) -> str:
    """What stands in the box from which it is copied."""
    found = re.search(r"<textarea[^>]*data-left-text[^>]*>(.*?)</textarea>", page, re.DOTALL)
    return unescape(found[1]).strip().replace("\r\n", "\n") if found else ""


@pytest.mark.parametrize("writer", [True, False])
def test_what_was_typed_before_it_ended_in_another_window_stands_in_the_refusal(
    cast: Cast, writer: bool
) -> None:
    ana = browser_of(cast.ana)
    address = reverse("way-new", args=[cast.case])
    shown = form_of(ana.get(address).content.decode())
    sent = shown | {"id": str(uuid4()), "words": STORY, "visibility": "private", "zone": "UTC"}
    stopped(cast, cast.ana)
    if not writer:
        del sent["writer"]
    answer = ana.post(address, sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "This was not kept" in page
    assert STORY in box(page)
    assert "go back with your browser" not in page
    assert "UTC" not in box(page)
    if writer:
        assert "You ended it on" in words(page)


def test_so_does_what_its_form_would_not_have_taken_either(cast: Cast) -> None:
    stopped(cast, cast.ana)
    sent = {"story": STORY, "place": "elsewhere"}
    page = browser_of(cast.ana).post(reverse("episode-new", args=[cast.case]), sent)
    assert page.status_code == 422
    assert STORY in box(page.content.decode())


def test_what_no_page_shows_again_stands_in_the_refusal_too(cast: Cast) -> None:
    stopped(cast, cast.ana)
    ana = browser_of(cast.ana)
    sent = {"id": str(uuid4()), "words": "I go small.", "visibility": "private"}
    page = ana.post(reverse("way-new", args=[cast.case]), sent).content.decode()
    assert "I go small." in box(page)
    assert str(sent["id"]) not in box(page)
    assert "private" not in box(page)


def test_what_she_wrote_before_her_sign_in_ran_out_can_be_read(cast: Cast) -> None:
    address = reverse("episode-new", args=[cast.case])
    sent = form_of(page_of(cast.ana, "episode-new", cast.case)) | {"story": STORY, "place": "life"}
    asked = Client().post(address, sent).content.decode()
    stopped(cast, cast.ana)
    kept = form_of(asked)["kept"]
    ana = browser_of(cast.ana)
    request = ana.session
    request["kept"] = kept
    request.save()
    page = ana.get(address).content.decode()
    assert "What you wrote is here again." in page
    assert STORY in box(page)


def test_a_script_that_sends_is_told_with_a_status_and_no_page(cast: Cast) -> None:
    stopped(cast, cast.ana)
    answer = browser_of(cast.ana).post(
        reverse("way-new", args=[cast.case]),
        {"id": str(uuid4()), "words": "I go small.", "visibility": "private"},
        headers={"Accept": "application/json"},
    )
    assert (answer.status_code, answer.json()) == (409, {"ended": True})


def test_a_name_that_was_chosen_of_somebody_stays_readable(cast: Cast) -> None:
    actions.record(cast.ana, cast.case, person("Mara"))
    stopped(cast, cast.ana)
    assert "Mara" in words(page_of(cast.ana, "people", cast.case))


def test_a_form_is_left_out_whole_and_what_stays_stays() -> None:
    page = (
        '<h1>A</h1><form method="post" data-stays><input name="a"></form>'
        '<form class="x" method="post"><h1>B</h1>'
        '<textarea name="b">&lt;b&gt; &amp; c</textarea></form>'
        '<form method="post"><button>Do</button></form>'
        '<form method="get"><input name="q"></form>'
        '<a class="btn" href="/x/new/">New</a><a href="/x/new/" data-stays>Note</a>'
    )
    made = without_forms(page, lambda closed: f"[{closed.typed[0]}|{closed.names}|{closed.first}]")
    assert made == (
        '<h1>A</h1><form method="post" data-stays><input name="a"></form>'
        '<h1>B</h1>[<b> & c|b|True]<form method="get"><input name="q"></form>'
        '<a href="/x/new/" data-stays>Note</a>'
    )
