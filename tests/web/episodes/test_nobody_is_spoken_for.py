"""Only the client says what she feels, wants and fears. Ben tells what he saw, and what was his."""

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from msgspec.structs import replace

from relating.case import Episode, Expected, Feeling, Impact, Preferences, Recognition
from relating.case.entries.recognition import Says
from relating.engine.tellings import HERS, NOT_SEEN, as_seen, counted
from relating.journal import actions, queries
from relating.web.episodes.form_fields import HERS as NOT_ASKED
from tests.case.drawn import episodes
from tests.cast import THEN, Cast, browser_of, episode, person, session
from tests.sure import there

STORY = "She laughed, and looked at the window."
WORD = "kumquat"
SPOKEN_FOR: dict[str, Any] = {
    "wish": ("understood",),
    "feelings": (Feeling(code="ashamed"),),
    "i_did": ("pleasing", "hiding"),
    "ended": "i_gave_in",
    "valence": -3,
    "awareness": 0,
    "authenticity": 1,
    "worth_at_stake": 9,
    "seen_as": f"weak, {WORD}",
    "rather": f"She would rather, {WORD}",
    "unsaid": f"She left out, {WORD}",
    "expected": Expected(other_did="criticised", chance=90, words=f"That, {WORD}"),
    "impact": Impact(text=f"He must have, {WORD}", source="guessed"),
    "self_treatment": ("st_blame",),
    "protects_from": ("shame",),
    "cost": ("tired",),
    "how_met": ("mocked",),
    "need": ("choice",),
}


def bens(**more: Any) -> Episode:
    return episode(
        STORY, **{"author": "counsellor", "place": "room", "visibility": "shared"} | more
    )


def counsellor_of(cast: Cast) -> str:
    """Ben as a person of the case."""
    ben = person("Ben", role="counsellor", author="counsellor", visibility="shared")
    actions.record(cast.ben, cast.case, ben)
    return ben.id


def sent(page: Any, **answers: Any) -> dict[str, Any]:
    """What a browser sends for Ben's form, with these answers in it."""
    form = page.context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in (shown | answers).items() if value not in (None, "")}


@pytest.fixture
def ben(cast: Cast) -> Client:
    return browser_of(cast.ben)


def told(cast: Cast, ben: Client, **answers: Any) -> Episode:
    """What Ben tells by the form."""
    address = reverse("episode-new", args=[cast.case])
    answer = ben.post(address, sent(ben.get(address), story=STORY, **answers))
    assert answer.status_code == 303, answer.content.decode()
    (found,) = queries.open_case(cast.ben, cast.case).episodes
    return found


def confirm(cast: Cast, telling: UUID, says: str, words: str = "") -> None:
    address = reverse("episode-recognise", args=[telling])
    answer = browser_of(cast.ana).post(address, {"says": says, "words": words})
    assert answer.status_code == 303


# What he is asked --------------------------------------------------------------------------------


@pytest.mark.parametrize("field", NOT_ASKED)
def test_what_only_she_says_is_not_asked_of_ben_and_refused_when_it_is_sent_by_hand(
    cast: Cast, ben: Client, field: str
) -> None:
    address = reverse("episode-new", args=[cast.case])
    page = ben.get(address)
    assert f'name="{field}"' not in page.content.decode()
    answer = ben.post(address, {**sent(page, story=STORY), field: "1"})
    assert answer.status_code == 422
    assert "Only Ana says what Ana feels" in answer.content.decode()
    assert STORY in answer.content.decode()
    assert queries.open_case(cast.ben, cast.case).episodes == ()


@pytest.mark.parametrize("act", sorted(NOT_SEEN))
def test_an_act_that_no_camera_sees_is_not_his_to_choose(cast: Cast, ben: Client, act: str) -> None:
    address = reverse("episode-new", args=[cast.case])
    answer = ben.post(address, sent(ben.get(address), story=STORY, old_ways=[act]))
    assert answer.status_code == 422


def test_ben_tells_what_he_saw_his_response_his_part_and_how_he_mended_it(
    cast: Cast, ben: Client, now: datetime
) -> None:
    hour = session(now)
    actions.record(cast.ben, cast.case, hour)
    found = told(
        cast,
        ben,
        session=str(hour.id),
        other_did=["took_over"],
        old_ways=["joking"],
        other_then=["listened"],
        impact_text="I felt left.",
        rupture_marks=["changed_topic"],
        counsellor_part=["pushed"],
        repair_moves=["said_sorry"],
    )
    assert (found.author, found.place, found.session) == ("counsellor", "room", hour.id)
    assert (found.other_did, found.i_did, found.other_then) == (
        ("took_over",),
        ("joking",),
        ("listened",),
    )
    assert found.impact == Impact(text="I felt left.", source="counsellor")
    assert (found.rupture_marks, found.counsellor_part, found.repair_moves) == (
        ("changed_topic",),
        ("pushed",),
        ("said_sorry",),
    )


def test_what_a_file_says_for_her_stays_in_it_when_ben_tells_the_rest_better(
    cast: Cast, ben: Client
) -> None:
    kept = bens(**SPOKEN_FOR)
    actions.record(cast.ben, cast.case, kept)
    edit = reverse("episode-edit", args=[kept.id])
    assert ben.post(edit, sent(ben.get(edit), story="Better words")).status_code == 303
    assert queries.open_entry(cast.ben, kept.id).content == replace(kept, story="Better words")


# Nothing cold ------------------------------------------------------------------------------------


