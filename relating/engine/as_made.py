"""What the client says is how she is made: no pattern, and nothing to be found again."""

from collections.abc import Iterable
from uuid import UUID

from relating.case.entries.feedback import Answer
from relating.case.entry import Entry

AS_MADE = "as_made"
"""The answer to a pattern: *It's how I'm made*."""


def as_made(entries: Iterable[Entry]) -> frozenset[UUID]:
    """The ids of what she answered so, last. What is hers by nature is nobody's to work on.

    >>> from datetime import UTC, datetime
    >>> said = dict(author="client", visibility="shared", to=UUID(int=1), resonance=AS_MADE)
    >>> answer = Answer(id=UUID(int=2), recorded_at=datetime(2026, 3, 2, tzinfo=UTC), **said)
    >>> as_made([answer]) == {UUID(int=1)}
    True
    """
    said: dict[UUID, str] = {}
    answers = (each for each in entries if isinstance(each, Answer))
    for each in sorted(answers, key=lambda found: (found.recorded_at, found.id)):
        if each.to is not None and each.resonance is not None:
            said[each.to] = each.resonance
    return frozenset(to for to, resonance in said.items() if resonance == AS_MADE)
