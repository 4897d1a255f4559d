"""How often a sentence of change is said where nothing changed, and where something did.

`python -m bench.changed` prints the table and writes it into docs/method/sentences.md: 400 lives in
each cell, or 40 with RELATING_SHORT=1. Behind a share stands its 95 % interval (Wilson).
"""

import argparse
import os
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from relating import simulate
from relating.case import Episode
from relating.case.file.case_file import CaseFile
from relating.case.words.vocabulary import DEFAULTS
from relating.engine.changed import FIRST, OF_A_CUE, change, changes
from relating.engine.halves import Lives, Working, halves, lives
from relating.engine.order import moment
from relating.engine.shares import wilson
from relating.simulate.changing import CALM, UNKIND, Planted, Unrest, answered

DOCUMENT = Path(__file__).parent.parent / "docs/method/sentences.md"
BEGIN, END = "<!-- measured: changed -->", "<!-- end: changed -->"
FULL, SHORT = 400, 40
TIMES = 240
"""Told times of a life in which nothing changes."""
HALF = 30
"""Tellings of the cue on either side of the day, where a change is planted."""
MORE = 0.3
USUAL = (0.05, 0.15, 0.25)
"""How likely something new was before, where a change is planted."""
FEWEST = 10
WAY = UUID(int=1)
Many = Callable[[Callable[[int], Any], range], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class World:
    """One kind of life."""

    mechanism: simulate.Mechanism
    nuisance: simulate.Nuisance
    unrest: Unrest


WORLDS = (
    World("rates", "plain", CALM),
    World("rates", "mixed", UNKIND),
    World("unkind", "plain", CALM),
    World("unkind", "runs", UNKIND),
    World("unkind", "everything", UNKIND),
)


def nothing(world: World, seed: int) -> tuple[tuple[str, ...], ...]:
    """What is ever said of a life in which nothing changes: of a way with a cue, and of one that
    has only old ways, so that all its times are meant."""
    made = _made(world, seed, TIMES)
    told = _in_order(made)
    since = moment(told[len(told) // 2]).date()
    most = _most(each.other_did for each in told)
    old = frozenset(code for each in told for code in each.i_did or ()) | {"pleasing"}
    life = _life(answered(made, seed, world.unrest))
    ways = Working(WAY, since, frozenset({most})), Working(WAY, since, old=old)
    return tuple(
        tuple(each.subject for each in changes(life, way) if each.found_at is not None)
        for way in ways
    )


def planted(world: World, seed: int) -> tuple[bool, ...] | None:
    """Whether a change of the way is found, over so many tellings of its cue, for each share that
    was usual before; `None` where the cue was not told often enough."""
    made = _made(world, 10_000 + seed, 16 * HALF)
    told = _in_order(made)
    cue = _most(each.other_did for each in told)
    times = [each for each in told if cue in (each.other_did or ())]
    since = moment(times[len(times) // 2]).date()
    working, found = Working(WAY, since, frozenset({cue})), []
    for usual in USUAL:
        case_file = answered(made, seed, world.unrest, Planted(cue, since, MORE, usual))
        both = halves("new", _life(case_file), working)
        if min(len(both.before), len(both.since)) < HALF:
            return None
        whole = replace(both, before=both.before[-HALF:], since=both.since[:HALF])
        found.append(change(whole, FIRST, OF_A_CUE).holds)
    return tuple(found)


def _made(world: World, seed: int, times: int) -> CaseFile:
    made = simulate.case(
        seed, episodes=times, templates=0, nuisance=world.nuisance, mechanism=world.mechanism
    )
    return made.case_file


def _in_order(made: CaseFile) -> list[Episode]:
    return sorted((each for each in made.entries if isinstance(each, Episode)), key=moment)


def _most(lists: Iterable[tuple[str, ...] | None]) -> str:
    return Counter(code for codes in lists for code in codes or ()).most_common(1)[0][0]


def _life(made: CaseFile) -> Lives:
    people = {each.id: each for each in made.people}
    return lives(_in_order(made), people, DEFAULTS)


def row(world: World, cases: int, many: Many) -> tuple[str, ...]:
    """A line of the table: one kind of life."""
    cells = [f"{world.mechanism}, {world.nuisance}"]
    said = list(many(partial(nothing, world), range(cases)))
    for which in (0, 1):
        found = [each[which] for each in said]
        cells.append(shown(sum("new" in each for each in found), cases))
        cells.append(shown(sum(map(bool, found)), cases))
    known = [each for each in many(partial(planted, world), range(cases)) if each is not None]
    cells += [shown(sum(each[which] for each in known), len(known)) for which in range(len(USUAL))]
    return tuple(cells)


def shown(k: int, n: int) -> str:
    """A share with its interval; of fewer than ten nothing is shown.

    >>> shown(13, 400), shown(0, 3)
    ('.03 (.02-.05)', 'too few')
    """
    if n < FEWEST:
        return "too few"
    low, high = wilson(k / n, n)
    written = (f"{max(0.0, each):.2f}".removeprefix("0") for each in (k / n, low, high))
    return "{} ({}-{})".format(*written)


HEAD = (
    *("life", "cue, nothing changed: the way", "any sentence", "no cue, nothing changed: the way"),
    *("any sentence", *(f"changed, from {usual}" for usual in USUAL)),
)


def table(lines: Iterable[tuple[str, ...]]) -> str:
    """The lines under their heading."""
    return "\n".join(f"| {' | '.join(each)} |" for each in (HEAD, ("---",) * len(HEAD), *lines))


def main() -> None:
    """Measure, print, and write into the document."""
    parser = argparse.ArgumentParser(description=__doc__)
    usual = SHORT if os.environ.get("RELATING_SHORT") == "1" else FULL
    parser.add_argument("--cases", type=int, default=usual)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--no-write", action="store_true")
    given = parser.parse_args()
    with get_context("spawn").Pool(given.processes) as pool:
        many = partial(pool.imap, chunksize=5)
        lines = []
        for world in WORLDS:
            lines.append(row(world, given.cases, many))
            print(table(lines[-1:]).splitlines()[-1], flush=True)
    if not given.no_write:
        before, rest = DOCUMENT.read_text().split(BEGIN)
        text = f"{given.cases} lives in each cell.\n\n{table(lines)}"
        DOCUMENT.write_text(f"{before}{BEGIN}\n{text}\n{END}{rest.split(END)[1]}")


if __name__ == "__main__":
    main()
