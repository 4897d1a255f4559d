"""Who looks: a server lets through only rows of the cases to which they stand (`vault/sql.py`).

This is the second net. The gate and each query ask for themselves; a query in which that was
forgotten finds nothing of a stranger's case. Nobody is the default, and nobody sees nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

NOBODY, OPERATOR = "", "operator"
"""Whoever runs the server works on every case, from the command line."""

_who: ContextVar[str | None] = ContextVar("who", default=None)
_process = [NOBODY]


def who() -> str:
    """Who looks now."""
    found = _who.get()
    return _process[0] if found is None else found


def as_operator() -> None:
    """In this process whoever runs the server looks, where nobody else does."""
    _process[0] = OPERATOR


@contextmanager
def looking(person: UUID | str | None) -> Iterator[None]:
    """Let somebody look for a while; None is nobody."""
    before = _who.set(str(person or NOBODY))
    try:
        yield
    finally:
        _who.reset(before)
