"""Back then: the two turn it on together; off, childhood is asked, told and shown nowhere."""

from collections.abc import Iterable
from typing import Any

import pytest
from django.urls import reverse

from relating.case import Episode, Preferences, Recognition
from relating.journal import actions, queries
from relating.people.gate import Viewer
from tests.cast import Cast, browser_of, episode, page_of, person, session

WORD = "kumquat"
PAGES = (
    *("case", "diary", "episodes", "circle", "timeline", "people", "ways", "sessions", "contract"),
    *("back-then", "agenda", "feedback", "alliance", "case-supervision", "words-home", "search"),
    *("safety", "seen", "deleted", "export", "more", "episode-new", "person-new", "pause"),
)


def says(viewer: Viewer, cast: Cast, do: str) -> None:
    """One of the two says yes, or turns it off."""
    answer = browser_of(viewer).post(reverse("back-then", args=[cast.case]), {"do": do})
    assert answer.status_code == 303


def turned_on(cast: Cast) -> None:
    says(cast.ben, cast, "yes")
    says(cast.ana, cast, "yes")


def is_on(cast: Cast) -> bool:
    """Whether it is on, for both alike."""
    both = {queries.open_case(who, cast.case).back_then for who in (cast.ana, cast.ben)}
    assert len(both) == 1
    return both.pop()


def told_by_ben(cast: Cast, **more: Any) -> Episode:
    """A memory that Ben tells, of somebody whom it names."""
    gran = person(f"Gran {WORD}", role="grandparent", author="counsellor", visibility="shared")
    given = {"place": "past", "at": None, "age": 9, "visibility": "shared", "author": "counsellor"}
    told = episode(f"Nobody came, {WORD}.", **given | {"person": gran.id} | more)
    if told.person == gran.id:
        actions.record(cast.ben, cast.case, gran)
    actions.record(cast.ben, cast.case, told)
    return told


def words_on(cast: Cast, addresses: Iterable[str]) -> list[str]:
    """On which of these pages of Ana's the words stand."""
    browser = browser_of(cast.ana)
    found = {each: browser.get(each) for each in addresses}
    assert all(page.status_code in {200, 404} for page in found.values())
    return [each for each, page in found.items() if WORD in page.content.decode()]


def anas_pages(cast: Cast, told: Episode) -> list[str]:
    """Every page of Ana's on which a telling could stand."""
    case = [reverse(name, args=[cast.case]) for name in PAGES]
    entry = [reverse(name, args=[told.id]) for name in ("episode", "versions")]
    return [*case, *entry, f"{reverse('search', args=[cast.case])}?q={WORD}"]


# Turning it on and off ---------------------------------------------------------------------------


def test_it_is_off_until_both_say_yes_and_either_turns_it_off_alone(cast: Cast) -> None:
    assert not is_on(cast)
    says(cast.ben, cast, "yes")
    assert not is_on(cast)
    assert "Ben asks whether you two look at it" in page_of(cast.ana, "back-then", cast.case)
    says(cast.ana, cast, "yes")
    assert is_on(cast)
    says(cast.ana, cast, "off")
    assert not is_on(cast)
    turned_on(cast)
    says(cast.ben, cast, "off")
    assert not is_on(cast)


@pytest.mark.parametrize("first", ["ana", "ben"])
def test_who_turned_it_off_does_not_turn_it_on_alone(cast: Cast, first: str) -> None:
    turned_on(cast)
    who = getattr(cast, first)
    says(who, cast, "off")
    says(who, cast, "yes")
    assert not is_on(cast)


def test_what_was_said_of_it_is_not_put_back_by_an_address(cast: Cast) -> None:
    turned_on(cast)
    says(cast.ana, cast, "off")
    mine = next(
        each
        for each in queries.open_case(cast.ben, cast.case).all(Preferences)
        if each.back_then and each.author == "counsellor"
    )
    says(cast.ben, cast, "off")
    sent = {"version": "1", "based_on": "2"}
    browser_of(cast.ben).post(reverse("versions", args=[mine.id]), sent)
    assert not is_on(cast)


