"""The wrapped keys live in a database of their own, apart from what they open."""

from typing import Any

KEYS = "keys"


class KeysApart:
    """Send the vault's tables to the key store, and everything else away from it."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        return KEYS if model._meta.app_label == "vault" else None

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return db.endswith(KEYS) == (app_label == "vault")
