"""Somebody who is not safe: no page but the form says so, and nothing is made of their times."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from relating.case import Person
from relating.journal import actions, queries
from relating.journal.models import Entry
from relating.web.patterns import discovery
from tests.cast import Cast, browser_of, episode, person, row_in

PLACES = (
    "case",
    "diary",
    "episodes",
    "circle",
    "timeline",
    "people",
    "ways",
    "patterns",
    "prepare",
    "seen",
)
ANEW = re.compile(r'<input type="hidden"[^>]*>|(nonce|data-key|data-writer)="[^"]*"')
"""What differs from one answer to the next."""


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Patterns are looked for to the end, however busy the machine is."""
    monkeypatch.setattr(discovery, "PATIENCE", 60)


@pytest.fixture
def rafa(cast: Cast) -> Person:
    """Somebody shared, with whom a few things happened."""
    rafa = person("Rafa", role="ex_partner", visibility="shared")
    actions.record(cast.ana, cast.case, rafa)
    for number in range(3):
        told = episode(f"Rafa rang {number}", person=rafa.id, visibility="shared")
        actions.record(cast.ana, cast.case, told)
    return rafa


def pages(cast: Cast, who: str, rafa: Person) -> dict[str, str]:
    """Every page that could speak of somebody."""
    browser = browser_of(getattr(cast, who))
    told = queries.open_case(cast.ana, cast.case).episodes
    addresses = [reverse(name, args=[cast.case]) for name in PLACES]
    addresses += [reverse("person", args=[row_in(cast.case, rafa)])]
    addresses += [reverse("episode", args=[each.id]) for each in told]
    found = {each: browser.get(each, follow=True) for each in addresses}
    return {
        each: ANEW.sub("", page.content.decode())
        for each, page in found.items()
        if page.status_code == 200
    }


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_nothing_on_any_page_but_the_form_betrays_the_mark(
    cast: Cast, rafa: Person, who: str
) -> None:
    actions.revise(cast.ana, cast.case, replace(rafa, lives_with_me=True), 1)
    before = pages(cast, who, rafa)
    actions.revise(cast.ana, cast.case, replace(rafa, lives_with_me=True, unsafe=True), 2)
    after = pages(cast, who, rafa)
    assert before.keys() == after.keys()
    for address, page in before.items():
        assert "not safe" not in after[address].casefold()
        assert after[address] == page, address


def test_the_counsellor_cannot_tell_from_what_is_new_that_somebody_was_marked(
    cast: Cast, rafa: Person
) -> None:
    long_ago = timezone.now() - timedelta(days=60)
    Entry.objects.filter(case_id=cast.case).update(changed_at=long_ago)
    before = pages(cast, "ben", rafa)
    actions.revise(cast.ana, cast.case, replace(rafa, unsafe=True), 1)
    marked = pages(cast, "ben", rafa)
    actions.undo(cast.ana, [actions.Made(row_in(cast.case, rafa), 2, 1)])
    undone = pages(cast, "ben", rafa)
    assert reverse("seen", args=[cast.case]) in before
    for address, page in before.items():
        assert marked[address] == page, address
        assert undone[address] == page, address


def test_what_changes_beside_the_mark_is_told(cast: Cast, rafa: Person) -> None:
    Entry.objects.filter(case_id=cast.case).update(changed_at=timezone.now() - timedelta(days=60))
    home, seen = (reverse(name, args=[cast.case]) for name in ("case", "seen"))
    for version, told in enumerate((replace(rafa, alias="R."), rafa), start=1):
        actions.revise(cast.ana, cast.case, replace(told, unsafe=True), version)
        for address, words in ((home, "1 person new or changed"), (seen, "changed a person")):
            assert words in browser_of(cast.ben).get(address).content.decode()


def test_a_change_that_came_before_the_mark_is_news_still(cast: Cast, rafa: Person) -> None:
    Entry.objects.filter(case_id=cast.case).update(changed_at=timezone.now() - timedelta(days=60))
    actions.revise(cast.ana, cast.case, replace(rafa, alias="R."), 1)
    before = pages(cast, "ben", rafa)
    actions.revise(cast.ana, cast.case, replace(rafa, alias="R.", unsafe=True), 2)
    assert pages(cast, "ben", rafa) == before


def test_whoever_is_not_safe_stays_so_when_an_earlier_version_is_put_back(
    cast: Cast, rafa: Person
) -> None:
    row = row_in(cast.case, rafa)
    actions.revise(cast.ana, cast.case, replace(rafa, alias="R.", unsafe=True), 1)
    address = reverse("versions", args=[row])
    sent = {"version": "1", "based_on": "2"}
    assert browser_of(cast.ana).post(address, sent).status_code == 303
    now = queries.open_case(cast.ana, cast.case).people[rafa.id]
    assert (now.alias, now.unsafe) == ("Rafa", True)


