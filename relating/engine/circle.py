"""Where the person and the other stood on the circle, episode by episode.

A point that was tapped is exact. Where none was tapped, the words chosen for what I did and for
what they did give a point: the mean of their places in the vocabulary. Words without an agreed
place give none, and an episode without a point for me is not placed.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, tzinfo
from functools import cache, partial
from statistics import fmean
from typing import Literal
from uuid import UUID

from msgspec import Struct

from relating.case.entries.episode import Episode
from relating.case.fields import Place
from relating.case.words.vocabulary import Term, Vocabulary
from relating.engine.complementarity import Complementarity, together
from relating.engine.moved import Moved, Time, moved
from relating.engine.octants import Half, Point, sides
from relating.engine.order import day, newest_first
from relating.engine.shares import Share
from relating.engine.ways import Way, way

FEWEST = 5
"""With fewer placed episodes nothing is said and nothing is drawn."""
Side = Half | Literal["middle"]
HALVES: tuple[Half, ...] = ("yielding", "leading", "warm", "cold")
SIDES: tuple[Side, ...] = (*HALVES, "middle")

Finding = Callable[[str], Term | None]
"""What finds the word for a code."""
Source = Literal["tapped", "from_words"]
Reason = Literal["nothing_placed", "too_few_placed"]


class Spot(Struct, frozen=True):
    """A point on the circle, and whether it was tapped or follows from words."""

    point: Point
    source: Source


class Standing(Struct, frozen=True):
    """One placed episode. `day` is when it happened, or was told when it was back then."""

    episode: UUID
    person: str | None
    place: Place
    way: Way
    day: date
    age: int | None
    me: Spot
    other: Spot | None
    i_did: tuple[str, ...]
    other_did: tuple[str, ...]


Leaning = tuple[Standing, tuple[Side, ...]]
"""A placed episode, and the sides to which I stood; in the middle that is its own."""


class Lean(Struct, frozen=True):
    """The side I stood on in more than half of the times."""

    half: Side
    share: Share


class Facts(Struct, frozen=True):
    """What the circle shows of `n` times. `answering`: only the times when the other led.

    A lean is `None` where no side has more than half: a minority is claimed of nobody.
    """

    n: int
    moved: Moved[Half] | None
    overall: Lean | None
    answering: Lean | None
    complementarity: Complementarity | None


class Positions(Struct, frozen=True):
    """Placed episodes, newest first; how many are `placed` out of `n`, of which the newest may
    stand here alone; what those that stand here say, or else the reason why they say nothing."""

    standings: tuple[Standing, ...]
    placed: int
    n: int
    facts: Facts | None
    reason: Reason | None


def positions(
    episodes: Iterable[Episode],
    vocabulary: Vocabulary,
    zone: tzinfo = UTC,
    most: int | None = None,
) -> Positions:
    """The episodes that can be placed on the circle, or the `most` newest of them, and what these
    say together."""
    ordered = newest_first(episodes)
    mine, theirs = cache(vocabulary.behaviour), cache(partial(vocabulary.term, "other_did"))
    has_place = cache(lambda codes: spot(None, codes, mine) is not None)
    can_be = [each for each in ordered if each.my_position is not None or each.i_did]
    placed = [each for each in can_be if each.my_position is not None or has_place(each.i_did)]
    found = (_standing(episode, vocabulary, zone, mine, theirs) for episode in placed[:most])
    standings = tuple(standing for standing in found if standing is not None)
    return Positions(
        standings=standings,
        placed=len(placed),
        n=len(ordered),
        facts=facts(standings),
        reason=_reason(len(placed)),
    )


def spot(
    tapped: Point | None,
    codes: Iterable[str] | None,
    find: Finding,
) -> Spot | None:
    """The tapped point; else the mean place of the words that have one; else nothing.

    >>> spot((0.4, -0.6), ("pleasing",), lambda code: None)
    Spot(point=(0.4, -0.6), source='tapped')
    """
    if tapped is not None:
        return Spot(point=tapped, source="tapped")
    places = [place for code in codes or () if (place := _place(find(code))) is not None]
    if not places:
        return None
    if len(places) == 1:
        return Spot(point=places[0], source="from_words")
    warmths, dominances = zip(*places, strict=True)
    return Spot(point=(fmean(warmths), fmean(dominances)), source="from_words")


def _place(term: Term | None) -> Point | None:
    if term is None or term.warmth is None or term.dominance is None:
        return None
    return (term.warmth, term.dominance)


def _standing(
    episode: Episode, vocabulary: Vocabulary, zone: tzinfo, mine: Finding, theirs: Finding
) -> Standing | None:
    me = spot(episode.my_position, episode.i_did, mine)
    if me is None:
        return None
    return Standing(
        episode=episode.id,
        person=episode.person,
        place=episode.place,
        way=way(episode, vocabulary),
        day=day(episode, zone),
        age=episode.age,
        me=me,
        other=spot(episode.other_position, episode.other_did, theirs),
        i_did=episode.i_did or (),
        other_did=episode.other_did or (),
    )


def _reason(placed: int) -> Reason | None:
    if placed >= FEWEST:
        return None
    return "too_few_placed" if placed else "nothing_placed"


def facts(standings: Sequence[Standing]) -> Facts | None:
    """What can be said of these times; `None` when they are too few."""
    if len(standings) < FEWEST:
        return None
    met = [found for found in standings if _other_leads(found)]
    pairs = [(found.me.point, found.other.point) for found in standings if found.other is not None]
    return Facts(
        n=len(standings),
        moved=_moved(standings),
        overall=_lean(standings, SIDES),
        answering=_lean(met, ("yielding", "leading")) if len(met) >= FEWEST else None,
        complementarity=together(pairs),
    )


def _other_leads(found: Standing) -> bool:
    return found.other is not None and "leading" in sides(found.other.point)


def _lean(standings: Sequence[Standing], among: Sequence[Side]) -> Lean | None:
    """The side with more than half of the times; the one with most, equals in their order."""
    leaning: list[Leaning] = [(each, sides(each.me.point) or ("middle",)) for each in standings]
    shares = {side: _share(leaning, side) for side in among}
    half = max(among, key=lambda each: shares[each].k)
    if shares[half].k * 2 <= len(leaning):
        return None
    return Lean(half=half, share=shares[half])


def _moved(standings: Sequence[Standing]) -> Moved[Half] | None:
    """What has moved on the two axes; what was back then has no time of its own and is left out."""
    dated = [each for each in standings if each.place != "past"]
    times = [Time(each.episode, each.person, sides(each.me.point)) for each in dated]
    return moved(times, HALVES)


def _share(leaning: Sequence[Leaning], half: Side) -> Share:
    seen = tuple(found.episode for found, halves in leaning if half in halves)
    return Share(k=len(seen), n=len(leaning), evidence=seen)
