"""The times behind each place of a way's two loops: put there, or found there by their codes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias, get_args
from uuid import UUID

from relating.case.entries.episode import Episode
from relating.case.entries.way import Loop, Step, Way

Place: TypeAlias = Literal["first", "feel", "i_do", "they_do", "leaves"]
PLACES: tuple[Place, ...] = get_args(Place)
"""The places of a loop, in the order in which they come."""
Times: TypeAlias = tuple[UUID, ...]
Codes: TypeAlias = Mapping[Place, str]
BEFORE: Mapping[Place, tuple[Place, ...]] = {
    "first": (),
    "feel": ("first", "i_do"),
    "i_do": ("first",),
    "they_do": ("first", "i_do"),
    "leaves": ("first", "i_do"),
}
"""What tells of which loop a place is."""


@dataclass(frozen=True, slots=True)
class Loops:
    """The times behind each place of the old loop and of the new one, and all times of the way,
    each once and in the order of the episodes given."""

    old: Mapping[Place, Times]
    new: Mapping[Place, Times]
    times: Times


def loops(way: Way, episodes: Iterable[Episode]) -> Loops:
    """The times behind a way, among episodes that may be counted.

    A time stands behind a place where she put it there; or by its codes: behind what happens first
    when it carries that code, behind what I do when it carries both, and behind any other place
    when it carries these two and the place's own. Where no code is said of what I do, nothing
    tells the loops apart, and the other places hold what was put there alone.

    >>> from datetime import UTC, datetime
    >>> at = datetime(2026, 3, 2, tzinfo=UTC)
    >>> begins = dict(author="client", visibility="private", recorded_at=at)
    >>> told = Episode(id=UUID(int=1), **begins, at=at, place="life",
    ...     other_did=("criticised",), i_did=("pleasing",))
    >>> way = Way(id=UUID(int=2), **begins, old=Loop(
    ...     first=Step(code="criticised"), i_do=Step(code="pleasing")))
    >>> found = loops(way, [told])
    >>> len(found.old["first"]), len(found.old["i_do"]), len(found.new["i_do"]), len(found.times)
    (1, 1, 0, 1)
    """
    told = Told(tuple(episodes), {})
    old = way.old or Loop()
    new = new_loop(way)
    found = [
        MappingProxyType({place: behind(loop, place, told) for place in PLACES})
        for loop in (old, new)
    ]
    kept = {*way.times, *put(old), *put(new), *(each for one in found for each in one["i_do"])}
    kept |= set(way.with_counsellor.times) if way.with_counsellor else set()
    return Loops(found[0], found[1], told.among(kept))


def new_loop(way: Way) -> Loop:
    """The new loop; where nothing else is said, it begins as the old one does."""
    new = way.new or Loop()
    if new.first is not None or way.old is None or way.old.first is None:
        return new
    return Loop(
        first=way.old.first,
        feel=new.feel,
        i_do=new.i_do,
        they_do=new.they_do,
        leaves=new.leaves,
    )


class Told(NamedTuple):
    """The episodes in which times are looked for, and those that were found by their codes: what
    stands behind one place is among what stands behind the one before it."""

    every: tuple[Episode, ...]
    found: dict[tuple[tuple[Place, str], ...], tuple[Episode, ...]]

    def carrying(self, codes: tuple[tuple[Place, str], ...]) -> tuple[Episode, ...]:
        """The episodes that carry all of these, one code after another: of thousands few carry the
        first."""
        if not codes:
            return self.every
        if codes not in self.found:
            *before, (at, code) = codes
            says = SAYS[at]
            self.found[codes] = tuple(
                each for each in self.carrying(tuple(before)) if code in says(each)
            )
        return self.found[codes]

    def among(self, ids: Set[UUID]) -> Times:
        """Those of these ids, in the order of the episodes."""
        return tuple(each.id for each in self.every if each.id in ids) if ids else ()


def behind(loop: Loop, place: Place, told: Told) -> Times:
    """The times behind one place."""
    step, needed = step_at(loop, place), codes_for(loop, place)
    if step is None:
        return ()
    if not needed:
        return told.among({*step.times})
    carried = tuple(each.id for each in told.carrying(tuple(needed.items())))
    return told.among({*carried, *step.times}) if step.times else carried


def step_at(loop: Loop | None, place: Place) -> Step | None:
    """What stands at a place; None where nothing does yet."""
    return getattr(loop, place) if loop is not None else None


def codes_for(loop: Loop, place: Place) -> Codes:
    """The codes that an episode must carry to stand behind a place: its own and those of what comes
    before it; none where no code can say so."""
    said = {at: step.code for at in (*BEFORE[place], place) if (step := step_at(loop, at))}
    found = {at: code for at, code in said.items() if code is not None}
    told_apart = place in {"first", "i_do"} or "i_do" in found
    return found if place in found and told_apart else {}


def codes_at(episode: Episode, place: Place) -> tuple[str, ...]:
    """What an episode says of a place, as codes."""
    return SAYS[place](episode)


SAYS: Mapping[Place, Callable[[Episode], tuple[str, ...]]] = {
    "first": lambda episode: episode.other_did or (),
    "feel": lambda episode: tuple([each.code for each in episode.feelings or ()]),
    "i_do": lambda episode: episode.i_did or (),
    "they_do": lambda episode: episode.other_then or (),
    "leaves": lambda episode: (episode.ended,) if episode.ended else (),
}


def put(loop: Loop) -> Iterator[UUID]:
    """The times that were put to a loop by hand."""
    for place in PLACES:
        step = step_at(loop, place)
        if step is not None:
            yield from step.times


def first_code(episode: Episode, place: Place) -> str | None:
    """The first thing that an episode says of a place: where a loop begins from it."""
    return next(iter(codes_at(episode, place)), None)
