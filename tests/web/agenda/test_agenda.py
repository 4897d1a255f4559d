"""The agenda: lines that are sent or not, and checked off by either of the two."""

from uuid import UUID, uuid4

from django.urls import reverse

from relating.case import Agenda
from relating.journal import queries
from relating.people.gate import Viewer
from tests.cast import Cast, Response, browser_of, id_from, page_of

LINE = "The birthday of Dad."


def post(viewer: Viewer, cast: Cast, name: str = "agenda", **data: object) -> Response:
    return browser_of(viewer).post(reverse(name, args=[cast.case]), data)


def put_down(viewer: Viewer, cast: Cast, words: str = LINE, visibility: str = "shared") -> UUID:
    line = uuid4()
    answer = post(viewer, cast, id=line, words=words, visibility=visibility)
    assert answer.status_code == 303
    return id_from(viewer, cast.case, line)


def test_a_line_is_anas_alone_until_she_sends_it(cast: Cast) -> None:
    line = put_down(cast.ana, cast, visibility="private")
    assert LINE in page_of(cast.ana, "agenda", cast.case)
    assert LINE not in page_of(cast.ben, "prepare", cast.case)
    assert LINE not in page_of(cast.ben, "agenda", cast.case)
    browser_of(cast.ana).post(reverse("share", args=[line]))
    assert LINE in page_of(cast.ben, "prepare", cast.case)
    browser_of(cast.ana).post(reverse("unshare", args=[line]))
    assert LINE not in page_of(cast.ben, "prepare", cast.case)


def test_bens_own_line_is_his_unless_he_sends_it(cast: Cast) -> None:
    put_down(cast.ben, cast, "Ask about Sundays.", "private")
    put_down(cast.ben, cast, "The ending.")
    shown = page_of(cast.ana, "agenda", cast.case)
    assert "Sundays" not in shown
    assert "The ending." in shown


def test_an_empty_line_is_no_line(cast: Cast) -> None:
    answer = post(cast.ana, cast, id=uuid4(), words=" ", visibility="shared")
    assert answer.status_code == 422
    assert queries.open_case(cast.ana, cast.case).all(Agenda) == ()


def test_ben_checks_her_line_off_without_touching_her_words(cast: Cast) -> None:
    line = put_down(cast.ana, cast)
    for _ in range(2):
        answer = post(cast.ben, cast, line=line, act="done", **{"from": "prepare"})
        assert answer.headers["Location"] == reverse("prepare", args=[cast.case])
    opened = queries.open_case(cast.ana, cast.case)
    hers = next(each for each in opened.all(Agenda) if each.id == line)
    assert (hers.words, hers.done_at, opened.rows[line].version) == (LINE, None, 1)
    assert "talked about" in page_of(cast.ana, "agenda", cast.case)
    assert 'class="done"' in page_of(cast.ben, "prepare", cast.case)
    post(cast.ben, cast, line=line, act="open")
    assert 'class="done"' not in page_of(cast.ben, "prepare", cast.case)
    post(cast.ben, cast, line=line, act="done")
    assert 'class="done"' in page_of(cast.ben, "prepare", cast.case)


def test_a_line_of_ones_own_says_itself_that_it_is_done(cast: Cast) -> None:
    line = put_down(cast.ben, cast, "Ask about Sundays.", "private")
    post(cast.ben, cast, line=line, act="done")
    (mine,) = queries.open_case(cast.ben, cast.case).all(Agenda)
    assert mine.done_at is not None
    post(cast.ben, cast, line=line, act="open")
    (mine,) = queries.open_case(cast.ben, cast.case).all(Agenda)
    assert mine.done_at is None


def test_nobody_checks_off_what_they_cannot_see(cast: Cast) -> None:
    line = put_down(cast.ana, cast, visibility="private")
    assert post(cast.ben, cast, line=line, act="done").status_code == 404
