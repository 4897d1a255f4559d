"""Whose turn it is: of two transactions that change one case, the second waits for the first.

On SQLite they wait for each other in any case. On a server a plain `transaction.atomic()` waits for
everybody, and everybody for it; one that changes a single case says so here.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.db import transaction

of: ContextVar[int | None] = ContextVar("of", default=None)


@contextmanager
def turn(case_id: UUID) -> Iterator[None]:
    """One transaction, all of it or nothing, that changes this case and no other."""
    before = of.set(key_of(case_id))
    with ExitStack() as work:
        try:
            work.enter_context(transaction.atomic())
        finally:
            of.reset(before)
        yield


def key_of(case_id: UUID) -> int:
    """A number of 64 bits with a sign. That two cases share one costs a moment of waiting."""
    return int.from_bytes(case_id.bytes[:8], signed=True)
