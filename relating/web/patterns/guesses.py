"""What the counsellor wonders: patterns that were shared, as the client reads and answers them."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from relating.case import Answer, Episode, Pattern
from relating.engine.as_made import AS_MADE
from relating.engine.ways import retired
from relating.journal.queries import OpenCase
from relating.web.patterns import sentences
from relating.web.patterns.claims import counted_anew
from relating.web.patterns.forms import RESONANCES
from relating.web.patterns.sentences import Sentence

FITS = frozenset({"fits", "partly"})
"""The answers after which a guess can become a way of hers."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One of the answers."""

    code: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Guess:
    """A pattern that was shared: in the counsellor's words or one's own, with its counts."""

    id: UUID
    url: str
    statement: str
    in_my_words: str
    sentence: Sentence
    at_other_times: str
    replies: tuple[Reply, ...]
    answered: str
    as_made: bool
    retired: bool
    retired_by_me: bool
    fits: bool
    begin_url: str


def offered(case: OpenCase) -> list[Pattern]:
    """The patterns that were shared and not set aside since, newest first."""
    away = {each.id for each in put_away(case)}
    found = [each for each in case.all(Pattern) if each.state != "not_this" and each.id not in away]
    return sorted(found, key=lambda each: each.recorded_at, reverse=True)


def put_away(case: OpenCase) -> list[Pattern]:
    """The patterns that one of the two retired, newest first."""
    away = retired((*case.all(Pattern), *case.all(Answer)))
    found = [each for each in case.all(Pattern) if each.id in away]
    return sorted(found, key=lambda each: each.recorded_at, reverse=True)


def guess_of(kept: Pattern, case: OpenCase, episodes: tuple[Episode, ...]) -> Guess:
    """A shared pattern as the client reads it."""
    found, _borne = counted_anew(kept, case, episodes)
    answer = answer_to(kept, case)
    resonance = answer.resonance if answer else None
    return Guess(
        id=kept.id,
        url=reverse("wondered", args=[kept.id]),
        statement=kept.statement,
        in_my_words=answer.in_my_words if answer else "",
        sentence=sentences.claim(found, case),
        at_other_times=sentences.beside(found, claimed=kept.named_by == "engine"),
        replies=tuple(
            Reply(code, case.vocabulary.label("resonance", code), code == resonance)
            for code in RESONANCES
        ),
        answered=case.vocabulary.label("resonance", resonance) if resonance else "",
        as_made=resonance == AS_MADE,
        retired=kept.retired or (answer is not None and answer.retired),
        retired_by_me=answer is not None and answer.retired,
        fits=resonance in FITS,
        begin_url=f"{reverse('way-new', args=[case.case_id])}?from={kept.id}",
    )


def answer_to(kept: Pattern, case: OpenCase) -> Answer | None:
    """What was answered so far."""
    return next((each for each in case.all(Answer) if each.to == kept.id), None)
