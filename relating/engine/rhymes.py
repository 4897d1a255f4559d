"""Where something in life has the shape of a moment in the room, or of a memory.

Shape is what was chosen or tapped: what they did, what I did, what I felt, where the two stood on
the circle. Words of a story are not compared: that was measured to fail. A rhyme is something to
look at together and no claim; it is offered with everything that is alike in it, so that it can be
seen at once whether it means anything.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import product
from math import hypot, log
from typing import Literal, NamedTuple, TypeVar
from uuid import UUID

from msgspec import Struct

from relating.case.entries.episode import Episode
from relating.case.fields import Place
from relating.engine.octants import Point, octant
from relating.engine.order import newest_first
from relating.engine.recent_use import codes

Slot = Literal["other_did", "i_did", "feelings", "other_position", "my_position"]
CodeSlot = Literal["other_did", "i_did", "feelings"]
Codes = frozenset[str]

CODE_SLOTS: tuple[CodeSlot, ...] = ("other_did", "i_did", "feelings")
SAYS_NOTHING = frozenset({"none", "dont_know", "mixed"})
FEWEST_ALIKE = 3
"""What they did, what I did, and at least one thing more."""
NEAR = 0.5
"""Two taps this near on the circle, neither in the middle, are alike."""


class Alike(Struct, frozen=True):
    """One slot in which both say the same; `codes` are those they share (none for positions)."""

    slot: Slot
    codes: tuple[str, ...] = ()


class Rhyme(Struct, frozen=True):
    """An episode in life and the moment in the room or the memory that it is like.

    `strength` says how far the shared things come together in these episodes more often than each
    of them by itself would make them: 0 where they do not. It puts rhymes in order and is no odds.
    """

    life: UUID
    other: UUID
    place: Place
    alike: tuple[Alike, ...]
    strength: float


class Shape(NamedTuple):
    """An episode with its codes as sets."""

    told: Episode
    other_did: Codes
    i_did: Codes
    feelings: Codes


Counted = TypeVar("Counted")


class Likeness(NamedTuple):
    """Two episodes that are alike in so many slots."""

    life: Episode
    other: Episode
    slots: int
    strength: float


def rhymes(episodes: Iterable[Episode], new: Collection[UUID]) -> tuple[Rhyme, ...]:
    """Rhymes in which at least one of the two is new, the strongest first.

    Each episode stands in one rhyme at most, the best of its own.
    """
    shapes = [_shape(each) for each in newest_first(episodes)]
    strength = Strength(shapes)
    pairs = (_likeness(*pair, strength) for pair in _pairs(shapes, frozenset(new)))
    ranked = sorted((each for each in pairs if each is not None), key=_order)
    return tuple(_rhyme(each) for each in _one_each(ranked))


def alike(one: Episode, other: Episode) -> tuple[Alike, ...]:
    """The slots in which two episodes say the same; what was not asked in one says nothing."""
    shared = (Alike(slot, _shared(one, other, slot)) for slot in CODE_SLOTS)
    near = map(Alike, _near_slots(one, other))
    return (*(each for each in shared if each.codes), *near)


class Strength:
    """How often codes come together among these episodes, against how often each comes at all."""

    def __init__(self, shapes: Sequence[Shape]) -> None:
        self.n = len(shapes)
        alike = Counter([(each.other_did, each.i_did, each.feelings) for each in shapes])
        every = [(*each, times) for each, times in alike.items()]
        self.cues = counted((cues, times) for cues, _, _, times in every)
        self.acts = counted((acts, times) for _, acts, _, times in every)
        self.felt = counted((felt, times) for _, _, felt, times in every)
        self.cue_act = counted((product(cues, acts), times) for cues, acts, _, times in every)
        self.act_felt = counted((product(acts, felt), times) for _, acts, felt, times in every)
        self.of = cache(self._of)

    def _of(self, cues: Codes, acts: Codes, felt: Codes) -> float:
        """Of the best cue with the best act, and of the best act with the best feeling."""
        first = (
            beyond_chance(self.cue_act[cue, act], self.cues[cue], self.acts[act], self.n)
            for cue, act in product(cues, acts)
        )
        then = (
            beyond_chance(self.act_felt[act, feeling], self.acts[act], self.felt[feeling], self.n)
            for act, feeling in product(acts, felt)
        )
        return max(first, default=0.0) + max(then, default=0.0)


def counted(several: Iterable[tuple[Iterable[Counted], int]]) -> Counter[Counted]:
    """How often each thing is there, of several together so many times."""
    found: Counter[Counted] = Counter()
    for things, times in several:
        for each in things:
            found[each] += times
    return found


def beyond_chance(both: int, one: int, other: int, n: int) -> float:
    """`both` times the log of both over what chance would give; 0 where it is not more than that.

    >>> round(beyond_chance(6, 10, 9, 30), 3), beyond_chance(3, 10, 9, 30)
    (4.159, 0.0)
    """
    expected = one * other / n if n else 0.0
    return both * log(both / expected) if both > expected > 0 else 0.0


def _shape(episode: Episode) -> Shape:
    felt = tuple([each.code for each in episode.feelings or ()])
    return Shape(episode, _said(episode.other_did), _said(episode.i_did), _said(felt))


@lru_cache(maxsize=1024)
def _said(codes: tuple[str, ...] | None) -> Codes:
    return frozenset(codes or ()) - SAYS_NOTHING


def _pairs(shapes: Sequence[Shape], new: Collection[UUID]) -> Iterator[tuple[Shape, Shape]]:
    """Each time of life with another one of which she says that what came first and what she did
    were alike, where one of the two is new."""
    can_be = [each for each in shapes if each.other_did and each.i_did]
    lives = [each for each in can_be if each.told.place == "life"]
    others = [each for each in can_be if each.told.place in {"room", "past"}]
    new_others = [each for each in others if each.told.id in new]
    new_lives = {each.told.id for each in lives if each.told.id in new}
    for life in lives:
        for other in others if new_lives and life.told.id in new_lives else new_others:
            cues, acts = life.other_did, life.i_did
            if not cues.isdisjoint(other.other_did) and not acts.isdisjoint(other.i_did):
                yield life, other


def _likeness(life: Shape, other: Shape, strength: Strength) -> Likeness | None:
    cues, acts = life.other_did & other.other_did, life.i_did & other.i_did
    felt = life.feelings & other.feelings
    slots = 2 + bool(felt) + len(_near_slots(life.told, other.told))
    if slots < FEWEST_ALIKE:
        return None
    return Likeness(life.told, other.told, slots, strength.of(cues, acts, felt))


def _rhyme(found: Likeness) -> Rhyme:
    life, other = found.life, found.other
    return Rhyme(life.id, other.id, other.place, alike(life, other), found.strength)


def _shared(one: Episode, other: Episode, slot: CodeSlot) -> tuple[str, ...]:
    theirs = set(codes(other, slot)) - SAYS_NOTHING
    return tuple(code for code in dict.fromkeys(codes(one, slot)) if code in theirs)


def _near_slots(one: Episode, other: Episode) -> tuple[Slot, ...]:
    places: tuple[tuple[Slot, Point | None, Point | None], ...] = (
        ("other_position", one.other_position, other.other_position),
        ("my_position", one.my_position, other.my_position),
    )
    return tuple(slot for slot, mine, theirs in places if _near(mine, theirs))


def _near(one: Point | None, other: Point | None) -> bool:
    if one is None or other is None or octant(one) is None or octant(other) is None:
        return False
    return hypot(one[0] - other[0], one[1] - other[1]) <= NEAR


def _order(found: Likeness) -> tuple[float, int, UUID, UUID]:
    return (-found.strength, -found.slots, found.life.id, found.other.id)


def _one_each(ranked: Iterable[Likeness]) -> Iterator[Likeness]:
    used: set[UUID] = set()
    for each in ranked:
        if not used & {each.life.id, each.other.id}:
            used |= {each.life.id, each.other.id}
            yield each
