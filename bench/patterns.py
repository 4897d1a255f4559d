"""How often pattern discovery is right, on made-up cases of known truth.

`python -m bench.patterns` prints the tables and writes them into docs/method/patterns.md: 400 cases
in each cell, or 60 with RELATING_SHORT=1. `--cases N` sets the number, `--only WORD,WORD` keeps
the tables with one of these in their name, `--no-write` leaves the document alone. Behind a share
stands its 95 % interval (Wilson). What is done is kept in bench/out: whoever stops and begins
again, or asks for more cases, goes on from there, until the program changes.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from time import process_time

from bench.judging import Verdict, judged
from bench.kept import Kept
from relating.engine.patterns.threads import one_thread
from relating.engine.shares import wilson
from relating.simulate import MECHANISMS, NUISANCES, Mechanism, Nuisance, Twist, case

DOCUMENT = Path(__file__).parents[1] / "docs" / "method" / "patterns.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
FULL, SHORT = 400, 60
SIZES = (40, 80, 160, 300)
HARDEST: dict[Mechanism, Nuisance] = {"rates": "mixed", "agents": "mixed", "unkind": "everything"}
AT_ONCE = 50
"""After so many cases they are written down."""
FIRST_SEED = 100_000
"""The seeds below were looked at while the method was made; those from here on were not."""


@dataclass(frozen=True)
class Cell:
    """One kind of case, of which many are made."""

    episodes: int
    templates: int = 2
    strength: float = 0.7
    nuisance: Nuisance = "mixed"
    mechanism: Mechanism = "rates"
    twists: tuple[Twist, ...] = ()
    tool: str = "discover"


@dataclass
class Tally:
    """What came of all the cases of one cell."""

    cell: Cell
    verdicts: list[Verdict] = field(default_factory=list)

    def share(self, what: Callable[[Verdict], int], of: Callable[[Verdict], int]) -> float | None:
        """One sum over another; None where there is nothing to divide by."""
        whole = sum(map(of, self.verdicts))
        return sum(map(what, self.verdicts)) / whole if whole else None

    def with_interval(
        self, what: Callable[[Verdict], int], of: Callable[[Verdict], int] = lambda v: 1
    ) -> str:
        """A share and its interval."""
        whole = sum(map(of, self.verdicts))
        rate = self.share(what, of)
        if rate is None:
            return "none"
        low, high = wilson(rate, whole)
        return f"{shown(rate)} ({shown(max(0.0, low))}-{shown(min(1.0, high))})"

    @property
    def any_false(self) -> float | None:
        return self.share(lambda v: v.false > 0, lambda v: 1)

    @property
    def recall(self) -> float | None:
        return self.share(lambda v: v.found, lambda v: v.templates)

    @property
    def reports(self) -> float | None:
        return self.share(lambda v: v.right, lambda v: v.found)

    @property
    def milliseconds(self) -> float:
        return 1000 * sum(v.seconds for v in self.verdicts) / max(1, len(self.verdicts))


def one(task: tuple[Cell, int]) -> Verdict:
    """Make one case and judge what a tool says about it."""
    cell, seed = task
    made = case(
        seed,
        episodes=cell.episodes,
        templates=cell.templates,
        strength=cell.strength,
        nuisance=cell.nuisance,
        mechanism=cell.mechanism,
        twists=cell.twists,
    )
    return judged(made, cell.tool, process_time)


Table = tuple[str, Sequence[str], list[list[str]]]


class Bench:
    """Runs cells, and keeps each one's tally so that no table runs it twice."""

    def __init__(self, cases: int, run: Callable[..., Iterable[Verdict]]) -> None:
        self.cases = cases
        self.run = run
        self.kept = Kept("patterns", Verdict)
        self.tallies: dict[Cell, Tally] = {}

    def tally(self, cell: Cell) -> Tally:
        """The verdicts on all cases of a cell."""
        if cell not in self.tallies:
            self.tallies[cell] = Tally(cell, self.verdicts(cell))
            sys.stderr.write(f"{len(self.tallies)} cells; {cell}\n")
        return self.tallies[cell]

    def verdicts(self, cell: Cell) -> list[Verdict]:
        """Measured before and kept, and as many more as are missing."""
        there = len(self.kept.found[f"{cell}"])
        tasks = [(cell, FIRST_SEED + each) for each in range(there, self.cases)]
        for at in range(0, len(tasks), AT_ONCE):
            self.kept.keep(f"{cell}", list(self.run(one, tasks[at : at + AT_ONCE], 4)))
        return self.kept.found[f"{cell}"][: self.cases]


