"""What one pulse says: a score from 0 to 10, and whether the hard thing could be said.

The pulse is not a validated instrument, and its score is never compared with one.
"""

from collections.abc import Sequence
from statistics import fmean
from uuid import UUID

from relating.case.entries.pulse import Pulse

ITEMS = ("safe", "understood", "matters", "way", "could_say")
FEWEST_ANSWERED = 4
"""With fewer answers there is no score."""
FULL = 10
FEWEST_FULL = 4
"""So many pulses in a row at the very top are worth a question."""


def answers(pulse: Pulse) -> tuple[int | None, ...]:
    """The five answers in their order, each 0 to 10 or skipped."""
    return (pulse.safe, pulse.understood, pulse.matters, pulse.way, pulse.could_say)


def score(pulse: Pulse) -> float | None:
    """The mean of the answered items, 0 to 10; `None` when fewer than four were answered.

    An item that was skipped is not a zero. `could_say` counts among the five and is also shown by
    itself: people who please tend to give the other four a ten.
    """
    given = [answer for answer in answers(pulse) if answer is not None]
    return fmean(given) if len(given) >= FEWEST_ANSWERED else None


def all_full(pulses: Sequence[Pulse]) -> tuple[UUID, ...]:
    """The newest pulses, given in their order, that hold nothing but tens; none below four.

    It is a question for the counsellor alone: is there room here to say what was not so good?
    """
    row: list[UUID] = []
    for pulse in reversed(pulses):
        given = {answer for answer in answers(pulse) if answer is not None}
        if given != {FULL}:
            break
        row.append(pulse.id)
    return tuple(row) if len(row) >= FEWEST_FULL else ()
