"""How long it takes from a fresh clone to the first page, and from then on.

`make run` in a clone of what is committed here, without an environment. Needs the network once.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from time import monotonic, sleep

from bench.browsing import Browser
from bench.clinic import environment
from bench.figures import Figure, at_most, table

HERE = Path(__file__).parents[1]
PORT = 8000
PATIENCE = 300.0


def figures() -> Iterator[Figure]:
    """Cold and warm start."""
    names = ("From a fresh clone to the first page (make run)", "The same again")
    if answers() or not shutil.which("git"):
        for name, goal in zip(names, (60, 3), strict=True):
            yield at_most(name, None, "s", goal, note="port 8000 is taken, or there is no git")
        return
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "relating"
        subprocess.run(["git", "clone", "--quiet", str(HERE), str(clone)], check=True)
        yield at_most(names[0], first_page(clone), "s", 60)
        yield at_most(names[1], first_page(clone), "s", 3)


def first_page(clone: Path) -> float:
    """Seconds from `make run` to the first page.

    Raises:
        TimeoutError: none came.
    """
    begun = monotonic()
    process = subprocess.Popen(
        ["make", "--silent", "run"],
        cwd=clone,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while not answers():
            if monotonic() - begun > PATIENCE or process.poll() is not None:
                raise TimeoutError("make run never answered")
            sleep(0.02)
        return monotonic() - begun
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait()
        while answers():
            sleep(0.05)


def answers() -> bool:
    """Whether there is a page on the demo's port."""
    try:
        return Browser(PORT, timeout=5).get("/sign-in/").status == 200
    except (OSError, HTTPException):
        return False


if __name__ == "__main__":
    print(*table(figures()), sep="\n")
