"""Where tries at the door are counted: in the database, and beside it while that cannot be written.

On a full disk somebody must be able to come in and read; guessing must stay slow all the same. What
cannot be written is counted in the memory of the process, so that then each process counts alone.
"""

from contextlib import suppress
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.db import DatabaseError


class Counts(DatabaseCache):
    """Django's own, with a memory beside it for what the database does not take."""

    def __init__(self, table: str, params: dict[str, Any]) -> None:
        super().__init__(table, params)
        self.beside = LocMemCache(table, params)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """The memory comes first: it holds what is newer."""
        found = self.beside.get(key, version=version)
        return self.stored(key, default, version) if found is None else found

    def stored(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """What the database has; what is over there cannot be removed on a full disk."""
        with suppress(DatabaseError):
            return super().get(key, default, version)
        return default

    def add(
        self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        """Hold a value if there is none; whether it was done."""
        if super().add(key, value, timeout, version):
            return True
        is_there = self.stored(key, version=version) is not None
        return not is_there and self.beside.add(key, value, timeout, version)

    def set(
        self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        """Hold a value, in the database if it takes it."""
        super().set(key, value, timeout, version)
        if self.stored(key, version=version) == value:
            self.beside.delete(key, version)
        else:
            self.beside.set(key, value, timeout, version)

    def clear(self) -> None:
        """Forget everything."""
        self.beside.clear()
        super().clear()

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget a value."""
        was_beside = self.beside.delete(key, version)
        with suppress(DatabaseError):
            return super().delete(key, version) or was_beside
        return was_beside
