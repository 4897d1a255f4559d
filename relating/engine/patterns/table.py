"""A case as a table: one row per usable episode, in an order that no reading order can change."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from relating.case.entries.episode import Episode
from relating.case.entries.person import Person, standing_of
from relating.case.fields import Place, Standing
from relating.engine.moments import moments
from relating.engine.patterns.rules import Rules
from relating.engine.retellings import once
from relating.engine.tellings import with_somebody_unsafe

Flags: TypeAlias = NDArray[np.bool_]
Numbers: TypeAlias = NDArray[np.float64]
Strata: TypeAlias = NDArray[np.intp]
Codes: TypeAlias = dict[str, Flags]

NOBODY = ""
"""The key of episodes that name nobody."""
NOT_A_WAY = frozenset({"none"})
"""Chosen to say that none of the listed behaviours fits: not a behaviour of its own."""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Rows are episodes, by when they were told; each code of each slot is a column of flags."""

    ids: tuple[UUID, ...]
    told: tuple[datetime, ...]
    people: tuple[str, ...]
    places: tuple[Place, ...]
    strata: Strata
    """Which rows are compared with one another: the same person, then or now."""
    blocks: Strata
    """Which rows may be shuffled among one another: as `strata`, and told at about one time."""
    other_did: Codes
    wish: Codes
    feelings: Codes
    i_did: Codes
    standing: Codes
    ended_badly: Flags
    unordered: Flags
    """Where nobody was asked whether what the other did came first or after."""

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def past(self) -> Flags:
        """Which rows are memories."""
        return np.array([place == "past" for place in self.places], dtype=bool)


def table(episodes: Iterable[Episode], people: Mapping[str, Person], rules: Rules) -> Table:
    """The moments of a case in which it is known what I did, one row each."""
    return tabled(usable(episodes, people), people, rules)


def usable(episodes: Iterable[Episode], people: Mapping[str, Person]) -> tuple[Episode, ...]:
    """What can be a row, in the order in which it was told: of two tellings that were joined the
    one that stands for both, of likely retellings the first. Rehearsals are left out, and times
    with somebody who is not safe.
    """
    told = (each.told for each in moments(episodes))
    found = (each for each in told if _is_row(each, people))
    return once(found, lambda each: _who(each, people))


def tabled(rows: Sequence[Episode], people: Mapping[str, Person], rules: Rules) -> Table:
    """A row for each of these. A slot that was not answered holds no code: such an episode can
    support no cue of that slot.
    """
    keys = [_who(found, people) for found in rows]
    standings = [_standing(key, people) for key in keys]
    strata = _strata(rows, keys, standings, rules.fewest_own)
    return Table(
        ids=tuple(found.id for found in rows),
        told=tuple(found.recorded_at for found in rows),
        people=tuple(keys),
        places=tuple(found.place for found in rows),
        strata=strata,
        blocks=blocks(strata, rules.block),
        other_did=_columns(found.other_did or () for found in rows),
        wish=_columns(found.wish or () for found in rows),
        feelings=_columns([each.code for each in found.feelings or ()] for found in rows),
        i_did=_columns(set(found.i_did or ()) - NOT_A_WAY for found in rows),
        standing=_columns([standing] if standing else [] for standing in standings),
        ended_badly=np.array([(found.valence or 0) <= -1 for found in rows], dtype=bool),
        unordered=np.array([found.order == "unknown" for found in rows], dtype=bool),
    )


def _is_row(found: Episode, people: Mapping[str, Person]) -> bool:
    known = found.i_did is not None and found.place != "practice"
    return known and not with_somebody_unsafe(found, people)


def _who(episode: Episode, people: Mapping[str, Person]) -> str:
    """The person of an episode; in the room, where nobody is named, the counsellor."""
    if episode.person is not None:
        return episode.person
    helpers = sorted(each.id for each in people.values() if each.role == "counsellor")
    return helpers[0] if episode.place == "room" and helpers else NOBODY


def _standing(key: str, people: Mapping[str, Person]) -> Standing | None:
    return standing_of(people[key]) if key in people else None


def _strata(
    rows: Sequence[Episode], keys: Sequence[str], standings: Sequence[str | None], fewest: int
) -> Strata:
    """A number per row: the same for the same person, or for people of one standing met rarely.

    Numbered as they come, so that the names of people decide nothing.
    """
    own = [(key, found.place == "past") for key, found in zip(keys, rows, strict=True)]
    met = Counter(own)
    groups = [
        (key, "", past) if met[key, past] >= fewest else ("", standing or "", past)
        for (key, past), standing in zip(own, standings, strict=True)
    ]
    numbers = {group: number for number, group in enumerate(dict.fromkeys(groups))}
    return np.array([numbers[group] for group in groups], dtype=np.intp)


def blocks(strata: Strata, size: int) -> Strata:
    """Each stratum cut into stretches of time with about so many rows each.

    A mood or a bad spell raises cue and behaviour together; within a stretch it hardly changes.

    >>> blocks(np.array([0, 0, 1, 0, 0]), 2).tolist()
    [0, 0, 2, 1, 1]
    """
    found, following = np.zeros_like(strata), 0
    for stratum in np.unique(strata):
        rows = np.flatnonzero(strata == stratum)
        count = max(1, round(len(rows) / size))
        found[rows] = following + np.arange(len(rows)) * count // len(rows)
        following += count
    return found


def _columns(rows: Iterable[Iterable[str]]) -> Codes:
    """The codes by name, each with a flag for every row."""
    held: dict[str, list[int]] = {}
    count = 0
    for codes in rows:
        for code in codes:
            held.setdefault(code, []).append(count)
        count += 1
    columns = {code: np.zeros(count, dtype=bool) for code in sorted(held)}
    for code, column in columns.items():
        column[held[code]] = True
    return columns
