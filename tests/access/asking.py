"""One request, what came of it, and what it wrote; all of it undone afterwards."""

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from http.cookies import SimpleCookie
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pytest
from django.db import connections, transaction
from django.test import Client

from tests.access.world import World

WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)', re.IGNORECASE)
SAVEPOINT = re.compile(r'(ROLLBACK TO )?SAVEPOINT "?(\w+)')
NOT_OF_PEOPLE = {"journal_trail", "django_session", "back_off"}
"""Tables that a page which is only looked at may write into."""
FORM = "application/x-www-form-urlencoded"
Pairs = list[tuple[str, str]]
Browsers = dict[str, Client]
MOST_SAID = 8
"""Of a failure so many lines are told."""


class Heard(logging.Handler):
    """Everything that is logged, formatted with its arguments as a careless formatter would."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name != "django.db.backends":
            self.lines.append(f"{record.getMessage()} {record.exc_info}")


@contextmanager
def listening() -> Iterator[Heard]:
    """Nobody else hears what is logged meanwhile; pytest would print every line."""
    root, heard = logging.getLogger(), Heard()
    others, root.handlers = root.handlers, [heard]
    try:
        yield heard
    finally:
        root.handlers = others


class Tried(NamedTuple):
    """An answer, the tables that were written into, and what was logged."""

    status: int
    headers: dict[str, str]
    body: bytes
    wrote: frozenset[str]
    logged: str

    @property
    def word(self) -> str:
        """The answer in a word. 401, 422 and redirects are answers too."""
        words = {404: "nothing", 405: "not so", 403: "refused", 500: "broken"}
        return words.get(self.status, "answer")

    @property
    def served(self) -> tuple[int, dict[str, str], bytes]:
        """What a browser gets."""
        return self.status, self.headers, self.body

    @property
    def text(self) -> str:
        """All of it: headers and body."""
        return f"{self.headers}\n{self.body.decode('utf-8', 'replace')}"


def tried(
    browser: Client, method: str, address: str, sent: Iterable[tuple[str, str]] = ()
) -> Tried:
    """One request whose changes are undone afterwards, sessions and cookies included."""
    cookies, written = SimpleCookie(browser.cookies), Written()
    with ExitStack() as undone:
        heard = undone.enter_context(listening())
        for alias in connections:
            undone.enter_context(transaction.atomic(using=alias))
            undone.enter_context(connections[alias].execute_wrapper(written))
        response = browser.generic(method, address, urlencode(list(sent)), FORM)
        body = response.getvalue()
        for alias in connections:
            transaction.set_rollback(True, using=alias)
    browser.cookies = cookies
    logged = "\n".join(heard.lines)
    return Tried(
        response.status_code, dict(response.headers), body, frozenset(written.tables), logged
    )


class Written:
    """Into which tables something is written, but for what is rolled back at once."""

    def __init__(self) -> None:
        self.tables: list[str] = []
        self.before: dict[str, int] = {}

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Notes a statement, and lets it through."""
        if found := WRITES.match(sql):
            self.tables += {found[1]} - NOT_OF_PEOPLE
        if found := SAVEPOINT.match(sql):
            length = self.before.setdefault(found[2], len(self.tables))
            del self.tables[length if found[1] else len(self.tables) :]
        return execute(sql, params, many, context)


def fail_with(faults: Iterator[str]) -> None:
    """Fail with the first few faults, if there are any."""
    found = list(faults)
    if found:
        more = [f"... and {len(found) - MOST_SAID} more"] if len(found) > MOST_SAID else []
        pytest.fail("\n".join([*found[:MOST_SAID], *more]), pytrace=False)


def leaks(world: World, actor: str, answer: Tried) -> list[str]:
    """What somebody may not know and was told, and what stands in the log."""
    return [*world.leaked(answer.text, actor), *world.leaked(answer.logged, "nobody")]
