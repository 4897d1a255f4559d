"""Opens an image of a database by itself: with the keys of its cases, without an installation."""

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from cryptography.hazmat.primitives.keywrap import aes_key_unwrap

from bench.clinic import Place
from relating.vault.seal import key_of
from tests.faults.facts import Keys

if TYPE_CHECKING:
    from relating.journal.sealing import Row


def keys_of(place: Place, store: Path | None = None) -> Keys:
    """The keys of a practice; or those in an image of its key store."""
    home = Path(place.folder)
    lines = next((home / "secrets").glob("key-encryption*")).read_text().split()
    wrapping = {
        int(n): bytes.fromhex(digits) for n, digits in (each.split(":")[:2] for each in lines)
    }
    connection = sqlite3.connect(store or home / "keys" / "keys.sqlite3")
    rows = connection.execute(KEYS)
    found: Keys = {}
    for number, scope, purpose, wrapped, by in rows:
        secret = aes_key_unwrap(wrapping[by], wrapped)
        found.setdefault(UUID(scope), {})[purpose] = key_of(number, secret)
    connection.close()
    return found


def in_an_image(database: Path, keys: Keys) -> int:
    """How many rows of an image do not open, and how many cases in it do not add up."""
    from relating.journal import sums
    from relating.journal.verifying import opens

    connection = sqlite3.connect(database)
    wrong = 0
    for case, ring in keys.items():
        if "shared" not in ring:
            continue  # a layer of words
        found = rows(connection, case)
        wrong += sum(not opens(ring, row) for row in found)
        told = sums.summed(ring["shared"], found) if found else {}
        held = dict(connection.execute(SUMS, (case.hex,)))
        as_numbers = {side: int.from_bytes(total) for side, total in held.items()}
        wrong += any(told.get(side, 0) != as_numbers.get(side, 0) for side in {*told, *held})
    connection.close()
    return wrong


KEYS = "SELECT id, scope, purpose, wrapped, wrapped_by FROM vault_wrappedkey"
SUMS = "SELECT side, total FROM journal_sum WHERE case_id = ?"
ROWS = """
    SELECT id, case_id, kind, author, by_id, visibility, version, sealed, deleted_at
    FROM journal_entry WHERE case_id = ?
"""


def rows(connection: sqlite3.Connection, case: UUID) -> "list[Row]":
    """The rows of a case, as the journal takes them."""
    from relating.journal.sealing import Row

    return [
        Row(
            id=UUID(id),
            case_id=case,
            kind=kind,
            author=author,
            by_id=UUID(by) if by else None,
            visibility=visibility,
            version=version,
            sealed=sealed,
            deleted=deleted_at is not None,
        )
        for id, _, kind, author, by, visibility, version, sealed, deleted_at in connection.execute(
            ROWS, (case.hex,)
        )
    ]
