"""One claim, cue and behaviour, whoever named it: its counts, its times, and how it has fared."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, tzinfo
from math import sqrt
from uuid import UUID

from msgspec import Struct

from relating.case.entries.episode import Episode
from relating.case.entries.pattern import Cue
from relating.case.entries.person import Person
from relating.case.fields import Place
from relating.case.words.vocabulary import DEFAULTS, Vocabulary
from relating.engine.order import day, moment
from relating.engine.patterns import Finding, Findings, Named, Rules
from relating.engine.ways import Way, way

NO_SEARCH = Rules(fewest_episodes=1_000_000)
"""Nothing is looked for: only what was named is counted."""
Z = 1.96


class Time(Struct, frozen=True):
    """One time that the cue came. `did` says whether the behaviour followed.

    `way` is how it is drawn: the behaviour's own way where it followed; otherwise the opposite way
    where there was one, and else something else.
    """

    episode: UUID
    place: Place
    day: date
    age: int | None
    person: str | None
    did: bool
    way: Way


def measured(
    cue: Cue,
    behaviour: str,
    since: datetime,
    episodes: Iterable[Episode],
    people: Iterable[Person],
    vocabulary: Vocabulary = DEFAULTS,
) -> tuple[Finding, bool]:
    """A claim that somebody named, counted; and whether what came later has borne it out."""
    from relating.engine.patterns.discover import discover

    named = Named(cue=cue, behaviour=behaviour, since=since)
    found = discover(
        episodes, people, vocabulary=vocabulary, rules=NO_SEARCH, named=[named], often=True
    )
    return (*found.patterns, *found.watch)[0], bool(found.patterns)


def found_in(findings: Findings, cue: Cue, behaviour: str) -> Finding | None:
    """The finding that says the same, if there is one."""
    every = (*findings.patterns, *findings.watch, *findings.fallen)
    return next((each for each in every if (each.cue, each.behaviour) == (cue, behaviour)), None)


def later(finding: Finding, episodes: Mapping[UUID, Episode], since: datetime) -> tuple[int, int]:
    """How often the behaviour followed, of how many times told after a moment."""
    fresh = {each for each, found in episodes.items() if found.recorded_at > since}
    k = len(fresh.intersection(finding.episodes))
    return k, k + len(fresh.intersection(finding.counter_examples))


def likely(k: int, n: int) -> tuple[float, float]:
    """Between which numbers of n it is likely to lie: Wilson's 95 % interval.

    >>> [round(bound, 1) for bound in likely(9, 12)]
    [5.6, 10.9]
    """
    if n == 0:
        return 0.0, 0.0
    middle = k + Z**2 / 2
    half = Z * sqrt(k * (n - k) / n + Z**2 / 4)
    low, high = (middle - half) / (1 + Z**2 / n), (middle + half) / (1 + Z**2 / n)
    return (max(0.0, low), min(float(n), high))


def times(
    finding: Finding,
    episodes: Mapping[UUID, Episode],
    vocabulary: Vocabulary,
    zone: tzinfo = UTC,
) -> tuple[Time, ...]:
    """The times of a claim in their order: back then first, by age, then as they happened."""
    term = vocabulary.behaviour(finding.behaviour)
    own: Way = "plain" if term is None or term.stance == "neither" else term.stance
    did = dict.fromkeys(finding.episodes, True) | dict.fromkeys(finding.counter_examples, False)
    known = sorted((episodes[each] for each in did if each in episodes), key=_order)
    return tuple(
        Time(
            episode=each.id,
            place=each.place,
            day=day(each, zone),
            age=each.age,
            person=each.person,
            did=did[each.id],
            way=own if did[each.id] else _otherwise(way(each, vocabulary), own),
        )
        for each in known
    )


def _order(episode: Episode) -> tuple[bool, int, datetime, int]:
    past = episode.place == "past"
    return (not past, (episode.age or 0) if past else 0, moment(episode), episode.id.int)


def _otherwise(found: Way, own: Way) -> Way:
    """A time that went otherwise is never drawn as if it had not."""
    opposite: dict[Way, tuple[Way, ...]] = {"old": ("new", "mixed"), "new": ("old", "mixed")}
    return found if found in opposite.get(own, ()) else "neither"
