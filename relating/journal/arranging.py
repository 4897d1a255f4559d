"""How the contents of a case stand when it is opened: with whom, and in which order."""

from collections.abc import Iterable
from uuid import UUID

from relating.case import Episode, People
from relating.case.people import with_whom
from relating.engine.moments import Moment
from relating.engine.order import newest_first
from relating.journal.by_kind import ByKind


def standing_in(said: ByKind, people: People) -> ByKind:
    """Contents with whoever stands for those whom they name."""
    if people.each_alone:
        return said
    return {
        kind: tuple(with_whom(content, people) for content in contents)
        for kind, contents in said.items()
    }


def told_of(said: Iterable[Episode], people: People) -> dict[UUID, str]:
    """Of whom each telling was told, where somebody else stands for them."""
    if people.each_alone:
        return {}
    named = ((each.id, each.person) for each in said)
    return {id: who for id, who in named if who and people.standing_for(who) != who}


def in_order(told: tuple[Episode, ...], once: tuple[Moment, ...]) -> tuple[Episode, ...]:
    """The tellings, newest first: as their moments are, where each moment was told once."""
    if len(once) == len(told):
        return tuple([each.told for each in once])
    return tuple(newest_first(told))
