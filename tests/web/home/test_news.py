"""Today says that Ben brought something, never what; his desk says what Ana did."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from relating.case import KINDS, Agenda, Answer, Cue, Feedback, Pattern, Session
from relating.case.entries.pattern import not_this
from relating.journal import actions
from relating.web.home.news import TOLD
from tests.cast import Cast, browser_of

SHARED = "Ben shared a pattern with you"
KEPT = "Ben wrote down what you two keep of an hour"
WORDS = "The rota, and what came before it."


@pytest.mark.every_kind
def test_of_every_kind_it_is_said_how_it_is_told() -> None:
    assert set(TOLD) == set(KINDS)


def today(cast: Cast) -> str:
    return browser_of(cast.ana).get(reverse("case", args=[cast.case])).content.decode()


def by(author: str, visibility: str) -> dict[str, Any]:
    now = timezone.now()
    return {"id": uuid4(), "author": author, "visibility": visibility, "recorded_at": now}


def pattern(cast: Cast, visibility: str) -> Pattern:
    made = Pattern(
        **by("counsellor", visibility),
        cue=Cue(other_did="criticised"),
        behaviour="pleasing",
        statement=WORDS,
        state="look_together",
        named_by="counsellor",
        since=timezone.now(),
    )
    actions.record(cast.ben, cast.case, made)
    return made


def test_a_pattern_is_told_of_once_it_is_shared_and_until_it_is_answered(cast: Cast) -> None:
    kept = pattern(cast, "private")
    assert SHARED not in today(cast)
    actions.share(cast.ben, kept.id)
    shown = today(cast)
    assert SHARED in shown
    assert WORDS not in shown
    answer = Answer(**by("client", "private"), to=kept.id, resonance="partly")
    actions.record(cast.ana, cast.case, answer)
    assert SHARED not in today(cast)


def test_an_hour_is_told_of_when_it_has_words(cast: Cast) -> None:
    given: dict[str, Any] = {"at": timezone.now() - timedelta(days=9), "state": "held"}
    hour = Session(**by("counsellor", "shared"), **given)
    actions.record(cast.ben, cast.case, hour)
    assert KEPT not in today(cast)
    told = Session(**by("counsellor", "shared"), **given, summary=WORDS)
    actions.record(cast.ben, cast.case, told)
    shown = today(cast)
    assert KEPT in shown
    assert WORDS not in shown
    assert reverse("session", args=[told.id]) in shown


def test_a_line_to_bring_is_told_of_when_ben_sends_it(cast: Cast) -> None:
    for visibility, told in (("private", False), ("shared", True)):
        line = Agenda(**by("counsellor", visibility), words=WORDS)
        actions.record(cast.ben, cast.case, line)
        shown = today(cast)
        assert ("Ben would like to bring something" in shown) is told
        assert WORDS not in shown


def later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """Let so many days go by."""
    then = timezone.now() + timedelta(days=days)
    monkeypatch.setattr(timezone, "now", lambda: then)


def test_two_patterns_are_one_line_until_both_are_answered(cast: Cast) -> None:
    for kept in (pattern(cast, "shared"), pattern(cast, "shared")):
        assert today(cast).count(SHARED) == 1
        words = Answer(**by("client", "shared"), to=kept.id, in_my_words="I go small.")
        actions.record(cast.ana, cast.case, words)
    assert SHARED not in today(cast)


@pytest.mark.parametrize(("days", "told"), [(13, True), (15, False)])
def test_after_two_weeks_a_pattern_rests_whatever_ben_does_with_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, days: int, told: bool
) -> None:
    kept = pattern(cast, "shared")
    later(monkeypatch, days)
    assert (SHARED in today(cast)) is told
    actions.revise(cast.ben, cast.case, replace(kept, state="watching"), 1)
    assert (SHARED in today(cast)) is told


def test_the_two_weeks_begin_when_it_was_shared(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = pattern(cast, "private")
    later(monkeypatch, 60)
    actions.share(cast.ben, kept.id)
    assert SHARED in today(cast)


def test_what_ben_set_aside_again_is_not_told_of(cast: Cast) -> None:
    kept = pattern(cast, "shared")
    actions.revise(cast.ben, cast.case, not_this(kept, timezone.localdate()), 1)
    assert SHARED not in today(cast)


def test_nothing_tells_ben_whether_ana_looked(cast: Cast) -> None:
    pattern(cast, "shared")
    ben = browser_of(cast.ben)
    pages = [reverse(name, args=[cast.case]) for name in ("case", "patterns", "feedback")]
    token = re.compile(r'value="[^"]{40,}"')

    def seen() -> list[str]:
        return [token.sub("", ben.get(each).content.decode()) for each in pages]

    seen()
    before = seen()
    assert SHARED in today(cast)
    assert browser_of(cast.ana).get(reverse("ways", args=[cast.case])).status_code == 200
    assert seen() == before


def test_feedback_has_its_own_place_beside_it(cast: Cast) -> None:
    said = Feedback(**by("counsellor", "shared"), saw="You smiled.", said_at=timezone.now())
    actions.record(cast.ben, cast.case, said)
    pattern(cast, "shared")
    shown = today(cast)
    assert shown.index("asks you") < shown.index(SHARED)
    answer = Answer(**by("client", "shared"), to=said.id, resonance="fits")
    actions.record(cast.ana, cast.case, answer)
    shown = today(cast)
    assert "asks you" not in shown
    assert SHARED in shown
