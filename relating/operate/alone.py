"""One server a folder: whoever serves it, or changes its tables, holds it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from relating.chosen import Unsafe
from relating.installation import found, load

_held: set[Path] = set()


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold an installation for as long as needed; whoever holds it already may again. One whose
    databases are on a server is served by as many as like.

    The lock lies on the folder of its journal and ends with the process, however that ends.

    Raises:
        Unsafe: another process holds it.
    """
    data = (folder / "data").resolve()
    if data in _held or (found(folder) and load(folder).on_server):
        yield
        return
    descriptor = os.open(data, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _held.add(data)
        yield
    except BlockingIOError:
        raise Unsafe(f"{folder} is being served by another process. End that one first.") from None
    finally:
        _held.discard(data)
        os.close(descriptor)
