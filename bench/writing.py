"""Writing: how long it takes to store an episode, and how many a second beside bare SQLite."""

import os
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter
from uuid import uuid4

from bench.browsing import Browser, Pairs, filled
from bench.clinic import Place
from bench.figures import Figure, at_least, at_most, median
from bench.inside import asked

CONNECTIONS = 8
STORY = "She read the whole page aloud, sighed, and put it back on my desk. I said sorry."


class Writer:
    """Somebody who tells what happened, by the page on which everybody does."""

    def __init__(self, place: Place, name: str = "ana") -> None:
        self.browser = Browser(place.port).sign_in(name)
        self.path = f"/cases/{place.cases[name]}/episodes/new/"
        self.form: Pairs = self.browser.form(self.path, "story")

    def told(self, story: str) -> Pairs:
        """The form with a story in it, as a new entry."""
        new = {"id": str(uuid4()), "story": story, "valence": "-1"}
        return filled(self.form, new)

    def tell(self, story: str = STORY) -> float:
        """Post it; return milliseconds until it was acknowledged.

        Raises:
            AssertionError: it was not.
        """
        answer = self.browser.post(self.path, self.told(story))
        assert answer.status == 303, f"not stored: {answer.status}"
        return answer.milliseconds


def figures(place: Place, *, short: bool) -> Iterator[Figure]:
    """All figures of writing; the server is running."""
    seconds = 1.5 if short else 6.0
    one = Writer(place)
    spent = [one.tell() for _ in range(30 if short else 200)]
    yield at_most("An episode stored, form to answer, one client (median)", median(spent), "ms", 15)
    bare = (raw(place, seconds) + raw(place, seconds)) / 2
    note = f"bare SQLite {bare:,.0f} a second"
    at_once = by_http(place, seconds)
    share = 100 * at_once / bare
    name = f"Episodes a second over HTTP, {CONNECTIONS} connections, of bare SQLite"
    yield at_least(name, share, "%", 5, "on the program", f"{at_once:,.0f} a second; {note}")
    within = asked(place, "rate", seconds)
    name = "Episodes a second by actions.record, one thread, of bare SQLite"
    told = f"{within:,.0f} a second; {note}"
    yield at_least(name, 100 * within / bare, "%", 5, "on the program", told)


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


def counted(seconds: float, work: object) -> float:
    """How often a second a piece of work is done."""
    assert callable(work)
    start = perf_counter()
    done = 0
    while (spent := perf_counter() - start) < seconds:
        work()
        done += 1
    return done / spent


def by_http(place: Place, seconds: float) -> float:
    """Episodes a second with so many people writing at once."""
    writers = [Writer(place) for _ in range(CONNECTIONS)]
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        rates = pool.map(lambda writer: counted(seconds, writer.tell), writers)
        return sum(rates)
