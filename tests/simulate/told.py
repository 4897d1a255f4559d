"""The invented cases as the tests about them read them."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from uuid import UUID

import pytest
from msgspec.structs import fields

from relating.case import (
    Author,
    CaseEntry,
    CaseFile,
    Dip,
    Episode,
    Place,
    Pulse,
    Session,
    Tie,
)
from relating.case.entries.session import State
from relating.case.entry import Entry, Value
from relating.case.file.case_file import vocabulary_of
from relating.case.words.vocabulary import Stance
from relating.engine.alliance import Alliance, alliance
from relating.simulate import stories
from tests.sure import as_a, there

AnEntry = TypeVar("AnEntry", bound=Entry)

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SENTENCE = re.compile(r"[^.?!]+[.?!]+[\u201d\u2019]*")
NOT_HER_WORDS = re.compile(
    r"bound(ary|aries)|toxic|trigger(s|ed)?\b|inner child|trauma|journey|self-care|narciss|gaslight"
    r"|healing|closure|hold(ing)? space|attachment|coping|behavior|favorite|\bmom\b|apologize",
    re.IGNORECASE,
)


SHORT_OR_LONG = [*stories.names(), *stories.caseload()]
short_too = pytest.mark.parametrize("story", SHORT_OR_LONG, indirect=True)


def episodes(case_file: CaseFile) -> list[Episode]:
    return [entry for entry in case_file.entries if isinstance(entry, Episode)]


def sessions(case_file: CaseFile, state: State = "held") -> list[Session]:
    found = [entry for entry in case_file.entries if isinstance(entry, Session)]
    return [session for session in found if session.state == state]


def ties(case_file: CaseFile) -> list[Tie]:
    return [each for each in case_file.entries if isinstance(each, Tie)]


def at_places(case_file: CaseFile, *places: Place) -> list[Episode]:
    """The episodes at these places, as they happened."""
    found = [each for each in episodes(case_file) if each.place in places]
    return sorted(found, key=lambda each: each.at or each.recorded_at)


def sentences(text: str) -> int:
    return len(SENTENCE.findall(text))


def is_way(case_file: CaseFile, episode: Episode, stance: Stance) -> bool:
    words = vocabulary_of(case_file.vocabulary)
    return any(there(words.behaviour(code)).stance == stance for code in episode.i_did or ())


def share(case_file: CaseFile, found: list[Episode], stance: Stance) -> float:
    return sum(is_way(case_file, each, stance) for each in found) / len(found)


def of_kind(
    case_file: CaseFile, kind: type[AnEntry], author: Author | None = None
) -> list[AnEntry]:
    """All of a kind, oldest first, of one side or of both."""
    found = [entry for entry in case_file.entries if isinstance(entry, kind)]
    return [each for each in found if author in {None, each.author}]


def between(case_file: CaseFile) -> Alliance:
    pulses, dips = of_kind(case_file, Pulse), of_kind(case_file, Dip)
    return alliance(pulses, of_kind(case_file, Session), dips)


def by_entry(case_file: CaseFile) -> dict[UUID, CaseEntry]:
    return {entry.id: entry for entry in case_file.entries}


def hour_of(case_file: CaseFile, session: UUID | None) -> Session:
    """The session to which an entry belongs."""
    return as_a(Session, by_entry(case_file)[there(session)])


def end_of(hour: Session) -> datetime:
    return hour.at + timedelta(minutes=there(hour.minutes))


def all_hours(case_file: CaseFile) -> list[Session]:
    """The hours that were and that are planned, in order."""
    return [*sessions(case_file), *sessions(case_file, "planned")]


def texts(held: object) -> Iterator[str]:
    """Every text that somebody wrote in a part of a case, however deep."""
    match held:
        case str():
            yield held
        case Value():
            yield from texts(tuple(getattr(held, each.name) for each in fields(held)))
        case tuple():
            for each in held:
                yield from texts(each)
