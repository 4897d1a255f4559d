"""All measurements: `python -m bench`. RELATING_SHORT=1 does it in a minute or two.

Writes bench/out/figures.json and prints a table. Ends in failure only when a goal was missed that
does not depend on the machine; see docs/method/figures.md.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter, process_time
from uuid import UUID

import msgspec

from bench import axe, case_file, growth, lighthouse, pages, processor, start, writing
from bench.clinic import made
from bench.figures import Figure, at_most, failures, table
from bench.server import served
from relating.case import People, Person, Support, Tie
from relating.case.file.case_file import read, write
from relating.engine.own_network import own_network

OUT = Path(__file__).parent / "out" / "figures.json"
EPISODES, ENTRIES, MORE_CASES = 500, 1000, 147
SHORT = os.environ.get("RELATING_SHORT") == "1"


def measured(folder: Path) -> Iterator[Figure]:
    """Every figure, the quick ones first."""
    yield read_file()
    yield networks()
    place = made(folder / "clinic", EPISODES, ENTRIES, MORE_CASES)
    yield from growth.figures(place, EPISODES, short=SHORT)
    yield from processor.figures(place)
    with served(place) as server:
        yield from pages.figures(server, short=SHORT)
        if not SHORT:
            yield from axe.figures(place)
            yield from lighthouse.figures(place)
        yield from writing.figures(place, short=SHORT)
    with served(place, workers=os.cpu_count() or 1):
        yield from writing.rates(place, short=SHORT)
    if not SHORT:
        yield from start.figures()


def read_file() -> Figure:
    """How long a large case file takes to read."""
    data = write(case_file.a_case())
    begun = perf_counter()
    read(data)
    spent = perf_counter() - begun
    return at_most("A case file of 10,000 episodes read", spent, "s", 1)


def networks() -> Figure:
    """How long the measures of a hundred networks of forty people take, of the processor."""
    crowd = People([Person(id=f"p{n}", alias=f"P{n}", role="friend") for n in range(40)])
    ties = [near(n, f"p{n}") for n in range(40)]
    begun = process_time()
    for _ in range(100):
        own_network(ties, crowd)
    spent = process_time() - begun
    return at_most("A hundred networks of forty people measured", spent, "s", 0.05)


def near(number: int, person: str) -> Tie:
    """Somebody who stands near and keeps company."""
    return Tie(
        id=UUID(int=number),
        author="client",
        visibility="private",
        recorded_at=datetime(2026, 3, 1, tzinfo=UTC),
        person=person,
        on=date(2026, 3, 1),
        ring="near",
        to_me=Support(kinds=("company",)),
    )


def kept(figures: list[Figure]) -> None:
    """Write the figures down."""
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_bytes(msgspec.json.format(msgspec.json.encode(figures)))


def main() -> int:
    """Measure, show, keep; 1 when something was missed that the machine does not excuse."""
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        for figure in measured(Path(folder)):
            figures.append(figure)
            print(".", end="", flush=True)
    print()
    print(*table(figures), sep="\n")
    kept(figures)
    return 1 if failures(figures) else 0


if __name__ == "__main__":
    sys.exit(main())
