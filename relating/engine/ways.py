"""Whether what I did was an old way, a new way, both, or neither; and what was retired."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Literal
from uuid import UUID

from relating.case.entries.episode import Episode
from relating.case.entries.feedback import Answer
from relating.case.entries.pattern import Pattern
from relating.case.entry import Entry
from relating.case.words.vocabulary import Vocabulary

Way = Literal["old", "new", "mixed", "neither", "plain"]

NONE_OF_THESE = "none"


def way(episode: Episode, vocabulary: Vocabulary) -> Way:
    """The way of an episode, from what I did.

    `plain` is not asked or not answered, or words the vocabulary does not know; `neither` is
    asked and none, or only words that are neither old nor new.
    """
    return way_of(episode.i_did, vocabulary)


def ways_in(vocabulary: Vocabulary) -> Callable[[Episode], Way]:
    """The same for many episodes: what was done alike is looked up once."""
    known = cache(lambda i_did: way_of(i_did, vocabulary))
    return lambda episode: known(episode.i_did)


def way_of(i_did: tuple[str, ...] | None, vocabulary: Vocabulary) -> Way:
    """The way in which this was done."""
    if i_did is None:
        return "plain"
    terms = [vocabulary.behaviour(code) for code in i_did]
    known = [term for term in terms if term is not None and term.code != NONE_OF_THESE]
    stances = {term.stance for term in known} - {"neither"}
    if stances:
        return "mixed" if len(stances) > 1 else stances.pop()
    return "plain" if None in terms else "neither"


def retired(entries: Iterable[Entry]) -> frozenset[UUID]:
    """The patterns that one of the two put away."""
    found: set[UUID] = set()
    for each in entries:
        if isinstance(each, Pattern) and each.retired:
            found.add(each.id)
        if isinstance(each, Answer) and each.retired and each.to is not None:
            found.add(each.to)
    return frozenset(found)