@pytest.mark.parametrize("act", ["delete", "unshare", "share", "put-back"])
@pytest.mark.parametrize("who", ["ana", "ben"])
def test_a_word_of_it_is_neither_taken_away_nor_put_back_by_an_address(
    cast: Cast, who: str, act: str
) -> None:
    turned_on(cast)
    viewer = getattr(cast, who)
    mine = next(
        each
        for each in queries.open_case(viewer, cast.case).all(Preferences)
        if (each.author == "client") is (who == "ana")
    )
    browser_of(viewer).post(reverse(act, args=[mine.id]))
    assert is_on(cast)


# What Ben tells ----------------------------------------------------------------------------------


def test_while_it_is_off_no_page_of_hers_says_what_ben_told_of_back_then(cast: Cast) -> None:
    told = told_by_ben(cast, person=None)
    assert words_on(cast, anas_pages(cast, told)) == []
    assert browser_of(cast.ana).get(reverse("episode", args=[told.id])).status_code == 404
    assert told.id not in {each.id for each in queries.open_case(cast.ana, cast.case).episodes}
    says(cast.ben, cast, "yes")
    assert words_on(cast, anas_pages(cast, told)) == []


def test_on_it_waits_folded_until_she_opens_it_and_answers(cast: Cast) -> None:
    turned_on(cast)
    told = told_by_ben(cast, person=None)
    assert words_on(cast, anas_pages(cast, told)) == []
    assert "Not opened yet" in page_of(cast.ana, "diary", cast.case)
    assert "Open it" in page_of(cast.ana, "episode", told.id)
    assert WORD in page_of(cast.ana, "episode", told.id, query="?open=1")
    browser_of(cast.ana).post(
        reverse("episode-recognise", args=[told.id]), {"says": "partly", "words": "Mum came."}
    )
    assert WORD in page_of(cast.ana, "episode", told.id)
    assert WORD in page_of(cast.ana, "diary", cast.case)
    assert WORD not in page_of(cast.ana, "case", cast.case)
    assert "Mum came." in page_of(cast.ben, "episode", told.id)
    says(cast.ben, cast, "off")
    assert words_on(cast, anas_pages(cast, told)) == []


def test_she_refuses_it_and_ben_sees_that(cast: Cast) -> None:
    turned_on(cast)
    told = told_by_ben(cast, person=None)
    address = reverse("episode-recognise", args=[told.id])
    browser_of(cast.ana).post(address, {"says": "refused"})
    assert words_on(cast, anas_pages(cast, told)) == []
    assert "Not opened yet" not in page_of(cast.ana, "diary", cast.case)
    assert "You did not want to look at it" in page_of(cast.ana, "back-then", cast.case)
    assert "I do not want to look at it" in page_of(cast.ben, "episode", told.id)


def test_she_keeps_it_off_her_phone_and_nobody_is_told(cast: Cast) -> None:
    turned_on(cast)
    told = told_by_ben(cast, person=None)
    address = reverse("episode-recognise", args=[told.id])
    browser_of(cast.ana).post(address, {"says": "so"})
    before = page_of(cast.ben, "episode", told.id)
    assert WORD in page_of(cast.ana, "diary", cast.case)
    browser_of(cast.ana).post(address, {"says": "kept_off"})
    assert words_on(cast, anas_pages(cast, told)) == []
    assert len(queries.open_case(cast.ben, cast.case).all(Recognition)) == 1
    assert "So it was" in before
    assert "So it was" in page_of(cast.ben, "episode", told.id)
    browser_of(cast.ana).post(address, {"says": "back"})
    assert WORD in page_of(cast.ana, "diary", cast.case)
    browser_of(cast.ana).post(address, {"says": "kept_off"})
    assert words_on(cast, anas_pages(cast, told)) == []


def test_only_what_is_of_back_then_is_refused_or_kept_off(cast: Cast) -> None:
    told = told_by_ben(cast, place="room", at=session().at, age=None, person=None)
    for says_so in ("refused", "kept_off"):
        address = reverse("episode-recognise", args=[told.id])
        assert browser_of(cast.ana).post(address, {"says": says_so}).status_code == 422


