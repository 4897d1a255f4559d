"""What is said once after something was done: on the next page, to the one who did it."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from relating.web.page.flash import COOKIE, MOST
from tests.cast import Cast, Response, browser_of
from tests.servers import statement
from tests.web.episodes.telling import answers_of, page_of

SAVED, SHARED = b"Saved. Private to you.", b"Saved. Ben can read it."


def tell(browser: Client, cast: Cast, **answers: object) -> Response:
    """Tell an episode and look at nothing yet."""
    sent = answers_of(page_of(browser, cast.case), story="She asked.", **answers)
    return browser.post(reverse("episode-new", args=[cast.case]), sent)


def next_page(browser: Client, cast: Cast) -> bytes:
    content: bytes = browser.get(reverse("case", args=[cast.case])).content
    return content


def test_what_was_done_is_said_on_the_next_page_and_then_no_more(cast: Cast) -> None:
    ana = browser_of(cast.ana)
    tell(ana, cast)
    assert SAVED in next_page(ana, cast)
    assert SAVED not in next_page(ana, cast)
    assert not ana.cookies[COOKIE].value


def test_on_the_device_stands_neither_what_was_said_nor_a_name(cast: Cast) -> None:
    ana = browser_of(cast.ana)
    tell(ana, cast, visibility="shared")
    kept = ana.cookies[COOKIE]
    assert all(word not in kept.value for word in ("Saved", "Ben", "read"))
    assert (kept["httponly"], kept["samesite"], kept["max-age"]) == (True, "Lax", "")
    assert SHARED in next_page(ana, cast)


def test_what_was_said_to_ana_is_not_said_to_ben_in_the_same_browser(cast: Cast) -> None:
    ana, ben = browser_of(cast.ana), browser_of(cast.ben)
    tell(ana, cast)
    ben.cookies[COOKIE] = ana.cookies[COOKIE].value
    assert SAVED not in next_page(ben, cast)


def test_it_ends_with_the_session(cast: Cast) -> None:
    ana, later = browser_of(cast.ana), browser_of(cast.ana)
    tell(ana, cast)
    later.cookies[COOKIE] = ana.cookies[COOKIE].value
    assert SAVED not in next_page(later, cast)


def test_a_cookie_that_is_none_of_ours_says_nothing(cast: Cast) -> None:
    for text in ("x", "Zm9yZ2Vk", "ü", "a" * 4000):
        ana = browser_of(cast.ana)
        ana.cookies[COOKIE] = text
        said = next_page(ana, cast).partition(b'class="messages"')[2].partition(b"</div>")[0]
        assert b"<p" not in said


def test_of_much_that_nobody_looked_at_only_the_latest_waits(cast: Cast) -> None:
    ana = browser_of(cast.ana)
    pages = [answers_of(page_of(ana, cast.case), story="She asked.") for _ in range(MOST + 2)]
    for sent in pages:
        ana.post(reverse("episode-new", args=[cast.case]), sent)
    assert next_page(ana, cast).count(SAVED) == MOST


def test_saying_it_writes_nothing_into_the_database(cast: Cast) -> None:
    ana = browser_of(cast.ana)
    next_page(ana, cast)  # notes when she was last here, once a minute
    with CaptureQueriesContext(connection) as asked:
        tell(ana, cast)
        next_page(ana, cast)
    said = [statement(each["sql"]) for each in asked]
    tables = {each.split('"')[1] for each in said if each.startswith(("INSERT", "UPDATE"))}
    assert tables == {"journal_entry", "journal_sum", "journal_trail"}
