"""How pages grow with a case: the processor's time of each at several lengths, and its exponent.

python -m bench.growth 100 500 1000 5000
python -m bench.growth crowd

An exponent of 0 is a page that does not know how long the case is, 1 one that takes twice as long
for twice as much, 2 one that will not be served when the case is long. In a process of its own for
each length, without a network.
"""

import gc
import logging
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from math import log
from pathlib import Path
from statistics import linear_regression
from time import process_time
from typing import Any

import msgspec

from bench.clinic import Place, environment, made
from bench.crowd import Crowd
from bench.figures import Figure, at_most

SHORT, LONG = (100, 500), (100, 500, 1000, 5000)
EPISODES = 500
"""So many has the case with much of every kind."""
TIMES = 3
FEW = (
    *("case", "circle", "episodes", "timeline", "people", "ways", "changed", "prepare"),
    *("person", "hours", "new-between", "seen"),
)
"""What the short form looks at."""
ENDING = {"sign-out", "leave", "account_login"}

Spent = dict[str, tuple[float, int]]
"""Milliseconds of the processor and bytes, by who opened which page."""


def figures(place: Place, size: int, *, short: bool) -> Iterator[Figure]:
    """How the pages of a case grow, of which one is there; the long form says the slowest, too."""
    sizes, names = (SHORT, FEW) if short else (LONG, ())
    found = {each: grown_to(each, names) for each in sizes if each != size}
    found[size] = measured(place, names)
    grown = exponents(times(found))
    page = max(grown, key=lambda each: grown[each])
    name = f"The page that grows most, {sizes[0]} to {sizes[-1]:,} episodes (exponent)"
    yield at_most(name, grown[page], "", 1.2, note=page)
    if not short:
        last = found[sizes[-1]]
        page = max(last, key=lambda each: last[each])
        name = f"The slowest page of {sizes[-1]:,} episodes (processor)"
        yield at_most(name, last[page][0], "ms", 60, note=page)
        page = max(last, key=lambda each: last[each][1])
        name = f"The largest page of {sizes[-1]:,} episodes, pictures and all"
        yield at_most(name, last[page][1] / 1024, "KB", 60, note=page)
        yield from of_a_crowd(crowded())


def of_a_crowd(found: Spent) -> Iterator[Figure]:
    """The slowest and the largest page of a case with much of every kind."""
    for at, what, part, unit in ((0, "slowest", 1, "ms"), (1, "largest", 1024, "KB")):
        page = max(found, key=lambda each: found[each][at])
        name = f"The {what} page of a case with much of every kind"
        yield at_most(name, found[page][at] / part, unit, 60, note=page)


def crowded() -> Spent:
    """Each page of a case with much of every kind (`bench.crowd`)."""
    with tempfile.TemporaryDirectory() as folder:
        return measured(made(Path(folder) / "clinic", EPISODES, 1, crowd=Crowd()), ())


def times(found: Mapping[int, Spent]) -> dict[int, dict[str, float]]:
    """The times alone."""
    return {size: {page: ms for page, (ms, _) in each.items()} for size, each in found.items()}


def exponents(spent: Mapping[int, Mapping[str, float]]) -> dict[str, float]:
    """The slope of each page's time over the length of its case, both as logarithms (least
    squares).

    >>> exponents({100: {"one": 2.0, "two": 5.0}, 1000: {"one": 20.0, "two": 5.0}})
    {'one': 1.0, 'two': 0.0}
    """
    pages = set.intersection(*(set(each) for each in spent.values()))
    return {
        page: round(slope({size: spent[size][page] for size in spent}), 2) for page in sorted(pages)
    }


def slope(at: Mapping[int, float]) -> float:
    """The slope of a page's time over the length."""
    return linear_regression([log(size) for size in at], [log(ms) for ms in at.values()]).slope


def grown_to(size: int, names: Sequence[str] = ()) -> Spent:
    """Each page of a case that is made so long, or those with these names."""
    with tempfile.TemporaryDirectory() as folder:
        return measured(made(Path(folder) / "clinic", size, 1), names)


def measured(place: Place, names: Sequence[str]) -> Spent:
    """The same of a practice that is there, in a process of its own."""
    call = [sys.executable, "-m", "bench.growth", "pages", *names]
    given = msgspec.json.encode(place)
    done = subprocess.run(call, input=given, stdout=subprocess.PIPE, env=environment(), check=True)
    return msgspec.json.decode(done.stdout, type=Spent)


def spent(place: Place, names: Sequence[str]) -> Spent:
    """What the pages of Ana's case take in this process, for her and for Ben."""
    from bench.processor import signed_in
    from relating.operate import set_up

    set_up.opened(Path(place.folder))
    import_module("relating.wsgi")  # as a server has it
    logging.disable()  # one line for each page, which nobody reads here
    browsers = {"Ana": signed_in("ana"), "Ben": signed_in("ben")}
    gc.collect()
    gc.freeze()
    found: Spent = {}
    for each in place.addresses:
        if each.name in ENDING or (names and each.name not in names):
            continue
        for who, browser in browsers.items():
            page = f"{who}, {each.name}"
            if page not in found and browser.get(each.path).status_code == 200:
                found[page] = least(browser, each.path)
    return found


def least(browser: Any, path: str) -> tuple[float, int]:
    """The least time of a few, and how large the page is."""
    taken, body = [], b""
    for _ in range(TIMES):
        start = process_time()
        answer = browser.get(path)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        taken.append((process_time() - start) * 1000)
    return min(taken), len(body)


def table(sizes: Sequence[int]) -> Iterator[str]:
    """Every page at each of these lengths, that which grows most first."""
    found = {size: grown_to(size) for size in sizes}
    grown = exponents(times(found))
    heads = " | ".join(f"{size:,}" for size in sizes)
    yield f"| processor time, ms | {heads} | exponent | KB |"
    yield "|---" * (len(sizes) + 3) + "|"
    for page in sorted(grown, key=lambda each: -found[sizes[-1]][each][0]):
        row = " | ".join(f"{found[size][page][0]:.1f}" for size in sizes)
        weight = found[sizes[-1]][page][1] / 1000
        yield f"| {page} | {row} | {grown[page]:.2f} | {weight:.1f} |"


def crowd_table() -> Iterator[str]:
    """Every page of a case with much of every kind, the largest first."""
    found = crowded()
    yield "| much of every kind | processor time, ms | KB |"
    yield "|---|---|---|"
    for page in sorted(found, key=lambda each: -found[each][1]):
        yield f"| {page} | {found[page][0]:.1f} | {found[page][1] / 1000:.1f} |"


def main(told: Sequence[str]) -> None:
    """The pages of a place that is given, for another process; else a table of some lengths, or of
    a case with much of every kind."""
    if told[:1] == ["pages"]:
        place = msgspec.json.decode(sys.stdin.buffer.read(), type=Place)
        sys.stdout.buffer.write(msgspec.json.encode(spent(place, told[1:])))
        return
    with suppress(KeyboardInterrupt):
        rows = crowd_table() if told == ["crowd"] else table([int(each) for each in told] or LONG)
        for line in rows:
            print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
