"""Every address, every actor, every state of an entry, every method: judged by canaries.

What is expected stands in table.toml, written apart from the rules.
"""

import logging
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from relating.journal.models import Trail
from tests.access import world as worlds
from tests.access.world import ACTORS, STATES, World
from tests.cast import browser_of

TABLE: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("table.toml").read_text(encoding="utf-8")
)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
ALIASES = {"account_login"}
SAID = {"token": "not-a-real-secret", "name": "behaviour", "act": "watch"}
ENTRY_ADDRESSES = {"person", "person-edit"}
OF_OTHERS = {
    "session": "session",
    "session-edit": "session",
    "session-calendar": "session",
    "pulse": "session",
    "pulse-here": "session",
    "dip": "session",
    "feedback-one": "feedback",
    "feedback-edit": "feedback",
    "feedback-answer": "feedback",
    "note-edit": "note",
    "loan": "supervision",
    "loan-end": "supervision",
}
"""Addresses of other kinds. In a state that their kind has not they are tried with an episode."""


def addresses() -> dict[str, URLPattern]:
    """Every address that the application answers to, by name."""
    patterns = get_resolver().url_patterns
    assert all(isinstance(each, URLPattern) for each in patterns)
    return {str(each.name): each for each in patterns if each.name not in ALIASES}


def parameters(name: str) -> set[str]:
    return set(addresses()[name].pattern.converters)


@pytest.fixture
def world(db: None) -> World:
    return worlds.made()


@pytest.fixture
def browsers(world: World) -> dict[str, Client]:
    signed_in = {name: browser_of(world.people[name]) for name in ACTORS}
    for browser in signed_in.values():
        browser.raise_request_exception = False
    return signed_in


class Heard(logging.Handler):
    """Everything that was logged, formatted with its arguments as a careless formatter would."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name != "django.db.backends":
            self.lines.append(f"{record.getMessage()} {record.exc_info}")


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert set(TABLE) == set(addresses())


def places(world: World, name: str) -> Iterator[tuple[str, str]]:
    """The concrete addresses to try, each with the state of the entry behind it."""
    wanted = parameters(name)
    rest: dict[str, object] = {each: SAID[each] for each in wanted & set(SAID)}
    if "key" in wanted:
        rest["key"] = uuid4()
    if "user" in wanted:
        rest["user"] = world.people["fay"].id
    if "entry_id" in wanted:
        rows = world.persons if name in ENTRY_ADDRESSES else world.episodes
        rows = rows | world.others.get(OF_OTHERS.get(name, ""), {})
        for state in STATES:
            yield reverse(name, kwargs=rest | {"entry_id": rows[state]}), state
        return
    if "case_id" in wanted:
        rest["case_id"] = world.case
    yield reverse(name, kwargs=rest), ""


def expected(name: str, method: str, actor: str, state: str) -> str:
    """What the table says: an answer, nothing, or not so (405)."""
    row = TABLE[name]
    asked = {"HEAD": "GET", "OPTIONS": "GET"}.get(method, method)
    who = row.get(asked)
    if name in {"set-up", "invitation", "pulse-given"}:
        return "nothing" if method in {"GET", "HEAD", "POST"} else "not so"
    if who is None:
        return "not so"
    if isinstance(who, dict):
        return "answer" if state in who.get(actor, []) else "nothing"
    return "answer" if actor in set(worlds.everyone(who)) else "nothing"


def judged(response: HttpResponse) -> str:
    """An answer in a word. 401, 422 and redirects are answers too."""
    return {404: "nothing", 405: "not so", 403: "refused", 500: "broken"}.get(
        response.status_code, "answer"
    )


def accepted(name: str, method: str, want: str, got: str) -> bool:
    """Whether an answer is as expected; a refused method may also be called nothing, and
    OPTIONS may be not so."""
    if got == want:
        return True
    if want == "not so" or method == "OPTIONS":
        return got in {"not so", "nothing"}
    return False


def text_of(response: HttpResponse) -> str:
    """All of a response: headers and body."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return f"{response.headers}\n{body.decode('utf-8', 'replace')}"


def test_every_cell_of_the_table_holds_and_no_canary_leaks(
    world: World, browsers: dict[str, Client]
) -> None:
    heard = Heard()
    logging.getLogger().addHandler(heard)
    try:
        wrong = list(faults(world, browsers, heard))
    finally:
        logging.getLogger().removeHandler(heard)
    assert wrong == []


