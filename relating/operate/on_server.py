"""The tables of both databases where these are on a server: made, or brought up to this version."""

from collections.abc import Iterator
from contextlib import contextmanager

from relating.installation import Installation, Unsafe

NOT_THE_OWNER = "must be owner", "permission denied"
OWNER = (
    "lacks tables or changes of this version, and its role may not make them. As their owner:"
    " relating prepare --owner URL --owner-of-keys URL"
)
NEWER = (
    "was written by a newer version of Relating. Install that version, or put back an older copy"
)


def prepare(found: Installation) -> None:
    """Bring both databases to the present shape; does nothing when they have it. Of several that
    begin at once one does it, and the others wait.

    Raises:
        Unsafe: one of them cannot be reached, or is of a newer version.
    """
    for alias, shown in shown_as(found).items():
        with told(shown):
            if lacking(alias, shown):
                with one_at_a_time(alias):
                    change(alias)
    begin_newest_line(found)


def shown_as(found: Installation) -> dict[str, str]:
    """Both databases, as they may be shown; the key store first, without which nothing is read."""
    return {"keys": found.key_store_shown, "default": found.database_shown}


def prepared(found: Installation) -> None:
    """As the owner of both databases, make or change their tables and let whoever serves use them:
    read and write, but neither alter nor remove what was noted and what an entry said before.

    Raises:
        Unsafe: one of them cannot be reached, or refuses.
    """
    from django.db import connections

    from relating.vault import sql

    prepare(found)
    serves = {"keys": found.settings.key_store, "default": found.settings.database}
    for alias, shown in shown_as(found).items():
        from psycopg.conninfo import conninfo_to_dict

        role = str(conninfo_to_dict(serves[alias]).get("user", "relating"))
        with told(shown), connections[alias].cursor() as cursor:
            name = connections[alias].ops.quote_name(role)
            cursor.execute(sql.GRANTS.format(role=name))
            if alias == "default":
                cursor.execute(sql.GRANTS_OF_THE_JOURNAL.format(role=name))


@contextmanager
def told(shown: str) -> Iterator[None]:
    """Say what a server refuses in one line.

    Raises:
        Unsafe: it does.
    """
    from django.db import DatabaseError

    try:
        yield
    except DatabaseError as error:
        said = str(error).strip().partition("\n")[0]
        if any(each in said for each in NOT_THE_OWNER):
            raise Unsafe(f"{shown} {OWNER}") from None
        raise Unsafe(f"{shown} cannot be used: {said}.") from None


def lacking(alias: str, shown: str) -> int:
    """How many changes a database lacks.

    Raises:
        Unsafe: something was done to it that this version does not know.
    """
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections[alias])
    if set(executor.loader.applied_migrations or {}) - set(executor.loader.disk_migrations or {}):
        raise Unsafe(f"{shown} {NEWER}.")
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


@contextmanager
def one_at_a_time(alias: str) -> Iterator[None]:
    """Hold a database while its tables are changed; whoever comes meanwhile waits."""
    from django.db import connections

    from relating.vault import sql

    with connections[alias].cursor() as cursor:
        cursor.execute(sql.HOLD)
        try:
            yield
        finally:
            cursor.execute(sql.LET_GO)


def change(alias: str) -> None:
    """Do what a database lacks."""
    from django.core.management import call_command

    call_command("migrate", database=alias, interactive=False, verbosity=0)
    if alias == "default":
        call_command("createcachetable", verbosity=0)


def begin_newest_line(found: Installation) -> None:
    """A folder that comes to a server later begins to remember how far the journal has come."""
    from relating.vault import newest

    if not found.newest_line.exists():
        newest.begin(found.newest_line)
