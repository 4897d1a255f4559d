"""What somebody named is tested by itself, on what was told later; a claim says how it came."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from msgspec.structs import replace

from relating.case import Cue
from relating.engine.patterns import Findings, Named
from relating.engine.patterns import discover as engine
from relating.journal import queries
from relating.journal.queries import OpenCase
from relating.web.patterns import discovery, sentences
from relating.web.patterns.claims import key_of
from tests.cast import Cast, browser_of
from tests.web import lives


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[Named, ...]]]:
    """Which named pairs the engine was given, each time that it was asked."""
    given: list[tuple[Named, ...]] = []
    real = engine.discover

    def noting(*what: Any, **how: Any) -> Findings:
        given.append(tuple(how["named"]))
        return real(*what, **how)

    monkeypatch.setattr(engine, "discover", noting)
    monkeypatch.setattr(discovery, "PATIENCE", 60)
    discovery.forget()
    yield given
    discovery.forget()


def looked(cast: Cast) -> tuple[OpenCase, Findings]:
    """The case as Ben opens it, and what is found in it."""
    case = queries.open_case(cast.ben, cast.case)
    found = discovery.findings(case, discovery.shared(case))
    assert found is not None
    return case, found


def named(cast: Cast) -> None:
    given = {"other_did": "listened", "behaviour": "hiding"}
    browser_of(cast.ben).post(reverse("pattern-new", args=[cast.case]), given)


def test_what_ben_named_goes_to_the_engine_and_is_looked_at_anew(
    cast: Cast, asked: list[tuple[Named, ...]]
) -> None:
    lives.told(cast)
    looked(cast)
    named(cast)
    looked(cast)
    first, *_, last = asked
    assert first == ()
    assert [(each.cue, each.behaviour) for each in last] == [(Cue(other_did="listened"), "hiding")]


def test_what_the_engine_named_and_ben_kept_is_not_named_by_hand(
    cast: Cast, asked: list[tuple[Named, ...]]
) -> None:
    lives.told(cast)
    case, found = looked(cast)
    key = key_of(case, found.patterns[0].cue, found.patterns[0].behaviour)
    address = reverse("pattern-act", args=[cast.case, key, "watch"])
    assert browser_of(cast.ben).post(address).status_code == 303
    looked(cast)
    assert asked[-1] == ()


def test_a_claim_says_whether_it_was_found_or_named_before(
    cast: Cast, asked: list[tuple[Named, ...]]
) -> None:
    lives.told(cast)
    _, found = looked(cast)
    claim = found.patterns[0]
    assert sentences.basis(claim) == "Found by looking through everything that was told."
    before = sentences.basis(replace(claim, basis="named"))
    assert before == "Named before; what was told since was set against that."
    page = browser_of(cast.ben).get(reverse("patterns", args=[cast.case])).content.decode()
    assert sentences.basis(claim) in page
