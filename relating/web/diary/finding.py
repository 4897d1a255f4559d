"""Looking for words in what was written: in memory, over an opened case, kept nowhere."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from relating.case import Episode
from relating.journal.queries import OpenCase
from relating.web.page.pieces import Row
from relating.web.page.rows import row_of

AROUND = 70
"""Characters shown on either side of the first place that fits."""
MOST = 50
"""Episodes shown, the newest ones."""


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
class Findings:
    """Episodes that fit, the newest first; `n` of them in all."""

    found: tuple[Found, ...]
    n: int


def find(case: OpenCase, wanted: str, now: datetime) -> Findings:
    """The episodes in which every one of the wanted words stands."""
    patterns = [re.compile(re.escape(word), re.IGNORECASE) for word in wanted.split()]
    texts = ((episode, tuple(texts_of(episode, case))) for episode in case.episodes)
    fitting = [(episode, words) for episode, words in texts if fits(words, patterns)]
    shown = (shown_as(each, words, patterns, case, now) for each, words in fitting[:MOST])
    return Findings(found=tuple(shown), n=len(fitting))


def fits(texts: tuple[str, ...], patterns: list[re.Pattern[str]]) -> bool:
    """Whether every pattern is somewhere in the texts."""
    return all(any(pattern.search(text) for text in texts) for pattern in patterns)


def texts_of(episode: Episode, case: OpenCase) -> Iterator[str]:
    """All the words of an episode: the story first, what else was written, and the labels."""
    yield episode.story
    yield from filter(None, (episode.rather, episode.unsaid, episode.seen_as))
    yield episode.impact.text if episode.impact else ""
    yield episode.expected.words if episode.expected else ""
    person = case.people.get(episode.person or "")
    yield " · ".join(filter(None, [person.alias if person else "", *labels_of(episode, case)]))


def labels_of(episode: Episode, case: OpenCase) -> Iterator[str]:
    """The words that were chosen, as the viewer calls them."""
    chosen: dict[str, Iterable[str]] = {
        "wish": episode.wish or (),
        "other_did": episode.other_did or (),
        "feeling": [each.code for each in episode.feelings or ()],
        "behaviour": episode.i_did or (),
        "self_treatment": episode.self_treatment or (),
        "ended": [episode.ended] if episode.ended else (),
    }
    for name, codes in chosen.items():
        yield from (case.vocabulary.label(name, code) for code in codes)


def shown_as(
    episode: Episode,
    texts: tuple[str, ...],
    patterns: list[re.Pattern[str]],
    case: OpenCase,
    now: datetime,
) -> Found:
    """An episode with the place that fits best: in what was written before in what was chosen."""
    best = max(texts, key=lambda text: sum(bool(pattern.search(text)) for pattern in patterns))
    return Found(row_of(episode, case, now), tuple(marked(excerpt(best, patterns), patterns)))


def excerpt(text: str, patterns: list[re.Pattern[str]]) -> str:
    """The text around the first place that fits: whole words, with … where some are left out."""
    starts = [hit.start() for pattern in patterns if (hit := pattern.search(text))]
    start, end = max(0, min(starts) - AROUND), min(starts) + 2 * AROUND
    before = "" if start == 0 else "… "
    after = "" if end >= len(text) else " …"
    cut = text[start:end]
    if before:
        cut = cut.split(" ", 1)[-1] if " " in cut[:AROUND] else cut
    if after:
        cut = cut.rsplit(" ", 1)[0] if " " in cut[-AROUND:] else cut
    return f"{before}{cut}{after}"


def marked(text: str, patterns: list[re.Pattern[str]]) -> Iterator[Part]:
    """The text in stretches, those that fit marked as such."""
    either = re.compile("|".join(pattern.pattern for pattern in patterns), re.IGNORECASE)
    at = 0
    for hit in either.finditer(text):
        if hit.start() > at:
            yield Part(text[at : hit.start()], hit=False)
        yield Part(hit.group(), hit=True)
        at = hit.end()
    if at < len(text):
        yield Part(text[at:], hit=False)
