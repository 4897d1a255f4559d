"""Writes episodes on a disk that remembers: `python -m tests.faults.recording FOLDER N HOW OUT`.

HOW is `as-it-is`, or a planted fault: `not-flushed` (synchronous=NORMAL, which the application
refuses to start with) or `too-early` (acknowledged before it is stored).
"""

import os
import sqlite3
import sys
from pathlib import Path
from uuid import uuid4

import msgspec

from tests.faults.disk import Disk


def settled(file: Path) -> None:
    """Bring everything from the log into the database, so that one file is the beginning."""
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def write(disk: Disk, number: int, how: str) -> None:
    """Tell so many episodes, each acknowledged when the journal has it."""
    from django.db import connection
    from django.utils import timezone

    from bench.inside import viewer_named
    from relating.case import Episode
    from relating.journal import actions, queries

    ana = viewer_named("ana")
    case = queries.my_case(ana)
    assert case is not None
    if how == "not-flushed":
        connection.cursor().execute("PRAGMA synchronous=NORMAL")
    for turn in range(number):
        entry, now = uuid4(), timezone.now()
        story = f"story {turn} " + "and so on " * (turn % 40)
        if how == "too-early":
            disk.acknowledged(entry.hex)
        episode = Episode(
            id=entry, author="client", visibility="private", recorded_at=now, at=now,
            place="life", story=story,
        )  # fmt: skip
        actions.record(ana, case, episode)
        if how != "too-early":
            disk.acknowledged(entry.hex)


def main() -> None:
    """Record, write the events to a file, and end as a machine does that loses its power."""
    from relating.operate import set_up

    folder, number, how, out = sys.argv[1:5]
    database = Path(folder) / "data" / "relating.sqlite3"
    settled(database)
    Path(out).mkdir()
    (Path(out) / "beginning").write_bytes(database.read_bytes())
    disk = Disk(database.parent)
    set_up.opened(Path(folder))
    write(disk, int(number), how)
    (Path(out) / "events").write_bytes(msgspec.msgpack.encode(disk.events))
    os._exit(0)


if __name__ == "__main__":
    main()