@pytest.mark.parametrize("on", [False, True])
def test_bens_form_takes_back_then_only_while_it_is_on(cast: Cast, on: bool) -> None:
    if on:
        turned_on(cast)
    browser = browser_of(cast.ben)
    address = reverse("episode-new", args=[cast.case])
    page = browser.get(address)
    assert ('value="past"' in page.content.decode()) is on
    form = page.context["form"]
    known = {each: value for each, value in form.initial.items() if each in form.fields}
    sent = {each: str(value) for each, value in known.items() if value is not None}
    answer = browser.post(address, sent | {"place": "past", "age": "9", "story": "By hand."})
    assert answer.status_code == (303 if on else 422)
    assert len(queries.open_case(cast.ben, cast.case).episodes) == on


def test_what_ben_told_rests_while_it_is_off(cast: Cast) -> None:
    told = told_by_ben(cast, visibility="private")
    browser = browser_of(cast.ben)
    page = page_of(cast.ben, "episode", told.id)
    assert WORD in page
    assert "so this rests" in page
    assert browser.get(reverse("episode-edit", args=[told.id])).status_code == 404
    assert browser.post(reverse("share", args=[told.id])).status_code == 404
    turned_on(cast)
    assert browser.get(reverse("episode-edit", args=[told.id])).status_code == 200
    assert browser.post(reverse("share", args=[told.id])).status_code == 303


# What is asked, and what is shown first ----------------------------------------------------------


def test_nothing_about_childhood_is_asked_while_it_is_off(cast: Cast) -> None:
    asked = ("How were my feelings met?", "Was there when I was little")
    for on in (False, True):
        if on:
            turned_on(cast)
        capture = page_of(cast.ana, "episode-new", cast.case)
        assert ('value="past"' in capture) is True
        assert (asked[0] in capture) is on
        for who in (cast.ana, cast.ben):
            assert (asked[1] in page_of(who, "person-new", cast.case)) is on


def test_what_was_ticked_stays_while_nobody_asks_for_it(cast: Cast) -> None:
    mum = person("Mum", role="parent", attachment_figure=True)
    actions.record(cast.ana, cast.case, mum)
    row = queries.open_case(cast.ana, cast.case).person_row(mum.id)
    browser = browser_of(cast.ana)
    address = reverse("person-edit", args=[row])
    initial = browser.get(address).context["form"].initial
    sent = {name: str(value) for name, value in initial.items() if value not in (None, False)}
    assert browser.post(address, sent | {"alias": "Mam"}).status_code == 303
    kept = queries.open_case(cast.ana, cast.case).people[mum.id]
    assert (kept.alias, kept.attachment_figure) == ("Mam", True)
    assert "when I was little" not in page_of(cast.ana, "person", row)
    turned_on(cast)
    assert "when I was little" in page_of(cast.ana, "person", row)


@pytest.mark.parametrize("on", [False, True])
def test_no_first_page_says_what_was_told_of_back_then(cast: Cast, on: bool) -> None:
    if on:
        turned_on(cast)
    hers = {"place": "past", "at": None, "age": 8, "visibility": "shared"}
    actions.record(cast.ana, cast.case, episode(f"I hid, {WORD}.", **hers))
    actions.record(cast.ana, cast.case, episode("Today."))
    told_by_ben(cast, person=None)
    for who in (cast.ana, cast.ben):
        assert WORD not in page_of(who, "case", cast.case)
    assert WORD not in page_of(cast.ben, "caseload")
    assert WORD not in page_of(cast.ben, "prepare", cast.case)
    assert (WORD in page_of(cast.ana, "diary", cast.case)) is on


def test_a_memory_of_hers_is_hers_to_write_and_counts_once_it_is_on(cast: Cast) -> None:
    told = episode("I hid.", place="past", at=None, age=8)
    actions.record(cast.ana, cast.case, told)
    assert "I hid." in page_of(cast.ana, "episode", told.id)
    for on in (False, True):
        if on:
            turned_on(cast)
        case = queries.open_case(cast.ana, cast.case)
        assert {each.id for each in case.counted} == ({told.id} if on else set())
        assert {each.id for each in case.confirmed} == ({told.id} if on else set())


@pytest.mark.parametrize("on", [False, True])
def test_a_memory_of_hers_is_asked_nothing_more_about_while_it_is_off(cast: Cast, on: bool) -> None:
    if on:
        turned_on(cast)
    browser = browser_of(cast.ana)
    address = reverse("episode-new", args=[cast.case])
    form = browser.get(address).context["form"]
    known = {each: value for each, value in form.initial.items() if each in form.fields}
    sent = {each: str(value) for each, value in known.items() if value is not None}
    answer = browser.post(address, sent | {"place": "past", "age": "8", "story": "I hid."})
    assert answer.status_code == 303
    page = browser.get(answer.headers["Location"]).content.decode()
    assert ("One more?" in page) is on


