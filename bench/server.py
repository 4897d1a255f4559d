"""The real server, as `relating serve` runs it, in a process group of its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPException
from pathlib import Path

from bench.browsing import Browser
from bench.clinic import Place, environment

PATIENCE = 60.0


class Server:
    """A server that can be started, killed and started again on the same port."""

    def __init__(self, place: Place, call: tuple[str, ...] = (), workers: int = 1) -> None:
        self.place = place
        ours = ("-m", "relating.cli", "serve", "--home", place.folder, "--port", str(place.port))
        self.call = call or (*ours, "--workers", str(workers))
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, before: Callable[[], None] | None = None) -> "Server":
        """Start, and wait until it answers.

        Raises:
            TimeoutError: it does not.
        """
        with (Path(self.place.folder) / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *self.call],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=environment(),
                start_new_session=True,
                preexec_fn=before,  # noqa: PLW1509  nothing runs beside it yet
            )
        self.wait()
        return self

    def wait(self) -> None:
        """Wait for the first answer."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.alive():
            with closing(Browser(self.place.port, timeout=5)) as browser:
                try:
                    browser.get("/robots.txt")
                except (OSError, HTTPException):
                    time.sleep(0.02)
                else:
                    return
        raise TimeoutError(f"The server did not answer: {self.log()}")

    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def log(self) -> str:
        """The end of what it said."""
        return (Path(self.place.folder) / "server.log").read_text(encoding="utf-8")[-2000:]

    def end(self, how: int) -> None:
        """End the whole group by a signal, and wait until it is gone."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, how)
        self.process.wait(PATIENCE)
        self.process = None

    def kill(self) -> None:
        """SIGKILL, which nothing can catch."""
        self.end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to stop; a server that does not is killed."""
        group = self.process
        try:
            self.end(signal.SIGTERM)
        except subprocess.TimeoutExpired:
            self.process = group
            self.kill()

    def workers(self) -> list[int]:
        """The ids of the processes that answer."""
        assert self.process is not None
        parent = self.process.pid
        listed = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii")
        names = {int(each): Path(f"/proc/{each}/cmdline").read_bytes() for each in listed.split()}
        return [each for each, name in names.items() if b"resource_tracker" not in name]


@contextmanager
def served(place: Place, call: tuple[str, ...] = (), workers: int = 1) -> Iterator[Server]:
    """A server for as long as it is needed."""
    server = Server(place, call, workers).start()
    try:
        yield server
    finally:
        server.stop()
