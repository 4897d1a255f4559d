"""My people, near, middle and far: placed by a press or on a form, each change an entry."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from relating.case import Person, Support, Tie
from relating.journal import actions, queries
from relating.web.people import drawn
from relating.web.people.near import A_PAGE
from tests.cast import Cast, browser_of, page_of, person
from tests.web.undoing import after, undo, way_back

WANTED = "To be closer"
MASKED = re.compile(r'(?:name="csrfmiddlewaretoken" value|data-draft-key)="[^"]*"')


def add(cast: Cast, name: str = "Sam", **more: object) -> tuple[Person, UUID]:
    """Somebody, and the id of their row."""
    who = person(name, **more)
    actions.record(cast.ana, cast.case, who)
    return who, queries.open_case(cast.ana, cast.case).person_row(who.id)


def ties(cast: Cast) -> tuple[Tie, ...]:
    return queries.open_case(cast.ana, cast.case).all(Tie)


def place(cast: Cast, row: UUID, ring: str, **more: str) -> str:
    sent = {"place": f"{row}.{ring}", "id": str(uuid4())} | more
    return after(browser_of(cast.ana), reverse("people-place", args=[cast.case]), sent)


def on_form(**more: Any) -> dict[str, Any]:
    """What the form of a tie sends."""
    today = timezone.localdate()
    return {"id": str(uuid4()), "on": today.isoformat(), "visibility": "private"} | more


def test_one_press_puts_somebody_near_and_undo_takes_them_back(cast: Cast) -> None:
    _, row = add(cast)
    page = place(cast, row, "near")
    assert "Sam: Near. Private to you." in page
    assert [(each.ring, each.on) for each in ties(cast)] == [("near", timezone.localdate())]
    undone = undo(browser_of(cast.ana), page).content.decode()
    assert "Undone. Sam is not on the map." in undone
    assert ties(cast) == ()


def test_after_a_press_the_page_is_at_that_person_with_what_was_done_beside_them(
    cast: Cast,
) -> None:
    _, row = add(cast)
    add(cast, "Jo")
    browser, here = browser_of(cast.ana), reverse("people-place", args=[cast.case])
    sent = {"place": f"{row}.near", "id": str(uuid4())}
    answer = browser.post(here, sent)
    assert answer.headers["Location"] == f"{here}?at={row}#at"
    page = browser.get(answer.headers["Location"]).content.decode()
    assert said_in(page) == "Sam"
    sent_from = {"referer": f"http://testserver{here}?at={row}"}
    undone = browser.post(way_back(page), headers=sent_from)
    assert undone.headers["Location"] == f"{here}?at={row}#at"
    again = browser.get(undone.headers["Location"]).content.decode()
    assert said_in(again) == "Sam"
    assert "Undone. Sam is not on the map." in again
    assert 'id="at"' not in browser.get(f"{here}?at={uuid4()}").content.decode()


def said_in(page: str) -> str:
    """Beside whom it stands what was done; it stands once."""
    (row,) = [each for each in page.split("<li")[1:] if 'role="status"' in each]
    assert page.count('role="status"') == 1
    assert 'id="at"' in row
    return row.split('class="row-name">')[1].split("<")[0]


def test_undo_says_how_near_somebody_is_again_and_deleted_says_of_whom_it_was(cast: Cast) -> None:
    _, row = add(cast)
    place(cast, row, "near")
    page = place(cast, row, "far")
    undone = undo(browser_of(cast.ana), page).content.decode()
    assert "Undone. Sam is near again." in undone
    assert "How it is with Sam" in page_of(cast.ana, "deleted", cast.case)


def test_the_same_press_twice_is_one_change_and_the_same_place_none(cast: Cast) -> None:
    _, row = add(cast)
    token = str(uuid4())
    for _ in range(2):
        place(cast, row, "far", id=token)
    place(cast, row, "far")
    assert len(ties(cast)) == 1


def test_with_two_people_there_is_no_hole_and_no_count(cast: Cast) -> None:
    for name, ring in (("Sam", "near"), ("Mum", "middle")):
        place(cast, add(cast, name)[1], ring)
    page = page_of(cast.ana, "people", cast.case)
    assert 'id="near-near">near<' in page
    assert 'id="near-middle">middle<' in page
    assert 'id="near-far"' not in page
    assert "Sam" not in page.split('id="near-off"')[-1]


def test_before_anybody_is_placed_the_list_is_as_it_was(cast: Cast) -> None:
    add(cast)
    page = page_of(cast.ana, "people", cast.case)
    assert "near-head" not in page
    assert reverse("people-place", args=[cast.case]) in page


def test_a_form_says_only_what_changed_and_from_which_day_on(cast: Cast) -> None:
    who, row = add(cast, "Dad", gone="died")
    url = reverse("person-tie", args=[row])
    before = (timezone.localdate() - timedelta(days=40)).isoformat()
    sent = on_form(
        ring="middle",
        wanted="closer",
        wish="The other end of the tape.",
        on=before,
        from_me=["practical"],
        from_me_words="The tablets.",
    )
    after(browser_of(cast.ana), url, sent)
    after(
        browser_of(cast.ana),
        url,
        on_form(
            ring="near",
            wanted="closer",
            from_me=["practical"],
            from_me_words="The tablets.",
            wish="The other end of the tape.",
        ),
    )
    first, then = sorted(ties(cast), key=lambda each: each.on)
    assert (first.person, first.ring, first.wanted) == (who.id, "middle", "closer")
    assert first.from_me == Support(kinds=("practical",), words="The tablets.")
    assert (first.to_me, first.chosen) == (None, None)
    assert (then.ring, then.wanted, then.wish, then.from_me) == ("near", None, None, None)
    page = page_of(cast.ana, "person", row)
    for words in (WANTED, "The other end of the tape.", "from middle to near", "near, since"):
        assert words in page


def test_a_form_that_says_nothing_new_writes_nothing(cast: Cast) -> None:
    _, row = add(cast)
    page = after(browser_of(cast.ana), reverse("person-tie", args=[row]), on_form())
    assert "Nothing changed." in page
    assert ties(cast) == ()


def test_a_day_to_come_is_asked_about_and_nothing_typed_is_lost(cast: Cast) -> None:
    _, row = add(cast)
    soon = (timezone.localdate() + timedelta(days=400)).isoformat()
    answer = browser_of(cast.ana).post(
        reverse("person-tie", args=[row]), on_form(on=soon, wish="More evenings.")
    )
    assert answer.status_code == 422
    assert "More evenings." in answer.content.decode()
    assert ties(cast) == ()


def test_what_was_wanted_can_be_taken_back_in_words(cast: Cast) -> None:
    _, row = add(cast)
    url = reverse("person-tie", args=[row])
    after(browser_of(cast.ana), url, on_form(wish="Everything."))
    after(browser_of(cast.ana), url, on_form(wish=""))
    assert "Everything." not in page_of(cast.ana, "person", row).split("Who backs whom")[0]


@pytest.mark.parametrize("sent", ["", "x.near", "{row}.nearer", "{row}", "{row}.near.far"])
def test_whatever_is_no_place_leads_nowhere(cast: Cast, sent: str) -> None:
    _, row = add(cast)
    answer = browser_of(cast.ana).post(
        reverse("people-place", args=[cast.case]),
        {"place": sent.format(row=str(row)), "id": str(uuid4())},
    )
    assert answer.status_code == 404


def test_ben_sees_what_she_shares_and_the_same_bytes_before_and_after_what_she_does_not(
    cast: Cast,
) -> None:
    _, row = add(cast, visibility="shared")
    browser = browser_of(cast.ben)
    addresses = [reverse("people", args=[cast.case]), reverse("person", args=[row])]

    def seen() -> list[str]:
        return [MASKED.sub("", browser.get(each).content.decode()) for each in addresses]

    before = seen()
    place(cast, row, "near")
    after(browser_of(cast.ana), reverse("person-tie", args=[row]), on_form(wanted="closer"))
    assert seen() == before
    shared = next(each for each in ties(cast) if each.ring == "near")
    actions.share(cast.ana, shared.id)
    people, one = seen()
    assert 'id="near-near"' in people
    assert WANTED not in one


def test_ben_is_offered_no_way_to_place_anybody(cast: Cast) -> None:
    _, row = add(cast, visibility="shared")
    pages = page_of(cast.ben, "people", cast.case) + page_of(cast.ben, "person", row)
    assert "/place/" not in pages
    assert "/tie/" not in pages


def test_her_words_about_somebody_are_found_and_where_they_stand_is_not(cast: Cast) -> None:
    _, row = add(cast)
    sent = on_form(ring="near", wish="More evenings.", to_me_words="The pool.")
    after(browser_of(cast.ana), reverse("person-tie", args=[row]), sent)
    for words, many in (("evenings", 1), ("pool", 1), ("near", 0)):
        url = reverse("search", args=[cast.case])
        found = browser_of(cast.ana).post(url, {"words": words}).content.decode()
        assert found.count("How it is with somebody") == many, words


def test_more_people_than_a_page_holds_are_turned_to_and_a_press_leads_to_theirs(
    cast: Cast,
) -> None:
    rows = [add(cast, f"Somebody {number}")[1] for number in range(A_PAGE + 2)]
    for row in rows[:2]:
        place(cast, row, "near")
    first = page_of(cast.ana, "people", cast.case)
    assert (first.count('class="who-row"'), "Page 1 of 2" in first) == (A_PAGE, True)
    last = page_of(cast.ana, "people", cast.case, query="?page=2")
    listed = len(people_of(cast))
    assert last.count('class="who-row"') == listed - A_PAGE
    everybody = {*rows} - {each for each in rows if str(each) in first}
    assert all(str(each) in last for each in everybody)
    far = next(iter(everybody))
    assert str(far) not in page_of(cast.ana, "people-place", cast.case)
    theirs = page_of(cast.ana, "people-place", cast.case, query=f"?at={far}")
    assert f'value="{far}.near"' in theirs.split('id="at"')[1]
    assert said_in(place(cast, far, "far")) in last
    same = [page_of(cast.ana, "person-same", rows[0], query=f"?page={n}") for n in (1, 2)]
    assert same[0].count('name="with"') == A_PAGE
    assert all(str(row) in same[0] + same[1] for row in rows[1:])


def test_the_map_draws_the_nearest_and_says_that_the_list_has_everybody(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [add(cast, f"Somebody {number}")[1] for number in range(3)]
    for row, ring in zip(rows, ("far", "near", "middle"), strict=True):
        place(cast, row, ring)
    whole = page_of(cast.ana, "people-map", cast.case)
    assert "The list has everybody" not in whole
    monkeypatch.setattr(drawn, "MOST", 2)
    page = page_of(cast.ana, "people-map", cast.case)
    assert "The map draws the 2 who stand nearest. The list has everybody." in page
    assert [str(row) in page for row in rows] == [False, True, True]


def people_of(cast: Cast) -> tuple[str, ...]:
    return tuple(queries.open_case(cast.ana, cast.case).people)