def test_a_version_that_differs_in_the_mark_alone_is_not_put_back_and_undo_takes_the_mark_off(
    cast: Cast, rafa: Person
) -> None:
    row = row_in(cast.case, rafa)
    actions.revise(cast.ana, cast.case, replace(rafa, unsafe=True), 1)
    page = browser_of(cast.ana).get(reverse("versions", args=[row])).content.decode()
    assert "Put this back" not in page
    actions.undo(cast.ana, [actions.Made(row, 2, 1)])
    assert not queries.open_case(cast.ana, cast.case).people[rafa.id].unsafe


def test_an_old_way_with_somebody_unsafe_is_shown_as_neither_old_nor_new(
    cast: Cast, rafa: Person
) -> None:
    told = episode("He rang.", person=rafa.id, i_did=("pleasing",), visibility="shared")
    actions.record(cast.ana, cast.case, told)
    address = reverse("episode", args=[told.id])
    assert "pick-old" in browser_of(cast.ana).get(address).content.decode()
    actions.revise(cast.ana, cast.case, replace(rafa, unsafe=True), 1)
    for who in (cast.ana, cast.ben):
        assert "pick-old" not in browser_of(who).get(address).content.decode()
        assert told.id not in {each.id for each in queries.open_case(who, cast.case).counted}


def looked(cast: Cast, who: str, **more: str) -> str:
    """What the form shows to whoever looks for somebody, with all that was typed."""
    browser = browser_of(getattr(cast, who))
    address = reverse("episode-new", args=[cast.case])
    form = browser.get(address).context["form"]
    known = {each: value for each, value in form.initial.items() if each in form.fields}
    sent = {each: str(value) for each, value in known.items() if value is not None}
    answer = browser.post(address, sent | {"look": "1", "story": "Half a story"} | more)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_somebody_unsafe_is_found_by_two_letters_and_nothing_is_saved_or_lost(
    cast: Cast, rafa: Person, who: str
) -> None:
    actions.record(cast.ana, cast.case, person("Raoul", visibility="shared"))
    before = len(queries.open_case(cast.ana, cast.case).episodes)
    pages = []
    for version, unsafe in enumerate((False, True), start=1):
        actions.revise(cast.ana, cast.case, replace(rafa, unsafe=unsafe, gone="died"), version)
        page = looked(cast, who, look_for="RA")
        pages.append(page.split('class="other find"')[1].split("</fieldset>")[0])
        assert "Half a story" in page
        assert 'class="wrong"' not in page
        for letters in ("r", "zz"):
            assert rafa.id not in looked(cast, who, look_for=letters).split('class="other find"')[1]
    assert rafa.id in pages[1]
    assert "Raoul" in pages[1]
    assert pages[0] == pages[1]
    assert len(queries.open_case(cast.ana, cast.case).episodes) == before


def test_whoever_was_found_is_whom_it_was_with(cast: Cast, rafa: Person) -> None:
    actions.revise(cast.ana, cast.case, replace(rafa, unsafe=True), 1)
    browser = browser_of(cast.ana)
    address = reverse("episode-new", args=[cast.case])
    form = browser.get(address).context["form"]
    known = {each: value for each, value in form.initial.items() if each in form.fields}
    sent = {each: str(value) for each, value in known.items() if value is not None}
    sent |= {"story": "At the door.", "look_for": "ra"}
    assert browser.post(address, sent | {"person": ""}).status_code == 200
    assert browser.post(address, sent | {"person": rafa.id}).status_code == 303
    told = next(
        each
        for each in queries.open_case(cast.ana, cast.case).episodes
        if each.story == "At the door."
    )
    assert told.person == rafa.id
    assert "Rafa" in browser.get(reverse("episode-edit", args=[told.id])).content.decode()


def test_somebody_unsafe_is_not_among_the_faces_and_stays_where_they_were_chosen(
    cast: Cast, rafa: Person
) -> None:
    told = queries.open_case(cast.ana, cast.case).episodes[0]
    actions.revise(cast.ana, cast.case, replace(rafa, unsafe=True), 1)
    browser = browser_of(cast.ana)
    new = browser.get(reverse("episode-new", args=[cast.case])).content.decode()
    assert "Rafa" not in new
    edit = browser.get(reverse("episode-edit", args=[told.id])).content.decode()
    assert "Rafa" in edit
