"""What the engine proposes to Ben, with its counts, and what stays out of it."""

import re
import subprocess
import sys
from concurrent.futures import Future
from uuid import UUID

import pytest
from django.urls import reverse
from msgspec.structs import replace

from relating.case import Episode
from relating.engine.patterns import Findings
from relating.journal import actions, queries
from relating.web.patterns import discovery
from tests.cast import Cast, browser_of, episode, person
from tests.web import lives
from tests.web.patterns.pressing import CLAIM, key_of, page, text, url


def test_ben_sees_the_claim_with_its_counts_its_chance_and_its_counter_examples(cast: Cast) -> None:
    lives.told(cast)
    html = page(browser_of(cast.ben), url(cast))
    said = text(html)
    assert CLAIM in said
    assert re.search(r"At other times with the same people: [0-9] of [0-9]+[.]", said)
    assert "3 times it went otherwise" in said
    assert "15 seen; likely" in said
    assert "Seen with" in said
    assert "always" not in said
    assert "p =" not in said


def test_every_time_behind_a_claim_is_a_link_to_it(cast: Cast) -> None:
    told = lives.told(cast)
    html = page(browser_of(cast.ben), url(cast))
    for each in told:
        link = reverse("episode", args=[each.id])
        assert (link in html) is (each.other_did == ("criticised",))


def test_what_ana_keeps_private_is_not_counted_for_ben(cast: Cast) -> None:
    lives.told(cast, "private")
    said = text(page(browser_of(cast.ben), url(cast)))
    assert "is known of 0 times so far" in said
    assert "Criticised" not in said


def test_nothing_private_changes_a_byte_of_bens_pages(cast: Cast) -> None:
    told = lives.told(cast)
    ben = browser_of(cast.ben)
    masked = re.compile(r'value="[^"]{40,}"')

    def seen() -> list[str]:
        key = key_of(page(ben, url(cast)))
        wanted = [url(cast), url(cast, "pattern", key), url(cast, "pattern-new")]
        return [masked.sub("", page(ben, each)) for each in wanted]

    before = seen()
    for number, each in enumerate(told[::3]):
        private = replace(each, id=UUID(int=number + 1), visibility="private", i_did=("joking",))
        actions.record(cast.ana, cast.case, private)
    actions.record(cast.ana, cast.case, person("Secret"))
    assert seen() == before
    actions.share(cast.ana, UUID(int=1))
    assert seen() != before


def test_with_too_little_the_page_says_not_yet_and_from_when_on_it_looks(cast: Cast) -> None:
    lives.told(cast, number=6)
    said = text(page(browser_of(cast.ben), url(cast)))
    assert "Not yet." in said
    assert "is known of 6 times so far" in said


@pytest.mark.parametrize("name", ["patterns", "pattern-new"])
def test_these_pages_are_bens_alone(cast: Cast, name: str) -> None:
    for viewer in (cast.ana, cast.cleo, cast.dov, cast.eve):
        assert browser_of(viewer).get(url(cast, name)).status_code == 404


def test_a_page_that_has_to_wait_says_so_and_asks_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    lives.told(cast, number=6)
    future: Future[Findings] = Future()
    monkeypatch.setattr(discovery, "PATIENCE", 0)
    monkeypatch.setattr(discovery, "begun", lambda opened, episodes: future)
    answer = browser_of(cast.ben).get(url(cast))
    assert answer.headers["Refresh"] == "2"
    assert "Looking through 6 episodes." in answer.content.decode()
    nothing = Findings(episodes=6, usable=6, patterns=(), watch=(), named=(), not_yet="Not yet")
    future.set_result(nothing)
    answer = browser_of(cast.ben).get(url(cast))
    assert "Refresh" not in answer.headers
    assert "Not yet." in answer.content.decode()


def test_the_same_entries_are_looked_through_once_and_others_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []
    really = discovery.begun

    def begun(opened: queries.OpenCase, episodes: tuple[Episode, ...]) -> Future[Findings]:
        looked.append(len(episodes))
        return really(opened, episodes)

    monkeypatch.setattr(discovery, "begun", begun)
    lives.told(cast, number=6)
    ben = browser_of(cast.ben)
    page(ben, url(cast))
    page(ben, url(cast))
    actions.record(cast.ana, cast.case, episode("Private"))
    page(ben, url(cast))
    assert looked == [6]
    actions.record(cast.ana, cast.case, episode("Shared", visibility="shared"))
    page(ben, url(cast))
    assert looked == [6, 7]


def test_somebody_who_is_not_safe_is_not_named_in_the_sentence(cast: Cast) -> None:
    lives.told(cast)
    opened = queries.open_case(cast.ana, cast.case)
    ben = browser_of(cast.ben)
    title = re.compile(r'id="triangle">([^<]*)<')
    before = title.search(page(ben, url(cast)))
    assert before is not None
    dad = next(each for each in opened.people.values() if each.alias == "Dad")
    assert "Dad" in before[1]
    version = opened.rows[opened.person_row(dad.id)].version
    actions.revise(cast.ana, cast.case, replace(dad, unsafe=True), version)
    after = title.search(page(ben, url(cast)))
    assert after is not None
    assert "Dad" not in after[1]


def test_a_long_life_stays_a_page_that_loads(cast: Cast) -> None:
    lives.told(cast, number=180)
    html = page(browser_of(cast.ben), url(cast))
    without = re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)
    assert len(without.encode()) <= 60_000


def test_a_worker_loads_numpy_only_when_somebody_looks_for_patterns() -> None:
    asked = (
        "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'relating.settings'; "
        "django.setup(); import relating.web.urls; assert 'numpy' not in sys.modules; "
        "from relating.web.patterns import discovery; "
        "from relating.case.words.vocabulary import DEFAULTS; "
        "discovery.discovered((), (), DEFAULTS, 1); assert 'numpy' in sys.modules"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
