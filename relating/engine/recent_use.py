"""What this person has used lately: the order in which forms offer words and people.

Own use comes first and recent use weighs more: an episode counts half as much as one that is
`HALVING` episodes newer. The order depends on the episodes only, not on the day it is asked.
"""

from collections.abc import Callable, Iterable
from itertools import islice
from operator import attrgetter
from typing import Literal

from relating.case.entries.episode import Episode

HALVING, WEIGHED = 20, 1000
"""Behind so many an episode weighs less than a number can hold beside the newest: there only the
latest use counts."""
Slot = Literal["wish", "other_did", "feelings", "i_did", "self_treatment"]
CODES: dict[Slot, Callable[[Episode], tuple[str, ...] | None]] = {
    "wish": attrgetter("wish"),
    "other_did": attrgetter("other_did"),
    "feelings": lambda episode: tuple([feeling.code for feeling in episode.feelings or ()]),
    "i_did": attrgetter("i_did"),
    "self_treatment": attrgetter("self_treatment"),
}


def used(episodes: Iterable[Episode], slot: Slot) -> tuple[str, ...]:
    """The codes used in one slot, most used lately first; equals by the latest use, then by code.

    The episodes come newest first: a form asks for six slots, and putting hundreds in order once
    is enough.

    Only codes that were used at all; the form adds the rest of the vocabulary behind them.
    """
    said = CODES[slot]
    return _ranked([said(episode) or () for episode in episodes])


def recent_people(episodes: Iterable[Episode]) -> tuple[str, ...]:
    """The people of episodes that come newest first, by id: most lately written about first."""
    people = (episode.person for episode in episodes)
    return tuple(dict.fromkeys(person for person in people if person is not None))


def codes(episode: Episode, slot: Slot) -> tuple[str, ...]:
    """The codes in one slot; a slot that was not asked holds none."""
    return CODES[slot](episode) or ()


def _ranked(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Codes by their weight over lists that stand newest first.

    >>> _ranked([("joking",), ("pleasing",), ("pleasing",)])
    ('pleasing', 'joking')
    """
    weights: dict[str, float] = {}
    latest: dict[str, int] = {}
    every = iter(lists)
    for rank, found in enumerate(islice(every, WEIGHED)):
        if not found:
            continue
        worth = 0.5 ** (rank / HALVING)
        for code in dict.fromkeys(found):
            if code in weights:
                weights[code] += worth
            else:
                weights[code], latest[code] = worth, rank
    for found in dict.fromkeys(every):
        for code in found:
            if code not in weights:
                weights[code], latest[code] = 0.0, len(latest) + WEIGHED
    return tuple(sorted(weights, key=lambda code: (-weights[code], latest[code], code)))
