"""`relating analyse`: what the engine can say about case files, as a report or as JSON.

Each case stands by itself: several are worked on at a time, in as many processes as there are
cores, and a broken one is reported and stops no other.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import active_children, get_context, resource_tracker
from pathlib import Path
from signal import SIG_BLOCK, SIG_SETMASK, SIGINT, pthread_sigmask
from typing import TYPE_CHECKING, Any, NamedTuple

from relating.engine.patterns.threads import one_thread
from relating.operate.measures import in_figures, in_lines
from relating.operate.terminal import say

if TYPE_CHECKING:
    from relating.engine.measured import Measured
    from relating.engine.patterns import Finding, Findings

STOPPED = 130
"""How a process ends that Ctrl+C stopped."""
LINES = (".jsonl", ".ndjson")
CASES = ".json"
AT_ONCE = 8
"""How many cases a process takes at a time."""
EVERY = 25
"""How many cases pass between two words about the progress."""


class Source(NamedTuple):
    """Where a case was found, and what stands there."""

    name: str
    data: bytes | None
    lenient: bool
    as_json: bool


class Said(NamedTuple):
    """What there is to say about one case: its output, or what is wrong with it."""

    name: str
    output: bytes
    problems: tuple[str, ...]


def analyse(paths: Sequence[Path], *, as_json: bool, lenient: bool, processes: int | None) -> int:
    """Print what can be said about every case; 0, or 1 when one of them was not accepted."""
    broken = number = 0
    sources = (Source(name, data, lenient, as_json) for name, data in found(paths))
    with _workers(processes or os.cpu_count() or 1, single=_is_single(paths)) as work:
        for said in work(sources):
            number += 1
            broken += bool(said.problems)
            _report(said)
            if number % EVERY == 0:
                _progress(f"{number} cases …")
    if number == 0:
        say("There is no case file here: *.json, or *.jsonl with one case on each line.")
    return 1 if broken or number == 0 else 0


def found(paths: Iterable[Path]) -> Iterator[tuple[str, bytes | None]]:
    """The cases of files, folders and JSON-lines files, each with a name; None: cannot be opened.

    Folders are looked through with all that is in them, in the order of the names.
    """
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for each in inside:
            if path.is_dir() and (each.suffix not in {CASES, *LINES} or ".truth" in each.suffixes):
                continue
            yield from _cases_in(each)


def said_of(source: Source) -> Said:
    """Read one case, look for its patterns and measure it. What is wrong is part of the answer."""
    from relating.case import CaseFileError, read, read_leniently
    from relating.engine.measured import measured
    from relating.engine.patterns.discover import discover

    if source.data is None:
        return Said(source.name, b"", ("cannot be opened",))
    try:
        case_file = read_leniently(source.data)[0] if source.lenient else read(source.data)
        findings, figures = discover(case_file), measured(case_file)
    except CaseFileError as error:
        return Said(source.name, b"", tuple(str(problem) for problem in error.problems))
    except Exception as error:  # noqa: BLE001  one case must not stop the others
        return Said(source.name, b"", (f"could not be analysed ({type(error).__name__})",))
    if source.as_json:
        return Said(source.name, as_object(str(case_file.case.id), findings, figures) + b"\n", ())
    return Said(source.name, report(source.name, findings, figures).encode(), ())


def as_object(case: str, findings: "Findings", figures: "Measured") -> bytes:
    """One case as the documented JSON object."""
    import msgspec

    whole = {
        "case": case,
        "episodes": findings.episodes,
        "patterns": [_as_documented(each) for each in findings.patterns],
        "watch": [_as_documented(each) for each in findings.watch],
        "not_yet": None if findings.not_yet is None else str(findings.not_yet),
        "measures": in_figures(figures),
    }
    return msgspec.json.encode(whole)


def report(name: str, findings: "Findings", figures: "Measured") -> str:
    """One case for people to read."""
    lines = [f"{name}: {findings.episodes} episodes, what was done is known in {findings.usable}"]
    if findings.not_yet:
        lines.append(f"  {findings.not_yet}")
    for each in findings.patterns:
        lines += _paragraph(each)
    if findings.watch:
        lines.append("  To watch, for the counsellor only:")
    for each in findings.watch:
        lines += _paragraph(each)
    return "\n".join([*lines, *in_lines(figures), "", ""])


def _paragraph(finding: "Finding") -> list[str]:
    against = len(finding.counter_examples)
    lines = [f"  · {finding.text}", f"    Times it went otherwise: {against}."]
    if finding.basis == "named":
        lines.append("    Somebody named it before; what was told since was set against that.")
    if finding.change.says in {"fading", "rising"}:
        lines.append(f"    It seems to be {finding.change.says}.")
    return lines


def _as_documented(finding: "Finding") -> dict[str, Any]:
    """The documented keys of a pattern; numbers rounded as far as they carry."""
    import msgspec

    whole: dict[str, Any] = msgspec.to_builtins(finding)
    del whole["in_order"], whole["lower"], whole["variants"]
    whole["text"] = str(finding.text)
    whole["expected"] = round(finding.expected, 2)
    whole["p_adjusted"] = round(finding.p_adjusted, 4)
    for each in (*whole["people"], *whole["places"]):
        each["interval"] = [round(bound, 3) for bound in each["interval"]]
    if finding.change.probability is not None:
        whole["change"]["probability"] = round(finding.change.probability, 3)
    return whole


def _cases_in(path: Path) -> Iterator[tuple[str, bytes | None]]:
    try:
        if path.suffix not in LINES:
            yield str(path), path.read_bytes()
            return
        with path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield f"{path}:{number}", line
    except OSError:
        yield str(path), None


def _is_single(paths: Sequence[Path]) -> bool:
    return len(paths) == 1 and paths[0].is_file() and paths[0].suffix not in LINES


@contextmanager
def _workers(processes: int, *, single: bool) -> Iterator[Any]:
    """A function that turns sources into answers, in their order, with one thread per process."""
    one_thread()
    if single or processes == 1:
        yield lambda sources: map(said_of, sources)
        return
    try:
        with _left_to_whoever_begins():
            pool = get_context("spawn").Pool(processes)
        yield lambda sources: pool.imap(said_of, sources, chunksize=AT_ONCE)
        pool.terminate()
    except KeyboardInterrupt:
        _end_at_once()


def _end_at_once() -> None:
    """Stop here and now. A pool that is ended in good order waits until all is handed out that it
    was about to hand out; where nobody takes that any more it waits for ever."""
    for each in active_children():
        each.kill()
    say("Stopped.")
    sys.stdout.flush()
    os._exit(STOPPED)


@contextmanager
def _left_to_whoever_begins() -> Iterator[None]:
    """What is begun in here does not hear Ctrl+C, which a terminal sends to all its processes: the
    first one says that it stopped, and ends the others."""
    sys.warnoptions.append("ignore")  # who tidies up says nothing of what is ended at once
    resource_tracker.ensure_running()  # it would let Ctrl+C through again
    sys.warnoptions.pop()
    before = pthread_sigmask(SIG_BLOCK, {SIGINT})
    try:
        yield
    finally:
        pthread_sigmask(SIG_SETMASK, before)


def _report(said: Said) -> None:
    if said.problems:
        say(f"{said.name}: not analysed.")
        for problem in said.problems:
            say(f"  {problem}")
    sys.stdout.write(said.output.decode())


def _progress(text: str) -> None:
    """A word to somebody who is waiting at a terminal."""
    if sys.stderr.isatty():
        say(text)
