"""What changed from one version of an entry to the next, field by field, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import assert_never

from django.utils.functional import Promise
from msgspec import structs

from relating.case import (
    Agenda,
    Answer,
    Aside,
    Consent,
    Content,
    Dip,
    Episode,
    Feedback,
    Frame,
    Mark,
    Note,
    Pattern,
    Person,
    Preferences,
    Pulse,
    Recognition,
    Safety,
    Session,
    Supervision,
    Word,
)
from relating.case.words.vocabulary import humanised
from relating.journal.queries import Earlier, OpenCase
from relating.web.episodes import in_words as episodes
from relating.web.people import in_words as people
from relating.web.safety import in_words as safety
from relating.web.sessions import in_words as sessions
from relating.web.words import in_words as words

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Change:
    """One field: what it was and what it became; either may be empty."""

    label: Text
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Step:
    """One version: when it came to be, and what it changed. The first has no changes."""

    number: int
    at: datetime
    current: bool
    first: bool
    changes: tuple[Change, ...]


def steps(versions: Sequence[Earlier], case: OpenCase) -> tuple[Step, ...]:
    """Versions, newest first, each compared with the one before it that the viewer may see."""
    newer = [
        Step(new.version, new.changed_at, new.current, False, changes(old, new, case))
        for new, old in pairwise(versions)
    ]
    oldest = versions[-1]
    return (*newer, Step(oldest.version, oldest.changed_at, oldest.current, True, ()))


def changes(old: Earlier, new: Earlier, case: OpenCase) -> tuple[Change, ...]:
    """The fields that two versions differ in."""
    was, now = fields(old.content, case), fields(new.content, case)
    return tuple(
        Change(each, was.get(each, ""), now.get(each, ""))
        for each in dict.fromkeys([*was, *now])
        if was.get(each, "") != now.get(each, "")
    )


# An arm for each kind, so that the type checker says which was forgotten.
def fields(content: Content, case: OpenCase) -> dict[Text, str]:  # noqa: C901, PLR0911
    """Everything that an entry says, as label and text."""
    match content:
        case Episode():
            return episodes.in_words(content, case)
        case Person():
            return people.in_words(content, case)
        case Safety():
            return safety.in_words(content, case)
        case Frame():
            return sessions.frame_in_words(content)
        case Session():
            return sessions.in_words(content)
        case Word():
            return words.in_words(content)
        case Mark() | Feedback() | Answer() | Pulse() | Dip() | Pattern() | Agenda() | Aside():
            return own_words(content)
        case Note() | Preferences() | Recognition() | Consent() | Supervision():
            return own_words(content)
        case _:
            assert_never(content)


def own_words(content: Content) -> dict[Text, str]:
    """Whatever else an entry says in words, each under the name of its field."""
    named = ((each.name, getattr(content, each.name)) for each in structs.fields(content))
    return {
        humanised(name): value
        for name, value in named
        if isinstance(value, str) and name not in {"author", "visibility", "id"}
    }
