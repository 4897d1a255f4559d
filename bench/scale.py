"""A group of practices on one machine: ten thousand cases, two hundred people at work.

python -m bench.scale [CASES] [PEOPLE] [SECONDS]

Two web processes behind Caddy, PostgreSQL and whoever asks share the machine. Each person asks for
a page every ten seconds, at moments that are fixed before: a page that comes late does not put off
the next, and its time counts from when it was due. The server lies in memory.
"""

import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import quantiles
from threading import Thread
from typing import NamedTuple
from uuid import uuid4

import msgspec
import psycopg

from bench.browsing import Browser, filled, forms
from bench.population import A_COUNSELLOR, Person, asked
from bench.writing import STORY
from tests.cluster import url
from tests.faults.several import Group, group

EVERY = 10.0
WARM = 1
"""The first round of everybody opens connections and compiles, and is not counted."""
TICKS = os.sysconf("SC_CLK_TCK")


class Page(NamedTuple):
    """A page that somebody asked for: when it was due, what came, and after how many seconds."""

    due: float
    status: int
    spent: float
    name: str


def main(cases: int = 10_000, people: int = 200, seconds: int = 120) -> None:
    """Make everything, and measure."""
    with (
        tempfile.TemporaryDirectory() as folder,
        group(Path(folder), 2) as served,
    ):
        place = served.place
        first = asked("cost", place.folder, place.cases["ana"])
        began, before = time.monotonic(), sizes(served)
        entries = asked("cases", place.folder, cases)
        settle(served)
        print(f"{cases:,} cases of {cases // A_COUNSELLOR:,} counsellors, {entries} rows of the")
        print(f"journal each, made in {time.monotonic() - began:.0f} s;", end=" ")
        grown = [(now - then) / cases for now, then in zip(sizes(served), before, strict=True)]
        print(f"a case takes {grown[0]:,.0f} bytes, its keys {grown[1]:,.0f}", flush=True)
        last = asked("cost", place.folder, place.cases["ana"])
        for name, was in first.items():
            print(f"{name}: questions and calls {was} before, {last[name]} with {cases:,} cases")
        asking = msgspec.convert(asked("at_work", place.folder, people), list[Person])
        under_load(served, asking, seconds)


def under_load(served: Group, people: list[Person], seconds: int) -> None:
    """Let them work, and say how long pages took and whose processor time they were."""
    found: list[Page] = []
    start = time.monotonic() + 1
    threads = [
        Thread(target=work, args=(served.place.port, person, number, start, seconds, found))
        for number, person in enumerate(spread(people))
    ]
    began, others = spent_by(served), idle()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = {name: now - began[name] for name, now in spent_by(served).items()}
    length = time.monotonic() - start
    counted = [each for each in found if each.due >= WARM * EVERY]
    say(counted, seconds - WARM * EVERY)
    for name, used in took.items():
        print(f"processor of {name}: {1000 * used / len(found):.1f} ms a page, {used:.0f} s")
    free = (idle() - others) / length
    print(f"idle: {free:.2f} of {os.cpu_count()} cores; load before and now {os.getloadavg()}")


def spread(people: list[Person]) -> list[Person]:
    """In another order, so that counsellors and clients do not take turns."""
    mixed = [*people]
    Random(1).shuffle(mixed)
    return mixed


def work(
    port: int, person: Person, number: int, start: float, seconds: int, found: list[Page]
) -> None:
    """Somebody's work: a page every ten seconds, and now and then something told."""
    browser = Browser(port)
    browser.cookies = dict(person.cookies)
    chance = Random(number)
    due, turn = chance.uniform(0, EVERY), number
    form: list[tuple[str, str]] = []
    while due < seconds:
        time.sleep(max(0.0, start + due - time.monotonic()))
        path = person.pages[turn % len(person.pages)]
        if form:
            answer = browser.post(path, form)
            name, form = "tell", []
        else:
            answer = browser.get(path)
            name = path.strip("/").rpartition("/")[2]
        spent = time.monotonic() - start - due
        found.append(Page(due, answer.status, spent, name if "-" not in name else "case"))
        if path == person.telling and name != "tell":
            form = told(answer.text)
        else:
            turn += 1
        due += EVERY
    browser.close()


def told(page: str) -> list[tuple[str, str]]:
    """The form of a page that is open, filled in."""
    form = next(each for each in forms(page) if "story" in dict(each))
    return filled(form, {"id": str(uuid4()), "story": STORY, "valence": "-1"})


def say(found: list[Page], seconds: float) -> None:
    """How many pages there were, how long they took, and which of them were not served."""
    for name in (None, *sorted({each.name for each in found})):
        spent = [1000 * each.spent for each in found if name in {None, each.name}]
        at = [spent[0], *quantiles(spent, n=100)] if len(spent) > 1 else spent * 100
        middle, late, last = (at[each] for each in (50, 95, 99))
        print(
            f"{name or 'every page':<12} {len(spent):>6}: p50 {middle:.0f} ms, p95 {late:.0f} ms,"
            f" p99 {last:.0f} ms, slowest {max(spent):.0f} ms"
        )
    answers = Counter(each.status for each in found)
    print(f"{len(found) / seconds:.1f} pages a second; answers {dict(answers)}")


def sizes(served: Group) -> list[int]:
    """How many bytes both databases take."""
    with psycopg.connect(url(served.server, "postgres"), autocommit=True) as connection:
        names = ("group_journal", "group_keys")
        asked_for = "SELECT pg_database_size(%s)"
        return [int((connection.execute(asked_for, [each]).fetchone() or [0])[0]) for each in names]


def settle(served: Group) -> None:
    """What a server does by itself within minutes: look at what is in its tables."""
    for name in ("group_journal", "group_keys"):
        with psycopg.connect(url(served.server, name), autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")


def spent_by(served: Group) -> dict[str, float]:
    """Seconds of the processor so far: of the web processes, of PostgreSQL, of whoever asks."""
    postmaster = int((served.cluster / "data" / "postmaster.pid").read_text().split()[0])
    web = [each.process.pid for each in served.servers if each.process]
    return {
        "web processes": sum(map(with_children, web)),
        "PostgreSQL": with_children(postmaster),
        "whoever asks": time.process_time(),
    }


def with_children(process: int) -> float:
    """Seconds of the processor of a process and its children, those that ended too."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / TICKS + sum(
        with_children(each) for each in children(process)
    )


def children(process: int) -> Iterator[int]:
    """The children of a process, of all its threads."""
    for each in Path(f"/proc/{process}/task").glob("*/children"):
        yield from map(int, each.read_text().split())


def idle() -> float:
    """Seconds that the cores of this machine had nothing to do."""
    return int(Path("/proc/stat").read_text().split()[4]) / TICKS


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
