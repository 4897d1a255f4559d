"""The tables of both databases: sound, of this version, copied before they are changed."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from relating import __version__
from relating.installation import Installation, Unsafe
from relating.operate import belonging, on_server
from relating.operate.alone import alone

NEWER = (
    "was written by a newer version of Relating. Install that version, or put back an older copy"
)
DAMAGED = "cannot be read as a database. Put back its newest copy"
MIXED = (
    "has rows that do not belong together: the file {name}-wal beside it is of another database."
    " Put back its own"
)
SIGNS = {"default": "people_case", "keys": "vault_wrappedkey"}
"""A table of each database, by which it is known."""

A_WEEK = 7 * 24 * 60 * 60
"""Seconds for which a copy is kept: it holds keys that are destroyed meanwhile."""


def prepare(found: Installation) -> list[Path]:
    """Bring both databases to the present shape; does nothing when they have it. The copies of
    what they were, if they were anything.

    Raises:
        Unsafe: one of them is damaged, full, or of a newer version; or it is being served.
    """
    from django.db import DatabaseError

    if found.on_server:
        on_server.prepare(found)
        return []
    places = {"default": found.database, "keys": found.key_store}
    behind = {}
    for alias, path in places.items():
        forget_old_copies(path)
        try:
            behind[alias] = lacking(alias, path)
        except DatabaseError as error:
            raise Unsafe(f"{path} {reason(error)}.") from None
    if not any(behind.values()):
        return []
    with alone(found.folder):
        older = any(count and is_used(alias) for alias, count in behind.items())
        copies = [*map(copied, places.values())] if older else []
        change("keys", found.key_store)
        if behind["default"] and is_used("default"):
            belonging.check_keys(found)
        change("default", found.database)
        if older:
            glance_at_every_case()
    return copies


def glance_at_every_case() -> None:
    """Let the rows of every caseload be what this version makes of the cases."""
    from relating.journal import glances, verifying

    for case_id in verifying.cases():
        glances.renew_all(case_id)


@contextmanager
def left_alone(found: Installation) -> Iterator[None]:
    """What is refused within is left as it lies, to the byte: as long as somebody else has a
    database open, SQLite does not carry its log over when we let go of it."""
    from django.db import connections

    with ExitStack() as others:
        for path in () if found.on_server else (found.database, found.key_store):
            other = others.enter_context(
                closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True))
            )
            with suppress(sqlite3.DatabaseError):  # it is looked at below, and named
                other.execute("SELECT count(*) FROM sqlite_master").fetchone()
        try:
            yield
        except Unsafe:
            connections.close_all()
            raise


def lacking(alias: str, path: Path) -> int:
    """How many changes a database lacks, once it was found to be sound.

    Raises:
        Unsafe: it is not, or something was done to it that this version does not know.
    """
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    with connections[alias].cursor() as cursor:
        if cursor.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise Unsafe(f"{path} {DAMAGED}.")
        if cursor.execute("PRAGMA foreign_key_check").fetchone():
            raise Unsafe(f"{path} {MIXED.format(name=path.name)}.")
    executor = MigrationExecutor(connections[alias])
    if set(executor.loader.applied_migrations or {}) - set(executor.loader.disk_migrations or {}):
        raise Unsafe(f"{path} {NEWER}.")
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan and not is_used(alias):
        raise Unsafe(f"{path} is another database, put here by mistake. Put back its newest copy.")
    return len(plan)


def is_used(alias: str) -> bool:
    """Whether a database has its own tables already."""
    from django.db import connections

    return SIGNS[alias] in connections[alias].introspection.table_names()


def change(alias: str, path: Path) -> None:
    """Do what a database lacks.

    Raises:
        Unsafe: there is no room for it.
    """
    from django.core.management import call_command
    from django.db import DatabaseError

    try:
        call_command("migrate", database=alias, interactive=False, verbosity=0)
        if alias == "default":
            call_command("createcachetable", verbosity=0)
    except DatabaseError as error:
        raise Unsafe(f"{path} {reason(error)}.") from None


def copied(path: Path) -> Path:
    """Copy a database whole, its log included; where the copy is.

    Raises:
        Unsafe: there is no room for it.
    """
    made = path.with_name(f"{path.name}.before-{__version__}")
    begun = path.with_name(f"{made.name}.begun")
    begun.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    try:
        connection.execute("VACUUM INTO ?", (str(begun),))
    except sqlite3.Error as error:
        raise Unsafe(f"{begun} {reason(error)}.") from None
    finally:
        connection.close()
    with begun.open("rb+") as file:
        os.fsync(file.fileno())
    begun.replace(made)
    return made


def forget_old_copies(path: Path) -> None:
    """Remove copies of a database that are older than a week."""
    for made in path.parent.glob(f"{path.name}.before-*"):
        if time.time() - made.stat().st_mtime > A_WEEK:
            made.unlink()


def reason(error: Exception) -> str:
    """What is wrong with a database, in words, and what mends it."""
    said = str(error)
    if "full" in said:
        return "cannot be written: the disk is full. Make room on it"
    if "readonly" in said or "unable to open" in said:
        return "cannot be written. Let whoever runs this own the folder, and write in it"
    if "locked" in said:
        return "is held by another program. End that first"
    return DAMAGED
