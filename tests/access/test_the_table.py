"""Every address, every actor, every state of an entry: who gets an answer, judged by canaries.

What is sent to an address by POST is in test_writes.py.
"""

from collections.abc import Iterator
from itertools import product

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from relating.people.models import User
from relating.web import middleware
from tests.access.asking import Browsers, Tried, fail_with, leaks, tried
from tests.access.table import (
    ADDRESSES,
    ALIASES,
    TABLE,
    answering,
    comers,
    deleted_by,
    expected,
    nowhere,
    parameters,
    patterns,
    places,
)
from tests.access.world import FIRST, World
from tests.extent import share

pytestmark = [
    pytest.mark.django_db(databases="__all__"),
    pytest.mark.xdist_group("access: the table"),
]
SOME = share(ADDRESSES, 3)
"""What hardly differs from address to address is asked of every third."""
OTHER_METHODS = ("HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert set(TABLE) == set(patterns())


def test_only_what_the_table_opens_to_anyone_is_open_to_whoever_comes_by() -> None:
    to_anyone = {name for name, row in TABLE.items() if row.get("anyone")}
    assert to_anyone | ALIASES == middleware.OPEN
    assert to_anyone | ALIASES | {"passphrase", "drafts"} == middleware.UNGATED


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_page_is_there_for_whom_the_table_names_and_for_nobody_else(
    name: str, world: World, browsers: Browsers
) -> None:
    def faults() -> Iterator[str]:
        never = tried(browsers["cleo"], "GET", nowhere(name))
        for place, actor in comers(name, [*places(world, name)]):
            answer = tried(browsers[actor], "GET", place.address)
            want = expected(place, "GET", actor)
            yield from wrong(f"{actor} GET {place}", want, answer)
            gone = answer.status == 404 and parameters(name) and not deleted_by(actor, place)
            if gone and answer.served != never.served:
                yield f"{actor} GET {place}: not the same bytes as what never was"
            if found := leaks(world, actor, answer):
                yield f"{actor} GET {place}: {len(found)} words that are not theirs to know"

    fail_with(faults())


def wrong(what: str, want: str, answer: Tried) -> Iterator[str]:
    """What is not as it should be in an answer to somebody who only looks."""
    got = answer.word
    if got != want and not (want == "not so" and got == "nothing"):
        yield f"{what}: expected {want}, got {got} ({answer.status})"
    if answer.wrote:
        yield f"{what}: expected nothing to be written, got {sorted(answer.wrote)}"


@pytest.mark.parametrize("name", SOME)
def test_other_methods_are_refused_or_as_good_as_looking(
    name: str, world: World, browsers: Browsers
) -> None:
    def faults() -> Iterator[str]:
        place = answering(world, name)
        for actor, method in product(("ana", "ben", "cleo", "ivo"), OTHER_METHODS):
            answer = tried(browsers[actor], method, place.address)
            if method != "OPTIONS" or answer.word not in {"not so", "nothing"}:
                yield from wrong(
                    f"{actor} {method} {place}", expected(place, method, actor), answer
                )
            if found := leaks(world, actor, answer):
                yield f"{actor} {method} {place}: {len(found)} words that are not theirs to know"

    fail_with(faults())


@pytest.mark.parametrize("name", ADDRESSES)
def test_whoever_has_not_signed_in_is_asked_to_and_told_nothing(name: str, world: World) -> None:
    def faults() -> Iterator[str]:
        for place in places(world, name):
            for method, asked in (("GET", 302), ("POST", 401)):
                answer = tried(Client(), method, place.address)
                wanted = {200, 302, 303, 404, 405} if TABLE[name].get("anyone") else {asked}
                if answer.status not in wanted or world.leaked(answer.text, "nobody"):
                    yield f"nobody {method} {place}: expected {wanted}, got {answer.status}"

    fail_with(faults())


@pytest.mark.parametrize("name", SOME)
def test_what_comes_from_another_site_or_without_its_token_is_refused(
    name: str, world: World, browsers: Browsers
) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(User.objects.get(pk=world.people["ana"].id))
    for place in places(world, name):
        foreign = browsers["ana"].post(place.address, headers={"sec-fetch-site": "cross-site"})
        assert foreign.status_code == 403, f"ana POST {place} from another site"
        if "POST" in TABLE[name]:
            assert careful.post(place.address).status_code == 403, f"ana POST {place} without token"


def test_the_alarm_fails_an_answer_that_was_made_without_asking_the_gate(
    world: World, browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patterns()["more"], "callback", lambda request, case: HttpResponse("leak"))
    answer = tried(browsers["cleo"], "GET", reverse("more", args=[world.held[FIRST].case]))
    assert answer.status == 500
    assert b"leak" not in answer.body


def test_ana_sees_her_own_canaries_so_that_the_search_for_them_means_something(
    world: World, browsers: Browsers
) -> None:
    told = world.held[FIRST].rows["episode"]["private"]
    page = tried(browsers["ana"], "GET", reverse("episode", args=[told]))
    assert any(word in page.text for word, who in world.may_know.items() if who == {"ana"})


def test_a_leak_is_noticed(world: World) -> None:
    word = world.canary("ana")
    assert world.leaked(f"She said {word.title()}.", "ben") == [word]
    assert world.leaked(f"She said {word}.", "ana") == []
    assert world.leaked("canary" + 32 * "0", "ana"), "a word that nobody may know"
