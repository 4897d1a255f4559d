"""Writing: how long it takes to store an episode, and how many a second beside bare SQLite."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter
from uuid import uuid4

from bench.browsing import Answer, Browser, Pairs, filled
from bench.clinic import Place
from bench.figures import Figure, at_least, at_most, median
from bench.processes import asked

CONNECTIONS = 8
STORY = "She read the whole page aloud, sighed, and put it back on my desk. I said sorry."


class Writer:
    """Somebody who tells what happened, by the page on which everybody does."""

    def __init__(self, place: Place, beside: "Writer | None" = None) -> None:
        self.browser = Browser(place.port)
        self.path = f"/cases/{place.cases['ana']}/episodes/new/"
        if beside:
            self.browser.cookies = dict(beside.browser.cookies)
        else:
            self.browser.sign_in("ana")
        self.form: Pairs = beside.form if beside else self.browser.form(self.path, "story")

    def told(self, story: str) -> Pairs:
        """The form with a story in it, as a new entry."""
        new = {"id": str(uuid4()), "story": story, "valence": "-1"}
        return filled(self.form, new)

    def post(self, form: Pairs) -> Answer:
        """Send the form."""
        return self.browser.post(self.path, form)

    def tell(self, story: str = STORY) -> float:
        """Post it; return milliseconds until it was acknowledged.

        Raises:
            AssertionError: it was not.
        """
        answer = self.post(self.told(story))
        assert answer.status == 303, f"not stored: {answer.status}"
        return answer.milliseconds


def writers(place: Place, number: int) -> list[Writer]:
    """So many windows of one person, each with a connection of its own."""
    first = Writer(place)
    return [first, *(Writer(place, beside=first) for _ in range(number - 1))]


def figures(place: Place, *, short: bool) -> Iterator[Figure]:
    """Writing by one person; the server is running as it is by default."""
    one = Writer(place)
    spent = [one.tell() for _ in range(30 if short else 200)]
    yield at_most("An episode stored, form to answer, one client (median)", median(spent), "ms", 15)


def rates(place: Place, *, short: bool) -> Iterator[Figure]:
    """Episodes a second beside bare SQLite; the server is running with a worker for each core."""
    seconds = 1.5 if short else 6.0
    bare = (raw(place, seconds) + raw(place, seconds)) / 2
    for name, rate in (
        (f"over HTTP, {CONNECTIONS} connections", by_http(place, seconds)),
        ("by actions.record, one thread", asked(place, "rate", seconds)),
    ):
        note = f"{rate:,.0f} a second; bare SQLite {bare:,.0f}"
        yield at_least(f"Episodes {name}, of bare SQLite", 100 * rate / bare, "%", 5, note=note)


def raw(place: Place, seconds: float) -> float:
    """Rows a second in a bare SQLite loop beside the practice: WAL, FULL, one a transaction."""
    file = Path(place.folder) / f"raw-{uuid4()}.sqlite3"
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE entry (id BLOB PRIMARY KEY, about TEXT, sealed BLOB)")
    rate = counted(seconds, lambda: insert(connection, row_size(place)))
    connection.close()
    file.unlink()
    return rate


def insert(connection: sqlite3.Connection, size: int) -> None:
    """One row in one transaction."""
    row = (uuid4().bytes, "episode client private 1", os.urandom(size))
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO entry VALUES (?, ?, ?)", row)
    connection.execute("COMMIT")


def row_size(place: Place) -> int:
    """How large the sealed content of an episode is here."""
    if place.folder not in SIZES:
        connection = sqlite3.connect(place.database)
        average = "SELECT avg(length(sealed)) FROM journal_entry WHERE kind = 'episode'"
        SIZES[place.folder] = int(connection.execute(average).fetchone()[0])
        connection.close()
    return SIZES[place.folder]


SIZES: dict[str, int] = {}


def counted(seconds: float, work: Callable[[], object]) -> float:
    """How often a second a piece of work is done."""
    start = perf_counter()
    done = 0
    while (spent := perf_counter() - start) < seconds:
        work()
        done += 1
    return done / spent


def by_http(place: Place, seconds: float) -> float:
    """Episodes a second with so many connections writing at once."""
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        at_once = pool.map(
            lambda writer: counted(seconds, writer.tell), writers(place, CONNECTIONS)
        )
        return sum(at_once)
