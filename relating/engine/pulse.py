"""What one pulse says: a score from 0 to 10, and whether the hard thing could be said.

The pulse is not a validated instrument, and its score is never compared with one.
"""

from collections.abc import Callable, Sequence
from itertools import takewhile
from statistics import fmean, median
from uuid import UUID

from relating.case.entries.pulse import Pulse

ITEMS = ("safe", "understood", "matters", "way", "could_say")
FEWEST_ANSWERED = 4
"""With fewer answers there is no score."""
FULL = 10
FEWEST_FULL = 4
"""So many pulses in a row at the very top are worth a question."""
HIGH = 8
"""Where no other answer is below this, a low `could_say` is worth a question."""
FAR, STILL_LOW = 3, 6
"""Low is so far below the median of what was answered before, and no higher than that."""
FEWEST_USUAL, LOW = 4, 4
"""With fewer answers before, nothing is usual yet, and low is this at most."""
FEWEST_OTHERS = 3
"""With fewer other answers nothing can be said of how `could_say` lies beside them."""
FEWEST_SAME = 5
"""So many pulses in a row that answer the same, without a word, are worth a question."""


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


def hard_to_say(pulses: Sequence[Pulse]) -> tuple[UUID, ...]:
    """The newest pulses in a row, given in their order, in which all that was answered is high but
    for `could_say`, which is far below what is usual for this person: what a score does not show.

    >>> from datetime import UTC, datetime
    >>> low = Pulse(id=UUID(int=1), author="client", visibility="shared", could_say=4,
    ...     recorded_at=datetime(2026, 3, 2, tzinfo=UTC), safe=9, understood=9, matters=10, way=8)
    >>> len(hard_to_say([low]))
    1
    """
    back = reversed(range(len(pulses)))
    row = takewhile(lambda n: _is_low_alone(pulses[n], pulses[:n]), back)
    return tuple(pulses[n].id for n in row)


def _is_low_alone(pulse: Pulse, before: Sequence[Pulse]) -> bool:
    *others, said = answers(pulse)
    given = [answer for answer in others if answer is not None]
    if said is None or len(given) < FEWEST_OTHERS or min(given) < HIGH:
        return False
    usual = [each.could_say for each in before if each.could_say is not None]
    if len(usual) < FEWEST_USUAL:
        return said <= LOW
    return said <= min(STILL_LOW, median(usual) - FAR)


def same_again(pulses: Sequence[Pulse]) -> tuple[UUID, ...]:
    """The newest pulses in a row, given in their order, that answer the same and hold no words;
    none below five. Nothing but tens is `all_full`, and not said twice."""
    if not pulses or {each for each in answers(pulses[-1]) if each is not None} <= {FULL}:
        return ()
    last = answers(pulses[-1])
    row = _newest(pulses, lambda each: answers(each) == last and not each.not_right)
    return row if len(row) >= FEWEST_SAME else ()


def _newest(pulses: Sequence[Pulse], fits: Callable[[Pulse], bool]) -> tuple[UUID, ...]:
    """The newest pulses that fit, up to the first that does not."""
    return tuple(each.id for each in takewhile(fits, reversed(pulses)))


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
