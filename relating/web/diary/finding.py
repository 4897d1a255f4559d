"""Looking for words in what was written: in memory, over an opened case, kept nowhere.

Texts and words are folded alike: capitals, accents, ligatures and forms of Unicode do not matter.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TypeVar

import msgspec
from django.utils.functional import Promise

from relating.case import (
    Agenda,
    Answer,
    Attempt,
    Beside,
    Book,
    BookPart,
    Card,
    Content,
    Ending,
    Episode,
    Feedback,
    Frame,
    Goal,
    KeptChange,
    NewBetween,
    Note,
    Option,
    Pattern,
    Person,
    Plan,
    Review,
    Safety,
    Session,
    Tie,
    Way,
    WorkWithMe,
    kind_of,
)
from relating.engine.back_then import not_resting, way_of_now
from relating.engine.moments import Moment
from relating.exchange.folding import folded, plain
from relating.exchange.unnamed import written
from relating.journal.queries import OpenCase
from relating.people import policies
from relating.web.page.kinds import CLIENTS_NOTE, KINDS
from relating.web.page.pieces import Row
from relating.web.page.rows import row_of

AROUND = 70
"""Characters shown on either side of the first place that fits."""
MOST = 50
"""Episodes shown, the newest ones; and as many of what else was found."""
OTHERS = (
    *(Feedback, Answer, Session, Note, Person, Pattern, Agenda, Safety),
    *(Way, Option, Beside, Plan, Attempt),
    *(NewBetween, Card, KeptChange, Tie, Frame, WorkWithMe),
    *(Ending, Book, BookPart),
    *(Goal, Review),
)
"""Besides episodes, what people write and can be opened."""

Patterns = list[re.Pattern[str]]
Kind = TypeVar("Kind", bound=Content)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text; `hit` when it is what was looked for."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One episode that fits: its row, and where the words stand in it."""

    row: Row
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Other:
    """Something else that fits: what it is, where it is at home, and where the words stand."""

    title: str | Promise
    url: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """Episodes that fit, newest first, `n` of them in all; and what else does, `more` in all."""

    found: tuple[Found, ...]
    n: int
    others: tuple[Other, ...]
    more: int


def find(case: OpenCase, wanted: str, now: datetime) -> Findings:
    """Everything of a case in which every one of the wanted words stands."""
    patterns = patterns_of(wanted)
    episodes = list(filter(None, (in_moment(each, case, patterns) for each in case.moments)))
    besides = (each for each in case.contents if isinstance(each, OTHERS) and is_once(each, case))
    others = list(fitting(besides, partial(texts_beside, case=case), patterns))
    return Findings(
        found=tuple(
            Found(row_of(each, case, now), told(words, patterns)) for each, words in episodes[:MOST]
        ),
        n=len(episodes),
        others=tuple(other(each, told(words, patterns), case) for each, words in others[:MOST]),
        more=len(others),
    )


def in_moment(
    found: Moment, case: OpenCase, patterns: Patterns
) -> tuple[Episode, tuple[str, ...]] | None:
    """The telling of a moment in which every pattern stands, with its texts: a moment is found
    once, hers before his."""
    every = not_resting(found.every, on=case.back_then)
    return next(fitting(every, partial(texts_of, case=case), patterns), None)


def patterns_of(wanted: str) -> Patterns:
    """One for each word, to be looked for in folded texts."""
    words = (plain(word) for word in wanted.split())
    return [re.compile(re.escape(word)) for word in words if word]


def fitting(
    contents: Iterable[Kind], words: Callable[[Kind], Iterable[str]], patterns: Patterns
) -> Iterator[tuple[Kind, tuple[str, ...]]]:
    """The contents in which every pattern stands, each with its texts."""
    for each in contents:
        found = tuple(words(each))
        if fits(found, patterns):
            yield each, found


def fits(texts: tuple[str, ...], patterns: Patterns) -> bool:
    """Whether every pattern is somewhere in the texts; looking for nothing finds nothing."""
    read = [plain(text) for text in texts]
    return bool(patterns) and all(any(each.search(text) for text in read) for each in patterns)


# What is looked through --------------------------------------------------------------------------


