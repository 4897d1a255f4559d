"""A form that cannot be stored: nothing of it is, and all that was typed stands on its page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.db import OperationalError, connection, transaction

from tests.access.asking import FORM
from tests.access.world import World
from tests.cast import browser_of
from tests.extent import share
from tests.web.page.asked import Asked, FormsOf

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("all forms")]

CHANGES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
NOT_OF_THE_FORM = {"django_session"}
"""Tables that every request writes to, whatever it was sent."""
TABLES = sorted(
    model._meta.db_table
    for model in apps.get_models(include_auto_created=True)
    if model._meta.app_label != "vault" and model._meta.db_table not in NOT_OF_THE_FORM
)


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
    """Everything that is stored but sessions and readings, which are true whatever was sent; as it
    lies there, because to make objects of it took longer than the posts."""
    found = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            but = " WHERE act <> 'read'" if table == "journal_trail" else ""
            cursor.execute(f'SELECT * FROM "{table}"{but}')
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


@pytest.mark.parametrize("who", ["ana", "ben", "dov", "eve"])
def test_whichever_write_of_a_form_fails_nothing_is_stored_and_what_was_typed_is_there(
    world: World, forms_of: FormsOf, who: str, pytestconfig: pytest.Config
) -> None:
    seed = pytestconfig.getoption("randomly_seed", 0)
    some = share(forms_of(who), 6, seed)
    wrong = [fault for each in some for fault in faults(world, each)]
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
