"""What an act leaves behind, as a rig is told it, and whether a database has it."""

import sqlite3
from typing import NamedTuple
from uuid import UUID

from relating.vault.seal import Key

Keys = dict[UUID, dict[str, Key]]
"""The keys of every case, by what each is for."""
PURPOSES = {"shared", "client", "notes"}
GONE = "gone"


class Fact(NamedTuple):
    """That an entry is private, shared, deleted or gone; that a case is open or gone; how many
    loans of a case are open."""

    of: str
    id: str
    state: str

    @property
    def key(self) -> tuple[str, str]:
        return self.of, self.id


def fact(text: str) -> Fact:
    """A fact from its three words."""
    return Fact(*text.split())


def text(told: Fact) -> str:
    """A fact as three words."""
    return " ".join(told)


Expected = dict[tuple[str, str], str]
"""The state of each thing that was acknowledged."""


def broken(
    connection: sqlite3.Connection, keys: Keys, expected: Expected, coming: Fact | None
) -> list[str]:
    """What is not as it was acknowledged. What was under way may have been done or not."""
    wrong = []
    for (of, id), state in expected.items():
        found = FOUND[of](connection, keys, id)
        done_already = coming is not None and (of, id, found) == coming
        if found != state and not done_already:
            wrong.append(f"{of} {id} is {found}, and was {state}")
    return wrong


def entry(connection: sqlite3.Connection, keys: Keys, id: str) -> str:
    """What an entry is."""
    asked = "SELECT visibility, deleted_at FROM journal_entry WHERE id = ?"
    row = connection.execute(asked, (id,)).fetchone()
    if row is None:
        return GONE
    return "deleted" if row[1] else str(row[0])


def case(connection: sqlite3.Connection, keys: Keys, id: str) -> str:
    """Whether a case is there, with its people, its entries and its keys, or nothing of it."""
    counts = [
        connection.execute(f"SELECT count(*) FROM {table} WHERE case_id = ?", (id,)).fetchone()[0]
        for table in ("journal_entry", "journal_sum", "people_relation")
    ]
    ring = set(keys.get(UUID(id), {}))
    if all(counts) and ring == PURPOSES:
        return "open"
    return "half" if counts[0] and ring else GONE


def loans(connection: sqlite3.Connection, keys: Keys, id: str) -> str:
    """How many loans of a case are open: each lets a supervisor in until a day."""
    asked = (
        "SELECT count(*) FROM people_relation"
        " WHERE case_id = ? AND role = 'supervisor' AND ended > datetime('now', '+1 day')"
    )
    return str(connection.execute(asked, (id,)).fetchone()[0])


FOUND = {"entry": entry, "case": case, "loans": loans}
