"""What has changed since she began to work on a way: a count beside a count, or nothing.

The sentences that can be said are fixed. The way itself has an error of .03, seven others together
have .02: of a hundred people in whom nothing changed at most five are ever told that something did,
for better or worse. One looks only after so many new times as `LOOKS` says, and each look has its
part of the error: to open the page every day is not to ask every day.

Source: Newcombe 1998, method 10, for the interval; Bonferroni and Holm 1979 for the family; Lan &
DeMets 1983 for spending an error over looks; `engine.lasting` for times that make each other alike.
"""

from collections.abc import Sequence
from statistics import fmean

from msgspec import Struct

from relating.case.entries.kept_change import ChangeOf
from relating.engine.halves import OTHERS, Halves, Lives, Time, Working, halves
from relating.engine.lasting import Stretch, lasting, quantile
from relating.engine.shares import Rate, Share, between, difference

FIRST, REST = 0.03, 0.02
"""The error of the way itself, and that of the seven others together."""
FEWEST = 8
"""In either half; below it nothing is said."""
LOOKS = ((8, 0.027), (15, 0.075), (30, 0.715), (60, 0.14), (120, 0.12))
"""After so many times since then one looks, and which part of the error is that look's level. The
looks see the same times again, so that the parts may add up to a little more than the whole."""
CAUTION, OF_A_CUE = 1.0, -1.0
"""Standard errors. What is asked at every time is asked within lasting states, and what they have
in common is rather taken for too much than for too little; what is asked when a cue comes mostly is
not, and there it is taken off only where it is more than chance gives."""


class Change(Struct, frozen=True):
    """What the two halves say. `found_at` is after how many times since then the change was sure,
    `None` if it was at no look; `stands`, whether all times so far still bear it out; `next_look`,
    after how many it is looked at again."""

    subject: ChangeOf
    halves: Halves
    before: Share
    since: Share
    found_at: int | None
    stands: bool
    next_look: int | None

    @property
    def too_few(self) -> bool:
        """Whether nothing may be said of it yet."""
        return min(self.before.n, self.since.n) < FEWEST

    @property
    def both(self) -> bool:
        """Whether there is a count on either side."""
        return min(self.before.n, self.since.n) > 0

    @property
    def holds(self) -> bool:
        """Whether the sentence may be said."""
        return self.found_at is not None and self.stands

    @property
    def rises(self) -> bool:
        """Whether it is more often so than before."""
        return self.since.k * self.before.n > self.before.k * self.since.n


def changes(life: Lives, working: Working) -> tuple[Change, ...]:
    """Each sentence of the family, the way's own first.

    Once the way's own is found its part of the error goes to the others: a false one among them is
    then the first that is false.
    """
    caution = OF_A_CUE if working.cues else CAUTION
    first = change(halves("new", life, working), FIRST, caution)
    budget = REST + (FIRST if first.found_at is not None else 0)
    each = budget / len(OTHERS)
    return (first, *(change(halves(subject, life, working), each) for subject in OTHERS))


def change(found: Halves, error: float, caution: float = CAUTION) -> Change:
    """One sentence, with this error over all its looks together."""
    before, since = share(found.before), share(found.since)
    sure = min(before.n, since.n) > 0 and not spans_zero(difference(before, since))
    return Change(
        subject=found.subject,
        halves=found,
        before=before,
        since=since,
        found_at=_found_at(found, error, caution),
        stands=sure,
        next_look=next((size for size, _part in LOOKS if size > since.n), None),
    )


def share(times: Sequence[Time]) -> Share:
    """In how many of these times it was so."""
    seen = tuple(each.episode for each in times if each.so)
    return Share(k=len(seen), n=len(times), evidence=seen)


def _found_at(found: Halves, error: float, caution: float) -> int | None:
    """The first look at which the two halves differ by more than its part of the error allows."""
    if len(found.before) < FEWEST:
        return None
    told = sorted(found.since, key=lambda each: (each.told.recorded_at, each.episode))
    for size, part in LOOKS:
        if len(told) < size:
            return None
        seen = {each.episode for each in told[:size]}
        since = [each for each in found.since if each.episode in seen]
        if not spans_zero(interval(found.before, since, error * part, caution)):
            return size
    return None


def interval(
    before: Sequence[Time], since: Sequence[Time], error: float, caution: float
) -> tuple[float, float]:
    """The interval for the change with this error, where times near one another count for less."""
    found = lasting((_stretch(before), _stretch(since)), caution)
    then, now = (_rate(times, found.growth) for times in (before, since))
    return between(then, now, quantile(error, found.freedom))


def _stretch(times: Sequence[Time]) -> Stretch:
    return [(each.day.toordinal(), each.so) for each in times]


def _rate(times: Sequence[Time], growth: float) -> Rate:
    return fmean(each.so for each in times), len(times) / growth


def spans_zero(found: tuple[float, float]) -> bool:
    """Whether no change at all would fit, too."""
    return found[0] <= 0 <= found[1]