def test_what_ben_tells_is_his_draft_until_the_two_have_talked_about_it(
    cast: Cast, ben: Client
) -> None:
    found = told(cast, ben, person="new", new_alias="Ovidio")
    assert found.visibility == "private"
    ana = queries.open_case(cast.ana, cast.case)
    assert ana.episodes == ()
    assert "Ovidio" not in {each.alias for each in ana.people.values()}
    page = ben.get(reverse("episode", args=[found.id])).content.decode()
    assert "We have talked about it" in page
    ben.post(reverse("share", args=[found.id]))
    ana = queries.open_case(cast.ana, cast.case)
    assert [each.story for each in ana.episodes] == [STORY]
    assert "Ovidio" in {each.alias for each in ana.people.values()}


def test_where_both_agreed_she_may_read_it_at_once(cast: Cast, ben: Client) -> None:
    for who, author in ((cast.ana, "client"), (cast.ben, "counsellor")):
        wish = Preferences(
            id=UUID(int=len(author)),
            author=author,  # type: ignore[arg-type]  # one of the two
            visibility="shared",
            recorded_at=THEN,
            read_ahead=True,
        )
        actions.record(who, cast.case, wish)
    assert told(cast, ben).visibility == "shared"


# What is shown, and what counts ------------------------------------------------------------------

PLACES = ("case", "diary", "episodes", "circle", "timeline", "people", "more", "ways", "prepare")


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_no_page_shows_what_ben_said_for_her(cast: Cast, who: str) -> None:
    kept = bens(**SPOKEN_FOR)
    actions.record(cast.ben, cast.case, kept)
    actions.revise(cast.ben, cast.case, replace(kept, story="Again"), 1)
    browser = browser_of(getattr(cast, who))
    pages = [browser.get(reverse(name, args=[cast.case]), follow=True) for name in PLACES]
    pages += [browser.get(reverse(name, args=[kept.id])) for name in ("episode", "versions")]
    text = "".join(page.content.decode() for page in pages if page.status_code == 200)
    assert "Again" in text
    for hidden in (WORD, "Hiding what I feel", "Gave in", "Blamed myself"):
        assert hidden not in text


def test_to_ana_it_is_what_ben_saw(cast: Cast) -> None:
    kept = bens(
        i_did=("joking",),
        other_did=("warm",),
        pull=("rescue",),
        impact=Impact(text="I felt left.", source="counsellor"),
        person=counsellor_of(cast),
    )
    actions.record(cast.ben, cast.case, kept)
    page = browser_of(cast.ana).get(reverse("episode", args=[kept.id])).content.decode()
    assert "What Ben saw me do" in page
    assert "What Ben did first" in page
    assert "To rescue" not in page
    assert "How it was for Ben" in page
    assert "Was it so?" in page


@pytest.mark.parametrize(("says", "counts"), [("so", 1), ("partly", 0), ("not_so", 0)])
def test_it_counts_only_when_she_said_so_it_was(cast: Cast, says: str, counts: int) -> None:
    kept = bens(i_did=("joking",))
    actions.record(cast.ben, cast.case, kept)
    assert queries.open_case(cast.ben, cast.case).counted == ()
    confirm(cast, kept.id, "so")
    confirm(cast, kept.id, says, "And I was cold.")
    for who in (cast.ana, cast.ben):
        assert len(queries.open_case(who, cast.case).counted) == counts
    page = browser_of(cast.ben).get(reverse("episode", args=[kept.id])).content.decode()
    assert "And I was cold." in page
    desk = browser_of(cast.ben).get(reverse("case", args=[cast.case])).content.decode()
    assert "Ana answered what you told" in desk


def test_an_answer_that_says_nothing_is_asked_again_and_keeps_its_words(cast: Cast) -> None:
    kept = bens()
    actions.record(cast.ben, cast.case, kept)
    address = reverse("episode-recognise", args=[kept.id])
    answer = browser_of(cast.ana).post(address, {"words": "I was cold."})
    assert answer.status_code == 422
    assert "I was cold." in answer.content.decode()


def test_of_her_own_telling_nobody_asks_whether_it_was_so(cast: Cast) -> None:
    hers = episode(STORY)
    actions.record(cast.ana, cast.case, hers)
    page = browser_of(cast.ana).get(reverse("episode", args=[hers.id]))
    assert "Was it so?" not in page.content.decode()
    address = reverse("episode-recognise", args=[hers.id])
    assert browser_of(cast.ana).post(address, {"says": "so"}).status_code == 404


@given(told=episodes())
def test_of_any_telling_by_ben_nothing_of_hers_is_left(told: Episode) -> None:
    seen = as_seen(replace(told, author="counsellor"), "client")
    assert {name: getattr(seen, name) for name in HERS} == HERS
    assert not NOT_SEEN & {*(seen.i_did or ())}
    assert seen.my_position is seen.other_position is None
    assert seen.impact is None or seen.impact.source == "counsellor"
    assert (seen.story, seen.other_did, seen.at) == (told.story, told.other_did, told.at)


@given(told=episodes())
def test_her_own_telling_stays_as_it_is(told: Episode) -> None:
    hers = replace(told, author="client")
    assert as_seen(hers, "counsellor") is hers
    assert counted([hers], (), {}) == (hers,)


def test_the_last_answer_is_the_one_that_holds() -> None:
    kept = bens()
    answers: tuple[Says, ...] = ("not_so", "so")
    said = [
        Recognition(
            id=UUID(int=number),
            author="client",
            visibility="shared",
            recorded_at=THEN.replace(minute=number),
            telling=kept.id,
            says=says,
        )
        for number, says in enumerate(answers, start=1)
    ]
    assert there(counted([kept], said, {})) == (kept,)
    assert counted([kept], said[:1], {}) == ()