def nothing_planted(bench: Bench) -> Table:
    """How often a pattern is named where there is none."""
    rows = []
    for mechanism in MECHANISMS:
        for nuisance in NUISANCES[mechanism]:
            cells = [Cell(n, 0, nuisance=nuisance, mechanism=mechanism) for n in SIZES]
            found = [bench.tally(cell).with_interval(lambda v: v.false > 0) for cell in cells]
            rows.append([mechanism, nuisance, *found])
    head = ("mechanism", "condition", *(f"N = {n}" for n in SIZES))
    return "Nothing planted: share of cases in which a pattern is named", head, rows


def two_planted(bench: Bench) -> Table:
    """Recall and any false pattern at three strengths."""
    rows = []
    for mechanism in MECHANISMS:
        for nuisance in ("plain", HARDEST[mechanism]):
            for strength in (0.5, 0.7, 0.9):
                cells = [Cell(n, 2, strength, nuisance, mechanism) for n in SIZES]
                tallies = [bench.tally(cell) for cell in cells]
                found = [
                    f"{t.with_interval(lambda v: v.found, lambda v: v.templates)} / "
                    f"{shown(t.any_false)}"
                    for t in tallies
                ]
                reports = [t.reports for t in tallies if t.reports is not None]
                most = shown(max(reports, default=None))
                rows.append([mechanism, nuisance, f"{strength}", *found, most])
    head = ("mechanism", "condition", "s", *(f"N = {n}" for n in SIZES), "reports")
    return "Two planted: recall / share of cases with any false pattern", head, rows


def other_tools(bench: Bench) -> Table:
    """The usual tools on the same cases."""
    rows = []
    for tool in ("discover", "association rules", "co-occurrence counts"):
        for mechanism in MECHANISMS:
            nulls = [
                Cell(n, 0, nuisance=HARDEST[mechanism], mechanism=mechanism, tool=tool)
                for n in (40, 160)
            ]
            planted = [
                Cell(n, 2, nuisance=HARDEST[mechanism], mechanism=mechanism, tool=tool)
                for n in (40, 160)
            ]
            false = [shown(bench.tally(cell).any_false) for cell in nulls]
            found = [
                f"{shown(bench.tally(c).recall)} / {shown(bench.tally(c).any_false)}"
                for c in planted
            ]
            rows.append([tool, mechanism, *false, *found])
    head = ("tool", "mechanism", "none, N = 40", "none, N = 160", "two, N = 40", "two, N = 160")
    return "Beside other tools: nothing planted, and two planted (recall / any false)", head, rows


def seen_and_fading(bench: Bench) -> Table:
    """With whom and whether it fades, through the whole pipeline."""
    rows = []
    for mechanism in MECHANISMS:
        for n in SIZES:
            silent = bench.tally(Cell(n, 2, 0.7, HARDEST[mechanism], mechanism, ("silent",)))
            fading = bench.tally(Cell(n, 2, 0.7, HARDEST[mechanism], mechanism, ("fading",)))
            false_seen = silent.share(lambda v: v.seen_wrong, lambda v: v.silent)
            seen = silent.share(lambda v: v.seen_right, lambda v: v.acting)
            false_fading = silent.share(lambda v: v.fading_wrong, lambda v: v.steady)
            power = fading.share(lambda v: v.fading_right, lambda v: v.fading)
            rows.append(
                [
                    *(mechanism, f"{n}", shown(silent.recall)),
                    *map(shown, (false_seen, seen, false_fading, power)),
                ]
            )
    head = (
        "mechanism",
        "N",
        "recall",
        "seen, false",
        "seen, true",
        "fading, false",
        "fading, true",
    )
    return (
        "With whom, and whether it fades (s = .7, the hardest condition, each silent somewhere)",
        head,
        rows,
    )


def speed(bench: Bench) -> Table:
    """Processor time for one case, its reading left out."""
    rows = [
        [
            mechanism,
            *(
                f"{bench.tally(Cell(n, 2, 0.7, 'plain', mechanism)).milliseconds:.0f} ms"
                for n in SIZES
            ),
        ]
        for mechanism in MECHANISMS
    ]
    return "Time for one case, on one core, 999 shuffles", ("", *(f"N = {n}" for n in SIZES)), rows


