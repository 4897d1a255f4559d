"""The ways that she works on, as sentences of change need them."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from relating.case import Way
from relating.case.entries.way import Loop, Step
from relating.case.words.vocabulary import Vocabulary
from relating.engine.halves import Working
from relating.engine.order import local_day
from relating.journal.queries import OpenCase
from relating.web.ways.opened import is_retired

WORKED = frozenset({"working_on", "loosening"})


@dataclass(frozen=True, slots=True)
class WorkedOn:
    """A way with the day since which she works on it, and how she puts it."""

    words: str
    url: str
    working: Working

    @property
    def id(self) -> UUID:
        return self.working.way


def worked_on(case: OpenCase) -> tuple[WorkedOn, ...]:
    """The way that she began to work on last and works on still, or that is loosening; and before
    it the others that she works on, each with its own sentences."""
    found = [
        WorkedOn(each.words, reverse("way", args=[each.id]), working)
        for each in case.all(Way)
        if each.status in WORKED
        and not is_retired(each, case)
        and (working := working_of(each, case.vocabulary)) is not None
    ]
    return tuple(sorted(found, key=lambda each: (each.working.since, each.id), reverse=True))


def working_of(way: Way, vocabulary: Vocabulary) -> Working | None:
    """A way by its day and its words of the lists: what comes first, and what she used to do."""
    if way.working_since is None:
        return None
    old = way.old or Loop()
    first, did = _code(old.first), _code(old.i_do)
    return Working(
        way=way.id,
        since=local_day(way.working_since, timezone.get_current_timezone()),
        cues=frozenset([first] if vocabulary.term("other_did", first) else []),
        old=frozenset([did] if vocabulary.behaviour(did) else []),
    )


def _code(step: Step | None) -> str:
    return step.code or "" if step else ""
