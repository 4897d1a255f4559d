"""Acts of every kind on a disk that remembers: `python -m tests.faults.recording FOLDER N HOW OUT`.

HOW is `as-it-is`, or a planted fault: `not-flushed` (synchronous=NORMAL, which the application
refuses to start with) or `too-early` (acknowledged before it is stored).
"""

import os
import sqlite3
import sys
from itertools import islice
from pathlib import Path

import msgspec

from tests.faults.acting import steps
from tests.faults.disk import Disk
from tests.faults.facts import text


def settled(file: Path) -> None:
    """Bring everything from the log into the database, so that one file is the beginning."""
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def act(disk: Disk, number: int, how: str) -> None:
    """Do so many acts, each acknowledged when it is stored."""
    from django.db import connection

    if how == "not-flushed":
        connection.cursor().execute("PRAGMA synchronous=NORMAL")
    for fact, do in islice(steps(), number):
        if how == "too-early":
            disk.acknowledged(text(fact))
        do()
        if how != "too-early":
            disk.acknowledged(text(fact))


def main() -> None:
    """Record, write the events to a file, and end as a machine does that loses its power."""
    from relating.operate import set_up

    folder, number, how, out = sys.argv[1:5]
    Path(out).mkdir()
    for database in Path(folder).glob("*/*.sqlite3"):
        settled(database)
        (Path(out) / database.name).write_bytes(database.read_bytes())
    disk = Disk(Path(folder))
    set_up.opened(Path(folder))
    act(disk, int(number), how)
    (Path(out) / "events").write_bytes(msgspec.msgpack.encode(disk.events))
    os._exit(0)


if __name__ == "__main__":
    main()
