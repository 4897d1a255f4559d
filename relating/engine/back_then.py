"""Back then: whether it is looked at, and what the counsellor told of it as the client meets it.

Childhood is not pushed. While the two have not both said yes, nothing of what the counsellor told
of it is on a page of the client's, and it is in nothing that is counted or drawn. With their yes
it waits, folded, until she opens it and answers. What she refused, or keeps off her pages, is on
none of them.
"""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple, TypeAlias
from uuid import UUID

from msgspec.structs import replace

from relating.case.entries.episode import Episode
from relating.case.entries.preferences import Preferences, back_then
from relating.case.entries.recognition import Recognition, Says
from relating.case.entries.way import ThenNow, Way

Meets: TypeAlias = Literal["open", "folded", "apart", "hidden"]
"""How the client meets a telling: as it is; folded; on no page but its own; on none at all."""


class Agreed(NamedTuple):
    """Whether the two look at back then (`on`); what she answered to each telling; and which of
    them she keeps off her pages."""

    on: bool
    said: Mapping[UUID, Says]
    kept_off: frozenset[UUID]


def agreed(preferences: Iterable[Preferences], recognitions: Iterable[Recognition]) -> Agreed:
    """What the two agreed on, and what she said of each telling, last."""
    ordered = sorted(recognitions, key=lambda each: (each.recorded_at, each.id))
    found = [(each.telling, each.says) for each in ordered if each.telling is not None]
    return Agreed(
        on=back_then(preferences),
        said={telling: says for telling, says in found if says != "kept_off"},
        kept_off=frozenset(telling for telling, says in found if says == "kept_off"),
    )


def waits(episode: Episode) -> bool:
    """Whether it is of back then, and the counsellor told it."""
    return episode.place == "past" and episode.author != "client"


def meets(episode: Episode, found: Agreed) -> Meets:
    """How the client meets a telling."""
    if not waits(episode):
        return "open"
    if not found.on:
        return "hidden"
    said = found.said.get(episode.id)
    if episode.id in found.kept_off or said == "refused":
        return "apart"
    return "folded" if said is None else "open"


def folded(episode: Episode) -> Episode:
    """A telling of which nothing is said but that it is there."""
    return Episode(
        id=episode.id,
        author=episode.author,
        visibility=episode.visibility,
        recorded_at=episode.recorded_at,
        place="past",
    )


def not_resting(episodes: Iterable[Episode], *, on: bool) -> tuple[Episode, ...]:
    """What stands on pages: without their yes nothing that the counsellor told of back then."""
    return tuple(each for each in episodes if on or not waits(each))


def way_of_now(way: Way, *, on: bool) -> Way:
    """A way as it may be shown: without their yes nothing of back then."""
    if on:
        return way
    held = ((name, getattr(way, name)) for name in ("spared", "gave", "costs_me", "costs_others"))
    now = {name: ThenNow(now=said.now) for name, said in held if said is not None}
    return replace(way, **now, began=(), began_words="")


def of_now(episodes: Iterable[Episode], *, on: bool) -> tuple[Episode, ...]:
    """What may be counted and drawn: without their yes nothing of back then."""
    return tuple(each for each in episodes if on or each.place != "past")
