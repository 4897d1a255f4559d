"""What often goes together, on a page that is the client's alone."""

import re
from concurrent.futures import Future

import pytest
from django.test import Client
from django.urls import reverse

from relating.case import Agenda, Preferences
from relating.journal import queries
from relating.web.patterns import discovery
from tests.cast import Cast, browser_of
from tests.web import lives
from tests.web.patterns.pressing import TO_HER, page, text, url


def shown(browser: Client, cast: Cast, query: str = "") -> str:
    return text(page(browser, url(cast, "together") + query))


def turned_on(cast: Cast) -> tuple[Client, str]:
    """Ana's browser where it is on, and the key of the first."""
    lives.told(cast, "private")
    ana = browser_of(cast.ana)
    ana.post(url(cast, "together"), {"on": "yes"})
    found = re.search(
        r'name="bring" value="([^"]+)"', ana.get(url(cast, "together")).content.decode()
    )
    assert found is not None
    return ana, found[1]


def test_what_it_may_spare_stands_before_the_counts(cast: Cast) -> None:
    ana, _ = turned_on(cast)
    said = shown(ana, cast)
    assert said.index("What it may spare me:") < said.index(": 15 of 18")
    assert said.count("At other times with the same people") == 1


def test_not_this_is_seen_no_more_until_all_is_shown_again(cast: Cast) -> None:
    ana, key = turned_on(cast)
    ana.post(url(cast, "together"), {"not_this": key})
    assert ": 15 of 18" not in shown(ana, cast)
    ana.post(url(cast, "together"), {"all": "yes"})
    assert ": 15 of 18" in shown(ana, cast)


def test_what_she_sets_aside_is_hers_alone(cast: Cast) -> None:
    ana, key = turned_on(cast)
    ana.post(url(cast, "together"), {"not_this": key})
    (kept,) = queries.open_case(cast.ana, cast.case).all(Preferences)
    assert [each.behaviour for each in kept.not_this] == ["pleasing"]
    assert queries.open_case(cast.ben, cast.case).all(Preferences) == ()


def test_what_she_brings_is_one_line_of_hers_that_ben_reads_when_she_shares_it(cast: Cast) -> None:
    ana, key = turned_on(cast)
    for _ in range(2):
        assert ana.post(url(cast, "together"), {"bring": key}).headers["Location"] == reverse(
            "agenda", args=[cast.case]
        )
    (line,) = queries.open_case(cast.ana, cast.case).all(Agenda)
    assert line.words == "someone criticised me, and pleasing, being nice"
    assert queries.open_case(cast.ben, cast.case).all(Agenda) == ()


def test_something_that_is_not_found_changes_nothing(cast: Cast) -> None:
    ana, _ = turned_on(cast)
    for name in ("bring", "not_this"):
        assert ana.post(url(cast, "together"), {name: "rubbish"}).status_code == 303
    assert queries.open_case(cast.ana, cast.case).all(Agenda) == ()
    assert ": 15 of 18" in shown(ana, cast, "?at=99")


def test_what_goes_together_is_off_until_ana_turns_it_on(cast: Cast) -> None:
    lives.told(cast, "private")
    ana = browser_of(cast.ana)
    together = url(cast, "together")
    assert "Criticised" not in page(ana, together)
    ana.post(together, {"on": "yes"})
    assert TO_HER in text(page(ana, together))
    ana.post(together, {"off": "yes"})
    assert "Criticised" not in page(ana, together)


def test_her_view_too_says_when_it_has_to_wait(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    lives.told(cast, "private", number=6)
    ana = browser_of(cast.ana)
    monkeypatch.setattr(discovery, "PATIENCE", 0)
    monkeypatch.setattr(discovery, "begun", lambda opened, episodes: Future())
    ana.post(url(cast, "together"), {"on": "yes"})
    answer = ana.get(url(cast, "together"))
    assert answer.headers["Refresh"] == "2"
    assert "<h1>What often goes together</h1>" in answer.content.decode()


def test_that_it_is_on_is_hers_alone(cast: Cast) -> None:
    lives.told(cast)
    ben = browser_of(cast.ben)
    masked = re.compile(r'value="[^"]{40,}"')
    before = masked.sub("", page(ben, url(cast)))
    browser_of(cast.ana).post(url(cast, "together"), {"on": "yes"})
    assert masked.sub("", page(ben, url(cast))) == before
    assert queries.open_case(cast.ben, cast.case).all(Preferences) == ()
    assert ben.get(url(cast, "together")).status_code == 404


def test_it_says_not_yet_where_there_is_too_little(cast: Cast) -> None:
    lives.told(cast, "private", number=6)
    ana = browser_of(cast.ana)
    ana.post(url(cast, "together"), {"on": "yes"})
    assert "What you did is known of 6 times so far" in page(ana, url(cast, "together"))