def faults(world: World, browsers: dict[str, Client], heard: Heard) -> Iterator[str]:
    """Every cell that is not as the table says, in words."""
    for name in sorted(TABLE):
        for address, state in places(world, name):
            for actor in ACTORS:
                for method in METHODS:
                    response = tried(browsers[actor], method, address)
                    got, want = judged(response), expected(name, method, actor, state)
                    if not accepted(name, method, want, got):
                        yield f"{actor} {method} {name} ({state}): {got}, not {want}"
                    leaks = world.leaked(text_of(response), actor)
                    if leaks or world.leaked("\n".join(heard.lines), "nobody"):
                        yield f"{actor} {method} {name} ({state}): leaks {len(leaks)}"
                    heard.lines.clear()


def tried(browser: Client, method: str, address: str) -> HttpResponse:
    """One request whose changes are undone afterwards, sessions included."""
    cookies = browser.cookies.copy()
    with transaction.atomic():
        point = transaction.savepoint()
        response = browser.generic(method, address)
        if response.streaming:
            response = HttpResponse(
                b"".join(response.streaming_content), status=response.status_code
            )
        transaction.savepoint_rollback(point)
    browser.cookies = cookies
    return response


def test_whoever_has_not_signed_in_is_asked_to_and_told_nothing(world: World) -> None:
    for name, row in TABLE.items():
        for address, _ in places(world, name):
            for method in ("GET", "POST"):
                response = tried(Client(), method, address)
                if row.get("anyone"):
                    assert response.status_code in {200, 302, 303, 404, 405}, (name, method)
                else:
                    assert response.status_code == (302 if method == "GET" else 401), (name, method)
                assert world.leaked(text_of(response), "nobody") == []


def test_what_is_denied_looks_to_the_byte_like_what_never_was(
    world: World, browsers: dict[str, Client]
) -> None:
    for name in TABLE:
        if not {"entry_id", "case_id"} & parameters(name):
            continue
        never = nowhere(name)
        for actor in ACTORS:
            for address, _ in places(world, name):
                response = tried(browsers[actor], "GET", address)
                if response.status_code == 404:
                    assert response.content == tried(browsers[actor], "GET", never).content


def nowhere(name: str) -> str:
    """The same address with ids that were never given."""
    given = parameters(name)
    ids: dict[str, UUID | str] = {each: uuid4() for each in given & {"entry_id", "case_id", "key"}}
    ids |= {each: SAID[each] for each in given & {"name", "act"}}
    return reverse(name, kwargs=ids)


def test_no_page_that_is_only_looked_at_changes_anything_but_the_trail(
    world: World, browsers: dict[str, Client]
) -> None:
    before = digest()
    for name in TABLE:
        for address, _ in places(world, name):
            for actor in ("ana", "ben", "eve"):
                browsers[actor].get(address)
    assert digest() == before


def digest() -> list[object]:
    """Every row of every table that holds something of people's, but the trail."""
    from django.apps import apps

    models = [
        model
        for app in ("people", "journal", "vault")
        for model in apps.get_app_config(app).get_models()
    ]
    return [
        list(model.objects.order_by("pk").values_list()) for model in models if model is not Trail
    ]


def test_every_unsafe_request_from_another_site_is_refused(
    world: World, browsers: dict[str, Client]
) -> None:
    for name in TABLE:
        for address, _ in places(world, name):
            foreign = browsers["ana"].post(address, headers={"sec-fetch-site": "cross-site"})
            assert foreign.status_code == 403, name


def test_a_form_without_its_token_is_refused(world: World) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(browser_user(world, "ana"))
    for name, row in TABLE.items():
        if "POST" not in row or name in {"set-up", "invitation"}:
            continue
        for address, _ in places(world, name):
            assert browser.post(address).status_code == 403, name


def browser_user(world: World, name: str) -> Any:
    from relating.people.models import User

    return User.objects.get(pk=world.people[name].id)


def test_the_alarm_fails_an_answer_that_was_made_without_asking_the_gate(
    world: World, browsers: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    from relating.web.home import more

    monkeypatch.setattr(
        more, "unguarded", lambda request, **ids: HttpResponse("leak"), raising=False
    )
    pattern = addresses()["more"]
    monkeypatch.setattr(pattern, "callback", more.unguarded)
    response = browsers["cleo"].get(reverse("more", kwargs={"case_id": world.case}))
    assert response.status_code == 500
    assert b"leak" not in response.content


def test_ana_sees_her_own_canaries_so_that_the_search_for_them_means_something(
    world: World, browsers: dict[str, Client]
) -> None:
    page = text_of(
        browsers["ana"].get(reverse("episode", kwargs={"entry_id": world.episodes["private"]}))
    )
    assert any(word in page for word, who in world.may_know.items() if who == {"ana"})
