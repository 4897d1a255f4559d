"""What was erased in an installation, read from its files as they lie there, without opening it."""

import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import UUID

from relating.chosen import Unsafe

ERASED = "SELECT \"case\", entry FROM journal_trail WHERE act = 'erased'"


def erased_since(folder: Path) -> tuple[list[UUID], list[UUID]]:
    """The entries and the cases that were erased for good in an installation.

    Raises:
        Unsafe: there is no journal that can be read.
    """
    database = folder / "data" / "relating.sqlite3"
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            lines = connection.execute(ERASED).fetchall()
    except sqlite3.Error:
        raise Unsafe(f"{database} cannot be read, so what was erased since is not known.") from None
    entries = [UUID(entry) for _, entry in lines if entry]
    return entries, [UUID(case) for case, entry in lines if case and not entry]
