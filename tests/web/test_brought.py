"""Today says that Ben brought something, never what, and is quiet again afterwards."""

from datetime import timedelta
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from relating.case import Agenda, Answer, Cue, Pattern, Session
from relating.journal import actions
from tests.cast import Cast, browser_of

SHARED = "Ben shared a pattern with you"
KEPT = "Ben wrote down what you two keep of an hour"
WORDS = "The rota, and what came before it."


def today(cast: Cast) -> str:
    return browser_of(cast.ana).get(reverse("case", args=[cast.case])).content.decode()


def by(author: str, visibility: str) -> dict[str, object]:
    now = timezone.now()
    return {"id": uuid4(), "author": author, "visibility": visibility, "recorded_at": now}


def pattern(cast: Cast, visibility: str) -> Pattern:
    made = Pattern(
        **by("counsellor", visibility),  # type: ignore[arg-type]
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
    answer = Answer(**by("client", "private"), to=kept.id, resonance="partly")  # type: ignore[arg-type]
    actions.record(cast.ana, cast.case, answer)
    assert SHARED not in today(cast)


def test_an_hour_is_told_of_when_it_has_words(cast: Cast) -> None:
    given = {"at": timezone.now() - timedelta(days=9), "state": "held"}
    hour = Session(**by("counsellor", "shared"), **given)  # type: ignore[arg-type]
    actions.record(cast.ben, cast.case, hour)
    assert KEPT not in today(cast)
    told = Session(**by("counsellor", "shared"), **given, summary=WORDS)  # type: ignore[arg-type]
    actions.record(cast.ben, cast.case, told)
    shown = today(cast)
    assert KEPT in shown
    assert WORDS not in shown
    assert reverse("session", args=[told.id]) in shown


def test_a_line_to_bring_is_told_of_when_ben_sends_it(cast: Cast) -> None:
    for visibility, told in (("private", False), ("shared", True)):
        line = Agenda(**by("counsellor", visibility), words=WORDS)  # type: ignore[arg-type]
        actions.record(cast.ben, cast.case, line)
        shown = today(cast)
        assert ("Ben would like to bring something" in shown) is told
        assert WORDS not in shown
