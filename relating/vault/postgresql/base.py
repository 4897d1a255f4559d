"""Django's backend of PostgreSQL: who looks is said with each statement, and writers take turns.

What the journal does within a transaction, it does as if nobody else wrote meanwhile: SQLite has
one writer. Here a transaction takes a lock when it begins. `turns.turn` says that it concerns one
case, and then it waits for that case alone; otherwise it waits for everybody.
"""

from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.postgresql.features import DatabaseFeatures
from psycopg import ClientCursor
from psycopg.pq import TransactionStatus

from relating.vault import looking, sql, turns

JOURNALS = {"default", "there"}
"""The journal, and one that it is carried to."""


class Cursor(base.CursorMixin, ClientCursor[Any]):
    """Says who looks and asks in one breath: both are one transaction, and what was said ends with
    it. So no connection carries one person to the next, whoever had it before."""

    def execute(self, query: Any, params: Any = None, **more: Any) -> "Cursor":
        """Ask, as who looks now."""
        failed = self.connection.info.transaction_status is TransactionStatus.INERROR
        if failed or not isinstance(query, str):  # what failed can only be taken back
            super().execute(query, params, **more)
        else:
            super().execute(sql.LOOKING.format(who=looking.who()) + query, params, **more)
            self.nextset()
        return self


class Features(DatabaseFeatures):
    """What this server does; a key of a table is not the id alone (`sql.KEY_BY`)."""

    allows_group_by_selected_pks = False


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to the journal; each outermost transaction begins with its lock."""

    features_class = Features

    def get_connection_params(self) -> dict[str, Any]:
        """The key store knows no cases and nobody who looks."""
        made: dict[str, Any] = super().get_connection_params()
        return made | ({"cursor_factory": Cursor} if self.alias in JOURNALS else {})

    def set_autocommit(
        self, autocommit: bool, force_begin_transaction_with_broken_autocommit: bool = False
    ) -> None:
        """Begin a transaction, or end one; one that begins waits for its turn."""
        super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)
        if not autocommit and self.alias in JOURNALS:
            self.wait(turns.of.get())

    def wait(self, key: int | None) -> None:
        """Wait until nobody else is at it; over when the transaction is."""
        with self.cursor() as cursor:
            if key is None:
                cursor.execute(sql.TURN_OF_ALL)
            else:
                cursor.execute(sql.TURN_OF_ONE, [key])
