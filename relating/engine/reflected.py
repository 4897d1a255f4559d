"""How others see me: what I thought they think, beside what they said.

Source: Cooley 1902, Mead 1934 (reflected appraisal). No gap is reckoned: the two stand beside one
another, each with its moment. Back then is left out.
"""

from collections.abc import Collection, Iterable
from typing import Literal, TypeAlias

from msgspec import Struct

from relating.case.entries.episode import Episode
from relating.case.entries.feedback import Feedback
from relating.engine.moments import Moment
from relating.engine.order import moment
from relating.engine.tellings import has_response

Source: TypeAlias = Literal["guessed", "asked", "told", "counsellor"]
SAID: Collection[Source] = ("asked", "told", "counsellor")


class Voice(Struct, frozen=True):
    """Words, whose they are by their source, and the moment that they stand in."""

    words: str
    source: Source
    told: Episode


class Beside(Struct, frozen=True):
    """What I thought and what they said; either may not be there."""

    thought: tuple[Voice, ...] = ()
    said: tuple[Voice, ...] = ()


def reflected(found: Iterable[Moment], responses: Iterable[Feedback] = ()) -> tuple[Beside, ...]:
    """What was thought and said in these moments with one person, newest first.

    What they said stands beside what I thought in the same moment; else beside what I thought last
    before, where nothing stands yet. The counsellor's own response is what he told himself of the
    moment, or said in feedback about it (`responses`).
    """
    given = list(responses)
    rows: list[Beside] = []
    for each in sorted(found, key=lambda one: (moment(one.told), one.told.id)):
        if each.told.place == "past":
            continue
        thought, said = thoughts(each), sayings(each, given)
        if said and not thought and rows and not rows[-1].said:
            rows[-1] = Beside(rows[-1].thought, said)
        elif thought or said:
            rows.append(Beside(thought, said))
    return tuple(reversed(rows))


def thoughts(found: Moment) -> tuple[Voice, ...]:
    """What I thought they think, and my guess of how it was for them."""
    told = found.told
    if told.author != "client":
        return ()
    seen = [told.seen_as] if told.seen_as else []
    guess = [told.impact.text] if told.impact and told.impact.source == "guessed" else []
    return tuple(Voice(words, "guessed", told) for words in (*seen, *guess) if words)


def sayings(found: Moment, given: Iterable[Feedback]) -> tuple[Voice, ...]:
    """What they said, as I told it; and the counsellor's own response, once he gave it."""
    ids = {each.id for each in found.every}
    own = [each for each in found.every if is_said(each)]
    said = [Voice(each.impact.text, each.impact.source, each) for each in own if each.impact]
    spoken = (each for each in given if each.said_at is not None and ids & {*each.about})
    responses = [Voice(each.response, "counsellor", found.told) for each in spoken]
    return tuple({each.words: each for each in (*said, *responses) if each.words}.values())


def is_said(told: Episode) -> bool:
    """Whether a telling holds what the other said: as the client tells it, or his own."""
    if told.author != "client":
        return has_response(told)
    return told.impact is not None and told.impact.source in SAID
