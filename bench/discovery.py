"""How long it takes to look for patterns in many cases, each of 300 episodes and made up.

python -m bench.discovery 10000

So many cases (200 without a number) are written as lines of a file and given to the command that an
operator has, `relating analyse`: it says how far it has come, works in as many processes as there
are cores, and ends with Ctrl+C. Twenty cases are made, and the others repeat them.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from bench.figures import Figure, at_most, table
from relating.case import CaseFile
from relating.case.file.case_file import write
from relating.engine.patterns.threads import one_thread

EPISODES, MADE, CASES, MANY, CORES = 300, 20, 200, 10_000, 2
EVERY = 2
"""So many seconds pass between two words about the progress."""


def figures(cases: int = CASES) -> Iterator[Figure]:
    """What one case takes of the processor, and what ten thousand take on this machine."""
    one_thread()  # before numpy comes, which counts them then
    made = [a_case(seed) for seed in range(MADE)]
    took = median(spent(each) for each in made)
    yield at_most(f"Patterns looked for in {EPISODES} episodes (processor)", took, "ms", 20)
    minutes = analysed(made, cases) * MANY / cases / 60
    name = f"{MANY:,} cases of {EPISODES} looked through (processor, of {CORES} cores)"
    yield at_most(name, minutes, "min", 10, note=f"from {cases:,} by relating analyse")


def a_case(seed: int) -> CaseFile:
    """A made-up case with two patterns in it."""
    from relating.simulate import case

    return case(seed, episodes=EPISODES, templates=2, strength=0.7, nuisance="mixed").case_file


def spent(each: CaseFile) -> float:
    """Milliseconds of the processor for the patterns of one case, the least of three."""
    from relating.engine.patterns.discover import discover

    taken = []
    for _ in range(3):
        start = time.process_time()
        discover(each)
        taken.append((time.process_time() - start) * 1000)
    return min(taken)


def analysed(made: Sequence[CaseFile], cases: int) -> float:
    """Seconds of each of two cores for so many cases; a clock would tell of what else they do."""
    lines = [write(each).replace(b"\n", b" ") + b"\n" for each in made]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.jsonl"
        path.write_bytes(b"".join(islice(cycle(lines), cases)))
        command = [sys.executable, "-m", "relating.cli", "analyse", "--json", str(path)]
        before = of_children()
        with subprocess.Popen(command, stdout=subprocess.PIPE) as work:
            done = how_far(work, cases)
        if work.returncode or done != cases:
            raise SystemExit(f"{done} of {cases} cases were looked through.")
        return (of_children() - before) / CORES


def of_children() -> float:
    """Seconds of the processor that processes took which were begun here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def how_far(work: "subprocess.Popen[bytes]", cases: int) -> int:
    """Say now and then how many cases are done; all, once it ended."""
    done, said = 0, time.monotonic()
    for _line in work.stdout or ():
        done += 1
        if sys.stderr.isatty() and time.monotonic() - said > EVERY:
            said = time.monotonic()
            print(f"\r{done:,} of {cases:,} cases", end="", file=sys.stderr, flush=True)
    return done


def main(told: Sequence[str]) -> None:
    print(*table(list(figures(int(told[0]) if told else CASES))), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