def test_while_it_is_off_bens_lists_hold_what_ana_shared_and_nothing_that_he_told(
    cast: Cast,
) -> None:
    hers = episode(f"I hid, {WORD}.", place="past", at=None, age=8, visibility="shared")
    told, draft = told_by_ben(cast, person=None), told_by_ben(cast, visibility="private")
    actions.record(cast.ana, cast.case, episode("Today.", visibility="shared"))
    listed = reverse("episodes", args=[cast.case])
    browser = browser_of(cast.ben)

    def stand_on(address: str) -> set[str]:
        page = browser.get(address).content.decode()
        every = (hers.id, told.id, draft.id)
        return {str(each) for each in every if reverse("episode", args=[each]) in page}

    def looked_for() -> str:
        address = reverse("search", args=[cast.case])
        return browser.post(address, {"words": WORD}).content.decode()

    assert stand_on(listed) == stand_on(f"{listed}?place=past") == set()
    assert "place=past" not in browser.get(listed).content.decode()
    assert str(told.id) not in looked_for()
    assert WORD in page_of(cast.ben, "episode", told.id)
    actions.record(cast.ana, cast.case, hers)
    assert stand_on(listed) == stand_on(f"{listed}?place=past") == {str(hers.id)}
    assert "place=past" in browser.get(listed).content.decode()
    assert WORD not in browser.get(listed).content.decode()
    assert WORD in page_of(cast.ben, "episode", hers.id)
    assert str(hers.id) in looked_for()
    for page in ("prepare", "case"):
        assert stand_on(reverse(page, args=[cast.case])) == set()
    said = page_of(cast.ben, "back-then", cast.case)
    assert "you can read it where you go and look" in said
    assert "Ben can read it where Ben goes" in page_of(cast.ana, "back-then", cast.case)
    turned_on(cast)
    assert stand_on(listed) == {str(hers.id), str(told.id), str(draft.id)}
    assert str(told.id) in looked_for()


def test_that_ben_asks_stands_on_her_today_until_she_says_yes_or_not_now(cast: Cast) -> None:
    actions.record(cast.ana, cast.case, episode("Today."))
    address = reverse("back-then", args=[cast.case])
    asks = "Ben asks whether you two look at back then"
    waits = "You asked Ana to look at back then; it waits"

    def told() -> tuple[bool, bool]:
        mine = page_of(cast.ana, "case", cast.case)
        assert (address in mine) is (asks in mine)
        return asks in mine, waits in page_of(cast.ben, "case", cast.case)

    assert told() == (False, False)
    says(cast.ben, cast, "yes")
    assert told() == (True, True)
    assert "Not now" in page_of(cast.ana, "back-then", cast.case)
    says(cast.ana, cast, "off")
    assert told() == (False, False)
    says(cast.ben, cast, "yes")
    says(cast.ana, cast, "yes")
    assert told() == (False, False)
    says(cast.ben, cast, "off")
    says(cast.ana, cast, "yes")
    assert told() == (False, False)
    assert "Ana asks whether you two look at back then" in page_of(cast.ben, "case", cast.case)


@pytest.mark.parametrize("place", ["room", "past"])
def test_what_ben_told_leads_from_her_today_to_her_answer(cast: Cast, place: str) -> None:
    turned_on(cast)
    at = session().at if place == "room" else None
    told = told_by_ben(cast, person=None, place=place, at=at, age=None if at else 9)
    asks = "Ben told something of you: was it so?"
    waits = "Ben told something of back then. You need not open it."
    today = page_of(cast.ana, "case", cast.case)
    assert (asks in today, waits in today) == (place == "room", place == "past")
    assert reverse("episode", args=[told.id]) in today
    assert (WORD in today) is (place == "room")
    answer = {"says": "so" if place == "room" else "refused"}
    browser_of(cast.ana).post(reverse("episode-recognise", args=[told.id]), answer)
    answered = page_of(cast.ana, "case", cast.case)
    assert asks not in answered
    assert waits not in answered
