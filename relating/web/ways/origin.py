"""From where a way begins, and what of it she need not type again."""

from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from relating.case import Episode, Loop, Pattern, Step, Vocabulary, Way
from relating.engine.loops import PLACES, first_code
from relating.engine.ways import way as way_of
from relating.journal.queries import OpenCase
from relating.people import gate
from relating.web.page import visit
from relating.web.patterns.guesses import answer_to, offered
from relating.web.voice.names import first_words
from relating.web.voice.sides import is_clients


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a way begins: the entry, her own words of it, the counsellor's, and what a way holds
    that begins there."""

    id: UUID | None = None
    words: str = ""
    theirs: str = ""
    held: dict[str, Any] = field(default_factory=dict)

    @property
    def way(self) -> partial[Way]:
        """A way that begins here, as far as it can be made."""
        return partial(Way, author="client", origin=self.id, **self.held)


NOTHING = Origin()


def origin_of(case: OpenCase, meant: str) -> Origin:
    """What an address names.

    Raises:
        Hidden: nothing that a way can begin from is there for her.
    """
    if not meant:
        return NOTHING
    id = visit.id_sent(meant)
    pattern = next((each for each in offered(case) if each.id == id), None)
    if pattern is not None:
        return of_pattern(pattern, case)
    told = gate.there(next((each for each in case.episodes if each.id == id), None))
    return of_episode(told, case)


def of_pattern(pattern: Pattern, case: OpenCase) -> Origin:
    """What the counsellor wondered: its words are his, hers are those of her answer."""
    answer = answer_to(pattern, case)
    feelings = (pattern.cue.feeling, *pattern.feelings)
    codes = {
        "first": pattern.cue.other_did,
        "feel": next((each for each in feelings if each), None),
        "i_do": pattern.behaviour,
    }
    loop = Loop(**{name: Step(code=code) for name, code in codes.items() if code})
    side = "new" if is_new(pattern.behaviour, case.vocabulary) else "old"
    return Origin(
        id=pattern.id,
        words=answer.in_my_words if answer else "",
        theirs=pattern.statement,
        held={side: loop},
    )


def of_episode(episode: Episode, case: OpenCase) -> Origin:
    """Something that happened: of it what is her own word, and the time itself."""
    words = first_words(episode) if is_clients(episode) else ""
    if episode.place == "past":
        return Origin(episode.id, words, held={"began": (episode.id,)})
    held: dict[str, Any] = {"times": (episode.id,)}
    if is_clients(episode):
        held |= said_in(episode, case)
    return Origin(episode.id, words, held=held)


def said_in(episode: Episode, case: OpenCase) -> dict[str, Any]:
    """What she said of a time, as a way holds it."""
    found = ((place, first_code(episode, place)) for place in PLACES)
    steps = {place: Step(code=code, times=(episode.id,)) for place, code in found if code}
    side = "new" if way_of(episode, case.vocabulary) == "new" else "old"
    held: dict[str, Any] = {side: Loop(**steps)} if steps else {}
    held["spared_codes"] = episode.protects_from or ()
    held["cost_codes"] = episode.cost or ()
    held["across"] = episode.impact
    return held


def is_new(behaviour: str, vocabulary: Vocabulary) -> bool:
    """Whether what was done is a new way."""
    term = vocabulary.behaviour(behaviour)
    return term is not None and term.stance == "new"