def named_before(bench: Bench) -> Table:
    """What a search finds, what is found of pairs that were named before, and what of those whom
    somebody who knew everything looked for alone."""
    rows = []
    for mechanism in MECHANISMS:
        for tool in ("discover", "ten named", "one named", "pair known"):
            cells = [
                Cell(n, 2, nuisance=HARDEST[mechanism], mechanism=mechanism, tool=tool)
                for n in SIZES
            ]
            found = [_named(bench.tally(cell)) for cell in cells]
            rows.append([mechanism, "nothing named" if tool == "discover" else tool, *found])
    head = ("mechanism", "named before", *(f"N = {n}" for n in SIZES))
    return "Named before (s = .7, hardest): recall / share of cases with any false", head, rows


def _named(tally: Tally) -> str:
    """Of one named pair only it was to be found; else both templates."""
    of = (lambda v: 1) if tally.cell.tool == "one named" else (lambda v: v.templates)
    what = (lambda v: v.named) if tally.cell.tool == "one named" else (lambda v: v.found)
    return f"{tally.with_interval(what, of)} / {shown(tally.any_false)}"


def core_first(bench: Bench) -> Table:
    """Where wishes only say what was done: is the first claim the template?"""
    rows = []
    for nuisance in ("synonyms", "everything"):
        tallies = [bench.tally(Cell(n, 2, 0.7, nuisance, "unkind")) for n in SIZES]
        first = [t.with_interval(lambda v: v.core, lambda v: v.claimed) for t in tallies]
        said = sum(v.synonyms for t in tallies for v in t.verdicts)
        rows.append([nuisance, *first, f"{said}"])
    head = ("condition", *(f"N = {n}" for n in SIZES), "synonyms")
    return "Of cases with a claim: the first is a template; and all synonyms claimed", head, rows


def growing_case(bench: Bench) -> Table:
    """What is ever claimed while a case grows from 20 to 300 moments."""
    rows = []
    for mechanism in MECHANISMS:
        none, two = (
            bench.tally(Cell(300, count, 0.7, HARDEST[mechanism], mechanism, tool="growing"))
            for count in (0, 2)
        )
        false = none.with_interval(lambda v: v.false > 0)
        found = two.with_interval(lambda v: v.found, lambda v: v.templates)
        rows.append([mechanism, false, f"{found} / {shown(two.any_false)}"])
    head = ("mechanism", "none planted: any ever claimed", "two planted: found / any false, ever")
    return "A case that grows from 20 to 300 moments (s = .7, hardest)", head, rows


TABLES = (
    *(growing_case, nothing_planted, two_planted, named_before, core_first, other_tools),
    *(seen_and_fading, speed),
)


def shown(value: float | None) -> str:
    """A share as it stands in a table.

    >>> shown(0.05), shown(None), shown(1.0)
    ('.05', 'none', '1.00')
    """
    return "none" if value is None else f"{value:.2f}".removeprefix("0")


def as_markdown(table: Table, cases: int) -> str:
    """A title, from how many cases, and a table."""
    title, head, rows = table
    lines = [
        f"### {title}",
        "",
        f"{cases} cases in each cell.",
        "",
        f"| {' | '.join(head)} |",
        "|---" * len(head) + "|",
    ]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows), ""])


def write_into(document: Path, text: str) -> None:
    """Put the tables between the two marks."""
    before, rest = document.read_text().split(BEGIN)
    after = rest.split(END)[1]
    document.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}")


def main() -> None:
    """Measure, print, and write."""
    usual = SHORT if os.environ.get("RELATING_SHORT") == "1" else FULL
    asking = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asking.add_argument("--cases", type=int, default=usual)
    asking.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    asking.add_argument("--only", default="")
    asking.add_argument("--no-write", action="store_true")
    chosen = asking.parse_args()
    one_thread()
    with get_context("spawn").Pool(chosen.processes) as pool:
        bench = Bench(chosen.cases, pool.imap)
        only = chosen.only.split(",")
        wanted = [make for make in TABLES if any(each in make.__name__ for each in only)]
        texts = [as_markdown(make(bench), chosen.cases) for make in wanted]
    text = "\n".join(["Behind a share stands its 95 % interval.", "", *texts])
    print(text)
    if not chosen.no_write and not chosen.only:
        write_into(DOCUMENT, text)


if __name__ == "__main__":
    main()
