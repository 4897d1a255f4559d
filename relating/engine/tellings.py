"""Whose telling it is: what of it may be shown, and what may be counted.

What the client feels, wants and fears, how it ended for her, what was at stake: only she says it.
A counsellor tells what a camera would have seen, his own response, and his own part. A telling of
his that holds more, from a file or from before, is kept as it is; nothing uses more of it than
this. It counts once the client has said *so it was*.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from relating.case.entries.episode import Episode
from relating.case.entries.person import Person
from relating.case.entries.recognition import Recognition
from relating.engine.moments import Moment, moments

HERS: dict[str, Any] = dict.fromkeys(
    (
        *("wish", "need", "feelings", "self_treatment", "ended", "valence", "awareness"),
        *("authenticity", "worth_at_stake", "seen_as", "expected", "protects_from", "cost"),
        *("joke", "rather", "unsaid", "how_met", "plan", "confidence_before", "confidence_after"),
        *("landed", "swapped", "alone"),
    )
)
"""What only the client says of herself, and what it is in a telling of anybody else: nothing."""
HIS: dict[str, Any] = dict.fromkeys(("my_position", "other_position", "pull"))
"""What of his own telling is for the counsellor alone: where he saw the two, what drew him."""
NOT_SEEN = frozenset(
    {
        *("hiding", "self_reliance", "numbing", "intellect", "perfection", "testing", "performing"),
        *("comparing", "let_go", "choose_people", "self_care"),
    }
)
"""Acts of which no camera sees what makes them one."""


def as_seen(episode: Episode, viewer: str | None) -> Episode:
    """A telling as a page, a count or a picture may use it: of the counsellor's, nothing that only
    the client says, no act that cannot be seen, and what is his alone for nobody else.

    >>> from datetime import UTC, datetime
    >>> at = datetime(2026, 3, 2, tzinfo=UTC)
    >>> told = Episode(id=UUID(int=1), author="counsellor", visibility="shared", recorded_at=at,
    ...     at=at, place="room", valence=-2, i_did=("joking", "hiding"))
    >>> as_seen(told, "client").valence, as_seen(told, "client").i_did
    (None, ('joking',))
    """
    if episode.author == "client":
        return episode
    hidden = HERS if viewer == "counsellor" else HERS | HIS
    return replace(episode, **hidden, i_did=_seen(episode.i_did), impact=_response(episode))


def _seen(did: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """The acts that can be seen; where none is left, it was not said."""
    return tuple(code for code in did or () if code not in NOT_SEEN) or None


def _response(episode: Episode) -> Any:
    """How it was for the counsellor; how it was for anybody else is not his to say."""
    return episode.impact if has_response(episode) else None


def has_response(episode: Episode) -> bool:
    """Whether it says how it was for the counsellor, in his own word."""
    return episode.impact is not None and episode.impact.source == "counsellor"


def with_somebody_unsafe(episode: Episode, people: Mapping[str, Person]) -> bool:
    """Whether it was with somebody who is marked as not safe: such times stand outside all that is
    found, counted or drawn."""
    person = people.get(episode.person) if episode.person is not None else None
    return person is not None and person.unsafe


def confirmed(
    tellings: Iterable[Episode], recognitions: Iterable[Recognition]
) -> tuple[Episode, ...]:
    """The moments that are the client's word, each once: her own telling, and where there is none
    the counsellor's, if she said *so it was* of it, and nothing else later."""
    return confirmed_of(moments(tellings), recognitions)


def confirmed_of(
    found: Iterable[Moment], recognitions: Iterable[Recognition]
) -> tuple[Episode, ...]:
    """The same of moments that were put together already."""
    said = _said(recognitions)
    return tuple(each.told for each in found if _is_her_word(each.told, said))


def _said(recognitions: Iterable[Recognition]) -> dict[UUID, str]:
    """What she said last of each telling; that she keeps it off her pages is no answer."""
    in_order = sorted(recognitions, key=lambda found: (found.recorded_at, found.id))
    answers = (each for each in in_order if each.says != "kept_off")
    return {each.telling: each.says for each in answers if each.telling is not None}


def _is_her_word(told: Episode, said: Mapping[UUID, str]) -> bool:
    return told.author == "client" or said.get(told.id) == "so"


def counted(
    tellings: Iterable[Episode],
    recognitions: Iterable[Recognition],
    people: Mapping[str, Person],
) -> tuple[Episode, ...]:
    """The moments that enter counts and what is found in them, each once: none that either told of
    somebody unsafe."""
    return counted_of(moments(tellings), recognitions, people)


def counted_of(
    found: Sequence[Moment],
    recognitions: Iterable[Recognition],
    people: Mapping[str, Person],
) -> tuple[Episode, ...]:
    """The same of moments that were put together already."""
    said = _said(recognitions)
    met = {one.person for each in found for one in (each.told, *each.others) if one.person}
    unsafe = {id for id in met if id in people and people[id].unsafe}
    return tuple(
        each.told
        for each in found
        if (each.told.author == "client" or _is_her_word(each.told, said))
        and each.told.person not in unsafe
        and not any(one.person in unsafe for one in each.others)
    )
