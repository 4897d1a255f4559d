"""Django's backend of PostgreSQL, in which a transaction waits for its turn.

What the journal does within a transaction, it does as if nobody else wrote meanwhile: SQLite has
one writer. Here a transaction takes a lock when it begins. `turns.turn` says that it concerns one
case, and then it waits for that case alone; otherwise it waits for everybody.
"""

from typing import Any

from django.db.backends.postgresql import base

from relating.vault import sql, turns


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection of which each outermost transaction begins with its lock."""

    def set_autocommit(
        self, autocommit: bool, force_begin_transaction_with_broken_autocommit: bool = False
    ) -> None:
        """Begin a transaction, or end one; one that begins waits for its turn."""
        super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)
        if not autocommit and self.alias == "default":
            self.wait(turns.of.get())

    def wait(self, key: Any) -> None:
        """Wait until nobody else is at it; over when the transaction is."""
        with self.cursor() as cursor:
            if key is None:
                cursor.execute(sql.TURN_OF_ALL)
            else:
                cursor.execute(sql.TURN_OF_ONE, [key])
