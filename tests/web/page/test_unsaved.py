"""A form that cannot be stored: nothing of it is, and all that was typed stands on its page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.db import OperationalError, connection, transaction
from django.urls import resolve

from tests.access.asking import FORM
from tests.access.forms import Form, forms
from tests.access.table import ADDRESSES, answered, places
from tests.access.world import World, made_world
from tests.cast import browser_of
from tests.extent import share

CHANGES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
NOT_OF_THE_FORM = {"django_session"}
"""Tables that every request writes to, whatever it was sent."""
DOORS = {"sign-in", "sign-out", "leave", "account_login", "passphrase"}


class Asked(NamedTuple):
    """A form of a page, and who is looking at it."""

    who: str
    form: Form


@contextmanager
def failing(at: int) -> Iterator[list[str]]:
    """Let the write of this number fail, counted from 1; the writes before it are noted."""
    written: list[str] = []

    def refuse(execute: Callable[..., Any], sql: str, given: Any, *rest: Any) -> Any:
        if sql.lstrip().upper().startswith(CHANGES) and is_of_the_form(sql, given):
            written.append(sql)
            if len(written) == at:
                raise OperationalError("disk I/O error")
        return execute(sql, given, *rest)

    with connection.execute_wrapper(refuse):
        yield written


def is_of_the_form(sql: str, given: Any) -> bool:
    """Whether a write is the form's own: a session is not, nor is the note of a reading."""
    if any(f'"{table}"' in sql for table in NOT_OF_THE_FORM):
        return False
    return not ('"journal_trail"' in sql and "read" in (given or ()))


def stored() -> dict[str, list[str]]:
    """Everything that is stored but sessions and readings, which are true whatever was sent."""
    found = {}
    for model in apps.get_models():
        if model._meta.db_table in NOT_OF_THE_FORM or model._meta.app_label == "vault":
            continue
        rows = model._default_manager.all()
        if model.__name__ == "Trail":
            rows = rows.exclude(act="read")
        found[model._meta.label] = sorted(map(repr, rows.values_list()))
    return found


def asked(world: World, who: str) -> list[Asked]:
    """Each form that somebody is shown, once: by the page, where it goes, and what it asks."""
    browser = browser_of(world.people[who])
    found: dict[tuple[object, ...], Asked] = {}
    for place in chain.from_iterable(places(world, name) for name in ADDRESSES):
        if who not in answered(place, "GET") or place.name in DOORS:
            continue
        page = browser.get(place.address).getvalue().decode("utf-8", "replace")
        for form in forms(page, place.address):
            goes_to = str(resolve(form.action).url_name)
            if goes_to not in DOORS:
                found.setdefault((place.name, goes_to, form.names), Asked(who, form))
    return list(found.values())


@pytest.mark.slow
@pytest.mark.parametrize("who", ["ana", "ben", "dov", "eve"])
def test_whichever_write_of_a_form_fails_nothing_is_stored_and_what_was_typed_is_there(
    db: None, who: str
) -> None:
    world = made_world()
    found = asked(world, who)
    wrong = [fault for each in share(found, 3) for fault in faults(world, each)]
    assert wrong == []


def faults(world: World, each: Asked) -> Iterator[str]:
    """What goes wrong when each write in turn fails."""
    browser = browser_of(world.people[each.who])
    browser.raise_request_exception = False
    address = each.form.action
    words = {name: f"typed-{number}-here" for number, name in enumerate(each.form.written)}
    filled = next(each.form.bodies(words))
    before = stored()  # as it is again after each try
    for at in range(1, 100):
        with transaction.atomic():
            with failing(at) as written:
                answer = browser.post(address, urlencode(filled), FORM)
            done = len(written) < at
            if not done and stored() != before:
                yield f"{each.who} {address}, write {at}: something was stored"
            transaction.set_rollback(True)
        if done:
            return
        where = f"{each.who} {address}, write {at} ({written[-1][:60]})"
        yield from shown(answer, where, [*words.values()])


def shown(answer: Any, where: str, typed: list[str]) -> Iterator[str]:
    """What is missing from the answer to a form that could not be stored."""
    if answer.status_code in {200, 303} and not typed:
        return
    if answer.status_code != 503:
        yield f"{where}: answered {answer.status_code}"
        return
    page = answer.content.decode()
    for words in typed:
        if words not in page:
            yield f"{where}: {words} is gone"
