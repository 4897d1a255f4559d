"""What was told twice: one quiet question after saving, and two tellings of hers that are one."""

import re
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from relating.case import Episode, Person
from relating.journal import actions, queries
from tests.cast import Cast, browser_of, episode, person
from tests.web.episodes.test_after_saving import one_more, tell_from
from tests.web.undoing import undo

KNOWN: dict[str, Any] = {"other_did": ("criticised",), "i_did": ("pleasing",)}


@pytest.fixture
def mara(cast: Cast) -> Person:
    mara = person("Mara")
    actions.record(cast.ana, cast.case, mara)
    return mara


def before(cast: Cast, who: Person, days: int = 2, /, **more: Any) -> Episode:
    """What Ana told some days ago."""
    at: datetime = timezone.now().replace(microsecond=0) - timedelta(days=days)
    said = {"person": who.id, "at": at, "recorded_at": at} | KNOWN | more
    told = episode("The sum, the pencil.", **said)
    actions.record(cast.ana, cast.case, told)
    return told


def tell(browser: Client, cast: Cast, who: Person, /, **more: Any) -> str:
    """Ana tells of something now; return where she is asked one thing more."""
    here = reverse("case", args=[cast.case])
    sent = {"person": who.id, "other_did": ["criticised"], "old_ways": ["pleasing"], **more}
    answer = tell_from(browser, cast, f"http://testserver{here}", story="Once more", **sent)
    assert answer.status_code == 303
    return one_more(browser, here)


def answered(browser: Client, asked: str, do: str) -> str:
    """Press one of the two answers; return where that leads."""
    page = browser.get(asked)
    html = page.content.decode()
    action = re.search(r'method="post" action="([^"]*/moment/)"', html)
    assert action is not None
    sent = {"do": do, "other": str(page.context["before"].id)}
    sent |= {name: page.context[name] for name in ("then", "back")}
    return browser.post(action[1], sent).headers["Location"]


def told(cast: Cast) -> list[Episode]:
    return list(queries.open_case(cast.ana, cast.case).tellings)


def test_what_looks_told_before_is_asked_about_once_before_anything_else(
    cast: Cast, mara: Person
) -> None:
    first = before(cast, mara)
    browser = browser_of(cast.ana)
    asked = tell(browser, cast, mara)
    html = browser.get(asked).content.decode()
    day = timezone.localtime(first.recorded_at).strftime("%A")
    assert f"Is this the one you told on {day}?" in html
    assert "The sum, the pencil." in html
    onward = answered(browser, asked, "same")
    assert "/more/where/" in onward
    assert "then" not in onward
    (moment,) = queries.open_case(cast.ana, cast.case).moments
    assert (moment.told.id, len(moment.others)) == (first.id, 1)
    assert browser.get(asked).status_code == 303


def test_another_one_counts_by_itself(cast: Cast, mara: Person) -> None:
    first = before(cast, mara)
    browser = browser_of(cast.ana)
    answered(browser, tell(browser, cast, mara), "apart")
    new = next(each for each in told(cast) if each.id != first.id)
    assert new.apart_from == (first.id,)
    assert len(queries.open_case(cast.ana, cast.case).moments) == 2


@pytest.mark.parametrize(
    ("days", "was", "now"),
    [
        (9, {}, {}),
        (2, {"other_did": ("joked",)}, {}),
        (2, {"i_did": ("hiding",)}, {}),
        (2, {"i_did": None}, {}),
        (2, {}, {"other_did": []}),
        (2, {"place": "practice"}, {}),
    ],
    ids=["long ago", "another cue", "another act", "no act", "no cue said", "practised"],
)
def test_what_may_be_another_is_not_asked_about(
    cast: Cast, mara: Person, days: int, was: dict[str, Any], now: dict[str, Any]
) -> None:
    before(cast, mara, days, **was)
    assert "/again/" not in tell(browser_of(cast.ana), cast, mara, **now)


def test_with_somebody_else_it_is_another_and_with_somebody_unsafe_nothing_is_asked(
    cast: Cast, mara: Person
) -> None:
    before(cast, mara)
    other = person("Sam")
    unsafe = replace(person("Lex"), unsafe=True)
    for each in (other, unsafe):
        actions.record(cast.ana, cast.case, each)
    before(cast, unsafe)
    for each in (other, unsafe):
        assert "/again/" not in tell(browser_of(cast.ana), cast, each)


def test_what_ben_told_is_not_what_she_told_before(cast: Cast, mara: Person) -> None:
    at = timezone.now().replace(microsecond=0) - timedelta(days=1)
    his = episode("Hm.", author="counsellor", visibility="shared", at=at, person=mara.id, **KNOWN)
    actions.record(cast.ben, cast.case, his)
    assert "/again/" not in tell(browser_of(cast.ana), cast, mara)


def test_it_can_be_undone_and_taken_back_on_its_page(cast: Cast, mara: Person) -> None:
    first = before(cast, mara)
    browser, here = browser_of(cast.ana), reverse("case", args=[cast.case])
    asked = tell(browser, cast, mara, place_context="home", valence="1", ended="still_open")
    onward = answered(browser, asked, "same")
    assert onward == here
    undo(browser, browser.get(here).content.decode())
    assert len(queries.open_case(cast.ana, cast.case).moments) == 2
    answered(browser, asked, "same")
    page = browser.get(reverse("episode", args=[first.id])).content.decode()
    assert "You told this twice" in page
    other = next(each.id for each in told(cast) if each.id != first.id)
    browser.post(reverse("episode-moment", args=[first.id]), {"do": "apart", "other": str(other)})
    assert len(queries.open_case(cast.ana, cast.case).moments) == 2
    page = browser.get(reverse("episode", args=[first.id])).content.decode()
    assert "You told this twice" not in page


@pytest.mark.parametrize("do", ["same", "apart"])
def test_of_what_is_private_nothing_is_said_in_what_is_shared(
    cast: Cast, mara: Person, do: str
) -> None:
    first = before(cast, mara)
    browser = browser_of(cast.ana)
    asked = tell(browser, cast, mara, visibility="shared")
    new = next(each for each in told(cast) if each.id != first.id)
    assert (first.visibility, new.visibility) == ("private", "shared")
    page = reverse("episode", args=[new.id])
    unseen = [browser_of(cast.ben).get(each).content for each in (page, f"{page}versions/")]
    answered(browser, asked, do)
    case = queries.open_case(cast.ben, cast.case)
    (seen,) = case.tellings
    assert (seen, case.version(seen.id)) == (new, 1)
    assert unseen[1:] == [browser_of(cast.ben).get(f"{page}versions/").content]
    assert len(queries.open_case(cast.ana, cast.case).moments) == (1 if do == "same" else 2)


def test_only_she_says_it_of_her_own_two(cast: Cast, mara: Person) -> None:
    one, other = before(cast, mara, visibility="shared"), before(cast, mara, visibility="shared")
    for viewer in (cast.ben, cast.cleo, cast.dov, cast.eve):
        page = reverse("episode-moment", args=[one.id])
        browser_of(viewer).post(page, {"do": "same", "other": str(other.id)})
        assert browser_of(viewer).get(reverse("episode-again", args=[one.id])).status_code == 404
    assert {each.telling_of for each in told(cast)} == {None}
    nobody = {"do": "differently", "other": str(other.id)}
    browser_of(cast.ana).post(reverse("episode-moment", args=[one.id]), nobody)
    assert {each.saw_differently for each in told(cast)} == {None}
    assert UUID(int=0) not in {one.id, other.id}
