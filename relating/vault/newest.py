"""How far the journal had come, kept beside the keys: a journal that ends before that is a copy.

`keys/newest-line` holds the number of the newest line of the trail, twenty digits, and only rises.
It is written in its place after each commit and is not flushed: whoever kills the server or copies
its files finds it as it is. After a power cut it may be older by some lines, never newer.
"""

import fcntl
import os
from contextlib import suppress
from pathlib import Path

from django.conf import settings

DIGITS = 20


def place() -> Path | None:
    """Where it is kept; None without an installation."""
    return settings.INSTALLATION.newest_line if settings.INSTALLATION else None


def begin(path: Path) -> None:
    """Begin at nothing, on the disk when this returns; one that is there stays."""
    if path.exists():
        return
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
        file.write(written(0))
        file.flush()
        os.fsync(file.fileno())


def raise_to(number: int) -> None:
    """Let it be at least this. One that cannot be written is left behind: what was committed stays
    committed."""
    path = place()
    if path is None:
        return
    with suppress(OSError, ValueError), path.open("rb+", buffering=0) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if number > int(file.read()):
            os.pwrite(file.fileno(), written(number), 0)


def reached(path: Path) -> int | None:
    """The newest line that was seen; None if that is not known, because the file is not there or
    holds something else."""
    with suppress(OSError, ValueError):
        return int(path.read_bytes())
    return None


def written(number: int) -> bytes:
    """As it stands in the file: always as long, so that a full disk does not matter."""
    return b"%0*d\n" % (DIGITS, number)
