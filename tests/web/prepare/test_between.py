"""What Ana's pages promise that Ben sees is told before the next hour: he need not look for it."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from relating.case import (
    Agreement,
    Book,
    BookPart,
    Consent,
    Ending,
    Goal,
    Recognition,
    Review,
    Session,
    Supervision,
)
from relating.case.entries.agreement import LINES, Line, Yes
from relating.case.fields import Visibility
from relating.journal import actions, queries
from relating.web.page.came_for import review_url
from tests.cast import LONG_AGO, Cast, browser_of, episode, page_of, session

NOW = datetime(2031, 3, 3, 13, 40, tzinfo=LONG_AGO.tzinfo)
DAY = date(2031, 3, 1)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    def stands_at(at: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: at)

    stands_at(NOW)
    return stands_at


def hour(cast: Cast, at: datetime) -> Session:
    made = session(at)
    actions.record(cast.ben, cast.case, made)
    return made


def given(visibility: Visibility = "shared") -> dict[str, Any]:
    return {
        "id": uuid4(),
        "author": "client",
        "visibility": visibility,
        "recorded_at": timezone.now(),
    }


def agreed(*lines: Line) -> Agreement:
    return Agreement(**given(), yes=tuple(Yes(line=each) for each in lines), sent=False)


def lines(cast: Cast) -> list[tuple[str, str]]:
    """What stands under *Since you last met*: where each line leads, and what it says."""
    page = page_of(cast.ben, "prepare", cast.case)
    part = page[page.index('id="new"') :]
    part = part[: part.index("</section>")]
    found = re.findall(r'<a class="row" href="([^"]+)">(.*?)</a>', part, re.DOTALL)
    return [(url, " ".join(re.sub(r"<[^>]*>", " ", words).split())) for url, words in found]


def by_ben(cast: Cast) -> UUID:
    """Something that Ben told of the two."""
    told = episode("You laughed.", visibility="shared", author="counsellor", place="room")
    actions.record(cast.ben, cast.case, told)
    return told.id


SAID: dict[str, Callable[[Cast], tuple[Any, str, str]]] = {
    "a yes taken back": lambda cast: (
        agreed(*LINES[1:]),
        reverse("beginning", args=[cast.case]),
        "Ana does not say yes to all that you two agree on",
    ),
    "a yes": lambda cast: (
        agreed(*LINES),
        reverse("beginning", args=[cast.case]),
        "Ana said yes to what you two agree on",
    ),
    "a word about the ending": lambda cast: (
        Ending(**given(), words="Slowly, please."),
        reverse("ending", args=[cast.case]),
        "Ana said something about the ending Slowly, please.",
    ),
    "a last day": lambda cast: (
        Ending(**given(), day=date(2031, 5, 5)),
        reverse("ending", args=[cast.case]),
        "Ana said something about the ending 5 May 2031",
    ),
    "her book": lambda cast: (
        Book(**given()),
        reverse("book", args=[cast.case]),
        "Ana lets you read their book",
    ),
    "her letter": lambda cast: (
        BookPart(**given(), part="letter", words="Dear Ben."),
        reverse("book-part", args=[cast.case, "letter"]),
        "Ana sent you a letter Dear Ben.",
    ),
    "what they did not manage": lambda cast: (
        BookPart(**given(), part="not_managed", words="The phone."),
        reverse("book-part", args=[cast.case, "not-managed"]),
        "Ana wrote to you, for the ending The phone.",
    ),
    "what she takes along": lambda cast: (
        BookPart(**given(), part="along", words="A bench."),
        reverse("ending", args=[cast.case]),
        "Ana wrote to you, for the ending A bench.",
    ),
    "a review": lambda cast: (
        Review(**given(), on=DAY, words="We looked."),
        review_url(cast.case, DAY),
        "Ana said something at a review We looked.",
    ),
    "an answer to what he told": lambda cast: (
        Recognition(**given(), telling=(told := by_ben(cast)), says="partly", words="In part."),
        reverse("episode", args=[told]),
        "Ana answered what you told In part.",
    ),
    "a yes to supervision": lambda cast: (
        Consent(**given(), to="supervision"),
        reverse("case-supervision", args=[cast.case]),
        "Ana said yes to supervision",
    ),
}


@pytest.mark.parametrize("what", SAID)
@pytest.mark.usefixtures("clock")
def test_what_she_says_between_two_hours_is_told_and_leads_to_where_it_stands(
    cast: Cast, what: str
) -> None:
    hour(cast, NOW - timedelta(days=7))
    content, url, text = SAID[what](cast)
    assert text not in [words for _url, words in lines(cast)]
    actions.record(cast.ana, cast.case, content)
    assert (url, text) in lines(cast)
    assert browser_of(cast.ben).get(url).status_code == 200


@pytest.mark.parametrize("what", SAID)
def test_what_she_said_before_the_last_hour_is_not_told_again(
    cast: Cast, what: str, clock: Callable[[datetime], None]
) -> None:
    content, _url, text = SAID[what](cast)
    actions.record(cast.ana, cast.case, content)
    assert text in [words for _url, words in lines(cast)]
    hour(cast, NOW + timedelta(days=1))
    clock(NOW + timedelta(days=2))
    assert text not in [words for _url, words in lines(cast)]


@pytest.mark.parametrize("what", [each for each in SAID if "book" in each or "letter" in each])
def test_what_she_wrote_before_the_last_hour_and_shared_after_it_is_new(
    cast: Cast, what: str, clock: Callable[[datetime], None]
) -> None:
    content, url, text = SAID[what](cast)
    kept = type(content)(**{**_fields(content), "visibility": "private"})
    actions.record(cast.ana, cast.case, kept)
    hour(cast, NOW + timedelta(days=1))
    clock(NOW + timedelta(days=2))
    assert text not in [words for _url, words in lines(cast)]
    actions.share(cast.ana, kept.id)
    assert (url, text) in lines(cast)


def _fields(content: Any) -> dict[str, Any]:
    return {name: getattr(content, name) for name in content.__struct_fields__}


PRIVATE: dict[str, Callable[[Cast], Any]] = {
    "her book": lambda cast: Book(**given("private")),
    "a letter": lambda cast: BookPart(**given("private"), part="letter", words="Not yet."),
    "what she takes along": lambda cast: BookPart(**given("private"), part="along", words="Mine."),
    "a review": lambda cast: Review(**given("private"), on=DAY, words="For me."),
    "a goal": lambda cast: Goal(**given("private"), words="Mine."),
    "kept off her pages": lambda cast: Recognition(
        **given(), telling=by_ben(cast), says="kept_off"
    ),
}


@pytest.mark.parametrize("what", PRIVATE)
@pytest.mark.usefixtures("clock")
def test_a_draft_of_hers_is_no_line_of_his(cast: Cast, what: str) -> None:
    hour(cast, NOW - timedelta(days=7))
    content = PRIVATE[what](cast)
    before = lines(cast)
    actions.record(cast.ana, cast.case, content)
    assert lines(cast) == before


def asked(cast: Cast, answer: str, at: datetime) -> Supervision:
    """A moment that Ben lent to Dov, and what Dov answered."""
    lent = Supervision(
        id=uuid4(),
        author="counsellor",
        visibility="private",
        recorded_at=at - timedelta(days=1),
        question="Was I too fast?",
        supervisor=cast.dov.id,
        expires=at + timedelta(days=7),
        answer=answer,
        answered_at=at if answer else None,
    )
    actions.record(cast.ben, cast.case, lent)
    return lent


@pytest.mark.usefixtures("clock")
def test_what_the_supervisor_answered_is_told_and_what_waits_for_an_answer_is_not(
    cast: Cast,
) -> None:
    hour(cast, NOW - timedelta(days=7))
    before = lines(cast)
    asked(cast, "", NOW - timedelta(days=1))
    asked(cast, "Long ago.", NOW - timedelta(days=9))
    assert lines(cast) == before
    lent = asked(cast, "Wait longer.", NOW - timedelta(days=2))
    url = reverse("loan", args=[lent.id])
    assert (url, "Dov answered what you brought to supervision Wait longer.") in lines(cast)


@pytest.mark.usefixtures("clock")
def test_a_yes_to_supervision_that_she_took_back_is_told(cast: Cast) -> None:
    hour(cast, NOW - timedelta(days=7))
    past = NOW - timedelta(days=30)
    consent = Consent(
        **{**given(), "recorded_at": past}, to="supervision", withdrawn_at=NOW - timedelta(days=1)
    )
    actions.record(cast.ana, cast.case, consent)
    url = reverse("case-supervision", args=[cast.case])
    assert (url, "Ana took back the yes to supervision") in lines(cast)


@pytest.mark.usefixtures("clock")
def test_before_the_first_hour_all_of_it_is_new(cast: Cast) -> None:
    actions.record(cast.ana, cast.case, Ending(**given(), words="Slowly, please."))
    assert queries.open_case(cast.ben, cast.case).sessions == ()
    url = reverse("ending", args=[cast.case])
    assert (url, "Ana said something about the ending Slowly, please.") in lines(cast)
