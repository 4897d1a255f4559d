"""What happens in the closest ring: what is done there most, a count beside a count.

Counted are times of life whose ways are known, by where their person stood on that day. It tells
what was told and is no score; with too little there is a reason in place of a count.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, date, tzinfo
from typing import Literal, TypeAlias
from uuid import UUID

from msgspec import Struct

from relating.case.entries.episode import Episode
from relating.case.entries.tie import Ring, Tie
from relating.case.people import People
from relating.engine.order import day, newest_first
from relating.engine.ties import in_order
from relating.engine.ways import NONE_OF_THESE

FEWEST = 5
"""Times there, below which nothing is said."""
FEWEST_PEOPLE = 2
FEWEST_DONE = 3

TooLittle: TypeAlias = Literal["nobody", "few"]
Stood: TypeAlias = Mapping[str, list[tuple[date, Ring]]]


class Closest(Struct, frozen=True):
    """What was done in `k` of `n` times with those near, and in `others_k` of `others_n` times with
    the others; `times` are those `k`, newest first, and `people` those near whom `n` was with."""

    behaviour: str
    k: int
    n: int
    others_k: int
    others_n: int
    people: tuple[str, ...]
    times: tuple[UUID, ...]


def closest(
    counted: Iterable[Episode], ties: Iterable[Tie], people: People, zone: tzinfo = UTC
) -> Closest | TooLittle:
    """What is done most with those near: in most of their times, or more often than with others.

    `counted` are episodes that may enter counts.
    """
    stood = rings_of(ties, people)
    if not any(ring == "near" for said in stood.values() for _, ring in said[-1:]):
        return "nobody"
    known = [each for each in newest_first(counted) if each.place == "life" and each.i_did]
    near = [each for each in known if ring_at(each, stood, people, zone) == "near"]
    there = {each.id for each in near}
    others = [each for each in known if each.person is not None and each.id not in there]
    who = tuple(dict.fromkeys(people.standing_for(each.person) for each in near if each.person))
    done = Counter(code for each in near for code in {*(each.i_did or ())} - {NONE_OF_THESE})
    if (
        len(near) < FEWEST
        or len(who) < FEWEST_PEOPLE
        or max(done.values(), default=0) < FEWEST_DONE
    ):
        return "few"
    most = min(done, key=lambda code: (-done[code], code))
    times = tuple(each.id for each in near if most in (each.i_did or ()))
    others_k = sum(most in (each.i_did or ()) for each in others)
    if len(times) * 2 <= len(near) and len(times) * len(others) <= others_k * len(near):
        return "few"
    return Closest(most, len(times), len(near), others_k, len(others), who, times)


def rings_of(ties: Iterable[Tie], people: People) -> Stood:
    """Where each person came to stand, and from which day on."""
    found: dict[str, list[tuple[date, Ring]]] = defaultdict(list)
    for tie in in_order(ties):
        if tie.ring is not None and tie.person is not None and tie.person in people:
            found[people.standing_for(tie.person)].append((tie.on, tie.ring))
    return found


def ring_at(episode: Episode, stood: Stood, people: People, zone: tzinfo) -> Ring | None:
    """Where the person of an episode stood on its day; before the first day as on that."""
    said = stood.get(people.standing_for(episode.person)) if episode.person else None
    if not said:
        return None
    place = bisect_right([on for on, _ in said], day(episode, zone))
    return said[max(place - 1, 0)][1]
