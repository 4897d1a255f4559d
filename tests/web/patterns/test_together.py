"""What often goes together, on a page that is the client's alone."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from relating.case import Agenda, Preferences
from relating.journal import queries
from relating.web.patterns import discovery
from tests.cast import Cast, browser_of
from tests.web import lives

NOW = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _found_at_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No page of these tests has to wait for the engine, and nothing is remembered."""
    monkeypatch.setattr(discovery, "PATIENCE", 60)
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    discovery.forget()
    yield
    discovery.forget()


def url(cast: Cast) -> str:
    return reverse("together", args=[cast.case])


def shown(browser: Client, cast: Cast, query: str = "") -> str:
    html = browser.get(url(cast) + query).content.decode()
    return " ".join(re.sub(r"<[^>]*>", "", html).replace("&nbsp;", " ").split())


def turned_on(cast: Cast) -> tuple[Client, str]:
    """Ana's browser where it is on, and the key of the first."""
    lives.told(cast, "private")
    ana = browser_of(cast.ana)
    ana.post(url(cast), {"on": "yes"})
    found = re.search(r'name="bring" value="([^"]+)"', ana.get(url(cast)).content.decode())
    assert found is not None
    return ana, found[1]


def test_what_it_may_spare_stands_before_the_counts(cast: Cast) -> None:
    ana, _ = turned_on(cast)
    page = shown(ana, cast)
    assert page.index("What it may spare me:") < page.index(": 15 of 18")
    assert page.count("At other times with the same people") == 1


def test_not_this_is_seen_no_more_until_all_is_shown_again(cast: Cast) -> None:
    ana, key = turned_on(cast)
    ana.post(url(cast), {"not_this": key})
    assert ": 15 of 18" not in shown(ana, cast)
    ana.post(url(cast), {"all": "yes"})
    assert ": 15 of 18" in shown(ana, cast)


def test_what_she_sets_aside_is_hers_alone(cast: Cast) -> None:
    ana, key = turned_on(cast)
    ana.post(url(cast), {"not_this": key})
    (kept,) = queries.open_case(cast.ana, cast.case).all(Preferences)
    assert [each.behaviour for each in kept.not_this] == ["pleasing"]
    assert queries.open_case(cast.ben, cast.case).all(Preferences) == ()


def test_what_she_brings_is_one_line_of_hers_that_ben_reads_when_she_shares_it(cast: Cast) -> None:
    ana, key = turned_on(cast)
    for _ in range(2):
        assert ana.post(url(cast), {"bring": key}).headers["Location"] == reverse(
            "agenda", args=[cast.case]
        )
    (line,) = queries.open_case(cast.ana, cast.case).all(Agenda)
    assert line.words == "someone criticised me, and pleasing, being nice"
    assert queries.open_case(cast.ben, cast.case).all(Agenda) == ()


def test_something_that_is_not_found_changes_nothing(cast: Cast) -> None:
    ana, _ = turned_on(cast)
    for name in ("bring", "not_this"):
        assert ana.post(url(cast), {name: "rubbish"}).status_code == 303
    assert queries.open_case(cast.ana, cast.case).all(Agenda) == ()
    assert ": 15 of 18" in shown(ana, cast, "?at=99")
