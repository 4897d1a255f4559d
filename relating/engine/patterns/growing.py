"""A case that grows, and is looked at again and again: what may be claimed, and what still holds.

Each look through everything is one more chance to be wrong. So the budget is spent over the looks,
and there are few: one each time that the moments have grown by a quarter. Between two looks nothing
new is claimed. What was claimed stays as long as its reasons do, however the next look turns out,
and is counted anew each time; when they fall, that is said.

A page needs no memory for this: every look is repeated from the moments in the order in which they
were told, and gives what it gave.
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from relating.case.entries.episode import Episode
from relating.case.entries.person import Person
from relating.case.people import People
from relating.case.words.vocabulary import DEFAULTS, Vocabulary
from relating.engine.patterns.cores import varies
from relating.engine.patterns.discover import (
    USUAL,
    Known,
    counted_anew,
    discover,
    looked_through,
)
from relating.engine.patterns.reasons import reasons_stand
from relating.engine.patterns.results import Finding, Findings
from relating.engine.patterns.rules import Rules
from relating.engine.patterns.table import Table, tabled, usable
from relating.engine.patterns.wording import nothing_yet

GROWTH = 1.25
"""One look each time that there are so many times as many moments."""


class Held(Struct, frozen=True, kw_only=True):
    """A claim that was made at a look, counted as it is now; `since` so many moments.

    It `stands` as long as its reasons do.
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
    told = usable(map(once.standing_in, episodes), once)
    known = Known(once, vocabulary, at_a_look(rules))
    return tuple(_grown(told, known, seed))


def at_a_look(rules: Rules) -> Rules:
    """The rules with what one of the looks may spend."""
    return replace(rules, alpha=rules.alpha_at_a_look, watch=rules.alpha_at_a_look)


def _grown(told: Sequence[Episode], known: Known, seed: int) -> list[Held]:
    held: list[Held] = []
    for at in looks(len(told), known.rules.fewest_episodes):
        rows = tabled(told[:at], known.people, known.rules)
        held = _standing(held, rows, known)
        new = (
            each
            for each in looked_through(rows, known, seed)[0]
            if not any(_is_of(each, one) for one in held)
        )
        held += [Held(finding=each, since=at, stands=True) for each in new]
    return _standing(held, tabled(told, known.people, known.rules), known)


def looked_at_often(
    episodes: Iterable[Episode],
    people: Iterable[Person] = (),
    *,
    vocabulary: Vocabulary = DEFAULTS,
    rules: Rules = USUAL,
    seed: int = 0,
) -> Findings:
    """What a page may say of a case, whoever looks at it and however often.

    Shown is what was claimed while the case grew. What one look at it as it is would find besides
    is watched: it may be chance, however sure it looks today.
    """
    told, known = tuple(episodes), tuple(people)
    held = growing(told, known, vocabulary=vocabulary, rules=rules, seed=seed)
    now = discover(told, known, vocabulary=vocabulary, rules=rules, seed=seed)
    stands = tuple(each.finding for each in held if each.stands)
    fallen = (each.finding for each in held if not any(_is_of(each.finding, one) for one in held))
    return replace(
        now,
        patterns=stands,
        watch=tuple(each for each in (*now.patterns, *now.watch) if not _is_made(each, held)),
        fallen=tuple({(each.cue, each.behaviour): each for each in fallen}.values()),
        not_yet=None if stands else nothing_yet(now.usable, rules),
    )


def _is_of(finding: Finding, held: Held) -> bool:
    """Whether a claim that stands says this already, or what it varies."""
    return held.stands and _is_made(finding, (held,))


def _is_made(finding: Finding, held: Iterable[Held]) -> bool:
    """Whether this, or what it varies, was claimed, whether or not it stands."""
    made = (each.finding for each in held)
    return any(
        finding.behaviour == each.behaviour and varies(finding.cue, each.cue) for each in made
    )


def _standing(held: Iterable[Held], rows: Table, known: Known) -> list[Held]:
    """The claims counted in these moments; what has fallen stays fallen."""
    found = []
    for each in held:
        now = counted_anew(each.finding, rows, known)
        stands = each.stands and reasons_stand(now, known.rules)
        found.append(replace(each, finding=now, stands=stands))
    return found
