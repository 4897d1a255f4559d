"""A case that grows, and is looked at again and again: what may be claimed, and what still holds.

Each look through everything is one more chance to be wrong. So the budget is spent over the looks,
and there are few: one each time that the moments have grown by a quarter. Between two looks nothing
new is claimed. What was claimed stays as long as its reasons do, however the next look turns out,
and is counted anew each time; when they fall, that is said.

A page needs no memory for this: every look is repeated from the moments in the order in which they
were told, and gives what it gave.
"""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from relating.case.entries.episode import Episode
from relating.case.entries.person import Person
from relating.case.people import People
from relating.case.words.vocabulary import DEFAULTS, Vocabulary
from relating.engine.patterns.cores import varies
from relating.engine.patterns.discover import USUAL, Known, counted_anew, discover
from relating.engine.patterns.results import Finding
from relating.engine.patterns.rules import Rules
from relating.engine.patterns.table import Table, table

GROWTH = 1.25
"""One look each time that there are so many times as many moments."""


class Held(Struct, frozen=True, kw_only=True):
    """A claim that was made at a look, counted as it is now; `since` so many moments.

    It `stands` as long as its reasons do: it came together at least three times, and more often
    than otherwise with the same people.
    """

    finding: Finding
    since: int
    stands: bool


def looks(moments: int, fewest: int) -> tuple[int, ...]:
    """At how many moments a case is looked through, up to so many.

    >>> looks(100, 20)
    (20, 25, 32, 40, 50, 63, 79, 99)
    """
    found, at = [], float(fewest)
    while at <= moments:
        found.append(int(-(-at // 1)))
        at = found[-1] * GROWTH
    return tuple(each for each in found if each <= moments)


def growing(
    episodes: Iterable[Episode],
    people: Iterable[Person] = (),
    *,
    vocabulary: Vocabulary = DEFAULTS,
    rules: Rules = USUAL,
    seed: int = 0,
) -> tuple[Held, ...]:
    """Every claim that was made while the case grew, in the order in which they were made."""
    once = People(people)
    told = tuple(map(once.standing_in, episodes))
    rows = table(told, once, rules)
    level = rules.alpha_at_a_look
    known = Known(once, vocabulary, replace(rules, alpha=level, watch=level))
    held: list[Held] = []
    for at in looks(len(rows), rules.fewest_episodes):
        first = set(rows.ids[:at])
        part = tuple(each for each in told if each.id in first)
        held = _standing(held, table(part, once, rules), known)
        found = discover(part, people, vocabulary=vocabulary, rules=known.rules, seed=seed)
        new = (each for each in found.patterns if not any(_is_of(each, one) for one in held))
        held += [Held(finding=each, since=at, stands=True) for each in new]
    return tuple(_standing(held, rows, known))


def _is_of(finding: Finding, held: Held) -> bool:
    """Whether a claim that stands says this already, or what it varies."""
    made = held.finding
    same = finding.behaviour == made.behaviour and varies(finding.cue, made.cue)
    return same and held.stands


def _standing(held: Iterable[Held], rows: Table, known: Known) -> list[Held]:
    """The claims counted in these moments; what has fallen stays fallen."""
    found = []
    for each in held:
        now = counted_anew(each.finding, rows, known)
        holds = now.k >= known.rules.fewest_firings and now.lower > 0
        found.append(replace(each, finding=now, stands=each.stands and holds))
    return found
