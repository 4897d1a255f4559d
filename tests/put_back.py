"""What many tests begin with is made once in a run, and its rows are put back for each of them."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db import connections, transaction

from tests.servers import SERVER

ANEW = "RELATING_ANEW"
"""In the environment: all is made for each test, because what makes it may have a fault."""
Made = TypeVar("Made")
Rows = dict[str, set[str]]
"""Of a database, by table: each row as it is written in a statement."""


@dataclass(frozen=True)
class Once(Generic[Made]):
    """What was made, and undone; and what brings its rows, by database."""

    made: Made
    statements: dict[str, list[str]]
    beside: dict[str, Any] = field(default_factory=dict)
    """What was found out about it, which is the same each time."""

    def again(self) -> Made:
        """Put all of its rows where they were."""
        for alias, statements in self.statements.items():
            with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
                for each in statements:
                    cursor.execute(each)
        return self.made


def once(make: Callable[[], Made]) -> Once[Made] | None:
    """Make something and undo it; nothing on a server, which counts its rows by itself."""
    if SERVER or os.environ.get(ANEW):
        return None
    with ExitStack() as undone:
        for alias in connections:
            undone.enter_context(transaction.atomic(using=alias))
        before = {alias: rows_in(alias) for alias in connections}
        made = make()
        told = {alias: [*bringing(rows_in(alias), before[alias])] for alias in connections}
        for alias in connections:
            transaction.set_rollback(True, using=alias)
    return Once(made, told)


def rows_in(alias: str) -> Rows:
    """All rows of a database."""
    connection, found = connections[alias], Rows()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            columns = cursor.execute(f'PRAGMA table_info("{table}")').fetchall()
            row = " || ',' || ".join(f'quote("{name}")' for _, name, *_ in columns)
            found[table] = {each for (each,) in cursor.execute(f'SELECT {row} FROM "{table}"')}
    return found


def bringing(now: Rows, before: Rows) -> Iterator[str]:
    """What brings the rows that were not there before: a statement for each table."""
    for table, rows in now.items():
        if new := sorted(rows - before[table]):
            yield f'INSERT INTO "{table}" VALUES ({"), (".join(new)})'
