"""What the engine finds in a case: in this process's memory only, and never while a page waits.

A page waits for a moment; what takes longer is worked out in the background, and the page says so.
Whoever opens a page again and again looks again and again: what may be claimed goes by
`growing.looked_at_often`, which repeats every look from what this viewer counts. So nothing of it
is kept, and what is private has no part in what the two see.
"""

import hashlib
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from threading import Lock
from typing import NamedTuple
from uuid import UUID

from relating.case import Cue, Episode, Person
from relating.case.words.vocabulary import Vocabulary
from relating.engine.claims import measured
from relating.engine.patterns import Finding, Findings
from relating.journal.queries import OpenCase

PATIENCE = 0.15
"""For so many seconds a page waits."""
MOST, MOST_COUNTED = 64, 512
"""So many cases, and so many claims, are remembered, the latest."""
Counted = tuple[Finding, bool]

_worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="patterns")
_found: "OrderedDict[tuple[UUID, UUID], Looked]" = OrderedDict()
_counted: "OrderedDict[tuple[UUID, str, Cue, str, datetime], Counted]" = OrderedDict()
_lock = Lock()


class Looked(NamedTuple):
    """What was looked through, as a digest, and what came or will come of it."""

    digest: str
    findings: "Future[Findings]"


def shared(case: OpenCase) -> tuple[Episode, ...]:
    """What is counted for both: only what the two share."""
    return case.counted_for_both


def findings(
    case: OpenCase, episodes: tuple[Episode, ...], patience: float | None = None
) -> Findings | None:
    """The findings in these episodes; None while they are being looked through.

    The same entries in the same versions are looked through once.
    """
    looked = looked_up(case, episodes)
    try:
        return looked.findings.result(timeout=PATIENCE if patience is None else patience)
    except TimeoutError:
        return None


def looked_up(case: OpenCase, episodes: tuple[Episode, ...]) -> Looked:
    """What is remembered or worked on for these very entries, or work on them begun."""
    key, digest = (case.case_id, case.at.viewer.id), digest_of(case, episodes)
    with _lock:
        looked = _found.pop(key, None)
        if looked is None or looked.digest != digest:
            if looked is not None:
                looked.findings.cancel()
            looked = Looked(digest, begun(case, episodes))
        _found[key] = looked
        while len(_found) > MOST:
            _found.popitem(last=False)
    return looked


def counted(
    case: OpenCase, episodes: tuple[Episode, ...], cue: Cue, behaviour: str, since: datetime
) -> Counted:
    """One claim counted in these episodes, and whether what came since bears it out."""
    key = (case.case_id, digest_of(case, episodes), cue, behaviour, since)
    with _lock:
        found = _counted.pop(key, None)
    if found is None:
        people = tuple(case.people.values())
        found = measured(cue, behaviour, since, episodes, people, case.vocabulary)
    with _lock:
        _counted[key] = found
        while len(_counted) > MOST_COUNTED:
            _counted.popitem(last=False)
    return found


def begun(case: OpenCase, episodes: tuple[Episode, ...]) -> "Future[Findings]":
    """Set the engine to work. The same case has the same seed, so it finds the same again."""
    people: tuple[Person, ...] = tuple(case.people.values())
    seed = case.case_id.int % 2**32
    return _worker.submit(discovered, episodes, people, case.vocabulary, seed)


def discovered(
    episodes: tuple[Episode, ...],
    people: tuple[Person, ...],
    vocabulary: Vocabulary,
    seed: int,
) -> Findings:
    """What the engine finds; it is loaded by whoever looks first."""
    from relating.engine.patterns.growing import looked_at_often

    return looked_at_often(episodes, people, vocabulary=vocabulary, seed=seed)


def digest_of(case: OpenCase, episodes: tuple[Episode, ...]) -> str:
    """Which episodes and people, in which versions."""
    entries = (*case.rows.of_kind("person"), *(each.id for each in episodes))
    rows = case.rows.in_the_clear(entries)
    return hashlib.sha256("".join(sorted(rows)).encode()).hexdigest()


def forget() -> None:
    """Forget everything that was found."""
    with _lock:
        _found.clear()
        _counted.clear()
