"""What has moved: whether something was more or less often so lately, and with whom."""

from collections import Counter
from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar
from uuid import UUID

from msgspec import Struct

from relating.engine.shares import Share, difference

FEWEST = 8
"""The newest third is set beside the earlier times only when it holds as many as this."""
FEWEST_WITH = 3
"""With somebody nothing is said to have moved unless it was so often both earlier and lately."""

What = TypeVar("What", bound=str)


class Time(NamedTuple, Generic[What]):
    """One time: with whom, and what was so."""

    episode: UUID
    whom: str | None
    so: Sequence[What]


class Moved(Struct, Generic[What], frozen=True):
    """What was so in `earlier` and in the newest third, `lately`, if it differs by more than chance
    gives. `people` are those with whom it went the same way, most met first."""

    what: What
    earlier: Share
    lately: Share
    people: tuple[str, ...]


def moved(times: Sequence[Time[What]], among: Sequence[What]) -> Moved[What] | None:
    """What has changed most among the things that are sure to have changed; the first of equals.

    `times` come newest first. Each thing is looked at with an error of .05.
    """
    third = len(times) // 3
    if third < FEWEST:
        return None
    lately, earlier = times[:third], times[third:]
    found = [(what, share(earlier, what), share(lately, what)) for what in among]
    sure = [each for each in found if not _spans_zero(difference(each[1], each[2]))]
    if not sure:
        return None
    what, was, now = max(sure, key=lambda each: abs(_change(each[1], each[2])))
    people = tuple(_went_alike(earlier, lately, what, _change(was, now)))
    return Moved(what=what, earlier=was, lately=now, people=people)


def share(times: Sequence[Time[What]], what: What) -> Share:
    """In how many of these times it was so."""
    seen = tuple(each.episode for each in times if what in each.so)
    return Share(k=len(seen), n=len(times), evidence=seen)


def _went_alike(
    earlier: Sequence[Time[What]], lately: Sequence[Time[What]], what: What, change: float
) -> list[str]:
    """With whom it changed in the same direction, of those met often enough in both."""
    met = Counter(each.whom for each in (*earlier, *lately) if each.whom is not None)
    by_times = sorted(met, key=lambda whom: (-met[whom], whom))
    return [
        whom
        for whom in by_times
        if (there := _change_with(whom, earlier, lately, what)) is not None and there * change > 0
    ]


def _change_with(
    whom: str, earlier: Sequence[Time[What]], lately: Sequence[Time[What]], what: What
) -> float | None:
    """How far the share has moved with one person; `None` where there are too few times."""
    was, now = (
        share([each for each in times if each.whom == whom], what) for times in (earlier, lately)
    )
    return _change(was, now) if min(was.n, now.n) >= FEWEST_WITH else None


def _change(was: Share, now: Share) -> float:
    return now.k / now.n - was.k / was.n


def _spans_zero(interval: tuple[float, float]) -> bool:
    return interval[0] <= 0 <= interval[1]