def texts_of(episode: Episode, case: OpenCase) -> Iterator[str]:
    """All the words of an episode: the story first, what else was written, and the labels."""
    yield episode.story
    yield from filter(None, (episode.rather, episode.unsaid, episode.seen_as, episode.landed))
    yield episode.impact.text if episode.impact else ""
    yield episode.expected.words if episode.expected else ""
    person = case.people.get(episode.person or "")
    yield " · ".join(filter(None, [person.alias if person else "", *labels_of(episode, case)]))
    yield from (part.alias for part in case.people.parts(episode.person or "")[1:])


def is_once(content: Content, case: OpenCase) -> bool:
    """Whether a content is found by itself: a person who was written down twice is found once."""
    return not isinstance(content, Person) or case.people.standing_for(content.id) == content.id


def texts_beside(content: Content, case: OpenCase) -> Iterator[str]:
    """The words of what is no episode; of a person every name they were given, of a way nothing of
    back then while the two do not look at it."""
    if isinstance(content, Person):
        return (part.alias for part in case.people.parts(content.id))
    if isinstance(content, Frame):
        return texts((content.beginning, content.contract))
    return texts(way_of_now(content, on=case.back_then) if isinstance(content, Way) else content)


def labels_of(episode: Episode, case: OpenCase) -> Iterator[str]:
    """The words that were chosen, as the viewer calls them."""
    chosen: dict[str, Iterable[str]] = {
        "wish": episode.wish or (),
        "other_did": [*(episode.other_did or ()), *(episode.other_then or ())],
        "feeling": [each.code for each in episode.feelings or ()],
        "behaviour": episode.i_did or (),
        "self_treatment": episode.self_treatment or (),
        "ended": [episode.ended] if episode.ended else (),
    }
    for name, codes in chosen.items():
        yield from (case.vocabulary.label(name, code) for code in codes)


def texts(held: object) -> Iterator[str]:
    """Every text that people wrote into a content, however deep."""
    match held:
        case str():
            yield held
        case msgspec.Struct():
            for name in written(type(held)):
                yield from texts(getattr(held, name))
        case tuple():
            for each in held:
                yield from texts(each)


# What is shown -----------------------------------------------------------------------------------


def other(content: Content, parts: tuple[Part, ...], case: OpenCase) -> Other:
    """Something that fits, and where it is at home for the viewer."""
    clients = isinstance(content, Note) and not policies.keeps_notes(case.role)
    kind = CLIENTS_NOTE if clients else KINDS[kind_of(content)]
    return Other(kind.title, kind.url(case.row_id(content), case.case_id), parts)


def told(texts: tuple[str, ...], patterns: Patterns) -> tuple[Part, ...]:
    """The lines in which the words stand: the best first, then one for each word that it lacks."""
    lines, missing = [], patterns
    while missing:
        best = max(texts, key=lambda text: hits(text, missing))
        lines.append(excerpt(best, missing))
        missing = [each for each in missing if not each.search(plain(lines[-1]))]
    return tuple(marked("\n".join(lines), patterns))


def hits(text: str, patterns: Patterns) -> int:
    """How many of the patterns stand in a text."""
    read = plain(text)
    return sum(bool(each.search(read)) for each in patterns)


def excerpt(text: str, patterns: Patterns) -> str:
    """The line that fits best, around the first place that does: whole words, with … where some
    are left out."""
    line = max(text.split("\n"), key=lambda each: hits(each, patterns))
    read = folded(line)
    found = [hit.start() for each in patterns if (hit := each.search(read.text))]
    first = read.places[min(found)]
    start, end = max(0, first - AROUND), first + 2 * AROUND
    before = "" if start == 0 else "… "
    after = "" if end >= len(line) else " …"
    cut = line[start:end]
    if before:
        cut = cut.split(" ", 1)[-1] if " " in cut[:AROUND] else cut
    if after:
        cut = cut.rsplit(" ", 1)[0] if " " in cut[-AROUND:] else cut
    return f"{before}{cut}{after}"


def marked(text: str, patterns: Patterns) -> Iterator[Part]:
    """The text in stretches, those that fit marked as such."""
    read = folded(text)
    either = re.compile("|".join(pattern.pattern for pattern in patterns))
    at = 0
    for hit in either.finditer(read.text):
        start, end = read.span(*hit.span())
        if start < at:
            continue
        if start > at:
            yield Part(text[at:start], hit=False)
        yield Part(text[start:end], hit=True)
        at = end
    if at < len(text):
        yield Part(text[at:], hit=False)
